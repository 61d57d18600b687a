"""What happens when Semgrep does not do its part; a small program stands in for it."""

import os
from pathlib import Path

import pytest

from bot.engines.scanner.batches import FILES_AT_ONCE
from bot.engines.scanner.semgrep_process import Patience, command, version
from bot.errors import OperatorError
from bot.review.coverage import Gap
from bot.review.verdict import Verdict
from tests.support.scans import Scanned, Scanner

HASTY = Patience(batch=1.5, alone=1.5, one_by_one=20, empty=1.5)
FILES = {"bad.py": "BAD\n", "good.py": "good\n", "other.py": "other\n"}
FINDS_IN_EVERY_FILE = "answer([match(name, 1) for name in names])"


def scan(scanner: Scanner, fake: str, patience: Patience | None = None) -> Scanned:
    # Only who sleeps is waited for in vain; to all others a busy machine may give little time.
    fitting = HASTY if "time.sleep" in fake else Patience()
    return scanner.scan({}, FILES, fake=fake, patience=patience or fitting)


def reasons(scanned: Scanned) -> dict[str, str | None]:
    return {path: one.reason for path, one in scanned.coverage.items()}


def test_a_program_that_answers_as_semgrep_does_is_believed(scanner: Scanner) -> None:
    scanned = scan(scanner, FINDS_IN_EVERY_FILE)
    assert set(scanned.found) == set(FILES)
    assert set(reasons(scanned).values()) == {None}


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        ("time.sleep(60)", "timed out: after 2 s"),
        ("os.kill(os.getpid(), 9)", "the engine failed: exit code -9"),
        ("print('rubbish'); sys.exit(2)", "the engine failed: exit code 2"),
        ("sys.exit(0)", "the engine failed: exit code 0"),
        ("print('[]')", "the engine failed: exit code 0"),
        ('print(\'{"results": [], "errors": []}\')', "the engine failed: exit code 0"),
        ("print('[' * 100000)", "the engine failed: exit code 0"),
        ("answer(errors=['x'])", "the engine failed: exit code 0"),
        ("sys.stdout.buffer.write(bytes(range(256)))", "the engine failed: exit code 0"),
    ],
)
def test_a_file_that_is_too_much_takes_nothing_from_its_neighbours(
    scanner: Scanner, trouble: str, reason: str
) -> None:
    fake = f"if b'BAD\\n' in contents:\n    {trouble}\n    sys.exit()\n{FINDS_IN_EVERY_FILE}"
    scanned = scan(scanner, fake)
    assert set(scanned.found) == {"good.py", "other.py"}
    assert reasons(scanned) == {"bad.py": reason, "good.py": None, "other.py": None}
    assert scanned.review().reasons[-1].startswith("1 file not fully looked at: ")


@pytest.mark.parametrize(
    ("trouble", "why"),
    [
        ("time.sleep(60)", "after 2 s"),
        ("print('no')", "exit code 0: no message"),
        ("sys.exit('Cannot start:\\nno library\\n')", "exit code 1: no library"),
        ("sys.exit('x' * 999)", f"exit code 1: {'x' * 200}"),
    ],
)
def test_a_semgrep_that_never_answers_is_told_once(
    scanner: Scanner, trouble: str, why: str
) -> None:
    with pytest.raises(OperatorError) as told:
        scan(scanner, trouble)
    assert str(told.value) == (
        f"Semgrep gives no answer, not even about an empty file ({why}). "
        "`tenet doctor` checks the installation."
    )


def test_what_semgrep_prints_about_the_authors_code_is_not_repeated(scanner: Scanner) -> None:
    fake = "if any(contents):\n    sys.exit(str(contents))\nanswer()"
    scanned = scan(scanner, fake)
    assert set(reasons(scanned).values()) == {"the engine failed: exit code 1"}
    assert scanned.report.notes == ()


def test_files_for_which_no_time_is_left_are_not_looked_at(scanner: Scanner) -> None:
    fake = f"if any(contents):\n    time.sleep(60)\n{FINDS_IN_EVERY_FILE}"
    scanned = scan(scanner, fake, Patience(batch=1.5, alone=1.5, one_by_one=1.4))
    assert reasons(scanned) == {
        "bad.py": "timed out: after 1 s",
        "good.py": "timed out: not tried, others had used up the time",
        "other.py": "timed out: not tried, others had used up the time",
    }
    assert scanned.review().verdict is Verdict.INCOMPLETE


def test_what_semgrep_leaves_out_was_not_looked_at(scanner: Scanner) -> None:
    scanned = scan(scanner, "answer(scanned=names[1:])")
    assert reasons(scanned) == {
        "bad.py": "the engine failed: Semgrep left it out",
        "good.py": None,
        "other.py": None,
    }


