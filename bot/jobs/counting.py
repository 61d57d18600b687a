"""What is counted of a review: how it ended, what it found, what the model was used for."""

from collections.abc import Sequence
from functools import cache

from bot import meters
from bot.review.findings import Status
from bot.review.verdict import PlacedFinding, Usage, Verdict
from bot.rulebook import load_persona
from bot.store.reviews import ReviewState

_OTHER = "other"  # a principle of a repository's own persona


def review(state: ReviewState, verdict: Verdict | None) -> None:
    """A review has ended."""
    said = "none" if verdict is None else verdict.value
    meters.count(meters.REVIEWS, state=state.value, verdict=said)


def findings(found: Sequence[PlacedFinding]) -> None:
    """A review has these findings; those that the change brought in are counted."""
    for one in found:
        if one.status is Status.INTRODUCED:
            principle = one.finding.principle
            known = principle if principle in _principles() else _OTHER
            severity = one.finding.severity.value
            meters.count(meters.FINDINGS, principle=known, severity=severity)


def usage(used: Usage) -> None:
    """An engine has used the model so much."""
    meters.count(meters.MODEL_CALLS, used.model_calls)
    meters.count(meters.MODEL_TOKENS, used.input_tokens, direction="in")
    meters.count(meters.MODEL_TOKENS, used.output_tokens, direction="out")
    meters.count(meters.MODEL_USD, used.cost_usd)


@cache
def _principles() -> frozenset[str]:
    """Those of our own persona: a repository could name any number of others."""
    return frozenset(one.id for one in load_persona().principles)
