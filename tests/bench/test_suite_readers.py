"""Each suite's reader gets the labels out of that suite's format, and names what it cannot read."""

from collections.abc import Iterable

from bench.suites import clippy, gitleaks, gosec, leaky_repo, owasp_benchmark, pmd, ruff_fixtures
from bench.suites.cases import SECRET, SQL, Case, Count, Lines, Whole


def _told(cases: Iterable[Case]) -> list[tuple[str, str, object]]:
    return [(one.family, one.texts[0].at(1), one.expected) for one in cases]


def test_an_owasp_case_is_a_file_that_is_bad_or_good() -> None:
    code = "src/main/java/org/owasp/benchmark/testcode"
    labels = "# test name, category, real vulnerability, cwe\nA,sqli,true,89\nB,sqli,false,89\n"
    files = {
        "expectedresults-1.2.csv": (labels + "C,sqli,true,89\n").encode(),
        f"{code}/A.java": b"class A {}",
        f"{code}/B.java": b"class B {}",
    }

    read = owasp_benchmark.read(files)

    assert _told(read.cases) == [
        ("sqli", f"{code}/A.java:1", Whole(bad=True)),
        ("sqli", f"{code}/B.java:1", Whole(bad=False)),
    ]
    assert [one.place for one in read.unread] == [f"{code}/C.java"]


GOSEC = """package testutils

// SampleCodeG201 - a comment with a ` in it
var SampleCodeG201 = []CodeSample{
	{[]string{`
package main
`, `
package other
`}, 2, gosec.NewConfig()},
	{[]string{"package " + `third`}, 0, gosec.NewConfig()},
	{[]string{`package main`}, 1, gosec.Config{"G201": map[string]interface{}{"a": "b"}}},
	{[]string{made(3)}, 1, gosec.NewConfig()},
}

// Not one of those that anybody asked for.
var SampleCodeG999 = []CodeSample{{[]string{`x`}, 1, gosec.NewConfig()}}
"""


def test_a_gosec_sample_is_its_files_and_the_number_of_its_mistakes() -> None:
    read = gosec.read({"testutils/g201_samples.go": GOSEC.encode()})

    path = "testutils/g201_samples.go"
    assert _told(read.cases) == [
        ("G201", f"{path}:5", Count(2)),
        ("G201", f"{path}:10", Count(0)),
    ]
    assert [text.content for text in read.cases[0].texts] == [
        b"\npackage main\n",
        b"\npackage other\n",
    ]
    assert read.cases[1].texts[0].content == b"package third"
    assert read.cases[0].weaknesses == SQL


def test_a_gosec_sample_that_cannot_be_read_is_counted_with_its_reason() -> None:
    read = gosec.read({"testutils/g201_samples.go": GOSEC.encode()})

    assert [(one.place, one.reason) for one in read.unread] == [
        ("testutils/g201_samples.go:11", "gosec is given settings of its own"),
        ("testutils/g201_samples.go:12", "its code is put together"),
    ]


RUFF_SOURCE = b"""try:
    work()
except:
    # nothing to do
    pass
query = f'''
SELECT {name}
'''
"""
RUFF_SNAPSHOT = """---
source: somewhere/mod.rs
---
E722 Do not use bare `except`
 --> E722.py:3:1
  |
1 | try:
2 |     work()
3 | except:
  | ^^^^^^
4 |     # nothing to do
  |

F821 Another rule of the same fixture
 --> E722.py:2:5
  |
2 |     work()
  |     ^^^^

E722 A longer one
 --> E722.py:6:9
  |
5 |       pass
6 |   query = f'''
  |  _________^
7 | | SELECT {name}
8 | | '''
  | |___^
  |
help: Add something
6 | query = 1
"""


def test_a_ruff_snapshot_tells_spans_and_a_handler_counts_to_its_end() -> None:
    files = {
        "crates/ruff_linter/resources/test/fixtures/pycodestyle/E722.py": RUFF_SOURCE,
        "crates/ruff_linter/src/rules/pycodestyle/snapshots/"
        "ruff_linter__rules__pycodestyle__tests__E722_E722.py.snap": RUFF_SNAPSHOT.encode(),
    }

    read = ruff_fixtures.read(files)

    assert [(one.family, one.expected) for one in read.cases] == [
        ("E722", Lines(((3, 5), (6, 8)))),
    ]
    assert sorted(one.family for one in read.unread) == [
        "BLE001",
        "S105",
        "S106",
        "S107",
        "S110",
        "S112",
        "S608",
    ]


CLIPPY = """error: ignoring a result with `.ok()` is misleading
  --> tests/ui/unused_result_ok.rs:8:5
   |
LL |     fetch().ok();
   |     ^^^^^^^^^^^^
   |
note: the type is this one
  --> tests/ui/unused_result_ok.rs:2:13

error: ignoring a result with `.ok()` is misleading
  --> tests/ui/unused_result_ok.rs:18:5

error: aborting due to 2 previous errors
"""


def test_a_clippy_test_expects_the_lines_of_its_errors_and_not_of_their_notes() -> None:
    files = {
        "tests/ui/unused_result_ok.rs": b"fn main() {}",
        "tests/ui/unused_result_ok.stderr": CLIPPY.encode(),
    }

    read = clippy.read(files)

    assert _told(read.cases) == [
        ("unused_result_ok", "tests/ui/unused_result_ok.rs:1", Lines(((8, 8), (18, 18)))),
    ]
    assert len(read.unread) == 3


