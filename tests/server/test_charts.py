from datetime import UTC, date, datetime, timedelta

from bot.review.findings import Severity
from bot.server.charts import WEEKS, by_principle
from bot.store.reports import Tally

SUNDAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def tally(principle: str, count: int) -> tuple[Tally, ...]:
    return (Tally(principle, None, Severity.NOTE, count),)


def test_findings_are_counted_week_by_week_on_one_scale() -> None:
    found = [
        (NOW, tally("security-first", 4)),
        (NOW - timedelta(days=6), tally("security-first", 4)),  # the Monday of the same week
        (NOW - timedelta(days=7), tally("observability", 2)),
    ]
    first, second = by_principle(found, SUNDAY)

    assert (first.principle, first.total, len(first.bars)) == ("security-first", 8, WEEKS)
    assert (first.bars[-1].week, first.bars[-1].count) == (date(2026, 11, 16), 8)
    assert (first.bars[-1].y, first.bars[-1].height) == (0, first.height)
    assert (second.principle, second.bars[-2].count) == ("observability", 2)
    assert second.bars[-2].height == first.height // 4
    assert [one.height for one in second.bars[:3]] == [1, 1, 1]


def test_a_single_finding_beside_thousands_can_still_be_seen() -> None:
    found = [(NOW, tally("a", 9999)), (NOW, tally("b", 1))]

    assert by_principle(found, SUNDAY)[1].bars[-1].height == 3


def test_what_is_older_than_the_chart_is_in_no_chart() -> None:
    assert by_principle([(NOW - timedelta(weeks=WEEKS), tally("a", 1))], SUNDAY) == ()
    assert by_principle([], SUNDAY) == ()
