from dataclasses import replace

import pytest

from bot.review.change import Side
from bot.review.findings import Confidence, Finding, Location, Severity
from bot.review.placement import place
from bot.review.verdict import Placement
from tests.support.findings import FINDING, at, change, file, hunk

CHANGE = change(
    file("app.py", hunk(" a\n-b\n+B\n+C\n d\n", 10, 20), hunk(" x\n+y\n", 40, 51)),
    file("mode.sh"),
)

UNSURE = replace(at(21), source="model", principle="fail-gracefully", confidence=Confidence.MEDIUM)


def anchored(start: int, end: int, side: Side = Side.RIGHT) -> tuple[Placement, Location | None]:
    return Placement.INLINE, Location("app.py", side, start, end)


@pytest.mark.parametrize(
    "finding",
    [
        replace(FINDING, location=None),
        replace(at(21), severity=Severity.NOTE),
        at(21, path="other.py"),
        UNSURE,
        replace(UNSURE, principle="security-first", severity=Severity.WARNING),
    ],
)
def test_what_has_no_line_to_stand_at_is_said_in_the_summary(finding: Finding) -> None:
    assert place(finding, CHANGE) == (Placement.SUMMARY, None)


@pytest.mark.parametrize(
    "finding", [at(19), at(24, 50), at(53), at(9, side=Side.LEFT), at(1, path="mode.sh")]
)
def test_what_the_diff_does_not_show_is_said_on_the_file(finding: Finding) -> None:
    assert place(finding, CHANGE) == (Placement.FILE, None)


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (at(20), anchored(20, 20)),
        (at(22), anchored(22, 22)),
        (at(21, 22), anchored(21, 22)),
        (at(11, side=Side.LEFT), anchored(11, 11, Side.LEFT)),
        (at(12, side=Side.LEFT), anchored(12, 12, Side.LEFT)),
        (replace(at(52), severity=Severity.WARNING), anchored(52, 52)),
        (replace(at(52), source="model"), anchored(52, 52)),
        (replace(UNSURE, principle="security-first"), anchored(21, 21)),
    ],
)
def test_what_the_diff_shows_is_said_at_its_lines(
    finding: Finding, expected: tuple[Placement, Location]
) -> None:
    assert place(finding, CHANGE) == expected


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (at(1, 21), anchored(20, 21)),
        (at(22, 30), anchored(22, 23)),
        (at(1, 99), anchored(20, 23)),
        (at(23, 51), anchored(23, 23)),
    ],
)
def test_an_anchor_stays_within_one_hunk(
    finding: Finding, expected: tuple[Placement, Location]
) -> None:
    assert place(finding, CHANGE) == expected


def test_a_hunk_that_only_removes_has_no_line_at_the_head() -> None:
    only_removed = change(file("app.py", hunk("-a\n-b\n", 3, 3)))
    assert place(at(3), only_removed) == (Placement.FILE, None)
    assert place(at(4, side=Side.LEFT), only_removed) == anchored(4, 4, Side.LEFT)


def test_a_removed_line_of_a_renamed_file_is_found_under_its_new_name() -> None:
    renamed = change(file("new.py", hunk("-a\n+b\n"), old_path="app.py"))
    assert place(at(1, side=Side.LEFT), renamed) == (
        Placement.INLINE,
        Location("new.py", Side.LEFT, 1, 1),
    )
    assert place(at(1), renamed) == (Placement.SUMMARY, None)
