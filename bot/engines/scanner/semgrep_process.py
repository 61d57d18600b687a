"""Running Semgrep over a private folder of files that we wrote, and reading what it answers."""

import json
import os
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from bot import process
from bot.engines.scanner import isolation
from bot.engines.scanner.reach import Reach
from bot.errors import OperatorError
from bot.review.coverage import Gap
from bot.settings import Isolation

SECONDS_PER_RULE_AND_FILE = 5
WALL_CLOCK = 30.0  # seconds for one process
WALL_CLOCK_ALONE = 10.0  # seconds for a file that is scanned by itself
_HOME = "home"  # the one folder that Semgrep may write to; no target is ever called so

# Semgrep runs git in the folder that it scans, and git runs what a repository there tells it to.
_NO_GIT = {
    "GIT_DIR": "/nonexistent",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "safe.bareRepository",
    "GIT_CONFIG_VALUE_0": "explicit",
}
_FLAGS = (
    "scan",
    "--experimental",
    "--jobs=1",
    "--json",
    "--metrics=off",
    "--disable-version-check",
    "--disable-nosem",
    "--no-rewrite-rule-ids",
    "--no-git-ignore",
    "--max-target-bytes=0",
    f"--timeout={SECONDS_PER_RULE_AND_FILE}",
    "--timeout-threshold=3",
)
_GAP_OF_ERROR = {
    "Timeout": Gap.TIMED_OUT,
    "FixpointTimeout": Gap.TIMED_OUT,
    "OutOfMemory": Gap.OUT_OF_MEMORY,
    "StackOverflow": Gap.OUT_OF_MEMORY,
    "Syntax error": Gap.PARSE_ERROR,
    "Lexical error": Gap.PARSE_ERROR,
    "Other syntax error": Gap.PARSE_ERROR,
}


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a rule matched; lines are 1-based, offsets count bytes."""

    name: str
    rule_id: str
    start_line: int
    end_line: int
    start_offset: int
    end_offset: int


@dataclass(slots=True)
class Scan:
    """What one or more runs answered, by the names that we gave the files."""

    matches: list[Match] = field(default_factory=list)
    gaps: dict[str, tuple[Gap, str]] = field(default_factory=dict)
    unparsed_lines: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def version() -> str:
    """Semgrep's version, without starting it."""
    try:
        return metadata.version("semgrep")
    except metadata.PackageNotFoundError:
        return "unknown"


def command(configured: str | None) -> tuple[str, ...]:
    """How to start Semgrep: as configured, or the one beside this Python.

    Raises OperatorError when it is not there.
    """
    if configured:
        words = tuple(shlex.split(configured))
        if not words or shutil.which(words[0]) is None:
            raise OperatorError(
                f"TENET_SEMGREP names {configured!r}, where no program is. Correct it, or unset it "
                "to use the Semgrep beside Python."
            )
        return words
    beside = Path(sys.executable).with_name("semgrep")
    if not beside.exists():
        raise OperatorError(
            f"Semgrep is not installed beside {sys.executable}. Install it (`pip install semgrep`) "
            "or say where it is in TENET_SEMGREP."
        )
    return (str(beside),)


def scan(
    start: Sequence[str],
    rules: Path,
    folder: Path,
    names: Sequence[str],
    wanted: Isolation = Isolation.AUTO,
) -> Scan:
    """Scan files of a folder: all at once, then one by one if that took too long.

    Raises OperatorError when Semgrep cannot be started or locked in, or does not speak JSON.
    """
    result = Scan()
    if not names:
        return result
    home = folder / _HOME
    home.mkdir(exist_ok=True)
    command = isolation.locked_in(
        isolation.strongest(wanted),
        start,
        [*_FLAGS, f"--config={rules}", "--"],
        Reach(folder, home, (rules,)),
    )
    if _run(result, start, command, folder, names, WALL_CLOCK):
        return result
    result = Scan()
    for name in names:
        if not _run(result, start, command, folder, [name], WALL_CLOCK_ALONE):
            result.gaps[name] = (Gap.TIMED_OUT, f"after {WALL_CLOCK_ALONE:.0f} s")
    return result


def _run(
    into: Scan,
    start: Sequence[str],
    command: Sequence[str],
    folder: Path,
    names: Sequence[str],
    clock: float,
) -> bool:
    """Whether Semgrep ended by itself; if so, what it answered is added to `into`."""
    path = os.pathsep.join([str(Path(start[0]).parent), os.environ.get("PATH", os.defpath)])
    home = str(folder / _HOME)
    try:
        done = process.run(
            [*command, *names],
            env={"PATH": path, "HOME": home, "TMPDIR": home, "LC_ALL": "C.UTF-8", **_NO_GIT},
            cwd=folder,
            timeout=clock,
        )
    except (FileNotFoundError, PermissionError) as exc:
        raise OperatorError(
            f"Semgrep cannot be started as {start[0]}: check TENET_SEMGREP."
        ) from exc
    if done.timed_out:
        return False
    try:
        answer = json.loads(done.stdout.decode("utf-8", "replace"))
        into.matches.extend(_matches(answer["results"]))
        _read_errors(into, answer["errors"])
        scanned = set(answer["paths"]["scanned"])
    except (ValueError, KeyError, TypeError) as exc:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise OperatorError(
            f"Semgrep did not answer as expected (exit code {done.code}): "
            f"{words[-1] if words else 'no message'}. `tenet doctor` checks the installation."
        ) from exc
    for name in names:
        if name not in scanned:
            into.gaps.setdefault(name, (Gap.ENGINE_FAILED, "Semgrep left it out"))
    return True


def _matches(results: Sequence[Mapping[str, Any]]) -> Iterator[Match]:
    for result in results:
        start, end = result["start"], result["end"]
        yield Match(
            name=result["path"],
            rule_id=result["check_id"],
            start_line=start["line"],
            # A match that ends before the first column ends with the line before.
            end_line=max(start["line"], end["line"] - (end["col"] <= 1)),
            start_offset=start["offset"],
            end_offset=end["offset"],
        )


def _read_errors(into: Scan, errors: Sequence[Mapping[str, Any]]) -> None:
    for error in errors:
        kind = error["type"]
        name = error.get("path")
        if isinstance(kind, list):
            kind = kind[0]
        if kind == "PartialParsing" and name is not None:
            spans = [(span["start"]["line"], span["end"]["line"]) for span in error["spans"]]
            into.unparsed_lines.setdefault(name, []).extend(spans)
        elif name is not None:
            into.gaps[name] = (_GAP_OF_ERROR.get(kind, Gap.ENGINE_FAILED), "")
        else:
            into.problems.append(str(error.get("message", kind)).strip().splitlines()[0])
