"""Findings from an Anthropic model that reviews as the persona."""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.engines.reviewer.anthropic_api import MessagesApi
from bot.engines.reviewer.calls import Budget, Caller, Circuit, Heard, Ledger, Patience, Tally
from bot.engines.reviewer.look import Look, in_force
from bot.engines.reviewer.memory import Memory, Nothing
from bot.engines.reviewer.models import model_id
from bot.errors import OperatorError
from bot.review.change import Change
from bot.review.findings import MODEL, Finding
from bot.review.policy import Policy
from bot.review.principles import Persona
from bot.review.verdict import EngineReport
from bot.settings import ModelAccess, ModelProvider

if TYPE_CHECKING:
    from bot.review.contents import Contents


# Why it was not asked, did not look, or is not believed, in words that people read.
NO_KEY = "no ANTHROPIC_API_KEY is set"
OFF_BY_POLICY = "the policy switches it off"
NO_PRINCIPLES = "the policy switches every principle off"


class ModelEngine:
    """The model half of a review: what it says is believed only where it can be checked.

    Each group of files is asked about, and each finding is looked at twice.

    `access` is the way to the model, if there is one; `model` beats the persona's wish; `off` is
    the reason why it is switched off, if it is. Raises OperatorError where what `access` needs is
    missing.
    """

    name = MODEL

    def __init__(
        self,
        persona: Persona,
        *,
        access: ModelAccess | None,
        model: str | None = None,
        off: str | None = None,
        patience: Patience | None = None,
        memory: Memory | None = None,
        ledger: Ledger | None = None,
    ) -> None:
        self._persona = persona
        self._access = access
        self._api = MessagesApi(access) if access else None
        provider = access.provider if access else ModelProvider.ANTHROPIC
        self.model = model_id(model or persona.model, provider)
        self._off = off or (None if access else NO_KEY)
        self._patience = patience or Patience()
        self._memory = memory or Nothing()
        self._ledger = ledger

    def off(self, policy: Policy) -> str | None:
        """Why it is switched off, if it is: by the operator, or by the repository."""
        if self._off is not None:
            return self._off
        if not policy.model_enabled:
            return OFF_BY_POLICY
        return None if in_force(self._persona, policy) else NO_PRINCIPLES

    def examine(
        self,
        change: Change,
        contents: "Contents",
        policy: Policy,
        found: Sequence[Finding] = (),
    ) -> EngineReport:
        """What the model finds, and what it looked at; its failures are said, never raised.

        `found` is what others report of this change, and what it need not say again.
        """
        off = self.off(policy)
        if off is not None:
            return EngineReport(MODEL, off=off)
        started = time.monotonic()
        tally = self.asked(policy)
        look = Look(tally, self._memory, self.model, self._persona, change, policy, found)
        report = look.report(contents)
        elapsed = round((time.monotonic() - started) * 1_000)
        return replace(
            report,
            usage=tally.usage,
            milliseconds=elapsed,
            run=self._memory.finish(change.base_sha, change.head_sha),
            again_in=_again_in(tally.unheard) if report.failures else None,
        )

    def asked(self, policy: Policy) -> Tally:
        """Whoever answers, for as much as one review may cost. Raises OperatorError without a key.

        What is asked is remembered, whatever it is about.
        """
        if self._access is None or self._api is None:
            raise OperatorError(f"The model cannot be asked: {NO_KEY}.")
        budget = Budget(policy.max_usd_per_pr, self._ledger)
        caller = Caller(self._api, budget, self._patience, Circuit.of(self._access))
        return Tally(self._memory.asking(caller))


def _again_in(unheard: Sequence[Heard]) -> float | None:
    """In how many seconds these calls may go better: 0 where the API names no time."""
    return max((one.retry_after or 0.0 for one in unheard), default=None)
