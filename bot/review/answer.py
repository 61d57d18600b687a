"""Which parts of the model's answer we believe: findings whose quote stands in the change."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.review.change import Side
from bot.review.claims import Answer, ClaimedFinding, Scope
from bot.review.findings import (
    MODEL,
    Confidence,
    Finding,
    Location,
    Severity,
    Suggestion,
    is_grave,
)
from bot.review.quotes import Miss, Place, folded, locate
from bot.review.shown import ShownFile
from bot.review.untrusted import MAX_LINE, untrusted

SCOPE_PRINCIPLE = "complete-the-task"
MAX_CLAIMS = 100  # findings that are looked at: more than an answer has room for
MAX_SERIOUS = 8  # errors and warnings of one review
MAX_NOTES = 8  # notes of one review
MAX_SUGGESTION = 10  # lines
MAX_TITLE = 120  # characters
MAX_MESSAGE = 1_500  # characters
MAX_MISSING_PARTS = 5
MIN_EVIDENCE = 2  # places or commits that show what is usual
MAX_CITED = 3

# What nobody can claim without showing how it is done elsewhere.
_OF_CONVENTION = frozenset({"study-first", "blend-in"})

CONFIDENCE = {
    100: Confidence.HIGH,
    75: Confidence.HIGH,
    50: Confidence.MEDIUM,
    25: Confidence.LOW,
}


# How a model begins its trigger when it forgets that the sentence has begun already.
_LEAD = re.compile(r"^(?:this happens )?when\s+", re.IGNORECASE)

# What stands in a prompt for something else; written back into a file it would be wrong.
_MARKS = ("[SECRET:", "\\u{")


class Drop(StrEnum):
    """Why a claimed finding is not believed, beside a `Miss` of its quote."""

    UNKNOWN_PATH = "not a file of this change"
    UNKNOWN_PRINCIPLE = "no principle of the persona"
    NOT_SURE = "not sure enough"
    NO_EVIDENCE = "no evidence that it is usual here"
    REPEATED = "said twice"
    OVER_LIMIT = "over the limit"


@dataclass(frozen=True, slots=True)
class Standard:
    """What an answer is held to: the principles in force and the policy's wishes.

    `principles` maps the id of each to the most severe that a finding argued from it may be;
    `evidence` is what a finding may cite of what was there before.
    """

    principles: Mapping[str, Severity]
    min_confidence: Confidence
    suggestions: bool
    evidence: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that stands up to the mechanical checks, the finding of it, and where it stands."""

    claim: ClaimedFinding
    finding: Finding
    where: Location


