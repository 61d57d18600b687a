"""Running Semgrep over a private folder of files that we wrote."""

import os
import shlex
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from bot import process
from bot.engines.scanner import isolation
from bot.engines.scanner.reach import Reach
from bot.engines.scanner.semgrep_answer import NoAnswerError, Scan, read_answer
from bot.errors import OperatorError
from bot.review.coverage import Gap
from bot.settings import Isolation

SECONDS_PER_RULE_AND_FILE = 5
FILES_AT_ONCE = 200  # of about 20 ms each
_NOTHING = "nothing.py"
_MAX_WORDS = 200  # characters
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


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for Semgrep, in seconds.

    `batch` is for one run over many files, `alone` for one over a single file, and `one_by_one`
    for all that are scanned by themselves, together.
    """

    batch: float = 30.0
    alone: float = 10.0
    one_by_one: float = 240.0


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
        words = _words(configured)
        program = shutil.which(words[0]) if words else None
        if program is None:
            raise OperatorError(
                f"TENET_SEMGREP names {configured!r}, where no program is. Correct it, or unset it "
                "to use the Semgrep beside Python."
            )
        # It runs in a folder of its own, where a relative path would lead nowhere.
        return (str(Path(program).absolute()), *words[1:])
    beside = Path(sys.executable).with_name("semgrep")
    if not beside.exists():
        raise OperatorError(
            f"Semgrep is not installed beside {sys.executable}. Install it (`pip install semgrep`) "
            "or say where it is in TENET_SEMGREP."
        )
    return (str(beside),)


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:  # an open quotation mark
        return []


def scan(
    start: Sequence[str],
    rules: Path,
    folder: Path,
    names: Sequence[str],
    wanted: Isolation = Isolation.AUTO,
    patience: Patience | None = None,
) -> Scan:
    """Scan files of a folder in batches; a batch that gives no answer, file by file.

    Raises OperatorError when Semgrep cannot be started or locked in, or answers nothing about an
    empty file.
    """
    result = Scan()
    if not names:
        return result
    semgrep = _locked_in(start, rules, folder, wanted)
    patience = patience or Patience()
    for first in range(0, len(names), FILES_AT_ONCE):
        batch = names[first : first + FILES_AT_ONCE]
        try:
            result.add(semgrep.run(batch, patience.batch))
        except _TroubleError:
            _try_out(semgrep, patience)
            result.add(_one_by_one(semgrep, batch, patience))
    return result


class _TroubleError(Exception):
    """One run gave no answer: why, and which gap its file has if it was the only one.

    `words` are what Semgrep said last; they may hold the author's code.
    """

    def __init__(self, gap: Gap, reason: str, words: str = "") -> None:
        super().__init__(reason)
        self.gap = gap
        self.reason = reason
        self.words = words


@dataclass(frozen=True, slots=True)
class _Semgrep:
    """Semgrep, ready to be run over files of one folder; their names are the last arguments."""

    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path

    def run(self, names: Sequence[str], seconds: float) -> Scan:
        """What it answers about these files. Raises _TroubleError when it answers nothing."""
        try:
            done = process.run(
                [*self.command, *names], env=self.environment, cwd=self.folder, timeout=seconds
            )
        except OSError as exc:
            raise OperatorError(
                f"Semgrep cannot be started ({exc.strerror}): check TENET_SEMGREP."
            ) from exc
        if done.timed_out:
            raise _TroubleError(Gap.TIMED_OUT, f"after {seconds:.0f} s")
        try:
            return read_answer(done.stdout, names)
        except NoAnswerError as exc:
            said = done.stderr.decode("utf-8", "replace").split("\n")
            words = next((line.strip() for line in reversed(said) if line.strip()), "no message")
            reason = f"exit code {done.code}"
            raise _TroubleError(Gap.ENGINE_FAILED, reason, f": {words[:_MAX_WORDS]}") from exc


def _locked_in(start: Sequence[str], rules: Path, folder: Path, wanted: Isolation) -> _Semgrep:
    home = folder / _HOME
    home.mkdir(exist_ok=True)
    path = os.pathsep.join([str(Path(start[0]).parent), os.environ.get("PATH", os.defpath)])
    return _Semgrep(
        isolation.locked_in(
            isolation.strongest(wanted),
            start,
            [*_FLAGS, f"--config={rules}", "--"],
            Reach(folder, home, (rules,)),
        ),
        {"PATH": path, "HOME": str(home), "TMPDIR": str(home), "LC_ALL": "C.UTF-8", **_NO_GIT},
        folder,
    )


def _try_out(semgrep: _Semgrep, patience: Patience) -> None:
    """Raise OperatorError unless Semgrep works on a file in which nothing can be wrong."""
    (semgrep.folder / _NOTHING).write_bytes(b"")
    try:
        semgrep.run([_NOTHING], patience.alone)
    except _TroubleError as exc:
        raise OperatorError(
            "Semgrep gives no answer, not even about an empty file "
            f"({exc.reason}{exc.words}). `tenet doctor` checks the installation."
        ) from exc


def _one_by_one(semgrep: _Semgrep, names: Sequence[str], patience: Patience) -> Scan:
    """Each file by itself, so that one bad file takes nothing from its neighbours."""
    result = Scan()
    deadline = time.monotonic() + patience.one_by_one
    for name in names:
        seconds = min(patience.alone, deadline - time.monotonic())
        if seconds <= 0:
            result.gaps[name] = (Gap.TIMED_OUT, "others had used up the time")
            continue
        try:
            result.add(semgrep.run([name], seconds))
        except _TroubleError as exc:
            result.gaps[name] = (exc.gap, exc.reason)
    return result
