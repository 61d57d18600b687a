"""Where something that stood at the base stands at the head of a change, if it still does."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.review.outline import Lines, Outline
from bot.review.pairs import Pair
from bot.review.subjects import Kind, Subject

_WORDY = re.compile(r"\w.*\w.*\w", re.DOTALL)
_AROUND = re.compile(r"^(?:(?:await|return|yield)\b\s*)+|[\s,;(){]+$")
_LIKE = 0.6  # of the lines of what moved are the same
_FEWEST_LINES = 2
_TELLS = 13  # characters of a line that stands nowhere else by chance
_STAYS = 0.5  # of its lines: then a file is the same still
_FAR = 80  # lines; no statement or decorator is longer


@dataclass(frozen=True, slots=True)
class Successor:
    """Where something stands at the head; `has_moved` to another file than it was in."""

    pair: Pair
    head: Outline
    lines: Lines
    has_moved: bool = False
    name: str = field(default="")


def successors(subject: Subject, pair: Pair, pairs: Sequence[Pair]) -> list[Successor]:
    """Every place where it stands now; none where it went as a whole."""
    return _SUCCESSORS[subject.kind](subject, pair, pairs) if pair.base else []


def _heads(pair: Pair, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Outline]]:
    """The file's own head, then those of its language that the change touches."""
    if pair.head is not None:
        yield pair, pair.head
    for one in pairs:
        if one is not pair and one.head and pair.base and one.head.language == pair.base.language:
            yield one, one.head


def _routes(subject: Subject, pair: Pair, pairs: Sequence[Pair]) -> list[Successor]:
    if subject.name in pair.routes and pair.head is not None:
        own = pair.routes[subject.name]
        kept = {line for line in map(pair.at_head, _numbers(subject.lines)) if line}
        near = [one for one in own if any(one.holds(line) for line in kept)]
        return [Successor(pair, pair.head, one) for one in near or own]
    return [
        Successor(one, head, lines, has_moved=True)
        for one, head in _heads(pair, pairs)
        if one is not pair and subject.name.partition(" ")[2].strip("/")
        for lines in one.routes.get(subject.name, ())
        if not one.added.isdisjoint(_numbers(lines))
    ]


def _functions(subject: Subject, pair: Pair, pairs: Sequence[Pair]) -> list[Successor]:
    head, base = pair.head, pair.base
    if base is None:
        return []
    if head is not None:
        votes = _votes(subject, pair, head)
        own = [one for one in votes if one[2] == subject.name]
        best = max(own or votes, key=lambda one: votes[one], default=None)
        if best is not None and (
            own or 2 * votes[best] >= subject.lines.last - subject.lines.first
        ):
            return [_with_marks(pair, head, *best)]
        named = [one for one in head.functions if one.name == subject.name]
        same = [one for one in named if _owner(head, one.first) == subject.owner]
        if same or named:
            return [_with_marks(pair, head, one.first, one.last, one.name) for one in same or named]
    return list(_moved(subject, pair, pairs))


def _votes(subject: Subject, pair: Pair, head: Outline) -> Counter[tuple[int, int, str]]:
    """In which functions of the head the lines are that stay, and how many in each."""
    votes: Counter[tuple[int, int, str]] = Counter()
    for number in _numbers(subject.lines):
        line = pair.at_head(number)
        if line is None or line > len(head.raw) or not _WORDY.search(head.raw[line - 1]):
            continue
        function = head.function(line)
        if function is not None:
            votes[function.first, function.last, function.name] += 1
    return votes


def _owner(side: Outline, line: int) -> str:
    block = side.block(line)
    return block.name if block else ""


def _with_marks(pair: Pair, head: Outline, first: int, last: int, name: str) -> Successor:
    """A function with all that stands above it and says something of it."""
    depth = 0
    number = first - 1
    while number > 0:
        line = head.code[head.starts[number - 1] : head.starts[number]]
        depth += sum(map(line.count, ")]}")) - sum(map(line.count, "([{"))
        begins = line.lstrip().startswith(("@", "#["))
        if depth < 0 or (depth == 0 and not begins) or first - number > _FAR:
            break
        if depth == 0 and begins:
            first = number
        number -= 1
    return Successor(pair, head, Lines(first, last), name=name)


def _moved(subject: Subject, pair: Pair, pairs: Sequence[Pair]) -> Iterator[Successor]:
    """Functions that the change writes, whose lines are mostly those that went."""
    assert pair.base is not None  # noqa: S101  # its only caller looked
    mine = _telling(pair.base, subject.lines)
    if len(mine) < _FEWEST_LINES:
        return
    for one, head in _heads(pair, pairs):
        for function in head.functions:
            lines = Lines(function.first, function.last)
            if not function.name or (
                function.first not in one.added and function.last not in one.added
            ):
                continue
            theirs = _telling(head, lines)
            if len(mine & theirs) >= _LIKE * len(mine):
                moved = _with_marks(one, head, lines.first, lines.last, function.name)
                yield Successor(one, head, moved.lines, one is not pair, function.name)


