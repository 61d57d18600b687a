"""The Semgrep engine with the real Semgrep, on real git objects."""

import json
import subprocess
from pathlib import Path

import pytest

from bot.engines.scanner.targets import MAX_BYTES
from bot.publishers.json_report import render
from bot.review.change import Side
from bot.review.coverage import CoverageStatus, Gap
from bot.review.findings import Severity
from bot.review.policy import Policy
from bot.review.verdict import Verdict
from tests.support.repositories import Content, executable, link, submodule
from tests.support.scans import Scanner

COMMIT = "c" * 40
GITHUB_TOKEN = "ghp_" + "k3Jd8sLq2Zx7Vb5Nm1Rt9Yw4Pc6Hf0Ga2SdQ"[:36]


def test_a_change_of_nothing_needs_no_semgrep(scanner: Scanner) -> None:
    scanned = scanner.scan({"a.py": "a\n"}, {"a.py": "a\n"}, fake="sys.exit(1)")
    assert (scanned.report.findings, scanned.report.coverage) == ((), ())
    assert scanned.review().verdict is Verdict.PASSED


def test_harmless_code_is_looked_at_and_passed(scanner: Scanner) -> None:
    scanned = scanner.scan({}, {"a.py": "a = 1\n"})
    assert scanned.report.findings == ()
    assert scanned.coverage["a.py"].status is CoverageStatus.REVIEWED
    assert scanned.report.milliseconds > 0


def test_lines_and_quotes_are_those_of_the_file(scanner: Scanner) -> None:
    head: dict[str, Content] = {
        "plain.py": "a = 1\ndanger(a)\n",
        "indented.py": "def f():\n\tif a:\n\t\tdanger(a)  # why\n",
        "crlf.py": "a = 1\r\ndanger(a)\r\n",
        "last.py": "a = 1\ndanger(a)",
        "many.py": "a = 1\ndanger(\n    a,\n)\nb = 2\n",
        "mark.py": b"\xef\xbb\xbfdanger(a)\n",
        "mark-later.py": b"\xef\xbb\xbfa = 1\ndanger(a)\n",
        "unicode.py": "s = 'ünïcödé→🙂'; danger('é')\ndanger('→')\n",
        "feed.py": "a = 1\n\f\ndanger(a)\n",
        "separator.js": "a = 'x\u2028y'\ndanger(a)\n",
        "twice.py": "danger(1); danger(2)\n",
        "long.py": "danger(\n" + "    1,\n" * 20 + ")\n",
    }
    scanned = scanner.scan({}, head)
    assert scanned.found == {
        "plain.py": [(2, 2, "danger(a)")],
        "indented.py": [(3, 3, "\t\tdanger(a)  # why")],
        "crlf.py": [(2, 2, "danger(a)")],
        "last.py": [(2, 2, "danger(a)")],
        "many.py": [(2, 4, "danger(\n    a,\n)")],
        "mark.py": [(1, 1, "danger(a)")],
        "mark-later.py": [(2, 2, "danger(a)")],
        "unicode.py": [
            (1, 1, "s = 'ünïcödé→🙂'; danger('é')"),
            (2, 2, "danger('→')"),
        ],
        "feed.py": [(3, 3, "danger(a)")],
        "separator.js": [(2, 2, "danger(a)")],
        "twice.py": [(1, 1, "danger(1); danger(2)")] * 2,
        "long.py": [(1, 22, "\n".join(["danger(", *["    1,"] * 11, "…"]))],
    }
    assert {one.status for one in scanned.report.coverage} == {CoverageStatus.REVIEWED}


LANGUAGES = {
    "danger(1)\n": ["a.py", "a.pyi", "A.PY", "a.js", "a.mjs", "a.cjs", "a.jsx", "a.ts", "a.mts"],
    "const a: number = danger(1);\n": ["b.ts", "b.mts", "b.cts", "b.tsx"],
    "const a = <b>{danger(1)}</b>;\n": ["c.jsx", "c.tsx", "c.js"],
    "package a\n\nfunc f() { danger(1) }\n": ["a.go"],
    "class A { void f() { danger(1); } }\n": ["a.java"],
    "fun f() { danger(1) }\n": ["a.kt", "a.kts"],
    "fn f() { danger(1); }\n": ["a.rs"],
    "#!/usr/bin/env python3\ndanger(1)\n": ["run"],
    "#!/usr/bin/env -S node --flag\ndanger(1)\n": ["bin/serve"],
    "#!/usr/bin/python3.11 -u\ndanger(1)\n": ["bin/work"],
}


