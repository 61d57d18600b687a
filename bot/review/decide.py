"""From what the engines report to a Review: what counts, what is said where, what it means."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.review.change import Change
from bot.review.coverage import Coverage
from bot.review.findings import Finding, Severity, Status
from bot.review.merge import compare, without_twins
from bot.review.placement import place
from bot.review.policy import Policy, Waiver
from bot.review.reasons import (
    did_not_look,
    reason_for_blocking,
    reason_for_gaps,
    waiver_expired,
    waiver_refused,
    waiver_taken_back,
)
from bot.review.suppression import apply_waivers, excuses, unheard_excuses
from bot.review.verdict import EngineReport, PlacedFinding, Placement, Review, Tool, Usage, Verdict

MAX_ALIKE = 3  # comments on one file by one rule
_STATUS_ORDER = (Status.INTRODUCED, Status.PREEXISTING, Status.FIXED)


def decide(
    tool: Tool,
    change: Change,
    reports: Sequence[EngineReport],
    policy: Policy,
    today: date,
    notices: Sequence[str] = (),
    waivers: Sequence[Waiver] = (),
) -> Review:
    """The review of a change, in a stable order: the same input gives the same review.

    `waivers` are those that people gave outside of the policy.
    """
    compared = compare(
        change,
        # Policy first: what nobody is shown hides nothing that another engine says.
        without_twins(_as_policy_wants((f for one in reports for f in one.findings), policy)),
        _as_policy_wants((f for one in reports for f in one.baseline), policy),
        unseen={gap.path for one in reports if one.baseline for gap in one.coverage if gap.blocks},
    )
    placed = sorted(
        (_placed(finding, mark, status, change) for finding, mark, status in compared), key=_order
    )
    given = (*policy.waivers, *waivers, *excuses(placed, policy.inline_suppressions))
    answered = apply_waivers(placed, given, today, policy.forbidden_suppressions)
    kept = _within_limit(answered.kept, policy.max_inline)
    coverage = tuple(
        sorted((one for report in reports for one in report.coverage), key=_coverage_order)
    )
    verdict, reasons = conclude(kept, coverage, policy)
    return Review(
        tool=tool,
        change=change,
        verdict=verdict,
        reasons=reasons,
        findings=kept,
        suppressed=answered.suppressed,
        coverage=coverage,
        notices=(
            *notices,
            *(did_not_look(one.engine, one.off) for one in reports if one.off is not None),
            *(note for one in reports for note in one.notes),
            *map(waiver_expired, answered.expired),
            *map(waiver_refused, answered.refused),
            *map(waiver_taken_back, answered.taken_back),
            *unheard_excuses(answered.kept, policy.inline_suppressions),
        ),
        usage=sum((report.usage for report in reports), Usage()),
        timings_ms=tuple((report.engine, report.milliseconds) for report in reports),
        run=next((report.run for report in reports if report.run is not None), None),
    )


def conclude(
    findings: Iterable[PlacedFinding], coverage: Sequence[Coverage], policy: Policy
) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict and why: `failed` outranks `incomplete`, and both outrank `passed`."""
    blocking = [
        one
        for one in findings
        if one.status is Status.INTRODUCED and policy.fail_on.blocks(one.finding.severity)
    ]
    gaps = [one for one in coverage if one.blocks]
    reasons = (
        *([reason_for_blocking(blocking)] if blocking else []),
        *([reason_for_gaps(gaps)] if gaps else []),
    )
    if blocking:
        return Verdict.FAILED, reasons
    return (Verdict.INCOMPLETE if gaps else Verdict.PASSED), reasons


def _as_policy_wants(findings: Iterable[Finding], policy: Policy) -> list[Finding]:
    wanted = (by_policy(finding, policy) for finding in findings)
    return [finding for finding in wanted if finding is not None]


def by_policy(finding: Finding, policy: Policy) -> Finding | None:
    """The finding as the policy wants it: gone, or of another severity."""
    if finding.rule_id in policy.disabled_rules:
        return None
    severity: Severity | None = finding.severity
    if finding.principle in policy.principles:
        cap = policy.principles[finding.principle]
        severity = None if cap is None else max(finding.severity, cap, key=lambda one: one.rank)
    if finding.rule_id in policy.severities:
        severity = policy.severities[finding.rule_id]
    return None if severity is None else replace(finding, severity=severity)


def _placed(finding: Finding, mark: str, status: Status, change: Change) -> PlacedFinding:
    if status is not Status.INTRODUCED:
        return PlacedFinding(finding, mark, status, Placement.SUMMARY)
    placement, anchor = place(finding, change)
    return PlacedFinding(finding, mark, status, placement, anchor)


def _within_limit(findings: Sequence[PlacedFinding], limit: int) -> tuple[PlacedFinding, ...]:
    """At most `limit` findings said outside the summary, the first ones in order.

    Who has read three times of a file that a rule is broken knows where to look: what a rule says
    of a file beyond that stands in the summary, unless it is an error.
    """
    kept = []
    said: Counter[tuple[str | None, str]] = Counter()
    for one in findings:
        if one.placement is not Placement.SUMMARY:
            where, rule = one.finding.location, one.finding.rule_id
            alike = (rule, where.path if where else "")
            repeats = rule is not None and one.finding.severity is not Severity.ERROR
            if said.total() >= limit or (repeats and said[alike] >= MAX_ALIKE):
                kept.append(replace(one, placement=Placement.SUMMARY, anchor=None))
                continue
            said[alike] += 1
        kept.append(one)
    return tuple(kept)


def _order(one: PlacedFinding) -> tuple[int, int, str, int, str, str]:
    where = one.finding.location
    return (
        _STATUS_ORDER.index(one.status),
        one.finding.severity.rank,
        where.path if where else "",
        where.start_line if where else 0,
        one.finding.rule_id or "",
        one.fingerprint,
    )


def _coverage_order(one: Coverage) -> tuple[str, str]:
    return one.path, one.engine