@dataclass(frozen=True, slots=True)
class Believed:
    """What an answer's claims came to: candidates, and how often each reason spoke against one."""

    candidates: tuple[Candidate, ...]
    dropped: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is left of an answer; `dropped` counts the reasons."""

    findings: tuple[Finding, ...]
    dropped: tuple[tuple[str, int], ...]

    @property
    def sentence(self) -> str:
        """What became of the answer, for the summary."""
        kept = f"{len(self.findings)} finding{'' if len(self.findings) == 1 else 's'} kept"
        if not self.dropped:
            return f"The model's answer: {kept}."
        total = sum(count for _, count in self.dropped)
        reasons = ", ".join(f"{reason}: {count}" for reason, count in self.dropped)
        return f"The model's answer: {kept}, {total} dropped ({reasons})."


def believe(answer: Answer, files: Sequence[ShownFile], standard: Standard) -> Believed:
    """The claims of the answer that stand up to the mechanical checks."""
    by_name = {str(file.name): file for file in files}
    candidates: list[Candidate] = []
    dropped: Counter[str] = Counter()
    unread = len(answer.findings[MAX_CLAIMS:])
    if unread:
        dropped[Drop.OVER_LIMIT.value] += unread
    for claim in answer.findings[:MAX_CLAIMS]:
        outcome = _believe(claim, by_name.get(claim.path), standard)
        if isinstance(outcome, Candidate):
            candidates.append(outcome)
        else:
            dropped[outcome.value] += 1
    return Believed(tuple(_distinct(candidates, dropped)), dropped)


def judge(
    answer: Answer,
    files: Sequence[ShownFile],
    standard: Standard,
    findings: Sequence[Finding],
    dropped: Mapping[str, int],
) -> Judgement:
    """Of the findings that are believed, as many as a person reads; and what the scope says."""
    counts = Counter(dropped)
    kept = tuple(map(_hedged, _limited(findings, counts)))
    by_name = {str(file.name): file for file in files}
    return Judgement(
        (*kept, *_scope(answer.scope, by_name, standard)), tuple(sorted(counts.items()))
    )


def _hedged(finding: Finding) -> Finding:
    """An error of security is said although it is not certain, and says so; no other one blocks."""
    if finding.confidence is Confidence.HIGH:
        return finding
    if is_grave(finding):
        return replace(finding, title=f"Not certain: {finding.title}")
    return replace(finding, severity=max(finding.severity, Severity.WARNING, key=_by_rank))


def unsure_about(answer: Answer, files: Sequence[ShownFile]) -> tuple[str, ...]:
    """The names of the files for which the answer had not enough to go by."""
    verdicts = {one.path: one.verdict for one in answer.files}
    return tuple(file.name for file in files if verdicts.get(file.name) == "not_enough_context")


def _believe(
    claim: ClaimedFinding, file: ShownFile | None, standard: Standard
) -> Candidate | Drop | Miss:
    if file is None:
        return Drop.UNKNOWN_PATH
    if claim.principle not in standard.principles:
        return Drop.UNKNOWN_PRINCIPLE
    confidence = CONFIDENCE.get(claim.confidence)
    if confidence is None or confidence.rank > standard.min_confidence.rank:
        return Drop.NOT_SURE
    cited = [one for one in dict.fromkeys(claim.convention_evidence) if one in standard.evidence]
    if claim.principle in _OF_CONVENTION and len(cited) < MIN_EVIDENCE:
        return Drop.NO_EVIDENCE
    place = locate(claim.quote, file, Side(claim.side), claim.start_line, claim.end_line)
    if isinstance(place, Miss):
        return place
    where = Location(file.path, place.side, place.first, place.last)
    return Candidate(claim, _finding(claim, where, place, confidence, standard, cited), where)


def _finding(
    claim: ClaimedFinding,
    where: Location,
    place: Place,
    confidence: Confidence,
    standard: Standard,
    cited: Sequence[str],
) -> Finding:
    """The finding, on the lines of its quote, in words that went through `untrusted` like all.

    Its category is the rule family that the model names, so that it can be compared with
    Semgrep's findings; else the principle's id.
    """
    quote = "\n".join(line.text for line in place.lines)
    return Finding(
        source=MODEL,
        rule_id=None,
        principle=claim.principle,
        category=claim.family or claim.principle,
        severity=max(Severity(claim.severity), standard.principles[claim.principle], key=_by_rank),
        confidence=confidence,
        location=where,
        quote=quote,
        title=untrusted(folded(claim.title).rstrip("."), MAX_TITLE),
        message=untrusted(_message(claim, cited), MAX_MESSAGE),
        identity=folded(quote),
        suggestion=_suggestion(claim, place, quote) if standard.suggestions else None,
    )


def _by_rank(severity: Severity) -> int:
    return severity.rank


def _message(claim: ClaimedFinding, cited: Sequence[str]) -> str:
    """What fails, for which input, what to do instead, and what it is argued from."""
    trigger = _LEAD.sub("", folded(claim.trigger)).rstrip(".")
    when = f"This happens when {trigger}." if trigger else ""
    compare = f"Compare {', '.join(cited[:MAX_CITED])}." if cited else ""
    parts = (claim.explanation.strip(), when, claim.advice.strip(), compare)
    return " ".join(part for part in parts if part)


def _suggestion(claim: ClaimedFinding, place: Place, quote: str) -> Suggestion | None:
    """What to write instead, where that replaces whole lines of the head and changes them."""
    text = (claim.suggestion or "").strip("\n")
    fits = (
        place.side is Side.RIGHT
        and place.whole
        and 0 < len(text.splitlines()) <= MAX_SUGGESTION
        and folded(text) != folded(quote)
        and untrusted(text) == text  # neither a secret nor a hidden character in it
        and not any(mark in text + quote for mark in _MARKS)
        and all(len(line.text) <= MAX_LINE for line in place.lines)
    )
    return Suggestion(text) if fits else None


def _distinct(candidates: Iterable[Candidate], dropped: Counter[str]) -> Iterator[Candidate]:
    seen = set()
    for one in candidates:
        key = (one.finding.principle, one.finding.location)
        if key in seen:
            dropped[Drop.REPEATED.value] += 1
        else:
            seen.add(key)
            yield one


def _limited(findings: Iterable[Finding], dropped: Counter[str]) -> Iterator[Finding]:
    """The most severe and most certain ones, as many as a person reads."""
    room = {True: MAX_SERIOUS, False: MAX_NOTES}
    for finding in sorted(findings, key=lambda one: (one.severity.rank, one.confidence.rank)):
        serious = finding.severity.at_least(Severity.WARNING)
        if room[serious] == 0:
            dropped[Drop.OVER_LIMIT.value] += 1
        else:
            room[serious] -= 1
            yield finding


def _scope(scope: Scope, by_name: dict[str, ShownFile], standard: Standard) -> tuple[Finding, ...]:
    """One note about the change as a whole, where it does less or more than it says."""
    certain_enough = Confidence.MEDIUM.rank <= standard.min_confidence.rank
    if SCOPE_PRINCIPLE not in standard.principles or not certain_enough:
        return ()
    missing = [part for text in scope.missing_parts if (part := folded(text).rstrip("."))]
    unrelated = [name for name in dict.fromkeys(scope.unrelated_paths) if name in by_name]
    sentences = []
    if missing:
        sentences.append(f"It seems to lack: {'; '.join(missing[:MAX_MISSING_PARTS])}.")
    if unrelated and len(unrelated) < len(by_name):
        sentences.append(f"These files seem to have nothing to do with it: {', '.join(unrelated)}.")
    if not sentences:
        return ()
    return (
        Finding(
            source=MODEL,
            rule_id=None,
            principle=SCOPE_PRINCIPLE,
            category=SCOPE_PRINCIPLE,
            severity=Severity.NOTE,
            confidence=Confidence.MEDIUM,
            location=None,
            quote="",
            title="The change differs from what its description says",
            message=untrusted(" ".join(sentences), MAX_MESSAGE),
            identity="scope",  # the words differ from run to run, the finding does not
        ),
    )
