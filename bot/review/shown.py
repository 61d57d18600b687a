"""A change as the model sees it: every line without secrets, with some lines around each hunk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.review.change import DiffLine, FileChange, FileStatus, Hunk, LineKind, Side
from bot.review.enclosing import MAX_LINES, around
from bot.review.functions import Function, functions_of
from bot.review.languages import language_of
from bot.review.redaction import redact
from bot.review.untrusted import MAX_LINE, MAX_PATH, Untrusted, untrusted

CONTEXT = 10  # unchanged lines on either side of a hunk, those of the diff included


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of a hunk as the model sees it; numbers as in `DiffLine`."""

    kind: LineKind
    old: int | None
    new: int | None
    text: Untrusted

    def number(self, side: Side) -> int | None:
        """Its line number on that side, or None where the side lacks it."""
        return self.new if side is Side.RIGHT else self.old


@dataclass(frozen=True, slots=True)
class ShownHunk:
    """A run of diff lines as the model sees them."""

    heading: Untrusted
    lines: tuple[ShownLine, ...]

    def holds(self, side: Side, number: int) -> bool:
        """Whether it shows this line of that side."""
        return any(line.number(side) == number for line in self.lines)


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A changed file as the model sees it, under a name that holds no secret."""

    path: str
    name: Untrusted
    old_name: Untrusted
    status: FileStatus
    hunks: tuple[ShownHunk, ...]


def show_file(
    file: FileChange, old: bytes | None, new: bytes | None, context: int = CONTEXT
) -> ShownFile:
    """The file with its lines made fit for a prompt; `old` and `new` are the whole sides.

    `context` is how many unchanged lines stand on either side of a hunk, at least.

    The sides are needed for the lines around a hunk, with those of a short function in which it
    begins or ends, and because a secret can begin above the hunk that shows its end.
    """
    sides = _Sides(_Lines.of(old), _Lines.of(new))
    functions = _functions(file, sides.new)
    hunks = []
    shown_to = 0  # the last line of the head that stands in a hunk already
    for hunk, following in zip(file.hunks, (*file.hunks[1:], None), strict=False):
        stop = _first(following)[1] if following else len(sides.new.raw) + 1
        reach = _reach(hunk, functions, context)
        lines = tuple(
            sides.show(line) for line in _with_context(hunk, sides, reach, shown_to, stop)
        )
        hunks.append(ShownHunk(untrusted(sides.heading(hunk), MAX_LINE), lines))
        shown_to = max((line.new for line in lines if line.new is not None), default=shown_to)
    name, old_name = (one_line(path) for path in (file.path, file.old_path))
    return ShownFile(file.path, name, old_name, file.status, tuple(hunks))


def one_line(path: str) -> Untrusted:
    """A path in one line, without secrets."""
    return untrusted(path.replace("\n", "\\n").replace("\t", "\\t"), MAX_PATH)


@dataclass(frozen=True, slots=True)
class _Lines:
    """One side of a file, line by line, as it is and without its secrets."""

    raw: Sequence[str]
    without_secrets: Sequence[str]

    @classmethod
    def of(cls, data: bytes | None) -> "_Lines":
        if not data:
            return cls((), ())
        text = data.decode("utf-8", "surrogateescape").removesuffix("\n")
        return cls(text.split("\n"), redact(text).split("\n"))

    def safe(self, number: int, text: str) -> str:
        """The line without its secrets, if `text` is really what stands there."""
        at = number - 1
        known = at < len(self.raw) and self.raw[at].rstrip("\r") == text.rstrip("\r")
        return self.without_secrets[at] if known else text


@dataclass(frozen=True, slots=True)
class _Sides:
    old: _Lines
    new: _Lines

    def show(self, line: DiffLine) -> ShownLine:
        """The line as the model sees it."""
        text = line.text
        if line.new is not None:
            text = self.new.safe(line.new, text)
        elif line.old is not None:
            text = self.old.safe(line.old, text)
        return ShownLine(line.kind, line.old, line.new, untrusted(text.rstrip("\r"), MAX_LINE))

    def heading(self, hunk: Hunk) -> str:
        """What git prints behind the second `@@`: a line above, perhaps from inside a secret."""
        above = self.old.raw[: _first(hunk)[0] - 1] if hunk.heading else ()
        for number in range(len(above), 0, -1):
            if above[number - 1].startswith(hunk.heading):
                safe = self.old.without_secrets[number - 1]
                return hunk.heading if safe == above[number - 1] else safe
        return hunk.heading

    def unchanged(self, old: int, new: int) -> DiffLine | None:
        """The line that both sides have at these numbers; None where they differ or end."""
        inside = 0 < old <= len(self.old.raw) and 0 < new <= len(self.new.raw)
        if not inside or self.old.raw[old - 1] != self.new.raw[new - 1]:
            return None
        return DiffLine(LineKind.CONTEXT, old, new, self.new.raw[new - 1])


def _first(hunk: Hunk) -> tuple[int, int]:
    """The numbers of a hunk's first line on both sides; git names the line before an empty side."""
    return hunk.old_start + (hunk.old_count == 0), hunk.new_start + (hunk.new_count == 0)


def _functions(file: FileChange, side: _Lines) -> Sequence[Function]:
    language = language_of(file.path)
    return functions_of("\n".join(side.raw), language) if language and file.hunks else ()


def _reach(hunk: Hunk, functions: Sequence[Function], context: int) -> tuple[int, int]:
    """From which line of the head to which a hunk is shown, if the lines there are unchanged."""
    new = _first(hunk)[1]
    lines = hunk.lines
    top = new + _context_lines(lines)
    bottom = new + hunk.new_count - _context_lines(lines[::-1]) - 1
    first, last = top - context, bottom + context
    for number in (top, max(top, bottom)):
        found = around(functions, number)
        if found is not None and found[1] - found[0] < MAX_LINES:
            first, last = min(first, found[0]), max(last, found[1])
    return first, last


def _with_context(
    hunk: Hunk, sides: _Sides, reach: tuple[int, int], shown_to: int, stop: int
) -> Iterator[DiffLine]:
    """The hunk's lines and unchanged ones around it, between `shown_to` and `stop` of the head."""
    old, new = _first(hunk)
    above = (
        sides.unchanged(old - new + number, number)
        for number in range(new - 1, max(shown_to, reach[0] - 1), -1)
    )
    end_old, end_new = old + hunk.old_count, new + hunk.new_count
    below = (
        sides.unchanged(end_old - end_new + number, number)
        for number in range(end_new, min(stop, reach[1] + 1))
    )
    yield from reversed(list(_until_none(above)))
    yield from hunk.lines
    yield from _until_none(below)


def _context_lines(lines: Sequence[DiffLine]) -> int:
    return sum(1 for _ in takewhile(lambda line: line.kind is LineKind.CONTEXT, lines))


def _until_none(lines: Iterator[DiffLine | None]) -> Iterator[DiffLine]:
    for line in lines:
        if line is None:
            return
        yield line
