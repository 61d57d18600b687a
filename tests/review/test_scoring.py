"""What hits, what is wrong and what is missed, and how sure the shares are."""

from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.change import Side
from bot.review.findings import Finding, Location
from bot.review.scoring import TOLERANCE, KnownFinding, Pair, Score, Share, near, score
from tests.support.findings import FINDING, at

PLACES = st.tuples(st.sampled_from(["a.py", "b.py"]), st.integers(1, 12), st.integers(0, 3))


def known(start: int, end: int | None = None, path: str = "app.py", **more: str) -> KnownFinding:
    where = Location(path, Side.RIGHT, start, end or start)
    return KnownFinding(where, more.get("text", "Known."), more.get("principle"))


def scored(
    findings: list[Finding],
    expected: list[KnownFinding],
    rejected: list[KnownFinding] | None = None,
) -> Score:
    rejected = rejected or []
    return score(findings, expected, rejected, near(findings, [*expected, *rejected]))


@pytest.mark.parametrize(
    ("finding", "hits"),
    [
        (at(12), True),
        (at(1, 40), True),
        (at(10 - TOLERANCE), True),
        (at(12 + TOLERANCE, 30), True),
        (at(10 - TOLERANCE - 1), False),
        (at(12 + TOLERANCE + 1), False),
        (at(11, path="other.py"), False),
        (at(11, side=Side.LEFT), False),
        (replace(FINDING, location=None), False),
    ],
)
def test_a_hit_stands_in_the_same_file_a_few_lines_away_at_most(
    finding: Finding, *, hits: bool
) -> None:
    result = scored([finding], [known(10, 12)])

    assert (len(result.hits), len(result.wrong), len(result.missed)) == (
        (1, 0, 0) if hits else (0, 1, 1)
    )


def test_of_two_comments_on_one_thing_the_second_is_wrong() -> None:
    result = scored([at(9), at(10)], [known(10)])

    assert result.hits == ((at(10), known(10)),)
    assert result.wrong == (at(9),)


def test_one_comment_hits_one_thing_and_the_other_is_missed() -> None:
    result = scored([at(10, 14)], [known(10), known(14)])

    assert len(result.hits) == 1
    assert len(result.missed) == 1


def test_the_same_principle_goes_before_nearer_lines() -> None:
    other = known(12, principle=FINDING.principle)

    assert scored([at(10)], [known(10), other]).hits == ((at(10), other),)


def test_two_things_that_are_known_alike_are_two() -> None:
    result = scored([at(10), at(11)], [known(10), known(10)])

    assert len(result.hits) == 2


def test_what_was_rejected_is_wrong_and_said_to_be_repeated() -> None:
    result = scored([at(10), at(50)], [known(30)], [known(10, text="No.")])

    assert result.wrong == (at(10), at(50))
    assert result.repeated == ((at(10), known(10, text="No.")),)


def test_what_is_expected_beside_what_was_rejected_counts_first() -> None:
    result = scored([at(10)], [known(10)], [known(11)])

    assert len(result.hits) == 1
    assert result.repeated == ()


def test_only_pairs_that_mean_the_same_count() -> None:
    assert score([at(10)], [known(10)], [known(10)], []) == Score((), (at(10),), (known(10),), ())


@given(st.lists(PLACES, max_size=4), st.lists(PLACES, max_size=4))
def test_as_much_as_possible_is_hit_and_nothing_twice(
    said: list[tuple[str, int, int]], wanted: list[tuple[str, int, int]]
) -> None:
    findings = [at(start, start + more, path=path) for path, start, more in said]
    expected = [known(start, start + more, path) for path, start, more in wanted]
    pairs = set(near(findings, expected))

    result = score(findings, expected, [], pairs)

    assert set(result.hits) <= pairs
    hit, wrong = [finding for finding, _ in result.hits], list(result.wrong)
    assert sorted(map(repr, hit + wrong)) == sorted(map(repr, findings))
    found, missed = [one for _, one in result.hits], list(result.missed)
    assert sorted(map(repr, found + missed)) == sorted(map(repr, expected))
    assert len(result.hits) == most(findings, expected, pairs)


def most(findings: list[Finding], expected: list[KnownFinding], pairs: Collection[Pair]) -> int:
    """How much can be hit, by trying everything."""
    if not findings:
        return 0
    first, *others = findings
    taken = [
        1 + most(others, expected[:number] + expected[number + 1 :], pairs)
        for number, one in enumerate(expected)
        if (first, one) in pairs
    ]
    return max([most(others, expected, pairs), *taken])


@pytest.mark.parametrize(
    ("share", "value", "interval"),
    [
        (Share(0, 0), None, None),
        (Share(0, 10), 0.0, (0.0, 0.2775)),
        (Share(10, 10), 1.0, (0.7225, 1.0)),
        (Share(5, 10), 0.5, (0.2366, 0.7634)),
        (Share(81, 263), 0.3080, (0.2553, 0.3662)),  # Newcombe, Statistics in Medicine 17 (1998)
    ],
)
def test_an_interval_is_wilson_s(
    share: Share, value: float | None, interval: tuple[float, float] | None
) -> None:
    assert share.value == pytest.approx(value, abs=5e-5)
    assert share.interval == pytest.approx(interval, abs=5e-5)


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_lies_in_its_interval(part: int, more: int) -> None:
    share = Share(part, part + more)
    low, high = share.interval or (2, -1)

    assert 0 <= low <= part / (part + more) <= high <= 1


def test_shares_are_of_the_sum() -> None:
    one = scored([at(10), at(50)], [known(10, principle="fail-gracefully")])
    total = one + scored([], [known(1), known(2)])

    assert total.precision == Share(1, 2)
    assert total.recall == Share(1, 3)
    assert total.f1 == 0.4
    assert total.principles == ("fail-gracefully", "security-first", None)
    assert total.precision_of("security-first") == Share(1, 2)
    assert total.recall_of("security-first") == Share(0, 0)
    assert total.recall_of("fail-gracefully") == Share(1, 1)
    assert total.recall_of(None) == Share(0, 2)


def test_nothing_said_and_nothing_expected_has_no_measure() -> None:
    assert (Score().precision.value, Score().recall.value, Score().f1) == (None, None, None)
