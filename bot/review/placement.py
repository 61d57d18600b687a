"""Where a finding is said: at its lines, on its file, or in the summary.

GitHub refuses a whole review when one comment stands on a line outside the diff, so an anchor is
always taken from our own hunks: both ends in one hunk, on one side.
"""

from bot.review.change import Change, FileChange, Hunk, Side
from bot.review.findings import MODEL, Confidence, Finding, Location, Severity, is_grave
from bot.review.verdict import Placement


def place(finding: Finding, change: Change) -> tuple[Placement, Location | None]:
    """The placement, and for an inline one the lines that its comment is anchored to."""
    where = finding.location
    if where is None or not _worth_a_comment(finding):
        return Placement.SUMMARY, None
    file = _file_of(where, change)
    if file is None:
        return Placement.SUMMARY, None
    for hunk in file.hunks:
        anchor = _anchor(where, file.path, hunk)
        if anchor is not None:
            return Placement.INLINE, anchor
    return Placement.FILE, None


def _worth_a_comment(finding: Finding) -> bool:
    """A warning at least, and where the model says it a certain one, or an error of security."""
    certain = finding.source != MODEL or finding.confidence is Confidence.HIGH
    return finding.severity.at_least(Severity.WARNING) and (certain or is_grave(finding))


def _file_of(where: Location, change: Change) -> FileChange | None:
    if where.side is Side.LEFT:
        return next((file for file in change.files if file.old_path == where.path), None)
    return change.file(where.path)


def _anchor(where: Location, path: str, hunk: Hunk) -> Location | None:
    """The part of a location that a hunk shows, or None when it shows none of it.

    `path` is the file's at the head: by that one GitHub knows both sides of a renamed file.
    """
    shown = [
        number
        for number in hunk.numbers(where.side)
        if where.start_line <= number <= where.end_line
    ]
    if not shown:
        return None
    return Location(path, where.side, shown[0], shown[-1])
