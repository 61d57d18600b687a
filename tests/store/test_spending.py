"""Nobody spends more than is allowed: on one pull request, on one day, from several threads."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.store.database import Store
from bot.store.reviews import PullRequestKey
from bot.store.spending import OVER_DAY, OVER_PULL_REQUEST

NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
PULL = PullRequestKey("github.com", 7, 11, 3)
OTHER = replace(PULL, number=4)


def spend(
    store: Store, pull: PullRequestKey = PULL, usd: float = 1.0, now: datetime = NOON
) -> str | None:
    return store.spending.set_aside(pull, now, usd, per_pull_request=2.5, per_day=4.0)


def test_a_pull_request_has_its_own_budget_over_all_days(store: Store) -> None:
    assert spend(store) is None
    assert spend(store, now=NOON + timedelta(days=1)) is None
    assert spend(store, now=NOON + timedelta(days=2)) == OVER_PULL_REQUEST
    assert spend(store, OTHER) is None


def test_all_pull_requests_of_a_day_share_one(store: Store) -> None:
    for number in range(4):
        assert spend(store, replace(PULL, number=number)) is None

    assert spend(store, replace(PULL, number=9)) == OVER_DAY
    assert spend(store, replace(PULL, number=9), now=NOON + timedelta(days=1)) is None


def test_what_a_call_did_not_cost_can_be_spent_again(store: Store) -> None:
    assert spend(store, usd=2.5) is None
    assert spend(store, usd=0.5) == OVER_PULL_REQUEST

    store.spending.settle(PULL, NOON, -2.4)

    assert spend(store, usd=2.4) is None
    assert spend(store, usd=0.000_001) == OVER_PULL_REQUEST


def test_no_limit_is_no_limit(store: Store) -> None:
    for _ in range(3):
        refused = store.spending.set_aside(PULL, NOON, 9e6, per_pull_request=None, per_day=None)
        assert refused is None


def test_many_at_once_do_not_spend_more_than_is_there(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: spend(store, usd=0.25), range(30)))

    assert answers.count(None) == 10