@pytest.mark.parametrize(
    ("kind", "gap"),
    [
        ("Timeout", Gap.TIMED_OUT),
        ("FixpointTimeout", Gap.TIMED_OUT),
        ("OutOfMemory", Gap.OUT_OF_MEMORY),
        ("StackOverflow", Gap.OUT_OF_MEMORY),
        ("Syntax error", Gap.PARSE_ERROR),
        ("Lexical error", Gap.PARSE_ERROR),
        ("Fatal error", Gap.ENGINE_FAILED),
        ("Something new", Gap.ENGINE_FAILED),
    ],
)
def test_an_error_about_a_file_is_its_gap(scanner: Scanner, kind: str, gap: Gap) -> None:
    fake = f"answer(errors=[{{'type': {kind!r}, 'path': names[0], 'level': 'warn'}}])"
    scanned = scan(scanner, fake)
    assert {path: one.gap for path, one in scanned.coverage.items()} == {
        "bad.py": gap,
        "good.py": None,
        "other.py": None,
    }


def test_an_error_about_a_rule_is_told_in_one_short_line_without_secrets(
    scanner: Scanner,
) -> None:
    token = "ghp_" + "a1B2" * 9
    message = f"Rule x is bad:\n  {token}\n" + "y" * 1000
    errors = [{"type": ["Rule", 1], "message": message}, {"type": "Bare", "message": ""}]
    scanned = scan(scanner, f"answer(errors={errors!r})")
    first, second = scanned.report.notes
    assert first.startswith("Rule x is bad: [SECRET:github-token] yyy")
    assert len(first) == 200
    assert second == "Bare"
    assert scanned.review().verdict is Verdict.PASSED


def test_what_no_rule_of_ours_and_no_file_of_ours_said_is_not_believed(scanner: Scanner) -> None:
    fake = (
        "one = match(names[0], 1)\nanswer([one | {'check_id': 'x'}, one | {'path': '/etc/passwd'}])"
    )
    assert scan(scanner, fake).report.findings == ()


def test_what_is_said_twice_is_one_finding(scanner: Scanner) -> None:
    scanned = scan(scanner, "answer([match(names[0], 1)] * 3)")
    assert len(scanned.report.findings) == 1


def test_many_files_are_scanned_in_batches(scanner: Scanner) -> None:
    head = {f"{number}.py": f"{number}\n" for number in range(FILES_AT_ONCE + 1)}
    fake = f"assert len(names) <= {FILES_AT_ONCE}\n{FINDS_IN_EVERY_FILE}"
    scanned = scanner.scan({}, head, fake=fake, patience=Patience(one_by_one=0))
    assert set(scanned.found) == set(head)
    assert set(reasons(scanned).values()) == {None}


def test_what_is_run_sees_names_of_ours_and_no_variable_of_the_users(
    scanner: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "canary")
    fake = (
        "import re\n"
        "arguments = sys.argv[1:]\n"
        "assert all(re.fullmatch(r'[hb][0-9]{5}[.][a-z]+', name) for name in names), names\n"
        "assert 'canary' not in str(os.environ)\n"
        "assert os.environ['GIT_DIR'] == '/nonexistent'\n"
        "assert os.environ['GIT_CONFIG_VALUE_0'] == 'explicit'\n"
        "for flag in ('--disable-nosem', '--no-git-ignore', '--metrics=off'):\n"
        "    assert flag in arguments[:arguments.index('--')]\n"
        f"{FINDS_IN_EVERY_FILE}"
    )
    names = ["-x.py", "--config=x.py", "a/../b.py", "new\nline.js", "x.ex;rm", "y.averylongsuffix"]
    scanned = scanner.scan(
        {}, dict.fromkeys(names, "x\n"), fake=fake, patience=Patience(one_by_one=0)
    )
    assert set(scanned.found) == set(names)


def test_the_semgrep_beside_python_is_taken() -> None:
    (program,) = command(None)
    assert Path(program).name == "semgrep"
    assert Path(program).exists()
    assert version() != "unknown"


def test_a_configured_command_is_found_wherever_it_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "my semgrep"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    for configured in ("'./my semgrep' --flag", "'my semgrep' --flag", f"'{program}' --flag"):
        assert command(configured) == (str(program), "--flag")


@pytest.mark.parametrize(
    "configured", ["/no/semgrep", "no-such-semgrep --x", "/etc/passwd", " ", "'"]
)
def test_a_configured_command_that_is_not_there_is_told_with_the_next_step(
    configured: str,
) -> None:
    with pytest.raises(OperatorError) as told:
        command(configured)
    assert str(told.value) == (
        f"TENET_SEMGREP names {configured!r}, where no program is. Correct it, or unset it "
        "to use the Semgrep beside Python."
    )
