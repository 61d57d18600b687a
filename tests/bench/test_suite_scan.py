"""Cases are scanned the way the bot scans, by our own rules or by somebody's."""

import subprocess
from pathlib import Path

import pytest

from bench.measure import DidNotRunError
from bench.suites.__main__ import main
from bench.suites.cases import SWALLOWED, Case, Text, Whole
from bench.suites.checkouts import Repository, content, located
from bench.suites.finding import scan
from bench.suites.packs import pack

SWALLOW = b"try:\n    work()\nexcept Exception:\n    pass\n"
RULE = """rules:
  - id: sleep
    languages: [python]
    severity: WARNING
    message: It sleeps.
    pattern: time.sleep(...)
    paths: {include: ["/src/**"]}
    metadata: {cwe: "CWE-391: Unchecked Error Condition"}
  - id: joined
    languages: [python]
    severity: WARNING
    message: It joins.
    mode: join
    pattern: a
"""


def _case(source: bytes) -> Case:
    text = Text("tests/app.py", "tests/app.py", source)
    return Case("errors", SWALLOWED, (text,), Whole(bad=True))


def test_our_rules_look_at_a_case_in_a_folder_that_semgrep_would_skip() -> None:
    case = _case(SWALLOW)

    scanned = scan([case], pack(None))

    assert [(one.rule_id, one.first) for one in scanned.findings[case.texts[0]]] == [
        ("silent-handler-python", 3)
    ]
    assert scanned.problems == []


def test_a_file_that_is_no_text_is_named() -> None:
    assert scan([_case(b"\x00\x01")], pack(None)).problems == ["tests/app.py: no text"]


def test_somebodys_rules_are_measured_alone_and_without_their_folders(tmp_path: Path) -> None:
    (tmp_path / "python").mkdir()
    (tmp_path / "python" / "waiting.yaml").write_text(RULE)
    case = _case(SWALLOW + b"time.sleep(1)\n")

    rules = pack(tmp_path)

    assert [rule.id for rule in rules.rules] == ["python.waiting.sleep"]
    assert [problem.rpartition(": ")[2] for problem in rules.problems] == [
        "only the modes `search` and `taint` are known; correct it."
    ]
    found = scan([case], rules).findings[case.texts[0]]
    assert [(one.rule_id, one.first, one.weaknesses) for one in found] == [
        ("python.waiting.sleep", 5, frozenset({"CWE-391"}))
    ]


@pytest.mark.parametrize("word", ["owsap", "--checkout=gosec", "--checkout=gosecc=/", "--rules=."])
def test_a_wish_that_cannot_be_granted_is_refused(
    word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SystemExit) as raised:
        main([word])

    assert raised.value.code == 2


def _git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@localhost", "-c", "commit.gpgsign=false")
    argv = ["git", *identity, "-C", str(folder), *arguments]
    return subprocess.run(argv, check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize("name", ["owner+suite", "owner__suite", "suite"])
@pytest.mark.parametrize("bare", [True, False])
def test_a_checkout_is_read_at_its_commit_under_each_name(
    tmp_path: Path, name: str, *, bare: bool
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    _git(source, "init", "--quiet")
    (source / "tests").mkdir()
    (source / "tests" / "a.py").write_text("first")
    (source / "b.py").write_text("other")
    _git(source, "add", "--all")
    _git(source, "commit", "--quiet", "--message=First")
    commit = _git(source, "rev-parse", "HEAD")
    (source / "tests" / "a.py").write_text("second")
    _git(source, "commit", "--quiet", "--all", "--message=Second")
    copies = tmp_path / "copies"
    copies.mkdir()
    kind = ("--bare",) if bare else ()
    _git(source, "clone", "--quiet", *kind, str(source), str(copies / name))

    place = located(Repository("owner/suite", commit), copies, None)

    assert content(place, commit, ["tests"]) == {"tests/a.py": b"first"}
    with pytest.raises(DidNotRunError):
        content(place, "0" * 40, ["tests"])
