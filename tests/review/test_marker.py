"""The marker is ours only where we put it."""

import pytest

from bot.review.marker import Marker, MarkerKind, Seal

HEAD = "a" * 40
SEAL = Seal(b"k" * 32, repository_id=7, number=12)


def test_a_marker_is_read_back() -> None:
    body = f"Words.\n\n{SEAL.mark(MarkerKind.FINDING, 'F0123')}\n"
    assert SEAL.read(body) == Marker(MarkerKind.FINDING, "F0123")


def test_a_marker_does_not_show_its_key() -> None:
    assert "kkkk" not in SEAL.mark(MarkerKind.SUMMARY, HEAD)


@pytest.mark.parametrize(
    "other",
    [
        Seal(b"k" * 32, repository_id=8, number=12),
        Seal(b"k" * 32, repository_id=7, number=13),
        Seal(b"K" * 32, repository_id=7, number=12),
        Seal(b"k" * 32, repository_id=71, number=2),
        Seal(None, repository_id=7, number=12),
    ],
)
def test_a_marker_copied_from_elsewhere_is_not_ours(other: Seal) -> None:
    assert SEAL.read(other.mark(MarkerKind.FINDING, "F0123")) is None
    assert other.read(SEAL.mark(MarkerKind.FINDING, "F0123")) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [("finding", "summary"), ("F0123", "F0124"), ("tenet:v1", "tenet:v2"), (" -->", " --> more")],
)
def test_a_changed_marker_is_not_ours(before: str, after: str) -> None:
    assert SEAL.read(SEAL.mark(MarkerKind.FINDING, "F0123").replace(before, after)) is None


def test_only_the_last_line_counts() -> None:
    stolen = SEAL.mark(MarkerKind.FINDING, "F0123")
    ours = SEAL.mark(MarkerKind.FINDING, "F9999")
    assert SEAL.read(f"> {stolen}\n\nthanks") is None
    assert SEAL.read(f"{stolen}\n{ours}") == Marker(MarkerKind.FINDING, "F9999")


def test_a_personal_token_has_unsigned_markers() -> None:
    seal = Seal(None, repository_id=7, number=12)
    assert seal.mark(MarkerKind.REVIEW, HEAD) == f"<!-- tenet:v1 review {HEAD} unsigned -->"
    assert seal.read(seal.mark(MarkerKind.REVIEW, HEAD)) == Marker(MarkerKind.REVIEW, HEAD)


@pytest.mark.parametrize("body", ["", "<!-- tenet:v1 -->", "<!-- tenet:v1 party F1 unsigned -->"])
def test_other_text_has_no_marker(body: str) -> None:
    assert Seal(None, 7, 12).read(body) is None


@pytest.mark.parametrize("data", ["", "a b", "-->", "a--b", "F1\n", "é", "x" * 8_001])
def test_a_marker_carries_no_text_that_could_end_it(data: str) -> None:
    with pytest.raises(ValueError, match="cannot carry"):
        SEAL.mark(MarkerKind.FINDING, data)
