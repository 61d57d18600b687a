"""The lower half of a pull request's page: the diff, with comments standing at their lines."""

from collections.abc import Iterator, Sequence

from bot.sandbox.diff import DiffFile, DiffLine
from bot.sandbox.markdown_text import render
from bot.sandbox.markup import Html, join, tag
from bot.sandbox.page_talk import byline, reactions
from bot.sandbox.said import ReviewComment
from bot.sandbox.world import PullRequest

_COLUMNS = Html('<colgroup><col class="number"><col class="number"><col></colgroup>')
_KINDS = {"+": "added", "-": "removed", " ": "context"}
_SHOWN_LINES = 3_000  # a page with more of them is of no use to anybody


def files(pull: PullRequest, changed: Sequence[DiffFile]) -> Iterator[Html]:
    """Every changed file with its comments, then the comments whose file is no longer there."""
    left = _SHOWN_LINES
    visible = [one for one in pull.review_comments if one.review.state != "PENDING"]
    for file in changed:
        here = [one for one in visible if one.path == file.path]
        yield _file(file, here, show=len(file.lines) <= left)
        left -= len(file.lines)
    paths = {file.path for file in changed}
    lost = [_comment(one) for one in visible if one.path not in paths]
    if lost:
        yield tag("article", tag("header", tag("b", "No longer in the diff")), *lost, class_="box")


def _file(file: DiffFile, here: Sequence[ReviewComment], *, show: bool) -> Html:
    name = f"{file.previous} → {file.path}" if file.previous else file.path
    head = tag(
        "header",
        tag("code", name),
        tag("span", f"+{file.count('+')}", class_="plus"),
        tag("span", f"−{file.count('-')}", class_="minus"),  # noqa: RUF001  a real minus sign
        tag("span", file.status, class_="muted"),
    )
    of_file = [one for one in here if one.subject == "file"]
    outdated = [one for one in here if one.subject == "line" and one.line is None]
    if not file.lines:
        body = tag("p", "No text to show: binary, empty, too large or only renamed.", class_="note")
    elif show:
        body = tag("table", _COLUMNS, *_rows(file, here), class_="diff")
    else:
        body = tag("p", "Not shown: the page is long enough.", class_="note")
    return tag(
        "article",
        head,
        *[_comment(one) for one in of_file],
        body,
        *[_comment(one) for one in outdated],
        class_="box file",
    )


def _rows(file: DiffFile, here: Sequence[ReviewComment]) -> Iterator[Html]:
    headings = [line for line in (file.patch or "").split("\n") if line.startswith("@@")]
    hunk = -1
    for line in file.lines:
        if line.hunk != hunk:
            hunk = line.hunk
            yield tag("tr", tag("td", headings[hunk], colspan=3), class_="hunk")
        yield _row(line, marked=any(_covers(one, line) for one in here))
        ended = [one for one in here if _ends_at(one, line)]
        if ended:
            threads = [_comment(one) for one in ended]
            yield tag("tr", tag("td", *threads, colspan=3), class_="thread")


def _row(line: DiffLine, *, marked: bool) -> Html:
    kind = _KINDS[line.kind]
    return tag(
        "tr",
        tag("td", line.old, class_="number"),
        tag("td", line.new, class_="number"),
        tag("td", tag("span", line.kind, class_="sign"), line.text, class_="code"),
        class_=f"{kind} marked" if marked else kind,
    )


def _ends_at(one: ReviewComment, line: DiffLine) -> bool:
    return one.line is not None and one.line == line.number(one.side)


def _covers(one: ReviewComment, line: DiffLine) -> bool:
    if one.line is None or one.start_line is None:
        return _ends_at(one, line)
    number = line.number(one.side)
    return number is not None and one.start_line <= number <= one.line


def _comment(one: ReviewComment) -> Html:
    old = one.subject == "line" and one.line is None
    where = _where(one, old=old)
    return tag(
        "div",
        byline(one.user, " commented ", one.created_at),
        tag("p", where, class_="muted place"),
        _put_away(one),
        tag("pre", one.diff_hunk) if old else None,
        render(one.body),
        reactions([each.content for each in one.reactions]),
        class_="comment inline" + (" reply" if one.in_reply_to else ""),
        id=f"discussion_r{one.id}",
    )


def _put_away(one: ReviewComment) -> Html | None:
    """Whether GitHub would show it folded up."""
    if one.resolved:
        return tag("span", "Resolved", class_="label")
    return tag("span", f"Hidden as {one.minimized}", class_="label") if one.minimized else None


def _where(one: ReviewComment, *, old: bool) -> Html:
    if one.subject == "file":
        return join("on the file")
    if old:
        return join(tag("span", "Outdated", class_="label"), f" was on line {one.original_line}")
    side = " before the change" if one.side == "LEFT" else ""
    if one.start_line is not None:
        return join(f"on lines {one.start_line} to {one.line}{side}")
    return join(f"on line {one.line}{side}")
