"""What a review says beside its findings: notices, what nobody looked at, what is answered."""

from collections.abc import Sequence

from bot.review import markdown
from bot.review.coverage import Coverage, CoverageStatus, Gap
from bot.review.findings import Status
from bot.review.fitting import Section
from bot.review.reasons import counted
from bot.review.verdict import Review, Suppressed

MAX_PATHS = 10  # named in one line
_MAX_REASON = 200  # characters


def accounts(review: Review) -> tuple[Section, ...]:
    """What is said besides the findings: notices, gaps, and what was there or answered already."""
    notices = tuple(markdown.sentence(one) for one in review.notices)
    missed = [one for one in review.coverage if one.status is CoverageStatus.FAILED]
    skipped = [one for one in review.coverage if one.status is CoverageStatus.SKIPPED]
    return (
        Section("", notices, joint="\n\n"),
        Section("Not looked at", _gaps(missed)),
        Section("Left out on purpose", _gaps(skipped)),
        Section("Answered already", tuple(map(_answered, review.suppressed))),
        Section("", _others(review), joint=" "),
    )


def _gaps(coverage: Sequence[Coverage]) -> tuple[str, ...]:
    groups: dict[tuple[Gap | None, str], list[str]] = {}
    for one in coverage:
        groups.setdefault((one.gap, one.engine), []).append(_missed(one))
    merged: dict[tuple[Gap | None, tuple[str, ...]], list[str]] = {}
    for (gap, engine), paths in groups.items():
        merged.setdefault((gap, tuple(paths)), []).append(engine)
    return tuple(
        f"- {gap.words} ({markdown.inline(', '.join(engines))}): {_listed(paths)}"
        for (gap, paths), engines in merged.items()
        if gap is not None
    )


def _missed(one: Coverage) -> str:
    said = [markdown.inline(one.detail)] if one.detail else []
    if one.hunks_reviewed:
        said.append(f"{one.hunks_reviewed} of {one.hunks} hunks were looked at")
    return markdown.code(one.path) + (f" ({'; '.join(said)})" if said else "")


def _listed(paths: Sequence[str]) -> str:
    more = len(paths) - MAX_PATHS
    return ", ".join(paths[:MAX_PATHS]) + (f" and {more} more" if more > 0 else "")


def _answered(one: Suppressed) -> str:
    named = markdown.code(one.fingerprint)
    where = f" in {markdown.code(one.path)}" if one.path else ""
    reason = markdown.sentence(one.reason, _MAX_REASON)
    until = f" (until {markdown.inline(one.expires)})" if one.expires else ""
    title = f": {markdown.sentence(one.title, _MAX_REASON)}" if one.title else ""
    what = f" ({one.severity}{title})" if one.severity else ""
    return f"- {named}{what}{where}, {markdown.inline(one.how)}: {reason}{until}"


def _others(review: Review) -> tuple[str, ...]:
    said = {
        Status.PREEXISTING: "{} stood in these files before this change.",
        Status.FIXED: "This change fixes {}.",
    }
    counts = {status: sum(one.status is status for one in review.findings) for status in said}
    return tuple(
        sentence.format(counted(counts[status], "finding"))
        for status, sentence in said.items()
        if counts[status]
    )
