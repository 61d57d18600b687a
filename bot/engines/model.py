"""Findings from an Anthropic model that reviews as the persona."""

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from bot.engines.reviewer.anthropic_api import Effort, MessagesApi, Question, Reply
from bot.engines.reviewer.models import cost_usd, model_id, usage_of
from bot.engines.reviewer.selection import Selection, select
from bot.errors import OperatorError, TransientError
from bot.review.answer import ENGINE, Standard, judge
from bot.review.change import Change
from bot.review.claims import Answer, answer_schema
from bot.review.coverage import Gap
from bot.review.paths import matches
from bot.review.policy import Policy
from bot.review.principles import Persona, Principle
from bot.review.prompt import Hint, LeftOut, Prompt, system_text, user_text
from bot.review.shown import ShownFile
from bot.review.untrusted import MAX_PATH, untrusted
from bot.review.verdict import EngineReport, Usage

if TYPE_CHECKING:
    from bot.review.contents import Contents

MAX_TOKENS = 20_000  # of thinking and answer together
EFFORT: Effort = "medium"

# Why it was not asked, did not look, or is not believed, in words that people read.
NO_KEY = "no ANTHROPIC_API_KEY is set"
OFF_BY_POLICY = "the policy switches it off"
NO_PRINCIPLES = "the policy switches every principle off"
TOO_DEAR = "the call could cost more than the policy's max_usd_per_pr"
BROKEN_OFF = "the API's answer broke off"
UNREADABLE = "the model's answer was not the JSON that it was asked for"
NO_VERDICT = "the model's answer says nothing about this file"

_FINAL_STOPS = {
    "refusal": "the model declined to judge this change",
    "max_tokens": "the model's answer was cut off because it was too long",
    "model_context_window_exceeded": "the change is too long for the model",
}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds.

    `failing`: from the first attempt until the last one may begin. `call`: for one reply.
    `pause`: between two attempts, if the API does not name a time.
    """

    failing: float = 60.0
    call: float = 300.0
    pause: float = 2.0


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one call came to: an answer, or the reason in words why there is none.

    `pause` is how many seconds to wait before another attempt; None when none would help.
    """

    answer: Answer | None
    reason: str = ""
    usage: Usage = field(default_factory=Usage)
    pause: float | None = None


class ModelEngine:
    """The model half of a review: one call, whose answer is believed only where it can be checked.

    `model` beats the persona's wish; `off` is the reason why it is switched off, if it is.
    """

    name = ENGINE

    def __init__(
        self,
        persona: Persona,
        *,
        key: str | None,
        base_url: str | None = None,
        model: str | None = None,
        off: str | None = None,
        patience: Patience | None = None,
    ) -> None:
        self._persona = persona
        self._api = MessagesApi(key, base_url) if key else None
        self.model = model_id(model or persona.model)
        self._off = off or (None if key else NO_KEY)
        self._patience = patience or Patience()

    def off(self, policy: Policy) -> str | None:
        """Why it is switched off, if it is: by the operator, or by the repository."""
        if self._off is not None:
            return self._off
        if not policy.model_enabled:
            return OFF_BY_POLICY
        return None if _in_force(self._persona, policy) else NO_PRINCIPLES

    def examine(self, change: Change, contents: "Contents", policy: Policy) -> EngineReport:
        """What the model finds, and what it looked at; its failures are said, never raised."""
        off = self.off(policy)
        if off is not None or self._api is None:
            return EngineReport(ENGINE, off=off or NO_KEY)
        principles = _in_force(self._persona, policy)
        started = time.monotonic()
        selection = select(change, contents, policy)
        if not selection.shown:
            return EngineReport(ENGINE, coverage=selection.coverage)
        prompt = _prompt(self._persona, principles, change, selection, policy)
        if self._too_dear(prompt, policy):
            return _not_looked(selection, Gap.OVER_BUDGET, TOO_DEAR)
        outcome = self._ask(self._api, prompt, principles)
        if outcome.answer is None:
            report = _not_looked(selection, Gap.ENGINE_FAILED, outcome.reason)
        else:
            report = _looked(outcome.answer, selection, principles, policy)
        elapsed = round((time.monotonic() - started) * 1_000)
        return replace(report, usage=outcome.usage, milliseconds=elapsed)

    def _too_dear(self, prompt: Prompt, policy: Policy) -> bool:
        """Whether the call could cost more than the policy allows."""
        most = cost_usd(self.model, prompt.estimated_tokens, MAX_TOKENS)
        return policy.max_usd_per_pr is not None and most > policy.max_usd_per_pr

    def _ask(self, api: MessagesApi, prompt: Prompt, principles: tuple[Principle, ...]) -> _Outcome:
        """Ask, and once more if that failed in a way that may pass."""
        schema = answer_schema([one.id for one in principles])
        question = Question(self.model, prompt, schema, MAX_TOKENS, EFFORT)
        give_up = time.monotonic() + self._patience.failing
        outcome = self._attempt(api, question)
        if outcome.pause is None or time.monotonic() + outcome.pause > give_up:
            return outcome
        time.sleep(outcome.pause)
        again = self._attempt(api, question)
        return replace(again, usage=outcome.usage + again.usage)

    def _attempt(self, api: MessagesApi, question: Question) -> _Outcome:
        try:
            reply = api.ask(question, self._patience.call)
        except OperatorError as exc:
            return _Outcome(None, str(exc))
        except TransientError as exc:
            pause = self._patience.pause if exc.retry_after is None else exc.retry_after
            return _Outcome(None, str(exc), pause=pause)
        outcome = _read(reply, self._patience.pause)
        return replace(outcome, usage=usage_of(self.model, reply.input_tokens, reply.output_tokens))


