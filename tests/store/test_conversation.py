from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.review.policy import How, Waiver
from bot.store.answers import Answer, AnswerKind, as_waiver
from bot.store.database import Store
from bot.store.reviews import PullRequestKey

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PULL = PullRequestKey("https://api.github.com", 99, 7, 12)
WAIVER = Answer(
    pull_request=PULL,
    repository="acme/shop",
    fingerprint="f0123456789abcdef",
    kind=AnswerKind.WAIVER,
    rule_id="sql-from-text-python",
    owner="wanda",
    reason="The reader is ours.",
    expires=date(2026, 12, 22),
    answered_at=NOON,
)
WRONG = replace(WAIVER, fingerprint="f1", kind=AnswerKind.FALSE_POSITIVE, expires=None)


def test_an_answer_holds_in_its_whole_repository(store: Store) -> None:
    store.answers.give(WAIVER)
    store.answers.give(WRONG)

    assert store.answers.of_repository(replace(PULL, number=13)) == (WAIVER, WRONG)
    assert store.answers.all() == (WAIVER, WRONG)


@pytest.mark.parametrize(
    "other", [{"host": "https://ghe.example"}, {"installation_id": 98}, {"repository_id": 8}]
)
def test_one_tenant_never_sees_the_answers_of_another(
    store: Store, other: dict[str, object]
) -> None:
    store.answers.give(WAIVER)
    elsewhere = replace(PULL, **other)  # type: ignore[arg-type]  # whichever field it is
    store.answers.give(replace(WAIVER, pull_request=elsewhere, owner="eve"))

    assert store.answers.of_repository(PULL) == (WAIVER,)


def test_the_last_answer_to_a_finding_counts(store: Store) -> None:
    store.answers.give(WAIVER)
    store.answers.give(WAIVER)
    later = replace(WAIVER, owner="william", expires=None, answered_at=NOON + timedelta(1))
    store.answers.give(later)

    assert store.answers.of_repository(PULL) == (later,)


def test_what_was_called_wrong_is_counted_by_rule(store: Store) -> None:
    store.answers.give(WAIVER)
    store.answers.give(WRONG)
    store.answers.give(replace(WRONG, fingerprint="f2"))
    store.answers.give(replace(WRONG, fingerprint="f2", reason="Said again."))

    assert store.answers.false_positives("sql-from-text-python") == 2
    assert store.answers.false_positives("another-rule") == 0


def test_an_answer_that_is_taken_back_is_kept_and_counts_no_more(store: Store) -> None:
    store.answers.give(WRONG)
    later = NOON + timedelta(1)
    elsewhere = replace(PULL, number=13)
    assert store.answers.take_back(elsewhere, "f1", "william", later)
    assert store.answers.take_back(PULL, "f1", "wanda", later + timedelta(1))

    taken_back = replace(WRONG, taken_back_by="william", taken_back_at=later)
    assert store.answers.of_repository(PULL) == (taken_back,)
    assert store.answers.false_positives("sql-from-text-python") == 0
    assert as_waiver(taken_back).taken_back_on == later.date()

    again = replace(WRONG, answered_at=later + timedelta(2))
    store.answers.give(again)
    assert store.answers.all() == (again,)


def test_a_waiver_that_was_taken_back_does_not_run_out(store: Store) -> None:
    store.said.remember(PULL, {WAIVER.fingerprint: "one"})
    store.answers.give(WAIVER)
    days = (date(2026, 12, 1), date(2026, 12, 31))
    assert store.answers.ended(*days) == {PULL: date(2026, 12, 22)}

    store.answers.take_back(PULL, WAIVER.fingerprint, "william", NOON)
    assert store.answers.ended(*days) == {}


@pytest.mark.parametrize("other", [{"host": "https://ghe.example"}, {"repository_id": 8}])
def test_nobody_takes_back_what_another_tenant_answered(
    store: Store, other: dict[str, object]
) -> None:
    store.answers.give(WAIVER)
    elsewhere = replace(PULL, **other)  # type: ignore[arg-type]  # whichever field it is

    assert not store.answers.take_back(elsewhere, WAIVER.fingerprint, "eve", NOON)
    assert store.answers.all() == (WAIVER,)


def test_no_secret_of_a_reason_is_kept(store: Store) -> None:
    store.answers.give(replace(WAIVER, reason="as with ghp_" + "a" * 36))

    assert store.answers.all()[0].reason == "as with [SECRET:github-token]"


def test_an_answer_is_a_waiver_that_was_given_on_a_pull_request() -> None:
    reason, ends = "The reader is ours.", date(2026, 12, 22)
    mark = "f0123456789abcdef"
    assert as_waiver(WAIVER) == Waiver(mark, reason, "wanda", ends, How.WAIVER)
    wrong = Waiver("f1", f"false positive: {reason}", "wanda", None, How.WAIVER)
    assert as_waiver(WRONG) == wrong


def test_a_pause_holds_for_one_pull_request_until_it_is_resumed(store: Store) -> None:
    store.pauses.pause(PULL, "wanda", NOON)
    store.pauses.pause(PULL, "william", NOON)
    assert store.pauses.is_paused(PULL)
    assert not store.pauses.is_paused(replace(PULL, number=13))

    store.pauses.resume(PULL)
    store.pauses.resume(PULL)
    assert not store.pauses.is_paused(PULL)


def test_what_was_said_is_found_by_its_fingerprint(store: Store) -> None:
    store.said.remember(PULL, {"f1": "one", "f2": "two"})
    store.said.remember(PULL, {"f2": "better"})

    assert [store.said.find(PULL, mark) for mark in ("f1", "f2", "f3")] == ["one", "better", None]
    assert store.said.find(replace(PULL, number=13), "f1") is None
