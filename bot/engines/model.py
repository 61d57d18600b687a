"""Findings from an Anthropic model that reviews as the persona."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from bot.engines.reviewer.anthropic_api import DEFAULT_URL, MessagesApi
from bot.engines.reviewer.calls import Budget, Caller, Circuit, Ending, Patience
from bot.engines.reviewer.find import Finder, Piece
from bot.engines.reviewer.models import model_id
from bot.engines.reviewer.selection import Selection, select
from bot.engines.reviewer.verify import Verifier
from bot.review.answer import Candidate, Standard, believe, judge, unsure_about
from bot.review.change import Change
from bot.review.claims import answer_schema
from bot.review.claims import joined as joined_answers
from bot.review.coverage import Coverage, Gap
from bot.review.findings import MODEL, Finding
from bot.review.grouping import Group
from bot.review.paths import matches
from bot.review.policy import Policy
from bot.review.principles import Persona, Principle
from bot.review.prompt import Hint, LeftOut, Prompt, system_text, user_text
from bot.review.shown import ShownFile
from bot.review.untrusted import MAX_PATH, untrusted
from bot.review.verdict import EngineReport

if TYPE_CHECKING:
    from bot.review.contents import Contents

AT_ONCE = 3  # calls that are under way together

# Why it was not asked, did not look, or is not believed, in words that people read.
NO_KEY = "no ANTHROPIC_API_KEY is set"
OFF_BY_POLICY = "the policy switches it off"
NO_PRINCIPLES = "the policy switches every principle off"

_GAP_OF_ENDING = {Ending.UNPAID: Gap.OVER_BUDGET}


class ModelEngine:
    """The model half of a review: what it says is believed only where it can be checked.

    Each group of files is asked about, and each finding is looked at twice.

    `model` beats the persona's wish; `off` is the reason why it is switched off, if it is.
    """

    name = MODEL

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
        self._circuit = Circuit.of(base_url or DEFAULT_URL, key or "")

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
            return EngineReport(MODEL, off=off or NO_KEY)
        started = time.monotonic()
        selection = select(change, contents, policy)
        if not selection.shown:
            return EngineReport(MODEL, coverage=selection.coverage)
        caller = Caller(self._api, Budget(policy.max_usd_per_pr), self._patience, self._circuit)
        look = _Look(caller, self.model, self._persona, change, selection, policy)
        report = look.report(contents)
        elapsed = round((time.monotonic() - started) * 1_000)
        return replace(report, usage=caller.usage, milliseconds=elapsed)


class _Look:
    """One look at one change."""

    def __init__(
        self,
        caller: Caller,
        model: str,
        persona: Persona,
        change: Change,
        selection: Selection,
        policy: Policy,
    ) -> None:
        self._caller = caller
        self._model = model
        self._persona = persona
        self._change = change
        self._selection = selection
        self._policy = policy
        self._principles = _in_force(persona, policy)
        self._said = (untrusted(change.title), untrusted(change.body))

    def report(self, contents: "Contents") -> EngineReport:
        """Find, look again, and say what became of it."""
        pieces = self._find()
        answers = [piece.answer for piece in pieces if piece.answer is not None]
        coverage, notes = _coverage(self._selection, pieces)
        if not answers:
            return EngineReport(MODEL, coverage=coverage, notes=notes)
        answer = joined_answers(answers)
        shown = self._selection.shown
        believed = believe(answer, shown, self._standard)
        findings, refuted, unverified = self._verify(believed.candidates, contents)
        judgement = judge(
            answer, shown, self._standard, findings, Counter(believed.dropped) + refuted
        )
        unsure = unsure_about(answer, shown)
        return EngineReport(
            MODEL,
            findings=judgement.findings,
            coverage=coverage,
            notes=(
                judgement.sentence,
                *([f"The model saw too little to judge {', '.join(unsure)}."] if unsure else []),
                *unverified,
                *notes,
            ),
        )

    @property
    def _standard(self) -> Standard:
        return Standard(
            {one.id: one.highest_severity for one in self._principles},
            self._policy.min_confidence,
            self._policy.suggestions,
        )

    def _find(self) -> list[Piece]:
        schema = answer_schema([one.id for one in self._principles])
        finder = Finder(self._caller, self._model, schema, self._prompt)
        return [piece for pieces in _each(finder.look, self._selection.groups) for piece in pieces]

    def _prompt(self, group: Group) -> Prompt:
        title, body = self._said
        names = {file.name for file in group}
        elsewhere = [
            LeftOut(file.name, "judged in another part of this review")
            for file in self._selection.shown
            if file.name not in names
        ]
        left_out = [
            LeftOut(untrusted(one.path, MAX_PATH), one.reason or "nothing in it changed")
            for one in self._selection.left_out
        ]
        return Prompt(
            system_text(self._persona, self._principles),
            user_text(
                title=title,
                body=body,
                files=group,
                left_out=[*elsewhere, *left_out],
                hints=_hints(self._policy, group),
                head_sha=self._change.head_sha,
            ),
        )

    def _verify(
        self, candidates: Sequence[Candidate], contents: "Contents"
    ) -> tuple[list[Finding], Counter[str], list[str]]:
        """What survives a second look, what is refuted, and what is said where nobody looked."""
        group_of = {
            str(file.name): number
            for number, group in enumerate(self._selection.groups)
            for file in group
        }
        batches: dict[int, list[Candidate]] = {}
        for one in candidates:
            batches.setdefault(group_of[one.claim.path], []).append(one)
        verifier = Verifier(self._caller, self._model, self._persona, self._change, contents)
        findings: list[Finding] = []
        refuted: Counter[str] = Counter()
        reasons = []
        for look in _each(verifier.look, list(batches.values())):
            findings.extend(look.findings)
            refuted += look.refuted
            reasons += [look.reason] if look.reason else []
        notes = [f"Not every finding was looked at twice: {one}." for one in dict.fromkeys(reasons)]
        return findings, refuted, notes


def _in_force(persona: Persona, policy: Policy) -> tuple[Principle, ...]:
    """The persona's principles but for those that the policy switches off."""
    off = {principle for principle, severity in policy.principles.items() if severity is None}
    return tuple(one for one in persona.principles if one.id not in off)


