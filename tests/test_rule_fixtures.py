"""The harness for rules notices what is wrong with rules and with their fixtures."""

import sys
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.rule_fixtures import check_fixtures

SEMGREP = [str(Path(sys.executable).with_name("semgrep"))]
RULE = """rules:
  - id: no-sleep
    languages: [python]
    severity: WARNING
    message: Sleeping blocks. Use a timer.
    pattern: time.sleep(...)
    metadata: {category: waiting}
"""
FOUND = "# ruleid: no-sleep\ntime.sleep(1)\n# ruleid: no-sleep\ntime.sleep(2)\n"
SILENT = "# ok: no-sleep\ntime.time()\n# ok: no-sleep\nsleep()\n# ok: no-sleep\ntime.nap(1)\n"


def _problems(tmp_path: Path, fixture: str | None, rule: str = RULE) -> list[str]:
    (tmp_path / "waiting.yaml").write_text(rule)
    if fixture is not None:
        (tmp_path / "waiting.py").write_text("import time\n" + fixture)
    report = check_fixtures(tmp_path, SEMGREP)
    return [problem.replace(f"{tmp_path}/", "") for problem in report.problems]


def test_a_rule_that_keeps_its_promises_has_no_problem(tmp_path: Path) -> None:
    assert _problems(tmp_path, FOUND + SILENT) == []


def test_a_missing_fixture_does_not_pass(tmp_path: Path) -> None:
    assert _problems(tmp_path, None) == [
        "no-sleep: fewer than 2 `ruleid:` marks; add fixtures.",
        "no-sleep: fewer than 3 `ok:` marks; add near misses.",
    ]


def test_a_silent_rule_and_an_unmarked_finding_are_named_with_their_lines(tmp_path: Path) -> None:
    fixture = FOUND + SILENT + "time.sleep(3)\n# ruleid: no-sleep\nx = 1\n"

    assert _problems(tmp_path, fixture) == [
        "waiting.py:14: no-sleep is silent where it should be found.",
        "waiting.py:12: no-sleep is found where it should be silent.",
    ]


def test_a_mark_of_an_unknown_rule_is_named(tmp_path: Path) -> None:
    assert _problems(tmp_path, FOUND + SILENT + "# ok: no-sleeps\nx = 1\n") == [
        "waiting.py:13: no-sleeps is no rule with this fixture."
    ]


def test_two_rules_that_say_the_same_are_named(tmp_path: Path) -> None:
    twin = RULE.replace("rules:\n", "").replace("no-sleep", "no-nap")
    fixture = (FOUND + SILENT).replace("no-sleep", "no-sleep, no-nap")

    assert _problems(tmp_path, fixture, RULE + twin) == [
        "waiting.py:3: both no-nap and no-sleep are found.",
        "waiting.py:5: both no-nap and no-sleep are found.",
    ]


def test_a_pattern_that_semgrep_cannot_read_is_named(tmp_path: Path) -> None:
    problems = _problems(tmp_path, FOUND + SILENT, RULE.replace("time.sleep(...)", "def def"))

    assert problems[0].startswith("Semgrep: Rule parse error in rule no-sleep:")


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="holds no rules to try"):
        check_fixtures(tmp_path, SEMGREP)
