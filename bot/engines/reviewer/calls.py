"""One call to the model: told apart by how it ended, tried again where that may help, paid for."""

import hashlib
import threading
import time
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

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
from bot.review.prompt import Prompt
from bot.review.verdict import Usage

EFFORT: Effort = "medium"
MAX_CALLS = 30  # of one review; far more than one needs that goes well

# Why nothing was heard, in words that people read.
TOO_DEAR = "the call could cost more than the budget allows"
TOO_MANY = f"the review has made its {MAX_CALLS} calls"
BROKEN_OFF = "the API's answer broke off"
TOO_LONG = "the change is too long for the model"
DECLINED = "the model declined to judge this change"

_CIRCUIT_SECONDS = 900.0


class Ending(Enum):
    """How a call ended."""

    WHOLE = auto()
    CUT_OFF = auto()  # the answer had no room left
    TOO_LONG = auto()
    DECLINED = auto()
    UNPAID = auto()  # not made: it could cost too much
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Heard:
    """What one call came to: a text, or the reason in words why there is none."""

    ending: Ending
    text: str = ""
    reason: str = ""


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

    _shared: dict[str, "Circuit"] = {}  # noqa: RUF012  shared on purpose: one for each key

    def __init__(self) -> None:
        self._refusal = ""
        self._until = float("-inf")

    @classmethod
    def of(cls, base_url: str, key: str) -> "Circuit":
        """The one circuit of this key at this API, in this process."""
        name = hashlib.sha256(f"{base_url}\n{key}".encode()).hexdigest()
        return cls._shared.setdefault(name, cls())

    @property
    def refusal(self) -> str | None:
        """Why the key is known to be refused, if it is."""
        return self._refusal if time.monotonic() < self._until else None

    def open(self, refusal: str) -> None:
        """From now on the key is known to be refused."""
        self._refusal, self._until = refusal, time.monotonic() + _CIRCUIT_SECONDS


class Budget:
    """What one review may spend; several threads spend from it.

    What a call could cost at most is set aside before it is made: the limit is never exceeded.
    """

    def __init__(self, limit_usd: float | None) -> None:
        self._limit = limit_usd
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
            self._calls += 1
            self._spent += usd
            return None

    def settle(self, set_aside: float, usd: float) -> None:
        """What was set aside turned out to cost so much."""
        with self._lock:
            self._spent += usd - set_aside


class Caller:
    """Asks one API for one review, and adds up what that takes."""

    def __init__(
        self, api: MessagesApi, budget: Budget, patience: Patience, circuit: Circuit
    ) -> None:
        self._api = api
        self._budget = budget
        self._patience = patience
        self._circuit = circuit
        self._lock = threading.Lock()
        self.usage = Usage()

    def ask(self, model: str, prompt: Prompt, schema: dict[str, Any], max_tokens: int) -> Heard:
        """Ask, and again after failures that may pass; how it ends is said, never raised."""
        if self._circuit.refusal is not None:
            return Heard(Ending.FAILED, reason=self._circuit.refusal)
        question = Question(model, prompt, schema, max_tokens, EFFORT)
        most = cost_usd(model, Tokens(0, max_tokens, written=prompt.estimated_tokens))
        refusal = self._budget.set_aside(most)
        if refusal is not None:
            return Heard(Ending.UNPAID, reason=refusal)
        used = Usage()
        try:
            heard, used = self._attempts(question)
        finally:
            self._budget.settle(most, used.cost_usd)
        with self._lock:
            self.usage += used
        return heard

    def _attempts(self, question: Question) -> tuple[Heard, Usage]:
        give_up = time.monotonic() + self._patience.failing
        used = Usage()
        for pause in (*self._patience.pauses, None):
            try:
                reply = self._api.ask(question, self._patience.call)
            except TooLongError as exc:
                return Heard(Ending.TOO_LONG, reason=str(exc)), used
            except OperatorError as exc:
                if isinstance(exc, RefusedError):
                    self._circuit.open(str(exc))
                return Heard(Ending.FAILED, reason=str(exc)), used
            except TransientError as exc:
                heard, wait = Heard(Ending.FAILED, reason=str(exc)), exc.retry_after
            else:
                used += usage_of(question.model, reply.tokens)
                heard, wait = _heard(reply), None
                if reply.stop_reason is not None:
                    return heard, used
            if pause is None:
                break
            wait = pause if wait is None else wait
            if time.monotonic() + wait > give_up:
                break
            process.pause(wait)
        return heard, used


def _heard(reply: Reply) -> Heard:
    match reply.stop_reason:
        case None:
            return Heard(Ending.FAILED, reason=BROKEN_OFF)
        case "refusal":
            return Heard(Ending.DECLINED, reason=DECLINED)
        case "model_context_window_exceeded":
            return Heard(Ending.TOO_LONG, reason=TOO_LONG)
        case "max_tokens":
            return Heard(Ending.CUT_OFF, reply.text)
        case _:
            return Heard(Ending.WHOLE, reply.text)
