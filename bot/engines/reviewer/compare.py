"""Asking a judge whether two reviewers mean the same defect."""

from collections.abc import Sequence

from bot.engines.reviewer.calls import Asks
from bot.engines.reviewer.find import UNREADABLE
from bot.errors import OperatorError
from bot.review.same_meaning import comparison_prompt, comparison_schema, the_same
from bot.review.scoring import Pair

MAX_TOKENS = 12_000  # of thinking and answer together


def compare(asks: Asks, model: str, pairs: Sequence[Pair], head_sha: str) -> frozenset[Pair]:
    """The pairs that mean the same. Raises OperatorError where the judge does not decide."""
    if not pairs:
        return frozenset()
    prompt = comparison_prompt(pairs, head_sha)
    heard = asks.ask(model, prompt, comparison_schema(), MAX_TOKENS)
    same = the_same(pairs, heard.text)
    if same is None:
        raise OperatorError(f"the judge did not decide: {heard.reason or UNREADABLE}")
    return same
