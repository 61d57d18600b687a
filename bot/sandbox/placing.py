"""Putting a review comment where it was asked to stand, or refusing it."""

from dataclasses import dataclass

from bot.sandbox.anchors import anchor, at_position, changed_file
from bot.sandbox.call import Body, Call
from bot.sandbox.diff import DiffFile
from bot.sandbox.refusals import unprocessable
from bot.sandbox.said import Review, ReviewComment
from bot.sandbox.world import PullRequest

MAX_BODY = 65_536  # characters
_SIDES = {"LEFT", "RIGHT"}


class CommentRequest(Body):
    """One comment of a review, or one by itself."""

    body: str
    path: str
    line: int | None = None
    side: str | None = None
    start_line: int | None = None
    start_side: str | None = None
    position: int | None = None
    subject_type: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    subject: str
    line: int | None
    side: str
    start: tuple[str, int] | None
    position: int
    hunk: str


def check_body(body: str, *, required: bool = True) -> None:
    """Refuse a text that is missing or too long."""
    if required and not body.strip():
        raise unprocessable("Body can't be blank")
    if len(body) > MAX_BODY:
        raise unprocessable(f"Body is too long (maximum is {MAX_BODY} characters)")


def place(call: Call, pull: PullRequest, review: Review, wanted: CommentRequest) -> ReviewComment:
    """The comment, standing on the diff; refused when it cannot stand there."""
    check_body(wanted.body)
    where = _find_place(changed_file(pull, wanted.path), wanted)
    start_side, start_line = where.start or (None, None)
    now = call.world.now()
    return ReviewComment(
        id=call.world.new_id(),
        user=review.user,
        body=wanted.body,
        path=wanted.path,
        subject=where.subject,
        line=where.line,
        side=where.side,
        start_line=start_line,
        start_side=start_side,
        commit_id=review.commit_id,
        diff_hunk=where.hunk,
        review=review,
        created_at=now,
        updated_at=now,
        original_line=where.line,
        original_start_line=start_line,
        original_position=where.position,
        original_commit_id=review.commit_id,
    )


def _find_place(file: DiffFile, wanted: CommentRequest) -> _Place:
    side = wanted.side or "RIGHT"
    if side not in _SIDES or wanted.start_side not in {None, *_SIDES}:
        raise unprocessable("Side is not included in the list")
    if wanted.subject_type == "file":
        return _Place("file", None, side, None, 1, "")
    if wanted.subject_type not in {None, "line"}:
        raise unprocessable("Subject type is not included in the list")
    if wanted.line is None:
        if wanted.position is None:
            raise unprocessable("Line could not be resolved")
        found = at_position(file, wanted.position)
        side = "LEFT" if found.kind == "-" else "RIGHT"
        hunk = file.hunk_until(found)
        return _Place("line", found.number(side), side, None, found.position, hunk)
    start = None
    if wanted.start_line is not None:
        if wanted.start_side is None:
            raise unprocessable("Start side can't be blank")
        start = (wanted.start_side, wanted.start_line)
    found = anchor(file, side, wanted.line, start)
    return _Place("line", wanted.line, side, start, found.position, file.hunk_until(found))
