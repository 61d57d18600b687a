"""The second look: a fresh reader tries to disprove each finding, and must quote what does it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Literal

import pydantic_core

from bot.review.answer import CONFIDENCE, Candidate
from bot.review.claims import Claims, whole, without_noise
from bot.review.findings import Confidence, Finding, Severity
from bot.review.quotes import folded
from bot.review.shown import ShownFile

# Where a doubt speaks for the author: nobody wants to argue about these.
_OF_TASTE = frozenset({"blend-in", "study-first", "complete-the-task"})
# Where a doubt speaks for the finding, when it is an error: what goes wrong there is dear.
_OF_WEIGHT = frozenset({"fail-gracefully", "security-first"})
_SHORTEST_EVIDENCE = 8  # characters; less stands anywhere


class Ruling(Claims):
    """What the second reader says of one finding; nothing in it is believed yet."""

    index: int
    evidence_quote: str
    ground: (
        Literal[
            "pre_existing",
            "handled_elsewhere",
            "wrong_about_code",
            "not_reachable",
            "intentional_by_pr",
            "duplicate",
            "style_only",
            "speculative",
            "insufficient_evidence",
        ]
        | None
    )
    survives: bool
    confidence: Literal[0, 25, 50, 75, 100]


class Rulings(Claims):
    """The second reader's whole answer."""

    verdicts: list[Ruling]


def rulings_schema() -> dict[str, Any]:
    """The JSON schema of the second reader's answer."""
    return without_noise(Rulings.model_json_schema())


def read_rulings(text: str) -> list[Ruling] | None:
    """The rulings in this text, whole ones of a text that was cut off included; None: none."""
    try:
        parts = pydantic_core.from_json(text, allow_partial=True)
    except ValueError:
        return None
    if not isinstance(parts, dict) or "verdicts" not in parts:
        return None
    return whole(Ruling, parts["verdicts"])


def surviving(
    candidates: Sequence[Candidate],
    rulings: Sequence[Ruling] | None,
    files: Sequence[ShownFile],
    said: Collection[str],
) -> tuple[tuple[Candidate, ...], Counter[str]]:
    """What is left of the candidates, and how many were refuted, by ground.

    `files` and `said` (title and description) are what the second reader saw: a refutation counts
    where its evidence stands there. None for the rulings means that nobody looked twice.
    """
    by_index = {one.index: one for one in rulings or ()}
    seen = "\n".join(
        folded(line.text) for file in files for hunk in file.hunks for line in hunk.lines
    )
    shown = "\n".join((seen, *map(folded, said)))
    kept = []
    refuted: Counter[str] = Counter()
    for number, candidate in enumerate(candidates, 1):
        ruling = by_index.get(number)
        finding = _ruled(candidate, ruling, shown)
        if finding is None:
            refuted[_ground(ruling)] += 1
        else:
            kept.append(replace(candidate, finding=finding))
    return tuple(kept), refuted


def _ruled(candidate: Candidate, ruling: Ruling | None, shown: str) -> Finding | None:
    finding = candidate.finding
    if ruling is not None and ruling.survives:
        confidence = CONFIDENCE.get(min(candidate.claim.confidence, ruling.confidence))
        return None if confidence is None else replace(finding, confidence=confidence)
    if ruling is not None and _stands(ruling.evidence_quote, shown):
        return None
    if finding.principle in _OF_TASTE or finding.severity is Severity.NOTE:
        return None
    if finding.principle in _OF_WEIGHT and finding.severity is Severity.ERROR:
        return finding
    return replace(finding, confidence=max(finding.confidence, Confidence.MEDIUM, key=_rank))


def _rank(confidence: Confidence) -> int:
    return confidence.rank


def _stands(quote: str, shown: str) -> bool:
    lines = [line for text in quote.split("\n") if (line := folded(text))]
    long_enough = sum(map(len, lines)) >= _SHORTEST_EVIDENCE
    return long_enough and all(line in shown for line in lines)


def _ground(ruling: Ruling | None) -> str:
    if ruling is None:
        return "not looked at twice"
    return f"on second look: {(ruling.ground or 'not certain').replace('_', ' ')}"