def _hints(policy: Policy, files: tuple[ShownFile, ...]) -> list[Hint]:
    hints = []
    for wish in policy.instructions:
        names = tuple(file.name for file in files if matches(file.path, wish.paths))
        if names:
            hints.append(Hint(names, untrusted(wish.text)))
    return hints


def _coverage(
    selection: Selection, pieces: Sequence[Piece]
) -> tuple[tuple[Coverage, ...], tuple[str, ...]]:
    """What the model looked at in the end, and sentences about what it did not look at."""
    missed: dict[str, Piece] = {}
    hunks: Counter[str] = Counter()
    for piece in pieces:
        if piece.reason:
            for file in piece.files:
                missed[file.path] = piece
                hunks[file.path] += len(file.hunks)
    coverage = tuple(
        replace(
            one,
            hunks_reviewed=one.hunks_reviewed - hunks[one.path],
            gap=_GAP_OF_ENDING.get(missed[one.path].ending, Gap.ENGINE_FAILED),
            detail=missed[one.path].reason,
        )
        if one.path in missed
        else one
        for one in selection.coverage
    )
    reasons = dict.fromkeys(piece.reason for piece in missed.values())
    if len(missed) == len(selection.shown):
        return coverage, tuple(f"The model did not look: {reason}." for reason in reasons)
    return coverage, tuple(f"The model did not look at all of it: {reason}." for reason in reasons)


_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def _each(action: Callable[[_Item], _Result], items: Sequence[_Item]) -> list[_Result]:
    """The results in order, a few at a time, each in the context of whoever asks."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = [pool.submit(copy_context().run, action, item) for item in items]
        return [one.result() for one in running]