def test_every_language_is_looked_at_whatever_its_files_are_called(scanner: Scanner) -> None:
    head = {name: text for text, names in LANGUAGES.items() for name in names}
    scanned = scanner.scan({}, head)
    assert {path: len(found) for path, found in scanned.found.items()} == dict.fromkeys(head, 1)
    assert {one.gap for one in scanned.report.coverage} == {None}


def test_what_a_change_has_to_do_with_a_finding_is_told(scanner: Scanner) -> None:
    filler = "".join(f"x{number} = {number}\n" for number in range(20))
    base = {
        "moved.py": f"danger(1)\n{filler}",
        "touched.py": "danger(1)\n",
        "spaced.py": "danger(1, 2)\n",
        "copied.py": f"{filler}danger(1)\n",
        "gone.py": f"danger(1)\n{filler}",
        "old.py": f"{filler}danger(1)\n",
        "deleted.py": "danger(3)\n",
        "lines.py": "danger(1)\r\na = 1\r\n",
    }
    head = {
        "moved.py": f"{filler}a = 1\ndanger(1)\n",
        "touched.py": "danger(1)  # why\n",
        "spaced.py": "danger(1,\n       2)\n",
        "copied.py": f"danger(1)\n{filler}danger(1)\n",
        "gone.py": filler,
        "new.py": f"{filler}danger(1)\ndanger(2)\n",
        "added.py": "danger(1)\n",
        "lines.py": "danger(1)\na = 1\n",
    }
    scanned = scanner.scan(base, head)
    told = {
        (
            one.status.value,
            one.finding.location.path if one.finding.location else "",
            one.finding.location.side if one.finding.location else Side.LEFT,
            one.finding.location.start_line if one.finding.location else 0,
        )
        for one in scanned.review().findings
        if one.finding.rule_id == "no-danger"
    }
    assert told == {
        ("preexisting", "moved.py", Side.RIGHT, 22),
        ("preexisting", "touched.py", Side.RIGHT, 1),
        ("preexisting", "spaced.py", Side.RIGHT, 1),
        ("preexisting", "copied.py", Side.RIGHT, 22),
        ("introduced", "copied.py", Side.RIGHT, 1),
        ("fixed", "gone.py", Side.LEFT, 1),
        ("preexisting", "new.py", Side.RIGHT, 21),
        ("introduced", "new.py", Side.RIGHT, 22),
        ("introduced", "added.py", Side.RIGHT, 1),
        ("fixed", "deleted.py", Side.LEFT, 1),
        ("preexisting", "lines.py", Side.RIGHT, 1),
    }


def test_an_old_line_that_the_change_makes_dangerous_is_new(scanner: Scanner) -> None:
    body = "import os\n\ndef run(request):\n    name = {}\n\n\n\n\n\n    os.system('ls ' + name)\n"
    scanned = scanner.scan({"a.py": body.format("'x'")}, {"a.py": body.format("request.args['x']")})
    (one,) = scanned.review().introduced
    assert one.finding.location is not None
    assert one.finding.location.start_line == 10
    assert one.finding.category == "injection"


def test_nothing_counts_as_fixed_in_a_file_that_could_not_be_parsed(scanner: Scanner) -> None:
    scanned = scanner.scan({"a.js": "danger(1)\n"}, {"a.js": "function f( {\n}\ndanger(\n"})
    assert scanned.coverage["a.js"].gap is Gap.PARSE_ERROR
    assert scanned.review().findings == ()
    assert scanned.review().verdict is Verdict.INCOMPLETE