def _read(reply: Reply, pause: float) -> _Outcome:
    if reply.stop_reason in _FINAL_STOPS:
        return _Outcome(None, _FINAL_STOPS[reply.stop_reason])
    if reply.stop_reason is None:
        return _Outcome(None, BROKEN_OFF, pause=pause)
    try:
        return _Outcome(Answer.model_validate_json(reply.text))
    except ValidationError:
        return _Outcome(None, UNREADABLE, pause=0.0)


def _in_force(persona: Persona, policy: Policy) -> tuple[Principle, ...]:
    """The persona's principles but for those that the policy switches off."""
    off = {principle for principle, severity in policy.principles.items() if severity is None}
    return tuple(one for one in persona.principles if one.id not in off)


def _prompt(
    persona: Persona,
    principles: tuple[Principle, ...],
    change: Change,
    selection: Selection,
    policy: Policy,
) -> Prompt:
    return Prompt(
        system_text(persona, principles),
        user_text(
            title=untrusted(change.title),
            body=untrusted(change.body),
            files=selection.shown,
            left_out=[
                LeftOut(untrusted(one.path, MAX_PATH), one.reason or "nothing in it changed")
                for one in selection.left_out
            ],
            hints=_hints(policy, selection.shown),
            head_sha=change.head_sha,
        ),
    )


def _hints(policy: Policy, files: tuple[ShownFile, ...]) -> list[Hint]:
    hints = []
    for wish in policy.instructions:
        names = tuple(file.name for file in files if matches(file.path, wish.paths))
        if names:
            hints.append(Hint(names, untrusted(wish.text)))
    return hints


def _not_looked(selection: Selection, gap: Gap, reason: str) -> EngineReport:
    """What is said when the model saw nothing: each file that it should have seen has a gap."""
    shown = {file.path for file in selection.shown}
    coverage = (
        replace(one, hunks_reviewed=0, gap=gap, detail=reason) if one.path in shown else one
        for one in selection.coverage
    )
    note = f"The model did not look: {reason}."
    return EngineReport(ENGINE, coverage=tuple(coverage), notes=(note,))


def _looked(
    answer: Answer, selection: Selection, principles: tuple[Principle, ...], policy: Policy
) -> EngineReport:
    """What is said when the model answered: what we believe of it, and which files it judged."""
    standard = Standard(
        {one.id: one.highest_severity for one in principles},
        policy.min_confidence,
        policy.suggestions,
    )
    judgement = judge(answer, selection.shown, standard)
    coverage = tuple(
        replace(one, hunks_reviewed=0, gap=Gap.ENGINE_FAILED, detail=NO_VERDICT)
        if one.path in judgement.unjudged
        else one
        for one in selection.coverage
    )
    notes = [judgement.sentence]
    if judgement.unsure:
        notes.append(f"The model saw too little to judge {', '.join(judgement.unsure)}.")
    return EngineReport(ENGINE, findings=judgement.findings, coverage=coverage, notes=tuple(notes))
