"""One look of the model at one change: ask, check, doubt, remember."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from bot.engines.reviewer.calls import Asks, Ending
from bot.engines.reviewer.find import Finder, Piece
from bot.engines.reviewer.memory import Memory
from bot.engines.reviewer.selection import Selection, select
from bot.engines.reviewer.verify import Verifier
from bot.review.answer import Candidate, Standard, believe, judge, unsure_about
from bot.review.change import Change
from bot.review.claims import Answer, Scope, answer_schema
from bot.review.claims import joined as joined_answers
from bot.review.conventions import Conventions, gather
from bot.review.coverage import Coverage, Gap
from bot.review.findings import MODEL, Finding
from bot.review.grouping import Group
from bot.review.known_hunks import Known, hunk_key, judge_of, learned, scope_key
from bot.review.paths import matches
from bot.review.policy import Policy
from bot.review.principles import Persona, Principle
from bot.review.prompt import Hint, LeftOut, Prompt, system_text, user_text
from bot.review.said import said_about
from bot.review.shown import ShownFile, ShownHunk
from bot.review.touched import questions_about
from bot.review.untrusted import MAX_PATH, Untrusted, untrusted
from bot.review.verdict import EngineReport

if TYPE_CHECKING:
    from bot.review.contents import Contents

AT_ONCE = 3  # calls that are under way together
_GAP_OF_ENDING = {Ending.UNPAID: Gap.OVER_BUDGET}
_NOTHING = Answer(
    scope=Scope(intent="", unrelated_paths=[], missing_parts=[]), findings=[], files=[]
)


class Look:
    """One look at one change."""

    def __init__(
        self,
        asks: Asks,
        memory: Memory,
        model: str,
        persona: Persona,
        change: Change,
        policy: Policy,
        found: Sequence[Finding] = (),
    ) -> None:
        self._asks = asks
        self._memory = memory
        self._model = model
        self._persona = persona
        self._change = change
        self._policy = policy
        self._principles = in_force(persona, policy)
        self._judge = judge_of(persona, self._principles, model)
        self._said = said_about(change)
        self._found = found
        self._before = Conventions()

    def report(self, contents: "Contents") -> EngineReport:
        """Find, look again, and say what became of it."""
        selection = select(self._change, contents, self._policy, self._recall)
        shown = selection.shown
        if not shown:
            return EngineReport(MODEL, coverage=selection.coverage)
        self._before = self._memory.before(lambda: gather(self._change, contents))
        pieces = self._find(selection)
        coverage, notes, unheard = _coverage(selection, pieces)
        answers = [piece.answer for piece in pieces if piece.answer is not None]
        if not answers and not selection.known:
            return EngineReport(MODEL, coverage=coverage, notes=notes, failures=unheard)
        answer = joined_answers(answers) if answers else self._known_scope(shown)
        new = believe(answer, shown, self._standard)
        survivors, refuted, unverified = self._verify(new.candidates, selection, contents)
        if not unverified:
            self._learn(pieces, survivors)
            if answers:
                self._memory.learn(
                    scope_key(self._judge, self._said.texts, shown), Known(scope=answer.scope)
                )
        remembered = _NOTHING.model_copy(update={"findings": list(selection.claims)})
        old = believe(remembered, shown, self._standard)
        candidates = (*survivors, *old.candidates)
        judgement = judge(
            answer,
            shown,
            self._standard,
            [one.finding for one in candidates],
            Counter(new.dropped) + refuted,
        )
        unsure = unsure_about(answer, shown)
        return EngineReport(
            MODEL,
            findings=judgement.findings,
            coverage=coverage,
            notes=(
                judgement.sentence,
                *_judged_before(selection),
                *([f"The model saw too little to judge {', '.join(unsure)}."] if unsure else []),
                *(f"Not every finding was looked at twice: {one}." for one in unverified),
                *notes,
            ),
            dropped=_counted(Counter(dict(judgement.dropped)) - refuted),
            refuted=_counted(refuted),
            failures=tuple(dict.fromkeys((*unheard, *unverified))),
        )

    def _known_scope(self, shown: Group) -> Answer:
        known = self._memory.recall(scope_key(self._judge, self._said.texts, shown))
        scope = known.scope if known else None
        return _NOTHING if scope is None else _NOTHING.model_copy(update={"scope": scope})

    def _recall(self, file: ShownFile, hunk: ShownHunk) -> Known | None:
        return self._memory.recall(hunk_key(self._judge, file, hunk))

    def _learn(self, pieces: Sequence[Piece], survivors: Sequence[Candidate]) -> None:
        """Remember what was judged and looked at twice."""
        for piece in pieces:
            for file in piece.files if piece.answer is not None else ():
                for hunk in file.hunks:
                    key = hunk_key(self._judge, file, hunk)
                    self._memory.learn(key, learned(hunk, file.path, survivors))

    @property
    def _standard(self) -> Standard:
        return Standard(
            {one.id: one.highest_severity for one in self._principles},
            self._policy.min_confidence,
            self._policy.suggestions,
            self._before.evidence,
        )

    def _find(self, selection: Selection) -> list[Piece]:
        schema = answer_schema([one.id for one in self._principles])
        finder = Finder(self._asks, self._model, schema, partial(self._prompt, selection))
        return [piece for pieces in _each(finder.look, selection.groups) for piece in pieces]

    def _prompt(self, selection: Selection, group: Group) -> Prompt:
        names = {file.name for file in group}
        elsewhere = [
            LeftOut(file.name, "judged in another part of this review")
            for file in selection.shown
            if file.name not in names
        ]
        left_out = [
            LeftOut(untrusted(one.path, MAX_PATH), one.reason or "nothing in it changed")
            for one in selection.left_out
        ]
        return Prompt(
            system_text(self._persona, self._principles),
            user_text(
                said=self._said,
                files=group,
                left_out=[*elsewhere, *left_out],
                hints=_hints(self._policy, group),
                head_sha=self._change.head_sha,
                before=self._before.text,
                found=_found_in(group, self._found),
                questions=list(questions_about(group, {one.id for one in self._principles})),
            ),
        )

    def _verify(
        self, candidates: Sequence[Candidate], selection: Selection, contents: "Contents"
    ) -> tuple[list[Candidate], Counter[str], list[str]]:
        """What survives a second look, what is refuted, and the reasons why nobody looked."""
        group_of = {
            str(file.name): number
            for number, group in enumerate(selection.groups)
            for file in group
        }
        batches: dict[int, list[Candidate]] = {}
        for one in candidates:
            batches.setdefault(group_of[one.claim.path], []).append(one)
        verifier = Verifier(self._asks, self._model, self._persona, self._change, contents)
        survivors: list[Candidate] = []
        refuted: Counter[str] = Counter()
        reasons = []
        looks = _each(lambda at: verifier.look(batches[at], selection.groups[at]), list(batches))
        for look in looks:
            survivors.extend(look.survivors)
            refuted += look.refuted
            reasons += [look.reason] if look.reason else []
        return survivors, refuted, list(dict.fromkeys(reasons))


def _hints(policy: Policy, files: tuple[ShownFile, ...]) -> list[Hint]:
    hints = []
    for wish in policy.instructions:
        names = tuple(file.name for file in files if matches(file.path, wish.paths))
        if names:
            hints.append(Hint(names, untrusted(wish.text)))
    return hints


def _found_in(files: Group, found: Sequence[Finding]) -> list[Untrusted]:
    """What others report of the lines that are shown, a line each."""
    return [
        untrusted(f"{file.name}:{where.start_line}: {one.title}")
        for file in files
        for one in found
        if (where := one.location) is not None
        and where.path == file.path
        and any(hunk.holds(where.side, where.start_line) for hunk in file.hunks)
    ]


def _coverage(
    selection: Selection, pieces: Sequence[Piece]
) -> tuple[tuple[Coverage, ...], tuple[str, ...], tuple[str, ...]]:
    """What the model looked at in the end; sentences, and reasons, why it did not look."""
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
    reasons = tuple(dict.fromkeys(piece.reason for piece in missed.values()))
    nothing = len(missed) == len(selection.asked) and not selection.known
    what = "did not look" if nothing else "did not look at all of it"
    return coverage, tuple(f"The model {what}: {reason}." for reason in reasons), reasons


def _counted(reasons: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(reasons.items()))


def _judged_before(selection: Selection) -> list[str]:
    count = sum(len(file.hunks) for file in selection.known)
    if not count:
        return []
    hunks = "1 hunk" if count == 1 else f"{count} hunks"
    return [f"The model judged {hunks} in an earlier review, and did not look again."]


_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def _each(action: Callable[[_Item], _Result], items: Sequence[_Item]) -> list[_Result]:
    """The results in order, a few at a time, each in the context of whoever asks."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = [pool.submit(copy_context().run, action, item) for item in items]
        return [one.result() for one in running]


def in_force(persona: Persona, policy: Policy) -> tuple[Principle, ...]:
    """The persona's principles but for those that the policy switches off."""
    off = {principle for principle, severity in policy.principles.items() if severity is None}
    return tuple(one for one in persona.principles if one.id not in off)