def test_a_secret_stands_in_no_quote_on_neither_side_nor_in_the_report(scanner: Scanner) -> None:
    many = 'danger("""sesame\n  my\n  open""")\n'
    scanned = scanner.scan(
        {"old.py": "danger('sesame-old-open')\n"},
        {
            "one.py": "a = 1\ndanger('sesame-one-open')  # sesame two open\n",
            "many.py": many,
            "token.py": f"danger('{GITHUB_TOKEN}')\n",
            "key.txt": "sesame-text-open\n",
        },
    )
    quotes = {
        (one.location.path, one.rule_id): one.quote
        for one in (*scanned.report.findings, *scanned.report.baseline)
        if one.location is not None and one.rule_id in {"no-danger", "no-password"}
    }
    assert quotes == {
        ("old.py", "no-danger"): "danger('[SECRET]')",
        ("old.py", "no-password"): "danger('[SECRET]')",
        ("one.py", "no-danger"): "danger('[SECRET]')  # [SECRET]",
        ("one.py", "no-password"): "danger('[SECRET]')  # [SECRET]",
        ("many.py", "no-danger"): 'danger("""[SECRET]\n\n""")',
        ("many.py", "no-password"): 'danger("""[SECRET]\n\n""")',
        ("token.py", "no-danger"): "danger('[SECRET]')",
        ("key.txt", "no-password"): "[SECRET]",
    }
    printed = render(scanned.review())
    assert "sesame" not in printed
    assert GITHUB_TOKEN not in printed


def test_every_changed_file_shows_in_coverage_with_its_reason(scanner: Scanner) -> None:
    long = "".join(f"line {number}\n" for number in range(20))
    base: dict[str, Content] = {
        "run.sh": "a\n",
        "old.py": long,
        "deleted.py": "b\n",
        "link": link(b"a"),
        "lib": submodule(COMMIT),
        "to-link.py": "danger(1)\n",
        "from-link.py": link(b"a"),
    }
    head: dict[str, Content] = {
        "run.sh": executable(b"a\n"),
        "new.py": long,
        "link": link(b"danger(1)"),
        "lib": submodule("d" * 40),
        "to-link.py": link(b"x"),
        "from-link.py": "danger(1)\n",
        "uv.lock": "a\n",
        "README.md": "danger(1)\n",
        "picture.png": b"\x89PNG\0",
        "other.dat": b"caf\xe9\x81\n",
        "code.zig": "danger(1)\n",
        "excluded/a.py": "danger(1)\n",
        "large.py": b"#" * (MAX_BYTES + 1),
        "large.zig": b"#" * (MAX_BYTES + 1),
        "broken.js": "function f( {\n}\ndanger(\n",
        "latin.py": b"a = 'caf\xe9'\ndanger(1)\n",
        "chinese.py": "a = '\u4e2d\u6587\u7f16\u7801'\ndanger(1)\n".encode("gb18030"),
        "wide.py": "danger(1)\n".encode("utf-16"),
        "zero.py": b"a = 1\n\0danger(1)\n",
        "empty.py": "",
    }
    scanned = scanner.scan(base, head, Policy(exclude=("excluded/**",)))
    secrets_only = "only searched for secrets"
    assert {path: one.reason for path, one in scanned.coverage.items()} == {
        "run.sh": "mode only",
        "new.py": "renamed without a change",
        "deleted.py": "deleted",
        "link": "symlink",
        "lib": "submodule",
        "to-link.py": "symlink",
        "from-link.py": None,
        "uv.lock": "lock file",
        "README.md": f"document: {secrets_only}",
        "picture.png": "binary",
        "other.dat": "binary",
        "code.zig": f"no rules for its language: {secrets_only}",
        "excluded/a.py": "excluded by policy",
        "large.py": "too large",
        "large.zig": "no rules for its language",
        "broken.js": "could not be parsed",
        "latin.py": None,
        "chinese.py": "not decodable as text",
        "wide.py": None,
        "zero.py": "not decodable as text",
        "empty.py": None,
    }
    blocking = {path for path, one in scanned.coverage.items() if one.blocks}
    assert blocking == {"large.py", "broken.js", "chinese.py", "zero.py"}
    assert scanned.found == {
        "from-link.py": [(1, 1, "danger(1)")],
        "latin.py": [(2, 2, "danger(1)")],
        "wide.py": [(1, 1, "danger(1)")],
    }
    looked = {path for path, one in scanned.coverage.items() if one.hunks_reviewed}
    assert looked == {"from-link.py", "latin.py"}


