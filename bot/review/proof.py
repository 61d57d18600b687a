"""Suggestions that people may commit with one click: what has to hold before one is tried out."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from bot.review.change import Side
from bot.review.findings import Location
from bot.review.verdict import PlacedFinding, Placement, Review

MAX_LINES = 10
MAX_TRIED = 20  # suggestions of one review

# What nobody should take in with one click: code from elsewhere, and what runs with our tokens.
_FROM_ELSEWHERE = re.compile(
    r"^.*(?:://|\brequire\s*\(|\bimport\s*\().*$"
    r"|^\s*(?:import|from|use|include|#\s*include|extern\s+crate)\b.*$",
    re.MULTILINE,
)
_RUNS_IN_CI = re.compile(r"^\.github/|(?:^|/)\.(?:gitlab-ci|travis)\.yml$|^\.circleci/")


def worth_a_try(review: Review) -> Iterator[PlacedFinding]:
    """The findings whose suggestion could be committed where it is shown."""
    for one in review.introduced:
        suggestion, where = one.finding.suggestion, one.finding.location
        if (
            suggestion is not None
            and where is not None
            and where.side is Side.RIGHT
            and one.placement is Placement.INLINE
            and where == one.anchor
            and not _RUNS_IN_CI.search(where.path)
            and len(suggestion.replacement.split("\n")) <= MAX_LINES
            and not _brings_in(suggestion.replacement, one.finding.quote)
            and _indentation(suggestion.replacement) == _indentation(one.finding.quote)
        ):
            yield one


def applied(content: bytes, where: Location, replacement: str) -> bytes | None:
    """The file with these lines replaced; None where they are not all there."""
    lines = content.split(b"\n")
    old = lines[where.start_line - 1 : where.end_line]
    if len(old) != where.end_line - where.start_line + 1:
        return None
    ending = b"\r" if old[0].endswith(b"\r") else b""
    new = [line.encode() + ending for line in replacement.split("\n")]
    return b"\n".join([*lines[: where.start_line - 1], *new, *lines[where.end_line :]])


def with_proofs(review: Review, proven: Collection[str]) -> Review:
    """The review in which the suggestions of these fingerprints are marked as proven."""
    return replace(
        review,
        findings=tuple(
            _proven(one) if one.fingerprint in proven else one for one in review.findings
        ),
    )


def _proven(one: PlacedFinding) -> PlacedFinding:
    suggestion = one.finding.suggestion
    if suggestion is None:
        return one
    finding = replace(one.finding, suggestion=replace(suggestion, proven=True))
    return replace(one, finding=finding)


def _brings_in(replacement: str, quote: str) -> bool:
    there = {line.strip() for line in quote.split("\n")}
    return any(one[0].strip() not in there for one in _FROM_ELSEWHERE.finditer(replacement))


def _indentation(text: str) -> str:
    return text[: len(text) - len(text.lstrip(" \t"))]
