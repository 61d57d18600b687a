"""Which model a name stands for, and what its tokens cost."""

from dataclasses import dataclass

from bot.review.verdict import Usage

DEFAULT_ALIAS = "sonnet"
INHERIT = "inherit"  # in a coding agent's persona file: the model of whoever calls it

_TOKENS_PER_PRICE = 1_000_000
# How much dearer a token is that goes into the cache for an hour, and how much cheaper from it.
_CACHE_WRITE = 2.0
_CACHE_READ = 0.1


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
# Who is asked what a model declined to answer.
_FALLBACK_OF_FAMILY = {"sonnet": "opus", "haiku": "sonnet", "opus": "sonnet"}
_DEAREST = max(_PRICE_OF_FAMILY.values(), key=lambda price: price.output)


def model_id(wish: str | None) -> str:
    """The API's name of the wished model; an alias is looked up, anything else is kept."""
    name = (wish or "").strip() or DEFAULT_ALIAS
    if name.lower() == INHERIT:
        name = DEFAULT_ALIAS
    return _MODEL_OF_ALIAS.get(name.lower(), name)


@dataclass(frozen=True, slots=True)
class Tokens:
    """What one call took: of the input, `written` went into the cache and `read` came from it."""

    input: int
    output: int
    written: int = 0
    read: int = 0

    @property
    def all_input(self) -> int:
        """The whole prompt."""
        return self.input + self.written + self.read


def cost_usd(model: str, tokens: Tokens) -> float:
    """What so many tokens cost; an unknown model is taken for the dearest that we know."""
    price = next(
        (price for family, price in _PRICE_OF_FAMILY.items() if family in model.lower()), _DEAREST
    )
    paid_input = tokens.input + tokens.written * _CACHE_WRITE + tokens.read * _CACHE_READ
    return (paid_input * price.input + tokens.output * price.output) / _TOKENS_PER_PRICE


def usage_of(model: str, tokens: Tokens) -> Usage:
    """One call, in tokens and dollars."""
    return Usage(1, tokens.all_input, tokens.output, cost_usd(model, tokens))


def fallback(model: str) -> str | None:
    """Another model, for what this one declines; None where we know none."""
    family = next((one for one in _FALLBACK_OF_FAMILY if one in model.lower()), None)
    return None if family is None else _MODEL_OF_ALIAS[_FALLBACK_OF_FAMILY[family]]
