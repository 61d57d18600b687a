from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.review.verdict import Verdict
from bot.store.database import Store
from bot.store.reviews import PullRequestKey, ReviewRecord, ReviewState

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(seconds=9)
PULL_REQUEST = PullRequestKey("github.com", 7, 2**40, 3)
HEAD = "a" * 40


def test_a_head_that_was_never_begun_is_unknown(store: Store) -> None:
    assert store.reviews.find(PULL_REQUEST, HEAD) is None
    assert store.reviews.latest(PULL_REQUEST) is None
    assert not store.reviews.finish(PULL_REQUEST, HEAD, ReviewState.FINISHED, Verdict.PASSED, LATER)


def test_a_review_that_was_begun_is_running(store: Store) -> None:
    assert store.reviews.start(PULL_REQUEST, HEAD, NOON)
    assert store.reviews.find(PULL_REQUEST, HEAD) == ReviewRecord(
        PULL_REQUEST, HEAD, ReviewState.RUNNING, None, NOON, None, ""
    )


def test_a_finished_review_keeps_its_verdict(store: Store) -> None:
    store.reviews.start(PULL_REQUEST, HEAD, NOON)
    assert store.reviews.finish(
        PULL_REQUEST, HEAD, ReviewState.FINISHED, Verdict.INCOMPLETE, LATER, "1 file too large"
    )
    assert store.reviews.find(PULL_REQUEST, HEAD) == ReviewRecord(
        PULL_REQUEST,
        HEAD,
        ReviewState.FINISHED,
        Verdict.INCOMPLETE,
        NOON,
        LATER,
        "1 file too large",
    )


def test_a_head_that_is_begun_again_runs_again_without_its_old_verdict(store: Store) -> None:
    store.reviews.start(PULL_REQUEST, HEAD, NOON)
    store.reviews.finish(PULL_REQUEST, HEAD, ReviewState.FAILED, Verdict.FAILED, NOON, "broken")
    assert not store.reviews.start(PULL_REQUEST, HEAD, LATER)
    assert store.reviews.find(PULL_REQUEST, HEAD) == ReviewRecord(
        PULL_REQUEST, HEAD, ReviewState.RUNNING, None, LATER, None, ""
    )


def test_the_latest_review_is_the_one_that_was_begun_last(store: Store) -> None:
    store.reviews.start(PULL_REQUEST, "b" * 40, LATER)
    store.reviews.start(PULL_REQUEST, HEAD, NOON)
    latest = store.reviews.latest(PULL_REQUEST)
    assert latest is not None
    assert latest.head_sha == "b" * 40


def test_one_tenant_never_sees_or_changes_the_row_of_another(store: Store) -> None:
    store.reviews.start(PULL_REQUEST, HEAD, NOON)
    for other in (
        replace(PULL_REQUEST, host="git.example.com"),
        replace(PULL_REQUEST, installation_id=8),
        replace(PULL_REQUEST, repository_id=1),
        replace(PULL_REQUEST, number=4),
    ):
        assert store.reviews.find(other, HEAD) is None
        assert store.reviews.latest(other) is None
        assert not store.reviews.finish(other, HEAD, ReviewState.FAILED, None, LATER)
        assert store.reviews.start(other, HEAD, LATER)
    found = store.reviews.find(PULL_REQUEST, HEAD)
    assert found is not None
    assert (found.state, found.started_at) == (ReviewState.RUNNING, NOON)


def test_no_secret_reaches_the_database(store: Store) -> None:
    token = "ghs_" + "a1B2c3D4" * 5
    store.reviews.start(PULL_REQUEST, HEAD, NOON)
    store.reviews.finish(PULL_REQUEST, HEAD, ReviewState.FAILED, None, LATER, f"git: {token}")
    found = store.reviews.find(PULL_REQUEST, HEAD)
    assert found is not None
    assert found.detail == "git: [SECRET:github-token]"


def test_a_head_leads_to_its_pull_requests_and_to_nobody_elses(store: Store) -> None:
    other = replace(PULL_REQUEST, number=4)
    for key in (
        other,
        PULL_REQUEST,
        replace(PULL_REQUEST, installation_id=8),
        replace(PULL_REQUEST, repository_id=9),
        replace(PULL_REQUEST, host="ghe.example"),
    ):
        store.reviews.start(key, HEAD, NOON)
    store.reviews.start(replace(PULL_REQUEST, number=5), "b" * 40, NOON)

    assert store.reviews.of_head("github.com", 7, 2**40, HEAD) == (PULL_REQUEST, other)
    assert store.reviews.of_head("github.com", 7, 2**40, "c" * 40) == ()
