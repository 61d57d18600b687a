"""What a suite says about the pack: rows of a Markdown table, and every mistake by its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.suites.cases import Labelled
from bench.suites.finding import Scanned
from bench.suites.scores import Measure, Score, together
from bench.suites.suite import Bar, Suite
from bench.table import aligned

_HEAD = ("suite", "family", "cases", "unread", *Measure, "bar", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `met` is None where there is no bar."""

    suite: str
    family: str
    cases: int
    unread: int
    measures: Mapping[Measure, float]
    bar: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A suite's rows, at the end those with a bar, and its mistakes as lines to read."""

    rows: Sequence[Row]
    mistakes: Sequence[str]


def report(suite: Suite, labelled: Labelled, scanned: Scanned) -> Report:
    """Judge the findings in a suite."""
    scores: dict[str, Score] = {}
    for case in labelled.cases:
        scores.setdefault(case.family, Score()).add(case, scanned.findings)
    unread = [one.family for one in labelled.unread]
    for family in unread:
        scores.setdefault(family, Score())
    rows = [
        Row(suite.name, family, score.cases, unread.count(family), score.measured())
        for family, score in sorted(scores.items())
    ]
    rows += [_with_bar(suite.name, bar, scores, rows) for bar in suite.bars]
    return Report(rows, list(_mistakes(suite.name, scores, labelled, scanned)))


def render(rows: Iterable[Row]) -> str:
    """The whole table, its columns aligned."""
    return aligned([_HEAD, *map(_cells, rows)])


def _with_bar(suite: str, bar: Bar, scores: Mapping[str, Score], rows: Sequence[Row]) -> Row:
    some = [row for row in rows if bar.families is None or row.family in bar.families]
    measures = together(scores[row.family] for row in some)
    met = all(_reaches(measures.get(one), one, limit) for one, limit in bar.limits.items())
    return Row(
        suite,
        bar.name,
        sum(row.cases for row in some),
        sum(row.unread for row in some),
        measures,
        _words(bar),
        met if bar.limits else None,
    )


def _reaches(value: float | None, measure: Measure, limit: float) -> bool:
    if value is None:
        return False
    return value <= limit if measure is Measure.FALSE_ALARM_RATE else value >= limit


def _words(bar: Bar) -> str:
    return ", ".join(
        f"{one} {'≤' if one is Measure.FALSE_ALARM_RATE else '≥'} {limit:.2f}"
        for one, limit in bar.limits.items()
    )


def _cells(row: Row) -> tuple[str, ...]:
    bold = "**" if row.met is not None else ""
    measured = (f"{row.measures[one]:.3f}" if one in row.measures else "" for one in Measure)
    said = {None: "", True: "met", False: "missed"}[row.met]
    unread = str(row.unread or "")
    family = f"{bold}{row.family}{bold}"
    return row.suite, family, str(row.cases), unread, *measured, row.bar, said


def _mistakes(
    suite: str, scores: Mapping[str, Score], labelled: Labelled, scanned: Scanned
) -> Iterable[str]:
    for family, score in sorted(scores.items()):
        yield from (f"{suite} {family}: missed {one}" for one in score.misses)
        yield from (f"{suite} {family}: false alarm {one}" for one in score.false_alarms)
    for one in labelled.unread:
        yield f"{suite} {one.family}: unread {one.place}: {one.reason}"
    yield from (f"{suite}: not scanned {one}" for one in scanned.problems)