def test_half_a_parse_counts_only_where_the_change_is(scanner: Scanner) -> None:
    filler = "".join(f"x{number} = {number}\n" for number in range(20))
    broken = "danger = = 3\n"
    scanned = scanner.scan(
        {
            "elsewhere.py": f"{broken}{filler}a = 1\n",
            "here.py": f"{filler}a = 1\n",
            "both.py": f"a = 1\n{filler}a = 1\n",
        },
        {
            "elsewhere.py": f"{broken}{filler}a = 2\ndanger(1)\n",
            "here.py": f"{filler}{broken}",
            "both.py": f"{broken}danger(1)\n{filler}danger(2)\n",
        },
    )
    told = {
        path: (one.hunks, one.hunks_reviewed, one.reason) for path, one in scanned.coverage.items()
    }
    assert told == {
        "elsewhere.py": (1, 1, None),
        "here.py": (1, 0, "could not be parsed: near line 21"),
        "both.py": (2, 1, "could not be parsed: near line 1"),
    }
    assert set(scanned.found) == {"elsewhere.py", "both.py"}
    assert scanned.coverage["here.py"].status is CoverageStatus.FAILED


HIDING_PLACES = [
    "-x.py",
    "--config=x.py",
    "tests/test_a.py",
    "node_modules/a/a.js",
    "vendor/a.go.py",
    "dist/app.min.js",
    "app.min.js",
    ".hidden/a.py",
    ".git/hooks/a.py",
    "../up.py",
    "new\nline.py",
    'quo"te.py',
    "caf\u00e9.py",
    "cafe\u0301.py",
    " .py",
    "a.py ",
    "ignored.py",
    "generated_pb2.py",
    "SHOUTED.PY",
]


def test_nothing_that_an_author_writes_hides_code(scanner: Scanner) -> None:
    head: dict[str, Content] = dict.fromkeys(HIDING_PLACES, "danger(1)\n")
    head |= {
        "a.py ": "#!/usr/bin/python\ndanger(1)\n",
        "quiet.py": "danger(1)  # nosemgrep\n# nosemgrep: no-danger\ndanger(2)\n",
        "marked.py": "# @generated\n# Code generated by x. DO NOT EDIT.\ndanger(1)\n",
        ".semgrepignore": "*\n**\n",
        ".gitignore": "*\n",
        ".gitattributes": "* binary linguist-generated\n",
        ".semgrep.yml": "rules: [\n",
        ".semgrep/settings.yml": "x: [\n",
        "rules.json": "{",
        "semgrep.yml": "rules: []\n",
    }
    scanned = scanner.scan({}, head)
    expected = {*HIDING_PLACES, "quiet.py", "marked.py"}
    assert set(scanned.found) == expected - {"a.py "}
    assert len(scanned.found["quiet.py"]) == 2
    assert scanned.coverage["a.py "].reason == (
        "no rules for its language: only searched for secrets"
    )


def test_a_name_that_is_no_text_hides_nothing(scanner: Scanner) -> None:
    scanned = scanner.scan({}, {b"caf\xe9.py": "danger(1)\n", b"\xff.py": "danger(1)\n"})
    assert set(scanned.found) == {"caf\udce9.py", "\udcff.py"}


def test_a_repository_inside_the_change_runs_nothing(scanner: Scanner, tmp_path: Path) -> None:
    canary, program = tmp_path / "canary", tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {canary}\n")
    program.chmod(0o755)
    config = (
        "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n"
        f'\tfsmonitor = "{program}"\n'
    )
    inner = {
        "HEAD": "ref: refs/heads/main\n",
        "config": config,
        "objects/x": "x\n",
        "refs/x": "x\n",
    }
    trap = tmp_path / "trap"
    for name, content in inner.items():
        (trap / name).parent.mkdir(parents=True, exist_ok=True)
        (trap / name).write_text(content)
    subprocess.run(["git", "status"], cwd=trap, capture_output=True, check=False)
    assert canary.exists(), "the trap itself does not work"
    canary.unlink()
    head: dict[str, Content] = {"a.py": "danger(1)\n"}
    for folder in ("", "inner/", ".git/", "a/b/.git/", "x.git/"):
        head |= {f"{folder}{name}": content for name, content in inner.items()}
    scanned = scanner.scan({}, head)
    assert not canary.exists()
    assert set(scanned.found) == {"a.py"}


