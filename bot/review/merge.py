"""Joining what several engines say, and what base and head say, into one list."""

from collections.abc import Sequence

from bot.review.change import Change
from bot.review.findings import Finding, Status
from bot.review.fingerprint import fingerprints
from bot.review.verdict import EngineReport

_RULES_FIRST = "semgrep"


def without_twins(reports: Sequence[EngineReport]) -> tuple[Finding, ...]:
    """All findings of the head, without what the model says of lines a rule has spoken of."""
    findings = [finding for report in reports for finding in report.findings]
    by_rule = [finding for finding in findings if finding.source == _RULES_FIRST]
    return tuple(
        finding
        for finding in findings
        if finding.source == _RULES_FIRST or not any(_same(finding, one) for one in by_rule)
    )


def compare(
    change: Change, findings: Sequence[Finding], baseline: Sequence[Finding]
) -> tuple[tuple[Finding, str, Status], ...]:
    """Each finding with its fingerprint and status, those that only the base has included."""
    head_paths = {file.old_path: file.path for file in change.files}
    of_base = fingerprints(baseline, head_paths)
    of_head = fingerprints(findings, {})
    known = set(of_base)
    stand = set(of_head)
    return (
        *(
            (finding, mark, Status.PREEXISTING if mark in known else Status.INTRODUCED)
            for finding, mark in zip(findings, of_head, strict=True)
        ),
        *(
            (finding, mark, Status.FIXED)
            for finding, mark in zip(baseline, of_base, strict=True)
            if mark not in stand
        ),
    )


def _same(one: Finding, other: Finding) -> bool:
    mine, theirs = one.location, other.location
    return (
        mine is not None
        and theirs is not None
        and one.principle == other.principle
        and (mine.path, mine.side) == (theirs.path, theirs.side)
        and mine.start_line <= theirs.end_line
        and theirs.start_line <= mine.end_line
    )
