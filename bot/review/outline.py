"""One side of a file as brackets, blocks and functions: what stands around a place, and where."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.review.blanked import without_comments
from bot.review.functions import MAX_TEXT, Function, functions_of
from bot.review.languages import Language, language_of

SQL, PRISMA = "sql", "prisma"
_OTHERS = {".sql": SQL, ".prisma": PRISMA}
_OPENS = {"(": ")", "[": "]", "{": "}"}
_BRACKET = re.compile(r"[(){}\[\]]")
_MOST_BRACKETS = 60_000
MAX_LINE = 2_000  # characters; nobody wrote a longer one
_LONG_LINE = re.compile(rf"^[^\n]{{{MAX_LINE + 1},}}+$", re.MULTILINE)
_LONGEST_HEAD = 300  # characters before a block's brace in which it is named
_NAMED = re.compile(
    r"\b(?:class|interface|object|impl|struct|enum|record|trait)\s+(?P<name>[\w$]+)[^;{}()]*"
    r"(?:\([^{}]*\)[^;{}]*)?$"
)
_TYPE_IN_GO = re.compile(r"\btype\s+(?P<name>\w+)[^;{}()]*$")
_TABLE = re.compile(
    r"\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?(?P<name>[\w.\"`\[\]]+)\s*$", re.IGNORECASE
)
_MODEL = re.compile(r"\bmodel\s+(?P<name>\w+)\s*$")
_CLASS_IN_PYTHON = re.compile(r"^(?P<indent>[ \t]*+)class[ \t]+(?P<name>\w+)", re.MULTILINE)
_HEAD: Mapping[str, re.Pattern[str]] = {SQL: _TABLE, PRISMA: _MODEL, Language.GO: _TYPE_IN_GO}


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one side of a file, 1-based, both ends included."""

    first: int
    last: int

    def holds(self, line: int) -> bool:
        """Whether the line is one of these."""
        return self.first <= line <= self.last


@dataclass(frozen=True, slots=True)
class Block:
    """A class, or what a language has in its place, with its lines."""

    name: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class Brackets:
    """Pairs of brackets by where they open; `parents` are indices of those around them."""

    opens: tuple[int, ...]
    closes: tuple[int, ...]
    parents: tuple[int, ...]

    def around(self, at: int) -> Iterator[tuple[int, int]]:
        """Where each pair around a place opens and closes, from the innermost on."""
        index = bisect_left(self.opens, at) - 1
        while index >= 0:
            if self.closes[index] >= at:
                yield self.opens[index], self.closes[index]
            index = self.parents[index]

    def closing(self, opened: int) -> int:
        """Where the pair closes that opens there; the place itself where none does."""
        index = bisect_left(self.opens, opened)
        found = index < len(self.opens) and self.opens[index] == opened
        return self.closes[index] if found else opened


@dataclass(frozen=True, slots=True)
class Outline:
    """One side of a file; `text` is without comments, `code` without strings, too.

    Each character stands where it stood, so that an offset is the same in all of them.
    """

    path: str
    language: str
    raw: tuple[str, ...]
    text: str
    code: str
    starts: tuple[int, ...]
    brackets: Brackets
    functions: tuple[Function, ...]
    blocks: tuple[Block, ...]

    def line(self, at: int) -> int:
        """The number of the line in which a character stands."""
        return bisect_right(self.starts, at)

    def cut(self, lines: Lines, *, with_strings: bool = False) -> str:
        """The code of some lines."""
        source = self.text if with_strings else self.code
        end = self.starts[lines.last] if lines.last < len(self.starts) else len(source)
        return source[self.starts[lines.first - 1] : end]

    def function(self, line: int) -> Function | None:
        """The innermost function with a name around a line."""
        found = [one for one in self.functions if one.name and one.first <= line <= one.last]
        return min(found, key=lambda one: one.last - one.first, default=None)

    def block(self, line: int) -> Block | None:
        """The innermost class around a line."""
        found = [one for one in self.blocks if one.lines.holds(line)]
        return min(found, key=lambda one: one.lines.last - one.lines.first, default=None)


def grammar_of(path: str) -> str | None:
    """By which grammar a path is read, if by any."""
    language = language_of(path)
    if language is not None:
        return language
    return next((name for end, name in _OTHERS.items() if path.lower().endswith(end)), None)


def is_readable(text: str) -> bool:
    """Whether people may have written it; what is larger is not read."""
    return len(text) <= MAX_TEXT


def outline(path: str, text: str, grammar: str) -> Outline:
    """The outline of one side of a file of at most `MAX_TEXT` characters."""
    text = _LONG_LINE.sub("", text)
    bare, code = without_comments(text, grammar)
    starts = (0, *(match.end() for match in re.finditer("\n", code)))
    brackets = _brackets(code)
    language = Language(grammar) if grammar in set(Language) else None
    return Outline(
        path=path,
        language=grammar,
        raw=tuple(text.split("\n")),
        text=bare,
        code=code,
        starts=starts,
        brackets=brackets,
        functions=functions_of(text, language) if language else (),
        blocks=tuple(
            _indented_blocks(code, starts)
            if language is Language.PYTHON
            else _blocks(code, brackets, starts, grammar)
        ),
    )


def _brackets(code: str) -> Brackets:
    opens: list[int] = []
    closes: list[int] = []
    parents: list[int] = []
    open_now: list[int] = []
    for match in _BRACKET.finditer(code):
        sign = match[0]
        if sign in _OPENS:
            if len(opens) >= _MOST_BRACKETS:
                break
            parents.append(open_now[-1] if open_now else -1)
            open_now.append(len(opens))
            opens.append(match.start())
            closes.append(len(code))
        elif open_now and _OPENS[code[opens[open_now[-1]]]] == sign:
            closes[open_now.pop()] = match.start()
    return Brackets(tuple(opens), tuple(closes), tuple(parents))


def _blocks(
    code: str, brackets: Brackets, starts: tuple[int, ...], grammar: str
) -> Iterator[Block]:
    sign = "(" if grammar == SQL else "{"
    named = _HEAD.get(grammar, _NAMED)
    for opened, closed in zip(brackets.opens, brackets.closes, strict=True):
        if code[opened] != sign:
            continue
        head = code[max(0, opened - _LONGEST_HEAD) : opened]
        cut = max(head.rfind(one) for one in ";{}") + 1
        match = named.search(head, cut)
        if match is not None:
            first = bisect_right(starts, opened - len(head) + match.start())
            name = match["name"].strip('"`[]').rpartition(".")[2].strip('"`[]')
            yield Block(name, Lines(first, bisect_right(starts, closed)))


def _indented_blocks(code: str, starts: tuple[int, ...]) -> Iterator[Block]:
    lines = code.split("\n")
    for match in _CLASS_IN_PYTHON.finditer(code):
        first = last = bisect_right(starts, match.start("name"))
        depth = len(match["indent"])
        for number in range(first, len(lines)):
            line = lines[number]
            if line.strip() and len(line) - len(line.lstrip()) <= depth and line.lstrip()[0] != ")":
                break
            last = number + 1 if line.strip() else last
        yield Block(match["name"], Lines(first, last))
