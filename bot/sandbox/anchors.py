"""Where a review comment may stand on the diff, and where it stands after a push."""

import re
import subprocess

from bot.sandbox.diff import DiffFile, DiffLine
from bot.sandbox.refusals import unprocessable
from bot.sandbox.said import ReviewComment
from bot.sandbox.world import PullRequest

_CHANGE = re.compile(rb"(?m)^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_LINE_OUTSIDE = (
    "Pull request review thread line must be part of the diff and "
    "Pull request review thread diff hunk can't be blank"
)


def changed_file(pull: PullRequest, path: str) -> DiffFile:
    """The changed file of this path, or GitHub's refusal."""
    for file in pull.files():
        if file.path == path:
            return file
    raise unprocessable("Path could not be resolved")


def anchor(file: DiffFile, side: str, line: int, start: tuple[str, int] | None) -> DiffLine:
    """The diff line a comment ends on; refused unless the whole range is in one hunk."""
    end = file.find(side, line)
    if start is None:
        if end is None:
            raise unprocessable(_LINE_OUTSIDE)
        return end
    begin = file.find(*start)
    if start == (side, line) or (begin and end and begin.position >= end.position):
        raise unprocessable("Pull request review thread start line must precede the end line.")
    if begin is None or end is None or begin.hunk != end.hunk:
        raise unprocessable(
            "Pull request review thread line must be part of the diff, Pull request review thread "
            "start line must be part of the same hunk as the line., and "
            "Pull request review thread diff hunk can't be blank"
        )
    return end


def at_position(file: DiffFile, position: int) -> DiffLine:
    """The line at a position of the diff: the old way to place a comment."""
    for line in file.lines:
        if line.position == position:
            return line
    raise unprocessable("Pull request review thread position is invalid")


def follow_push(pull: PullRequest, comment: ReviewComment, old_head: str, old_base: str) -> None:
    """Move a comment to where its line went; a changed or hidden line makes it outdated."""
    if comment.line is None:
        return
    file = next((file for file in pull.files() if file.path == comment.path), None)
    line = _moved(pull, comment, comment.side, comment.line, (old_base, old_head))
    start = comment.start_line
    if start is not None:
        side = comment.start_side or comment.side
        start = _moved(pull, comment, side, start, (old_base, old_head))
    lost = start is None and comment.start_line is not None
    if file is None or line is None or lost or file.find(comment.side, line) is None:
        comment.line = comment.start_line = None
        return
    comment.line, comment.start_line, comment.commit_id = line, start, pull.head_sha


def _moved(
    pull: PullRequest, comment: ReviewComment, side: str, line: int, old: tuple[str, str]
) -> int | None:
    before = old[0] if side == "LEFT" else old[1]
    after = pull.merge_base() if side == "LEFT" else pull.head_sha
    if before == after:
        return line
    try:
        diff = pull.repository.git.run("diff", "-U0", before, after, "--", comment.path)
    except subprocess.CalledProcessError:
        return None
    shift = 0
    for match in _CHANGE.finditer(diff):
        begin, removed, _, added = (int(group or 1) for group in match.groups())
        if removed == 0:
            if begin >= line:
                break
        elif line < begin:
            break
        elif line < begin + removed:
            return None
        shift += added - removed
    return line + shift