@pytest.mark.parametrize("depth", [5_000])
def test_deep_nesting_is_a_finding_or_a_gap(scanner: Scanner, depth: int) -> None:
    head = {
        "deep.py": f"danger(1)\na = {'(' * depth}1{')' * depth}\n",
        "deep.js": f"danger(1)\na = {'[' * depth}1{']' * depth}\n",
    }
    scanned = scanner.scan({}, head)
    for path in head:
        assert path in scanned.found or scanned.coverage[path].blocks


def test_what_a_rule_says_is_ours_and_not_the_authors(scanner: Scanner) -> None:
    scanned = scanner.scan({}, {"a.py": "danger('@everyone')\n"})
    (one,) = scanned.report.findings
    assert (one.title, one.message) == ("no danger", "Danger.")
    assert (one.severity, one.principle, one.cwe) == (
        Severity.ERROR,
        "security-first",
        ("CWE-1",),
    )


def test_a_rule_that_cannot_be_used_is_told(scanner: Scanner) -> None:
    broken = scanner.rules / "broken.yaml"
    rule = {"id": "broken", "languages": ["python"], "severity": "ERROR", "message": "x"}
    broken.write_text(json.dumps({"rules": [rule]}))
    try:
        scanned = scanner.scan({}, {"a.py": "danger(1)\n"})
    finally:
        broken.unlink()
    assert set(scanned.found) == {"a.py"}
    (note,) = scanned.report.notes
    assert "rule 'broken': it has no pattern" in note


def test_the_same_change_is_told_in_the_same_words(scanner: Scanner) -> None:
    head = {f"{number}.py": "danger(2); danger(1)\n" for number in range(9)}
    first, second = (scanner.scan({}, head) for _ in range(2))
    assert first.report.findings == second.report.findings
    assert first.report.coverage == second.report.coverage


KEY_BODY = [f"{number:02d}" + "aB3dE6gH" * 7 for number in range(8)]


def key(*body: str) -> str:
    return "\n".join(["-----BEGIN RSA PRIVATE KEY-----", *body, "-----END RSA PRIVATE KEY-----\n"])


def test_a_secret_is_followed_through_a_change(scanner: Scanner) -> None:
    def told(base: dict[str, Content], head: dict[str, Content]) -> list[tuple[str, str, str]]:
        found = scanner.scan(base, head).review().findings
        return [
            (str(one.status), str(one.finding.location and one.finding.location.path), side)
            for one in found
            for side in [str(one.finding.location and one.finding.location.side)]
            if one.finding.category == "secrets"
        ]

    token = f'TOKEN = "{GITHUB_TOKEN}"\n'
    assert told({"a.py": token}, {"a.py": "TOKEN = None\n"}) == [("introduced", "a.py", "LEFT")]
    assert told({"a.py": token}, {}) == [("introduced", "a.py", "LEFT")]
    assert told({"a.py": token}, {"b.py": "x = 1\n" * 9 + token}) == [
        ("preexisting", "b.py", "RIGHT")
    ]
    assert told({"a.py": token}, {"a.py": "# why\n" + token}) == [("preexisting", "a.py", "RIGHT")]
    password = "s3cr3t-Pa55-w0rd"
    assert told(
        {"a.py": f'password = "{password}"\n'}, {"a.py": "", ".env": f"DB_PASSWORD={password}\n"}
    ) == [("preexisting", ".env", "RIGHT")]
    turned = told({"k.pem": key(*KEY_BODY)}, {"k.pem": key(*KEY_BODY[::-1])})
    assert sorted(turned) == [("introduced", "k.pem", "LEFT"), ("introduced", "k.pem", "RIGHT")]


def test_no_line_of_a_key_stands_in_the_quote_of_another_rule(scanner: Scanner) -> None:
    scanned = scanner.scan({}, {"a.py": f'danger("""{key(*KEY_BODY)}""")\n'})
    assert scanned.found["a.py"]
    assert "aB3dE6gH" not in render(scanned.review())
