"""Numbers over time as bars: coordinates for an SVG that the server draws."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.store.reports import Tally

WEEKS = 12
_WIDTH, _HEIGHT, _GAP = 20, 56, 4  # units of the drawing, for one bar
_LEAST = 3  # a bar that stands for something can be seen


@dataclass(frozen=True, slots=True)
class Bar:
    """One week: `y` and `height` from the top of the drawing."""

    week: date
    count: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The findings of one principle, week by week, the oldest first."""

    principle: str
    total: int
    bars: tuple[Bar, ...]
    width: int = WEEKS * (_WIDTH + _GAP) - _GAP
    height: int = _HEIGHT


def by_principle(
    found: Iterable[tuple[datetime, tuple[Tally, ...]]], today: date
) -> tuple[Chart, ...]:
    """A chart for each principle, the most frequent first; all of them on one scale."""
    this_week = _monday(today)
    weeks = [this_week - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    counts: Counter[tuple[str, date]] = Counter()
    for moment, tallies in found:
        for one in tallies:
            counts[one.principle, _monday(moment.date())] += one.count
    shown = {key: count for key, count in counts.items() if key[1] in weeks}
    highest = max(shown.values(), default=0)
    totals: Counter[str] = Counter()
    for (principle, _), count in shown.items():
        totals[principle] += count
    return tuple(
        Chart(
            principle, total, _bars([shown.get((principle, w), 0) for w in weeks], weeks, highest)
        )
        for principle, total in sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    )


def _bars(counts: list[int], weeks: list[date], highest: int) -> tuple[Bar, ...]:
    bars = []
    for place, (count, week) in enumerate(zip(counts, weeks, strict=True)):
        height = max(_LEAST, round(count / highest * _HEIGHT)) if count else 1
        x = place * (_WIDTH + _GAP)
        bars.append(Bar(week, count, x, _HEIGHT - height, _WIDTH, height))
    return tuple(bars)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
