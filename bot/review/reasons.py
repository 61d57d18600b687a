"""The sentences that say why: why a verdict, and why an engine did not look."""

from collections import Counter
from collections.abc import Sequence

from bot.review.coverage import Coverage
from bot.review.findings import Severity
from bot.review.policy import How, Waiver
from bot.review.verdict import PlacedFinding

RULES_ONLY_FORK = "pull requests from forks are reviewed by the rules only"
_ENGINE_NAMES = {
    "semgrep": "Semgrep",
    "model": "The model",
    "secrets-in-words": "The check for secrets in words",
    "words-to-reviewers": "The check for words to reviewers",
    "removed-protections": "The guard against removed protections",
}
_AT_ONCE = frozenset({"secrets-in-words", "words-to-reviewers", "removed-protections"})


def takes_time(engine: str) -> bool:
    """Whether somebody who waits wants to be told that this engine looks now."""
    return engine not in _AT_ONCE


def engine_name(engine: str) -> str:
    """How people call an engine at the start of a sentence."""
    return _ENGINE_NAMES.get(engine, engine)


def did_not_look(engine: str, reason: str) -> str:
    """What every form of the report says of an engine that is switched off or failed."""
    return f"{engine_name(engine)} did not look: {reason.removesuffix('.')}."


def model_is_asked_again(seconds: float) -> str:
    """Said of a model that could not answer, where it is asked once more by itself."""
    return f"The model is asked again in {seconds:.0f} s, and this review is completed then."


def reason_for_blocking(blocking: Sequence[PlacedFinding]) -> str:
    """Why the verdict is `failed`."""
    counts = Counter(one.finding.severity for one in blocking)
    parts = [counted(counts[severity], severity.value) for severity in Severity if counts[severity]]
    *first, last = parts
    named = f"{', '.join(first)} and {last}" if first else last
    return f"{named} introduced by this change"


def reason_for_gaps(gaps: Sequence[Coverage]) -> str:
    """Why the verdict is `incomplete`."""
    paths = {gap.path for gap in gaps}
    kinds = Counter(gap.gap.words for gap in gaps if gap.gap is not None)
    named = ", ".join(f"{words} ({count})" for words, count in sorted(kinds.items()))
    return f"{counted(len(paths), 'file')} not fully looked at: {named}"


def waiver_expired(waiver: Waiver) -> str:
    """Said of a waiver that ended while its finding is still there."""
    return (
        f"The waiver of {waiver.fingerprint} by {waiver.owner} ended on {waiver.expires}: "
        "the finding counts again."
    )


def waiver_taken_back(waiver: Waiver) -> str:
    """Said of an answer that somebody took back while its finding is still there."""
    return (
        f"What {waiver.owner} answered to {waiver.fingerprint} was taken back by "
        f"{waiver.taken_back_by} on {waiver.taken_back_on}: the finding counts again."
    )


def waiver_refused(waiver: Waiver) -> str:
    """Said of a waiver of something that the policy lets nobody waive."""
    what = "comment in the code that ignores" if waiver.how is How.INLINE else "waiver of"
    return f"The {what} {waiver.fingerprint} does not count: the policy forbids to waive it."


def excuse_without_reason(placed: PlacedFinding) -> str:
    """Said of a comment in the code that ignores a finding and does not say why."""
    return (
        f"The comment in the code that ignores {placed.fingerprint} does not count: it gives no "
        "reason. Write it behind the comment's own words."
    )


def excuse_not_wanted(placed: PlacedFinding) -> str:
    """Said of a comment in the code where the policy wants none."""
    return (
        f"The comment in the code that ignores {placed.fingerprint} does not count: the policy "
        "wants waivers that have an owner."
    )


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
