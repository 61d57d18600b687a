"""How long the rules take, one by one and together: `make bench-rules`."""

import json
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from bench.change import FILES, every_fixture, fixtures_in, write
from bench.measure import ROUNDS, DidNotRunError, Row, in_turn, processor_seconds
from bench.programs import run
from bench.table import render
from bot.engines.scanner import semgrep_process
from bot.engines.scanner.languages import language_of
from bot.errors import TenetError
from bot.rulebook import compile_rules

_SLOWEST = 10
_MOST_OF_ALL = 5.0  # percent that one rule may take of the time of all
_LANGUAGE_SECONDS = 0.8
_PACK_SECONDS = 1.5
# Processor time does not count who else is at work, but on a full machine it still takes half as
# much again (measured). Shares are of one run and have no such excuse.
_NOISE = 1.5
_FOUND = (0, 1)
_LANGUAGES = {
    "Python": ".py",
    "JavaScript": ".js",
    "TypeScript": ".ts",
    "Go": ".go",
    "Java": ".java",
    "Kotlin": ".kt",
    "Rust": ".rs",
}


def main() -> int:
    """Print the table; 1 when a rule takes too much of the time, or all together too long."""
    try:
        with tempfile.TemporaryDirectory(prefix="tenet-bench-") as folder:
            shares = slowest(Path(folder) / "shares")
            times = languages(Path(folder) / "languages")
    except (DidNotRunError, TenetError, OSError, subprocess.SubprocessError) as exc:
        sys.stderr.write(f"the rules were not measured: {exc}\n")
        return 1
    print(render([*shares, *times]))
    return int(any(map(_over, shares)) or any(_over(row, _NOISE) for row in times))


def slowest(folder: Path) -> list[Row]:
    """The share of the slowest rules in the matching of every fixture, medians of several runs."""
    files = {f"h{at:05d}{one.suffix}": one.read_bytes() for at, one in enumerate(every_fixture())}
    folder.mkdir()
    write(files, folder)
    rules = _written(compile_rules().json, folder / "rules.json")
    runs = [_seconds_by_rule(rules, list(files)) for _ in range(ROUNDS)]
    seconds = {rule: statistics.median(one[rule] for one in runs) for rule in runs[0]}
    total = sum(seconds.values())
    ordered = sorted(seconds.items(), key=lambda one: -one[1])[:_SLOWEST]
    return [
        Row(f"`{rule}`, {taken * 1000:.0f} ms", taken / total * 100, "%", _MOST_OF_ALL)
        for rule, taken in ordered
    ]


def languages(folder: Path) -> list[Row]:
    """Processor time for ten files of each language, by the rules of a review and by all."""
    compiled = compile_rules()
    scans: list[Callable[[], object]] = []
    for suffix in _LANGUAGES.values():
        place = folder / suffix[1:]
        place.mkdir(parents=True)
        files = _ten(suffix)
        write(files, place)
        language = language_of(next(iter(files)))
        needed = compiled.narrowed({language.name} if language else (), list(files.values()))
        some = _written(needed, place / "needed.json")
        every = _written(compiled.json, place / "all.json")
        scans += [partial(_semgrep, rules, list(files)) for rules in (some, every)]
    taken = in_turn(*scans, clock=processor_seconds)
    rows = []
    for at, name in enumerate(_LANGUAGES):
        needed_seconds, all_seconds = taken[2 * at : 2 * at + 2]
        ratio = all_seconds / needed_seconds
        rows += [
            Row(
                f"10 files of {name}, its rules, processor time",
                needed_seconds,
                "s",
                _LANGUAGE_SECONDS,
            ),
            Row("… the whole pack", all_seconds, "s", _PACK_SECONDS, ratio, "its rules"),
        ]
    return rows


def _seconds_by_rule(rules: Path, names: Sequence[str]) -> Mapping[str, float]:
    """What Semgrep says that each rule took; one for two languages is listed twice."""
    times = json.loads(_semgrep(rules, names, "--time"))["time"]
    seconds = Counter[str]()
    for target in times["targets"]:
        for rule, taken in zip(times["rules"], target["match_times"], strict=True):
            seconds[rule] += taken
    if not seconds.total():
        raise DidNotRunError("Semgrep says of no rule how long it took")
    return seconds


def _semgrep(rules: Path, names: Sequence[str], *more: str) -> bytes:
    """What it says, without the isolation: only a child of our own has its time counted."""
    flags = ["--experimental", "--jobs=1", "--json", "--no-rewrite-rule-ids", *more]
    quiet = ["--metrics=off", "--disable-version-check", f"--config={rules}", "--"]
    argv = [*semgrep_process.command(None), "scan", *flags, *quiet, *names]
    return run(argv, rules.parent, rules.parent, _FOUND)


def _ten(suffix: str) -> Mapping[str, bytes]:
    some = fixtures_in(suffix)
    if not some:
        raise DidNotRunError(f"the rule pack has no fixture {suffix}")
    chosen = islice(cycle(some), FILES)
    return {f"h{at:05d}{suffix}": one.read_bytes() for at, one in enumerate(chosen)}


def _written(content: bytes, place: Path) -> Path:
    place.write_bytes(content)
    return place


def _over(row: Row, noise: float = 1.0) -> bool:
    return row.bar is not None and row.value > row.bar * noise


if __name__ == "__main__":
    sys.exit(main())
