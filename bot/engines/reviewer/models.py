"""Which model a name stands for, and what its tokens cost."""

from dataclasses import dataclass
from difflib import get_close_matches

from bot.review.verdict import Usage
from bot.settings import ModelProvider

DEFAULT_ALIAS = "sonnet"
INHERIT = "inherit"  # in a coding agent's persona file: the model of whoever calls it

_TOKENS_PER_PRICE = 1_000_000
# How much dearer a token is that goes into the cache for an hour, and how much cheaper from it:
# at most, for what the newest models read costs half as much again.
_CACHE_WRITE = 2.0
_CACHE_READ = 0.1
_LONG_PROMPT = 100_000  # tokens
_OUR_NAMES = "claude-"  # how every model's name of Anthropic begins


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens; `long` times as many where the prompt is a long one."""

    input: float
    output: float
    long: float = 1.0


# As published by Anthropic in October 2026. The API knows no bare alias, so each has a model of its
# own. A price holds for every name that begins with its key, the longest key first.
_MODEL_OF_ALIAS = {
    "sonnet": "claude-sonnet-5-5",
    "haiku": "claude-haiku-5-5",
    "opus": "claude-opus-5-5",
}
_PRICE_OF_MODELS = {
    "claude-fable-5": Price(10.00, 50.00),
    "claude-mythos": Price(10.00, 50.00),
    "claude-opus-5-5": Price(4.00, 20.00),
    "claude-opus-5": Price(5.00, 25.00),
    "claude-opus-4-8": Price(5.00, 25.00),
    "claude-opus-4-7": Price(5.00, 25.00),
    "claude-opus-4-6": Price(5.00, 25.00),
    "claude-opus-4-5": Price(5.00, 25.00),
    "claude-opus-4": Price(15.00, 75.00),
    "claude-sonnet-5": Price(2.00, 10.00),
    "claude-sonnet-4": Price(3.00, 15.00),
    "claude-haiku-5-5": Price(0.10, 0.50, long=5.0),
    "claude-haiku-4-5": Price(1.00, 5.00),
}
# What a provider writes before Anthropic's name of a model.
_PREFIX_OF_PROVIDER = {ModelProvider.BEDROCK: "anthropic."}
# Amazon and Google take so much more where one region answers.
_REGIONAL = 1.1

# Who is asked what a model declined to answer.
_FALLBACK_OF_FAMILY = {"sonnet": "opus", "haiku": "sonnet", "opus": "sonnet"}
_UNKNOWN = _PRICE_OF_MODELS["claude-opus-5-5"]  # the dearest that has an alias


def model_id(wish: str | None, provider: ModelProvider = ModelProvider.ANTHROPIC) -> str:
    """The provider's name of the wished model; a name that is neither alias nor ours is kept."""
    name = (wish or "").strip() or DEFAULT_ALIAS
    if name.lower() == INHERIT:
        name = DEFAULT_ALIAS
    name = _MODEL_OF_ALIAS.get(name.lower(), name)
    if name.startswith(_OUR_NAMES):
        return _PREFIX_OF_PROVIDER.get(provider, "") + name
    return name


def anthropic_name(model: str) -> str:
    """Anthropic's own name: without what Amazon writes before it, and without Google's sign."""
    _, ours, rest = model.lower().partition(_OUR_NAMES)
    return ours + rest.replace("@", "-")


def nearest(model: str) -> str:
    """The alias or model that somebody may have meant."""
    known = (*_MODEL_OF_ALIAS, *_MODEL_OF_ALIAS.values(), *_PRICE_OF_MODELS)
    return next(iter(get_close_matches(model.lower(), known, n=1)), DEFAULT_ALIAS)


def premium(provider: ModelProvider, region: str) -> float:
    """How many times the published price is paid there, at most."""
    if provider in {ModelProvider.ANTHROPIC, ModelProvider.FOUNDRY} or region == "global":
        return 1.0
    return _REGIONAL


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


def cost_usd(model: str, tokens: Tokens, times: float = 1.0) -> float:
    """What so many tokens cost; an unknown model is taken for the dearest that has an alias."""
    name = anthropic_name(model)
    known = [one for one in _PRICE_OF_MODELS if name.startswith(one)]
    price = _PRICE_OF_MODELS[max(known, key=len)] if known else _UNKNOWN
    if tokens.all_input > _LONG_PROMPT:
        times *= price.long
    paid_input = tokens.input + tokens.written * _CACHE_WRITE + tokens.read * _CACHE_READ
    return times * (paid_input * price.input + tokens.output * price.output) / _TOKENS_PER_PRICE


def usage_of(model: str, tokens: Tokens, times: float = 1.0) -> Usage:
    """One call, in tokens and dollars."""
    return Usage(1, tokens.all_input, tokens.output, cost_usd(model, tokens, times))


def fallback(model: str) -> str | None:
    """Another model of the same provider, for what this one declines; None where we know none."""
    before, ours, family = model.partition(_OUR_NAMES)
    other = next((one for key, one in _FALLBACK_OF_FAMILY.items() if family.startswith(key)), None)
    return before + _MODEL_OF_ALIAS[other] if ours and other else None
