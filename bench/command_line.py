"""How long the command line takes: to start, and to review ten files."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.change import Sides, commit_both, ten_files, write
from bench.measure import Row, in_turn
from bench.programs import run, tenet
from bench.scanning import batched
from bot.engines.scanner import semgrep_process
from bot.rulebook import rules_folder

_VERDICTS = (0, 1, 3)  # passed, failed, incomplete
_FOUND = (0, 1)


def start_up(folder: Path) -> list[Row]:
    """What everybody waits for, whatever they ask."""
    shown, bare = in_turn(
        partial(run, [tenet(), "--help"], folder, folder),
        partial(run, [sys.executable, "-c", "pass"], folder, folder),
    )
    return [Row("`tenet --help`", shown, "s", 0.5, shown / bare, "an empty Python")]


def local_review(folder: Path) -> list[Row]:
    """A review of ten files, beside the scan that it cannot do without."""
    change = ten_files()
    repository = folder / "repository"
    commit_both(change, repository)
    argv = [tenet(), "review", "HEAD~1..HEAD", "--no-model", "--format", "json"]
    job = [tenet(), "ci", "--base", "HEAD~1", "--head", "HEAD", "--format", "sarif"]
    review, checked, alone, plain = in_turn(
        partial(run, argv, folder, repository, _VERDICTS),
        partial(run, job, folder, repository, _VERDICTS),
        _semgrep_alone(change, folder / "sides"),
        _plain_semgrep(change, folder / "plain"),
    )
    added = review - alone
    return [
        Row("Semgrep alone: both sides of 10 files, merged rules", alone, "s"),
        Row(
            "`tenet review --no-model` of these files",
            review,
            "s",
            None,
            review / alone,
            "Semgrep alone",
        ),
        Row("what Tenet adds to Semgrep", added, "s", 1.0, added / alone, "Semgrep alone"),
        Row(
            "what `tenet ci` adds to Semgrep, a SARIF report written",
            checked - alone,
            "s",
            2.0,
            (checked - alone) / alone,
            "Semgrep alone",
        ),
        Row(
            "`semgrep scan --config rules/`, the new side only",
            plain,
            "s",
            None,
            plain / review,
            "`tenet review`",
        ),
    ]


def _semgrep_alone(change: Sides, folder: Path) -> Callable[[], object]:
    """Semgrep over exactly the files and rules that a review gives it."""
    sides = {
        f"{letter}{number:05d}{Path(path).suffix}": content
        for letter, files in (("h", change.after), ("b", change.before))
        for number, (path, content) in enumerate(files.items())
    }
    start, batches = semgrep_process.command(None), batched(sides, folder)
    return partial(semgrep_process.scan, start, folder, batches)


def _plain_semgrep(change: Sides, folder: Path) -> Callable[[], object]:
    """What somebody would type who has Semgrep and the rules folder."""
    write(change.after, folder)
    argv = [
        *semgrep_process.command(None),
        "scan",
        f"--config={rules_folder()}",
        "--metrics=off",
        "--disable-version-check",
        "--json",
        "--",
        *change.after,
    ]
    return partial(run, argv, folder, folder, _FOUND)
