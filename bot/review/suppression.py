"""What has been answered: findings that a waiver takes out of the verdict, as long as it lasts.

A waiver stands in the policy, was given on a pull request, or is a comment in the code.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.review.findings import Status
from bot.review.known_secrets import is_removed
from bot.review.policy import How, InlineSuppressions, Waiver
from bot.review.reasons import excuse_not_wanted, excuse_without_reason
from bot.review.verdict import PlacedFinding, Suppressed


@dataclass(frozen=True, slots=True)
class Answered:
    """What still counts, what was answered, and the waivers that ended while their finding stays.

    `refused` are waivers of findings that the policy forbids to answer away, `taken_back` those
    that somebody took back while nothing else answers their finding.
    """

    kept: tuple[PlacedFinding, ...]
    suppressed: tuple[Suppressed, ...]
    expired: tuple[Waiver, ...] = ()
    refused: tuple[Waiver, ...] = ()
    taken_back: tuple[Waiver, ...] = ()


def apply_waivers(
    findings: Iterable[PlacedFinding],
    waivers: Iterable[Waiver],
    today: date,
    forbidden: frozenset[str] = frozenset(),
) -> Answered:
    """The findings without those that a waiver answers; a waiver counts through its last day.

    `forbidden` are categories, principles and rule ids that nobody may answer away. A finding that
    the change fixes needs no answer.
    """
    waivers = tuple(waivers)
    by_fingerprint = _longest_lasting(one for one in waivers if not one.taken_back_by)
    kept: list[PlacedFinding] = []
    suppressed: list[Suppressed] = []
    expired: dict[str, Waiver] = {}
    refused: dict[str, Waiver] = {}
    for placed in findings:
        waiver = by_fingerprint.get(placed.fingerprint)
        if waiver is None or placed.status is Status.FIXED:
            kept.append(placed)
        elif is_forbidden(placed, forbidden):
            kept.append(placed)
            refused[waiver.fingerprint] = waiver
        elif waiver.expires is not None and waiver.expires < today:
            kept.append(placed)
            expired[waiver.fingerprint] = waiver
        else:
            suppressed.append(_suppressed(placed, waiver))
    open_again = {one.fingerprint for one in kept if one.status is not Status.FIXED}
    return Answered(
        tuple(kept),
        tuple(suppressed),
        tuple(expired.values()),
        tuple(refused.values()),
        tuple(one for one in waivers if one.taken_back_by and one.fingerprint in open_again),
    )


def excuses(findings: Iterable[PlacedFinding], inline: InlineSuppressions) -> tuple[Waiver, ...]:
    """The comments in the code that count, each as a waiver without an owner or an end."""
    if inline is InlineSuppressions.NEVER:
        return ()
    return tuple(
        Waiver(one.fingerprint, one.finding.excuse, "", how=How.INLINE)
        for one in findings
        if one.finding.excuse
    )


def unheard_excuses(kept: Iterable[PlacedFinding], inline: InlineSuppressions) -> tuple[str, ...]:
    """A sentence for each new finding that a comment in the code would ignore, and may not."""
    excused = [one for one in kept if one.finding.excuse is not None]
    return tuple(
        excuse_not_wanted(one) if inline is InlineSuppressions.NEVER else excuse_without_reason(one)
        for one in excused
        if one.status is Status.INTRODUCED
        and (inline is InlineSuppressions.NEVER or not one.finding.excuse)
    )


def _longest_lasting(waivers: Iterable[Waiver]) -> dict[str, Waiver]:
    """One waiver for each fingerprint: of several, the one that ends last."""
    ordered = sorted(waivers, key=lambda waiver: waiver.expires or date.max)
    return {waiver.fingerprint: waiver for waiver in ordered}


def is_forbidden(placed: PlacedFinding, forbidden: frozenset[str]) -> bool:
    """Whether nobody may answer this finding away."""
    finding = placed.finding
    if is_removed(finding):
        return False  # no push can put it right: the answer that it was revoked has to count
    return not forbidden.isdisjoint({finding.category, finding.principle, finding.rule_id or ""})


def _suppressed(placed: PlacedFinding, waiver: Waiver) -> Suppressed:
    location = placed.finding.location
    return Suppressed(
        fingerprint=placed.fingerprint,
        rule_id=placed.finding.rule_id,
        path="" if location is None else location.path,
        how=waiver.how,
        reason=f"{waiver.reason} ({waiver.owner})" if waiver.owner else waiver.reason,
        expires=None if waiver.expires is None else waiver.expires.isoformat(),
        severity=placed.finding.severity,
        title=placed.finding.title,
        lines=location,
    )
