"""One call to the model: told apart by how it ended, tried again where that may help, paid for."""

import threading
import time
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Protocol

from bot import process
from bot.engines.reviewer.anthropic_api import (
    Effort,
    MessagesApi,
    Question,
    RefusedError,
    Reply,
    TooLongError,
)
from bot.engines.reviewer.models import Tokens, cost_usd, usage_of
from bot.errors import OperatorError, TransientError
from bot.review.prompt import Prompt, with_schema
from bot.review.redaction import redact
from bot.review.verdict import Usage
from bot.settings import ModelAccess

EFFORT: Effort = "medium"
Schema = dict[str, Any]  # a JSON schema
MAX_CALLS = 30  # of one review; far more than one needs that goes well

# Why nothing was heard, in words that people read.
TOO_DEAR = "the call could cost more than the budget allows"
TOO_MANY = f"the review has made its {MAX_CALLS} calls"
BROKEN_OFF = "the API's answer broke off"
TOO_LONG = "the change is too long for the model"
DECLINED = "the model declined to judge this change"

_CIRCUIT_SECONDS = 900.0


class Ending(StrEnum):
    """How a call ended."""

    WHOLE = "whole"
    CUT_OFF = "cut off"  # the answer had no room left
    TOO_LONG = "too long"
    DECLINED = "declined"
    UNPAID = "unpaid"  # not made: it could cost too much
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Heard:
    """What one call came to: a text, or the reason in words why there is none.

    `usage` and the API's `request_ids` are those of all its attempts. `may_pass` tells whether it
    may go well at another time, `retry_after` in how many seconds if the API says so.
    """

    ending: Ending
    text: str = ""
    reason: str = ""
    usage: Usage = field(default_factory=Usage)
    request_ids: tuple[str, ...] = ()
    may_pass: bool = False
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds.

    `failing`: from the first attempt until the last one may begin. `call`: for one reply.
    `pauses`: before each further attempt, if the API does not name a time.
    """

    failing: float = 60.0
    call: float = 300.0
    pauses: tuple[float, ...] = (2.0,)


class Circuit:
    """Remembers for a while that an API refuses a key, so that it is not asked in vain."""

    _shared: dict[ModelAccess, "Circuit"] = {}  # noqa: RUF012  shared on purpose: one for each way

    def __init__(self) -> None:
        self._refusal = ""
        self._until = float("-inf")

    @classmethod
    def of(cls, access: ModelAccess) -> "Circuit":
        """The one circuit of this way to the model, in this process."""
        return cls._shared.setdefault(access, cls())

    @property
    def refusal(self) -> str | None:
        """Why the key is known to be refused, if it is."""
        return self._refusal if time.monotonic() < self._until else None

    def open(self, refusal: str) -> None:
        """From now on the key is known to be refused."""
        self._refusal, self._until = refusal, time.monotonic() + _CIRCUIT_SECONDS


class Ledger(Protocol):
    """What is spent beyond one review: on a pull request, on a day."""

    def set_aside(self, usd: float, limit_usd: float | None) -> str | None:
        """Count so much as spent; or say why not. `limit_usd` is that of the pull request."""
        ...

    def settle(self, usd: float) -> None:
        """What was set aside cost so much more, or less if negative."""
        ...


class Budget:
    """What one review may spend; several threads spend from it.

    What a call could cost at most is set aside before it is made: the limit is never exceeded.
    """

    def __init__(self, limit_usd: float | None, ledger: Ledger | None = None) -> None:
        self._limit = limit_usd
        self._ledger = ledger
        self._spent = 0.0
        self._calls = 0
        self._lock = threading.Lock()

    def set_aside(self, usd: float) -> str | None:
        """Set so much aside, or say why it cannot be."""
        with self._lock:
            if self._calls >= MAX_CALLS:
                return TOO_MANY
            if self._limit is not None and self._spent + usd > self._limit:
                return TOO_DEAR
            refusal = self._ledger.set_aside(usd, self._limit) if self._ledger else None
            if refusal is None:
                self._calls += 1
                self._spent += usd
            return refusal

    def settle(self, set_aside: float, usd: float) -> None:
        """What was set aside turned out to cost so much."""
        with self._lock:
            self._spent += usd - set_aside
            if self._ledger:
                self._ledger.settle(usd - set_aside)


@dataclass(frozen=True, slots=True)
class _Attempt:
    heard: Heard
    may_pass: bool = False
    retry_after: float | None = None


class Asks(Protocol):
    """Whoever answers: the API, or a record of what it answered."""

    def ask(self, model: str, prompt: Prompt, schema: Schema, max_tokens: int) -> Heard:
        """The answer; how it ends is said, never raised."""
        ...


class Caller:
    """Asks one API for one review, and again after failures that may pass."""

    def __init__(
        self, api: MessagesApi, budget: Budget, patience: Patience, circuit: Circuit
    ) -> None:
        self._api = api
        self._budget = budget
        self._patience = patience
        self._circuit = circuit

    def ask(self, model: str, prompt: Prompt, schema: Schema, max_tokens: int) -> Heard:
        """Ask, unless the key is refused or the budget is used up."""
        if self._circuit.refusal is not None:
            return Heard(Ending.FAILED, reason=self._circuit.refusal)
        if self._api.takes_schemas:
            question = Question(model, prompt, schema, max_tokens, EFFORT)
        else:
            question = Question(model, with_schema(prompt, schema), None, max_tokens, EFFORT)
        tokens = Tokens(0, max_tokens, written=question.prompt.estimated_tokens)
        most = cost_usd(model, tokens, self._api.premium)
        refusal = self._budget.set_aside(most)
        if refusal is not None:
            return Heard(Ending.UNPAID, reason=refusal)
        used = Usage()
        try:
            heard = self._attempts(question)
            used = heard.usage
        finally:
            self._budget.settle(most, used.cost_usd)
        return heard

    def _attempts(self, question: Question) -> Heard:
        give_up = time.monotonic() + self._patience.failing
        attempts = [self._attempt(question)]
        for pause in self._patience.pauses:
            last = attempts[-1]
            wait = pause if last.retry_after is None else last.retry_after
            if not last.may_pass or time.monotonic() + wait > give_up:
                break
            process.pause(wait)
            attempts.append(self._attempt(question))
        return replace(
            attempts[-1].heard,
            usage=sum((one.heard.usage for one in attempts), Usage()),
            request_ids=tuple(name for one in attempts for name in one.heard.request_ids),
            may_pass=attempts[-1].may_pass,
            retry_after=attempts[-1].retry_after,
        )

    def _attempt(self, question: Question) -> _Attempt:
        try:
            reply = self._api.ask(question, self._patience.call)
        except TooLongError as exc:
            return _Attempt(Heard(Ending.TOO_LONG, reason=str(exc)))
        except OperatorError as exc:
            if isinstance(exc, RefusedError):
                self._circuit.open(str(exc))
            return _Attempt(Heard(Ending.FAILED, reason=str(exc)))
        except TransientError as exc:
            heard = Heard(Ending.FAILED, reason=str(exc))
            return _Attempt(heard, may_pass=True, retry_after=exc.retry_after)
        heard = replace(
            _heard(reply),
            usage=usage_of(question.model, reply.tokens, self._api.premium),
            request_ids=(reply.request_id,) if reply.request_id else (),
        )
        return _Attempt(heard, may_pass=reply.stop_reason is None)


class Tally:
    """Asks somebody, and adds up what that takes; `unheard` may go well at another time."""

    def __init__(self, asks: Asks) -> None:
        self._asks = asks
        self._lock = threading.Lock()
        self.usage = Usage()
        self.unheard: list[Heard] = []

    def ask(self, model: str, prompt: Prompt, schema: Schema, max_tokens: int) -> Heard:
        """What the other one answers."""
        heard = self._asks.ask(model, prompt, schema, max_tokens)
        with self._lock:
            self.usage += heard.usage
            if heard.may_pass:
                self.unheard.append(heard)
        return heard


def _heard(reply: Reply) -> Heard:
    match reply.stop_reason:
        case None:
            return Heard(Ending.FAILED, reason=BROKEN_OFF)
        case "refusal":
            return Heard(Ending.DECLINED, reason=DECLINED)
        case "model_context_window_exceeded":
            return Heard(Ending.TOO_LONG, reason=TOO_LONG)
        case "max_tokens":
            return Heard(Ending.CUT_OFF, redact(reply.text))
        case _:
            return Heard(Ending.WHOLE, redact(reply.text))
