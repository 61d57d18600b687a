"""What a change of the policy would do to the findings at hand, once it is merged."""

from collections.abc import Collection
from dataclasses import replace

from bot.review.accounts import MAX_PATHS
from bot.review.findings import Finding, Severity, Status
from bot.review.paths import in_scope
from bot.review.policy import Policy
from bot.review.reasons import counted
from bot.review.verdict import EngineReport, Review, Verdict

_VERDICTS = {
    Verdict.PASSED: "pass",
    Verdict.FAILED: "fail",
    Verdict.INCOMPLETE: "be incomplete",
}


def preview(before: Review, after: Review) -> str:
    """The same reports by the policy of now and by the one to come, told apart in a sentence."""
    now, then = _severities(before), _severities(after)
    effects = [
        *_about(now.keys() - then.keys(), "would no longer count"),
        *_about(then.keys() - now.keys(), "would count"),
        *(
            effect
            for severity in Severity
            for effect in _about(
                {one for one in now.keys() & then.keys() if now[one] is not then[one] is severity},
                f"would be said as {severity}",
            )
        ),
    ]
    if before.verdict is not after.verdict:
        effects.append(f"the check would {_VERDICTS[after.verdict]}")
    if not effects:
        return (
            "This change edits the policy, which applies after the merge. "
            "To what was found here it makes no difference."
        )
    return f"This change edits the policy. After the merge, {'; '.join(effects)}."


def in_its_scope(report: EngineReport, policy: Policy) -> EngineReport:
    """The report as far as it is about files that a policy wants to have reviewed."""

    def wanted(finding: Finding) -> bool:
        where = finding.location
        return where is None or in_scope(where.path, policy.include, policy.exclude)

    return replace(
        report,
        findings=tuple(filter(wanted, report.findings)),
        baseline=tuple(filter(wanted, report.baseline)),
    )


def broken_preview(problem: str) -> str:
    """Said of a policy file that nobody will be able to read."""
    return f"This change breaks the policy file, which would not apply after the merge: {problem}"


def _severities(review: Review) -> dict[str, Severity]:
    return {
        one.fingerprint: one.finding.severity
        for one in review.findings
        if one.status is not Status.FIXED
    }


def _about(fingerprints: Collection[str], what: str) -> list[str]:
    if not fingerprints:
        return []
    named = ", ".join(f"`{one}`" for one in sorted(fingerprints)[:MAX_PATHS])
    more = len(fingerprints) - MAX_PATHS
    also = f" and {more} more" if more > 0 else ""
    return [f"{counted(len(fingerprints), 'finding')} ({named}{also}) {what}"]
