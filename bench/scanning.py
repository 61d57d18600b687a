"""How long a scan takes, of one file to ten thousand, also beside plain Semgrep."""

import resource
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from bench.change import fixtures, ten_files, write
from bench.measure import DidNotRunError, Row, in_turn, seconds
from bench.programs import run
from bot.engines.scanner import one_run, semgrep_process
from bot.engines.scanner.batches import Piece
from bot.engines.scanner.languages import language_of
from bot.engines.scanner.semgrep_answer import Scan
from bot.engines.scanner.semgrep_process import Batch
from bot.engines.scanner.staging import stage
from bot.rulebook import compile_rules, rules_folder
from bot.settings import Isolation

_FOUND = (0, 1)
_PROCESSES = 2


def small(folder: Path) -> list[Row]:
    """One file, and ten, as a review scans them: both sides, locked in."""
    change = ten_files()
    head, base = _staged("h", change.after), _staged("b", change.before)
    one = dict(list(head.items())[:1])
    both, alone, plain, single, unlocked = in_turn(
        _scan(folder / "both", head | base),
        _semgrep_itself(folder / "alone", head, "--experimental"),
        _semgrep_itself(folder / "plain", head),
        _scan(folder / "one", one),
        _scan(folder / "unlocked", one, Isolation.NONE),
    )
    return [
        Row("scan of 10 files, base and head", both, "s", None, plain / both, "faster than plain"),
        Row("… beside `semgrep --experimental` on the head", both / alone, "times", 1.3),
        Row("… beside `semgrep scan --config rules/`", both / plain, "times", 1 / 8),
        Row("scan of 1 file", single, "s", 0.35),
        Row("what the isolation adds", (single - unlocked) * 1000, "ms", 30.0),
    ]


def large(folder: Path) -> list[Row]:
    """A hundred files by one process and by two, and a thousand."""
    hundred, thousand = _many(100), _many(1_000)
    two = _scan(folder / "two", hundred)
    one = _by_one_process(folder / "one", hundred)
    by_two, by_one = in_turn(two, one)
    took = seconds(_scan(folder / "thousand", thousand))
    return [
        Row("scan of 100 files", by_two, "s"),
        Row("… beside one process", by_two / by_one, "times", 0.8),
        Row("scan of 1,000 files", took, "s", 20.0),
        Row("… memory of both processes, at most", _megabytes(), "MB", 400.0),
    ]


def huge(folder: Path) -> list[Row]:
    """Ten thousand small files, more than anybody reviews: it ends, and says what it did."""
    names = _many(10_000)
    scans: list[Scan] = []
    scan = _scan(folder, names)
    took = seconds(lambda: scans.append(scan()))
    limit = semgrep_process.Patience().total + 5
    return [
        Row("scan of 10,000 files", took, "s", limit),
        Row("… of them not looked at", len(scans[0].gaps), "files", 0),
    ]


def _many(count: int) -> Mapping[str, bytes]:
    chosen = islice(cycle(fixtures()), count)
    return {f"h{number:05d}{one.suffix}": one.read_bytes() for number, one in enumerate(chosen)}


def _staged(letter: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {
        f"{letter}{number:05d}{Path(path).suffix}": content
        for number, (path, content) in enumerate(files.items())
    }


def _scan(
    folder: Path, files: Mapping[str, bytes], isolation: Isolation = Isolation.AUTO
) -> Callable[[], Scan]:
    start, batches = semgrep_process.command(None), batched(files, folder)
    return partial(semgrep_process.scan, start, folder, batches, isolation)


def batched(files: Mapping[str, bytes], folder: Path) -> Sequence[Batch]:
    """The files and their rules in a folder, as a review puts them there."""
    folder.mkdir(parents=True, exist_ok=True)
    return stage({_piece(*file): file[1] for file in files.items()}, compile_rules(), folder)


def _piece(name: str, content: bytes) -> Piece:
    language = language_of(name)
    return Piece(name, len(content), language.name if language else None)


def _by_one_process(folder: Path, files: Mapping[str, bytes]) -> Callable[[], Scan]:
    write(files, folder)
    start = semgrep_process.command(None)
    semgrep = one_run.locked_in(start, one_run.FAST, folder, Isolation.AUTO)
    return partial(semgrep.run, _rules(folder), list(files), 60)


def _semgrep_itself(folder: Path, files: Mapping[str, bytes], *more: str) -> Callable[[], object]:
    """What somebody would type: with the folder of rules, or with the same merged rules as we."""
    write(files, folder)
    config = _rules(folder) if more else rules_folder()
    flags = ["--metrics=off", "--disable-version-check", "--json", f"--config={config}", "--"]
    argv = [*semgrep_process.command(None), "scan", *more, *flags, *files]
    return partial(run, argv, folder, folder, _FOUND)


def _rules(folder: Path) -> Path:
    rules = folder / "rules.json"
    rules.write_bytes(compile_rules().json)
    return rules


def _megabytes() -> float:
    """The most that any child held, once for each that runs at the same time."""
    held = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    if not held:
        raise DidNotRunError("no child was measured")
    return held * _PROCESSES
