"""A finding as an annotation: beside a line of the head, where GitHub shows such."""

from bot.githubapp.values import Annotation
from bot.review import words
from bot.review.change import Change, FileChange, Side
from bot.review.findings import ANNOTATION_LEVEL
from bot.review.verdict import PlacedFinding


def annotation(placed: PlacedFinding, change: Change) -> Annotation | None:
    """The finding on lines of the head; None where it has no file, or a path that is no text."""
    finding, location = placed.finding, placed.finding.location
    if location is None or not _is_text(location.path):
        return None
    first, last = location.start_line, location.end_line
    file = change.file(location.path)
    if location.side is Side.LEFT and file is not None and file.new_blob is not None:
        first = last = _line_at_head(file, first)
    return Annotation(
        location.path,
        first,
        last,
        ANNOTATION_LEVEL[finding.severity],
        words.annotation_title(placed),
        words.annotation_message(placed),
    )


def _line_at_head(file: FileChange, old: int) -> int:
    """Where a line of the base stands at the head, or the line that it was removed behind."""
    shift = 0
    for hunk in file.hunks:
        if old < hunk.old_start:
            break
        last = hunk.new_start
        for line in hunk.lines:
            last = line.new or last
            if line.old == old:
                return max(1, last)
        shift += hunk.new_count - hunk.old_count
    return max(1, old + shift)


def _is_text(path: str) -> bool:
    return path.encode("utf-8", "replace").decode() == path
