from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.review.findings import Severity
from bot.review.verdict import Verdict
from bot.store.answers import Answer, AnswerKind
from bot.store.database import Store
from bot.store.deliveries import Delivery
from bot.store.reports import KEPT_FOR, KeptReport, Tally
from bot.store.reviews import PullRequestKey, ReviewState

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(seconds=9)
PULL_REQUEST = PullRequestKey("github.com", 7, 2**40, 3)
ELSEWHERE = replace(PULL_REQUEST, repository_id=8)
HEAD = "a" * 40
REPORT = KeptReport(
    pull_request=PULL_REQUEST,
    head_sha=HEAD,
    repository="acme/shop",
    title="Add a till",
    author="mona",
    tallies=(Tally("security-first", "python-eval", Severity.ERROR, 2),),
    report='{"schema_version": 1}',
    kept_at=NOON,
)


def test_a_report_is_kept_and_written_over_by_the_next_one_of_its_head(store: Store) -> None:
    assert store.reports.find(PULL_REQUEST, HEAD) is None
    store.reports.keep(REPORT)
    store.reports.keep(replace(REPORT, title="Add a better till"))

    assert store.reports.find(PULL_REQUEST, HEAD) == replace(REPORT, title="Add a better till")
    assert store.reports.find(ELSEWHERE, HEAD) is None


def test_a_report_is_let_go_when_its_time_is_over(store: Store) -> None:
    store.reports.keep(REPORT)
    store.reports.keep(replace(REPORT, head_sha="b" * 40, kept_at=NOON + KEPT_FOR))
    assert store.reports.find(PULL_REQUEST, HEAD) is not None
    store.reports.keep(replace(REPORT, head_sha="c" * 40, kept_at=LATER + KEPT_FOR))

    assert store.reports.find(PULL_REQUEST, HEAD) is None


def test_reviews_are_listed_with_what_their_reports_say(store: Store) -> None:
    store.reviews.start(PULL_REQUEST, HEAD, NOON)
    store.reviews.start(ELSEWHERE, HEAD, LATER)
    store.reviews.finish(PULL_REQUEST, HEAD, ReviewState.FINISHED, Verdict.FAILED, LATER)
    store.reports.keep(REPORT)
    overview = store.overview

    newest, oldest = overview.reviews(None, 10)
    assert (newest.record.pull_request, newest.title, newest.tallies) == (ELSEWHERE, "", ())
    assert (oldest.title, oldest.tallies) == ("Add a till", REPORT.tallies)
    assert overview.reviews(None, 10, before=LATER) == (oldest,)
    assert overview.reviews(None, 10, state=ReviewState.RUNNING) == (newest,)
    assert overview.reviews(None, 10, state=Verdict.FAILED) == (oldest,)
    assert overview.tallies(None, NOON) == ((NOON, REPORT.tallies),)
    assert overview.tallies(None, LATER) == ()
    assert overview.repositories() == {8, 2**40}


def test_nothing_is_listed_of_a_repository_that_may_not_be_shown(store: Store) -> None:
    store.reviews.start(PULL_REQUEST, HEAD, NOON)
    store.reports.keep(REPORT)
    store.answers.give(
        Answer(
            PULL_REQUEST,
            "acme/shop",
            "f1",
            AnswerKind.FALSE_POSITIVE,
            "python-eval",
            "mona",
            "No.",
            None,
            NOON,
        )
    )
    for shown, count in ((None, 1), (frozenset({2**40}), 1), (frozenset({8}), 0)):
        assert len(store.overview.reviews(shown, 10)) == count
        assert len(store.overview.tallies(shown, NOON)) == count
        assert len(store.overview.false_positives(shown)) == count


def test_a_delivery_that_failed_can_be_handed_on_again_and_no_other(store: Store) -> None:
    for number, outcome in (("1", "review started"), ("2", "failed: ValueError"), ("3", None)):
        store.deliveries.add(Delivery(number, "github.com", "pull_request", 7, b"{}", NOON))
        if outcome is not None:
            store.deliveries.mark_dispatched({number: outcome}, LATER)

    assert [one.delivery.id for one in store.deliveries.failed(10)] == ["2"]
    assert [one.has_failed for one in store.deliveries.latest(10)] == [False, True, False]
    assert not store.deliveries.retry("1")
    assert not store.deliveries.retry("3")
    assert store.deliveries.retry("2")
    assert [one.id for one in store.deliveries.undispatched(10)] == ["2", "3"]
