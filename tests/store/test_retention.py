"""What is forgotten, and whose turn it is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.store.answers import Answer, AnswerKind
from bot.store.database import Store
from bot.store.deliveries import Delivery
from bot.store.reports import KeptReport
from bot.store.reviews import PullRequestKey, ReviewState

HOST = "https://api.github.com"
NOW = datetime(2026, 11, 26, tzinfo=UTC)
OURS = PullRequestKey(HOST, 1, 10, 7)
THEIRS = PullRequestKey(HOST, 2, 20, 7)


def delivery(name: str, installation_id: int) -> Delivery:
    return Delivery(name, HOST, "pull_request", installation_id, b"{}", NOW)


def waiver(key: PullRequestKey, fingerprint: str, expires: date | None) -> Answer:
    kind = AnswerKind.WAIVER
    return Answer(key, "acme/shop", fingerprint, kind, None, "mona", "so", expires, NOW)


def test_everything_of_an_installation_is_forgotten_and_nothing_of_another(store: Store) -> None:
    for key in (OURS, THEIRS):
        store.reviews.start(key, "a" * 40, NOW)
        store.pauses.pause(key, "mona", NOW)
        store.reports.keep(KeptReport(key, "a" * 40, "acme/shop", "Till", "mona", (), "{}", NOW))
        store.said.remember(key, {"f1": "{}"})
        store.answers.give(waiver(key, "f1", None))
        store.spending.set_aside(key, NOW, 1.0, per_pull_request=None, per_day=None)
        store.deliveries.add(delivery(f"of {key.installation_id}", key.installation_id))

    store.retention.forget_installation(HOST, OURS.installation_id)

    assert store.retention.installations(HOST) == {2: frozenset({20})}
    assert store.retention.installations("https://elsewhere") == {}
    assert store.reviews.latest(OURS) is None
    assert store.reports.find(OURS, "a" * 40) is None
    assert store.reports.find(THEIRS, "a" * 40) is not None
    assert not store.pauses.is_paused(OURS)
    assert store.said.find(THEIRS, "f1") == "{}"
    assert [one.pull_request for one in store.answers.all()] == [THEIRS]
    assert [one.id for one in store.deliveries.undispatched(9)] == ["of 2"]


def test_old_deliveries_and_findings_go_and_what_waits_stays(store: Store) -> None:
    for name in ("old", "new", "waiting"):
        store.deliveries.add(delivery(name, 1))
    store.deliveries.mark_dispatched({"old": "done"}, NOW - timedelta(days=31))
    store.deliveries.mark_dispatched({"new": "done"}, NOW)
    store.reviews.start(OURS, "a" * 40, NOW - timedelta(days=200))
    store.reviews.start(THEIRS, "a" * 40, NOW)
    for key in (OURS, THEIRS):
        store.said.remember(key, {"f1": "{}"})

    store.retention.forget_deliveries(NOW - timedelta(days=30))
    store.retention.forget_findings(NOW - timedelta(days=180))

    assert store.deliveries.known(["old", "new", "waiting", "never"]) == {"new", "waiting"}
    assert store.said.find(OURS, "f1") is None
    assert store.said.find(THEIRS, "f1") == "{}"


def test_only_one_of_all_processes_takes_a_turn_until_the_next_one_is_due(store: Store) -> None:
    every = timedelta(minutes=5)

    assert store.workers.take_turn("catch-up", NOW, every)
    assert not store.workers.take_turn("catch-up", NOW + timedelta(minutes=4), every)
    assert store.workers.take_turn("catch-up", NOW + timedelta(minutes=5), every)
    assert not store.workers.take_turn("catch-up", NOW + timedelta(minutes=6), every)
    assert store.workers.take_turn("another", NOW, every)


def test_a_worker_is_seen_as_long_as_it_beats(store: Store) -> None:
    for worker in ("one", "two", "one"):
        store.workers.beat(worker)

    assert store.workers.beats() == {"one": 2, "two": 1}
    store.workers.forget("one")
    assert store.workers.beats() == {"two": 1}


def test_reviews_that_never_ended_are_found(store: Store) -> None:
    store.reviews.start(OURS, "a" * 40, NOW - timedelta(hours=1))
    store.reviews.start(OURS, "b" * 40, NOW - timedelta(hours=1))
    store.reviews.start(THEIRS, "c" * 40, NOW)
    store.reviews.finish(OURS, "a" * 40, ReviewState.FINISHED, None, NOW)

    found = store.reviews.left_running(NOW - timedelta(minutes=5))

    assert [one.head_sha for one in found] == ["b" * 40]


@pytest.mark.parametrize(
    ("expires", "raised"),
    [
        (date(2026, 11, 25), True),
        (date(2026, 11, 19), True),
        (date(2026, 11, 26), False),
        (date(2026, 11, 18), False),
        (None, False),
    ],
)
def test_a_waiver_that_ran_out_names_the_pull_requests_with_its_finding(
    store: Store, expires: date | None, *, raised: bool
) -> None:
    other = PullRequestKey(HOST, 1, 10, 8)
    for key in (OURS, other, THEIRS):
        store.said.remember(key, {"f1": "{}"})
    store.answers.give(waiver(OURS, "f1", expires))

    found = store.answers.ended(date(2026, 11, 19), date(2026, 11, 25))

    assert set(found) == ({OURS, other} if raised else set())
    assert set(found.values()) <= {expires}