def _telling(side: Outline, lines: Lines) -> frozenset[str]:
    """The lines of code that tell this from something else, without their white space."""
    code = side.cut(lines, with_strings=True).split("\n")
    folded = ("".join(_AROUND.sub("", one.strip()).split()) for one in code)
    return frozenset(
        one
        for one in folded
        if len(one) >= _TELLS and not one.startswith(("@", "#[", "def", "func"))
    )


def share_kept(
    pair: Pair, lines: Lines, successor: Successor, but: Lines | None = None
) -> float | None:
    """How much of some lines of the base is still there, from 0 to 1; None if they tell nothing.

    `but` are lines among them that do not count.
    """
    mine = _telling(pair.base, lines) if pair.base else frozenset()
    mine -= _telling(pair.base, but) if pair.base and but else frozenset()
    theirs = _telling(successor.head, successor.lines)
    return len(mine & theirs) / len(mine) if mine else None


def _calls(subject: Subject, pair: Pair, pairs: Sequence[Pair]) -> list[Successor]:
    called = re.compile(rf"(?<![\w$]){re.escape(subject.name)}(?:<[^<>()]{{0,80}}>)?!?\s*[({{]")
    around = Subject(Kind.FUNCTION, subject.owner, "", subject.lines)
    found = _functions(around, pair, pairs) if subject.owner else _file(subject, pair)
    return [one for one in found if called.search(one.head.cut(one.lines))]


def _classes(subject: Subject, pair: Pair, pairs: Sequence[Pair]) -> list[Successor]:
    for one, head in _heads(pair, pairs):
        for block in head.blocks:
            if block.name == subject.name:
                lines = _with_marks(
                    one, head, block.lines.first, block.lines.last, block.name
                ).lines
                return [Successor(one, head, lines, one is not pair, block.name)]
    # In Kotlin a class may have no body.
    stated = re.compile(rf"\bclass\s+{re.escape(subject.name)}(?![\w$])")
    for one, head in _heads(pair, pairs):
        if (match := stated.search(head.code)) is not None:
            first = head.line(match.start())
            lines = _with_marks(one, head, first, _end_of_statement(head, first), "").lines
            return [Successor(one, head, lines, one is not pair, subject.name)]
    return []


def _fields(subject: Subject, pair: Pair) -> list[Successor]:
    if pair.head is None:
        return []
    head = pair.head
    named = re.compile(
        rf"^[^\n=:(@]{{0,120}}?(?<![\w$.]){re.escape(subject.name)}(?![\w$])[^\n]*$", re.MULTILINE
    )
    around = [one.lines for one in head.blocks if one.name == subject.owner]
    if subject.owner and not around:
        stated = rf"(?<![\w$.]){re.escape(subject.owner)}(?![\w$])"
        starts = [head.line(match.start()) for match in re.finditer(stated, head.code)]
        around = [Lines(one, _end_of_statement(head, one)) for one in starts]
        if not around:
            return []
    found = []
    for lines in around or [Lines(1, len(head.raw))]:
        text = head.cut(lines, with_strings=True)
        start = head.starts[lines.first - 1]
        for match in named.finditer(text):
            first = head.line(start + match.start() + len(match[0]) - len(match[0].lstrip()))
            if first not in pair.added and first != pair.at_head(subject.lines.first):
                continue
            found.append(_with_marks(pair, head, first, _end_of_statement(head, first), ""))
    return found


def _end_of_statement(side: Outline, line: int) -> int:
    """The last line of what begins on a line: brackets are closed, and nothing is chained."""
    last = line
    for _ in range(60):
        start = side.starts[last - 1]
        end = side.starts[last] if last < len(side.starts) else len(side.code)
        for match in re.compile(r"[(\[{]").finditer(side.code, start, end):
            closed = side.line(side.brackets.closing(match.start()))
            if closed > last and closed - line < _FAR:
                last = closed
                break
        else:
            following = side.raw[last].lstrip() if last < len(side.raw) else ""
            if not following.startswith("."):
                break
            last += 1
    return min(last, len(side.starts))


def _file(subject: Subject, pair: Pair) -> list[Successor]:
    head = pair.head
    if head is None or pair.base is None:
        return []
    if subject.name and not re.search(rf"(?<![\w$]){re.escape(subject.name)}(?![\w$])", head.code):
        return []
    whole = Lines(1, len(head.starts))
    stays = _telling(pair.base, Lines(1, len(pair.base.starts)))
    here = _telling(head, whole)
    kept = len(stays & here) / len(stays) if stays else 1.0
    return [Successor(pair, head, whole)] if kept >= _STAYS else []


def _numbers(lines: Lines) -> range:
    return range(lines.first, lines.last + 1)


_SUCCESSORS: Mapping[Kind, Callable[[Subject, Pair, Sequence[Pair]], list[Successor]]] = {
    Kind.ROUTE: _routes,
    Kind.FUNCTION: _functions,
    Kind.CALL: _calls,
    Kind.CLASS: _classes,
    Kind.FIELD: lambda subject, pair, _: _fields(subject, pair),
    Kind.FILE: lambda subject, pair, _: _file(subject, pair),
}
