from dataclasses import replace

import pytest

from bot.review.findings import Status
from bot.review.since import (
    MAX_KEPT,
    Course,
    Standing,
    changes,
    course,
    left_to_people,
    read,
    write,
)
from bot.review.verdict import PlacedFinding, Review, Tool, Verdict
from tests.support.findings import HEAD_SHA, change, placed

TOOL = Tool("0.1.0", "1.182.0", "digest", "backend-developer", None)
OLD = "c" * 40


def review(*fingerprints: str, head: str = HEAD_SHA) -> Review:
    findings: tuple[PlacedFinding, ...] = tuple(placed(fingerprint=one) for one in fingerprints)
    findings += (placed(fingerprint="f99", status=Status.PREEXISTING),)
    return Review(TOOL, replace(change(), head_sha=head), Verdict.FAILED, (), findings)


def standing(head: str, *fingerprints: str) -> Standing:
    return Standing(head, frozenset(fingerprints))


def test_the_first_review_has_nothing_before_it() -> None:
    first = course(review("f1"), None)
    assert first == Course(standing(HEAD_SHA, "f1"))
    assert changes(first) == ""


def test_a_new_head_is_compared_with_the_one_before_it() -> None:
    first = course(review("f1", "f2", head=OLD), None)
    second = course(review("f2", "f3"), first)
    assert changes(second) == (
        "Since the review of `ccccccc`: 1 new (`f3`), 1 no longer found (`f1`), 1 as before."
    )


def test_a_head_that_is_reviewed_again_is_not_compared_with_itself() -> None:
    first = course(review("f1", head=OLD), None)
    second = course(review("f2"), first)
    again = course(review("f2"), second)
    assert again == second
    third = course(review("f1", "f2"), second)
    assert changes(third) == "Since the review of `ccccccc`: 1 new (`f2`), 1 as before."


def test_where_nothing_was_and_nothing_is_that_is_said() -> None:
    clean = course(review(), course(review(head=OLD), None))
    assert changes(clean) == "Since the review of `ccccccc`: no finding then and now."


@pytest.mark.parametrize("now", [(), ("f1",), ("f1", "f2")])
@pytest.mark.parametrize("before", [None, (), ("f3",)])
def test_what_is_written_is_read(now: tuple[str, ...], before: tuple[str, ...] | None) -> None:
    one = Course(standing(HEAD_SHA, *now), None if before is None else standing(OLD, *before))
    assert read(write(one)) == one
    assert "--" not in write(one)


def test_more_than_can_be_kept_is_not_kept() -> None:
    many = [f"f{number:016x}" for number in range(MAX_KEPT + 1)]
    assert len(write(course(review(*many[:-1]), None))) < 8_000
    assert write(course(review(*many), None)) == HEAD_SHA
    assert read(HEAD_SHA) is None


def test_of_many_the_first_are_named() -> None:
    many = course(
        review(*(f"f{number:02}" for number in range(12))), course(review(head=OLD), None)
    )
    assert "12 new (`f00`, " in changes(many)
    assert changes(many).endswith("`f09`, …).")


def test_threads_that_people_talk_in_are_counted() -> None:
    assert left_to_people(()) == ""
    assert left_to_people(("f1",)).startswith("1 thread about what is gone stays as it is")
    assert left_to_people(("f1", "f2")).startswith("2 threads about what is gone stay as they are")