PMD = """<?xml version="1.0" encoding="UTF-8"?>
<test-data xmlns="http://pmd.sourceforge.net/rule-tests">
    <test-code>
        <description>counted</description>
        <expected-problems>2</expected-problems>
        <code><![CDATA[

class A {}
        ]]></code>
    </test-code>
    <code-fragment id="shared"><![CDATA[class B {}]]></code-fragment>
    <test-code>
        <description>by line</description>
        <expected-problems>2</expected-problems>
        <expected-linenumbers>3,7</expected-linenumbers>
        <code-ref id="shared"/>
    </test-code>
    <test-code>
        <description>other settings</description>
        <rule-property name="strict">true</rule-property>
        <expected-problems>0</expected-problems>
        <code-ref id="shared"/>
    </test-code>
</test-data>
"""


def test_a_pmd_test_counts_or_names_lines_of_trimmed_code() -> None:
    path = pmd.PATHS[0]

    read = pmd.read({path: PMD.encode()})

    assert [(one.texts[0].content, one.expected) for one in read.cases] == [
        (b"class A {}", Count(2)),
        (b"class B {}", Lines(((3, 3), (7, 7)))),
    ]
    assert [one.place for one in read.unread] == [f"{path}#3 (other settings)"]


GITLEAKS_UTILITIES = """package utils

func GenerateSampleSecrets(identifier string, secret string) []string {
	samples := map[string]string{
		// "a": "comment",
		"ini - plain": "{i}Token={s}",
		"go - short":  `{i}Token := "{s}"`,
		"make - one":  "{I}_TOKEN = {s}",
	}
	return cases
}

func Hex(size string) string {
	return fmt.Sprintf(`[a-f0-9]{%s}`, size)
}
"""
GITLEAKS_RULE = """package rules

var prefix = "key_"

func Acme() *config.Rule {
	r := config.Rule{
		RuleID: "acme",
		Regex:  utils.GenerateUniqueTokenRegex(`key_[a-f0-9]{8}`, false),
	}
	tps := utils.GenerateSampleSecrets("acme", prefix+secrets.NewSecret(utils.Hex("8")))
	tps = append(tps, "password: key_01234567", load("a file"))
	fps := []string{
		`key_xxxxxxxx`,
	}
	return utils.Validate(r, tps, fps)
}

func AcmeName() *config.Rule {
	r := config.Rule{
		Regex: utils.GenerateSemiGenericRegex([]string{"acme"}, utils.Hex("8"), true),
	}
	tps := map[string]string{
		"acme.yaml": `acme: 01234567`,
		"acme.p12":  "",
	}
	return utils.ValidateWithPaths(r, tps, nil)
}
"""


def _gitleaks() -> dict[str, bytes]:
    return {
        "cmd/generate/config/utils/generate.go": GITLEAKS_UTILITIES.encode(),
        "cmd/generate/config/rules/acme.go": GITLEAKS_RULE.encode(),
    }


def test_gitleaks_examples_are_made_from_templates_lists_and_maps() -> None:
    cases = gitleaks.read(_gitleaks()).cases

    path = "cmd/generate/config/rules/acme.go"
    assert _told(cases) == [
        ("known form", f"{path}:10 (ini - plain)", Whole(bad=True)),
        ("known form", f"{path}:10 (go - short)", Whole(bad=True)),
        ("known form", f"{path}:10 (make - one)", Whole(bad=True)),
        ("known form", f"{path}:11 (.yaml)", Whole(bad=True)),
        ("false positives", f"{path}:13 (.txt)", Whole(bad=False)),
        ("value after a name", f"{path}:23 (.yaml)", Whole(bad=True)),
    ]
    assert {one.weaknesses for one in cases} == {SECRET}


def test_gitleaks_secrets_are_made_by_the_same_chance_each_time() -> None:
    first, second = (
        [one.texts[0].content.decode() for one in gitleaks.read(_gitleaks()).cases]
        for _ in range(2)
    )

    assert first == second
    token = first[0].removeprefix("acmeToken=")
    assert token.startswith("key_")
    assert len(token) == len("key_01234567")
    assert first[1] == f'package sample\n\nfunc sample() {{\n\tacmeToken := "{token}"\n}}\n'
    assert first[2] == f"ACME_TOKEN = {token}"


def test_gitleaks_examples_that_cannot_be_made_are_counted() -> None:
    unread = gitleaks.read(_gitleaks()).unread

    path = "cmd/generate/config/rules/acme.go"
    assert [(one.family, one.place, one.reason) for one in unread] == [
        ("known form", f"{path}:11", "the function load"),
        ("value after a name", f"{path}:24", "only the path acme.p12 says it"),
    ]


def test_leaky_repo_counts_lines_of_risk_and_tolerates_the_informative() -> None:
    labels = "# name,num_risk,num_informative\n\n.npmrc,2,1\ngone.txt,1,0\n"
    files = {
        ".leaky-meta/secrets.csv": labels.encode(),
        ".npmrc": b"a",
        "README.md": b"b",
    }

    read = leaky_repo.read(files)

    assert _told(read.cases) == [
        ("secrets", ".npmrc:1", Count(2, tolerated=1)),
        ("secrets", "README.md:1", Count(0)),
    ]
    assert [one.place for one in read.unread] == ["gone.txt"]
