"""Which model a name stands for, and what its tokens cost."""

from dataclasses import dataclass

from bot.review.verdict import Usage

DEFAULT_ALIAS = "sonnet"
INHERIT = "inherit"  # in a coding agent's persona file: the model of whoever calls it

_TOKENS_PER_PRICE = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens."""

    input: float
    output: float


# As published in November 2026. The API knows no bare alias, so each has a model of its own.
_MODEL_OF_ALIAS = {
    "sonnet": "claude-sonnet-5-5",
    "haiku": "claude-haiku-5-5",
    "opus": "claude-opus-5-5",
}
_PRICE_OF_FAMILY = {
    "sonnet": Price(2.00, 10.00),
    "haiku": Price(0.10, 0.50),
    "opus": Price(4.00, 20.00),
}
_DEAREST = max(_PRICE_OF_FAMILY.values(), key=lambda price: price.output)


def model_id(wish: str | None) -> str:
    """The API's name of the wished model; an alias is looked up, anything else is kept."""
    name = (wish or "").strip() or DEFAULT_ALIAS
    if name.lower() == INHERIT:
        name = DEFAULT_ALIAS
    return _MODEL_OF_ALIAS.get(name.lower(), name)


def cost_usd(model: str, input_tokens: int, output_tokens: int) -> float:
    """What so many tokens cost; an unknown model is taken for the dearest that we know."""
    price = next(
        (price for family, price in _PRICE_OF_FAMILY.items() if family in model.lower()), _DEAREST
    )
    return (input_tokens * price.input + output_tokens * price.output) / _TOKENS_PER_PRICE


def usage_of(model: str, input_tokens: int, output_tokens: int) -> Usage:
    """One call, in tokens and dollars."""
    return Usage(1, input_tokens, output_tokens, cost_usd(model, input_tokens, output_tokens))
