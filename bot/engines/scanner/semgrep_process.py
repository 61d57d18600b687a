"""Running Semgrep over a private folder of files that we wrote."""

import os
import shlex
import shutil
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from bot import process
from bot.engines.scanner import one_run
from bot.engines.scanner.one_run import Semgrep, TroubleError
from bot.engines.scanner.semgrep_answer import Scan
from bot.errors import OperatorError
from bot.review.coverage import Gap
from bot.settings import Isolation

_NOTHING = "nothing.py"
_AT_ONCE = 2  # processes of about 150 MB each, for one scan
_turns = threading.BoundedSemaphore(2)  # as many reviews scan in one worker at a time
_GLANCE = 0.1  # seconds after which somebody who waits looks up
_NOT_TRIED = (Gap.TIMED_OUT, "not tried, others had used up the time")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for Semgrep, in seconds.

    `batch` is for one run over many files, to which `per_file` and `per_megabyte` add; `alone` for
    one over a single file, `one_by_one` for all files of a batch that are scanned by themselves,
    and `total` for everything together. `empty` is for a file in which nothing is, by which it is
    told whether Semgrep works at all: it may be late, where a machine is busy, and not wrong.
    """

    batch: float = 15.0
    per_file: float = 0.05
    per_megabyte: float = 10.0
    alone: float = 10.0
    one_by_one: float = 120.0
    total: float = 300.0
    empty: float = 30.0

    def for_batch(self, files: int, size: int) -> float:
        """For one run over so many files of so many bytes; batches are bounded, so this is too."""
        return self.batch + files * self.per_file + size / 1_000_000 * self.per_megabyte


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


@dataclass(frozen=True, slots=True)
class Batch:
    """Files for one run, and the rules that it needs; all lie in the folder that is scanned."""

    rules: Path
    names: Sequence[str]


def scan(
    start: Sequence[str],
    folder: Path,
    batches: Sequence[Batch],
    wanted: Isolation = Isolation.AUTO,
    patience: Patience | None = None,
) -> Scan:
    """Scan files of a folder, one or two batches at a time; one that gives no answer, file by file.

    Where others of this process scan, it waits for its turn. Raises OperatorError when Semgrep
    cannot be started or locked in, or answers nothing about an empty file.
    """
    if not batches:
        return Scan()
    with _turn():
        return _scan(start, folder, batches, wanted, patience or Patience())


@contextmanager
def _turn() -> Iterator[None]:
    while not _turns.acquire(timeout=_GLANCE):
        process.go_on()
    try:
        yield
    finally:
        _turns.release()


def _scan(
    start: Sequence[str],
    folder: Path,
    batches: Sequence[Batch],
    wanted: Isolation,
    patience: Patience,
) -> Scan:
    result = Scan()
    sizes = {name: (folder / name).stat().st_size for batch in batches for name in batch.names}
    scanner = _Scanner(
        one_run.locked_in(start, one_run.FAST, folder, wanted),
        one_run.locked_in(start, one_run.LEGACY, folder, wanted),
        sizes,
        patience,
        time.monotonic() + patience.total,
    )
    with ThreadPoolExecutor(min(_AT_ONCE, os.cpu_count() or 1)) as pool:
        running = [pool.submit(copy_context().run, scanner.batch, one) for one in batches]
        try:
            for one in running:
                result.add(one.result())
        except KeyboardInterrupt:
            # Leaving the pool waits for its threads, which no interrupt reaches.
            process.stop()
            raise
        finally:
            pool.shutdown(cancel_futures=True)
    return result


@dataclass(frozen=True, slots=True)
class _Scanner:
    """Both commands of Semgrep, the sizes of all files, and until when everything must be done."""

    fast: Semgrep
    legacy: Semgrep
    sizes: dict[str, int]
    patience: Patience
    deadline: float

    def batch(self, batch: Batch) -> Scan:
        """What is in these files, by the fast command, by the other one, or file by file."""
        names = batch.names
        size = sum(self.sizes[name] for name in names)
        seconds = min(self.patience.for_batch(len(names), size), self._left())
        if seconds <= 0:
            return Scan(gaps=dict.fromkeys(names, _NOT_TRIED))
        try:
            return self.fast.run(batch.rules, names, seconds)
        except TroubleError as exc:
            trouble = exc
        # Both commands use the same engine: where the one is still at work, so is the other.
        if trouble.gap is not Gap.TIMED_OUT:
            seconds = min(2 * seconds, self._left())
            try:
                return _noted(self.legacy.run(batch.rules, names, seconds), trouble)
            except TroubleError:
                pass
        elif len(names) == 1:  # it would not be faster a second time
            return Scan(gaps={names[0]: (trouble.gap, trouble.reason)})
        if self._left() < self.patience.alone:
            return Scan(gaps=dict.fromkeys(names, (trouble.gap, trouble.reason)))
        return self._one_by_one(self._one_that_works(batch.rules), batch)

    def _left(self) -> float:
        return self.deadline - time.monotonic()

    def _one_that_works(self, rules: Path) -> Semgrep:
        """The command that answers about a file in which nothing can be wrong.

        Raises OperatorError when neither does.
        """
        (self.fast.program.folder / _NOTHING).write_bytes(b"")
        troubles = []
        for semgrep in (self.fast, self.legacy):
            try:
                semgrep.run(rules, [_NOTHING], self.patience.empty)
            except TroubleError as exc:
                troubles.append(exc)
            else:
                return semgrep
        first = troubles[0]
        raise OperatorError(
            "Semgrep gives no answer, not even about an empty file "
            f"({first.reason}{first.words}). `tenet doctor` checks the installation."
        ) from first

    def _one_by_one(self, semgrep: Semgrep, batch: Batch) -> Scan:
        """Each file by itself, so that one bad file takes nothing from its neighbours.

        The small ones first: the one that takes so long is hardly among them.
        """
        result = Scan()
        end = min(self.deadline, time.monotonic() + self.patience.one_by_one)
        for name in sorted(batch.names, key=lambda one: (self.sizes[one], one)):
            seconds = min(self.patience.alone, end - time.monotonic())
            if seconds <= 0:
                result.gaps[name] = _NOT_TRIED
                continue
            try:
                result.add(semgrep.run(batch.rules, [name], seconds))
            except TroubleError as exc:
                result.gaps[name] = (exc.gap, exc.reason)
        return result


def _noted(scan: Scan, trouble: TroubleError) -> Scan:
    scan.problems.append(
        f"Semgrep's fast command gave no answer ({trouble.reason}), so its slower one was used."
    )
    return scan
