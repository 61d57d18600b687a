"""Which functions stand in a source file, and from which line to which."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.review.blanked import blanked
from bot.review.languages import Language


@dataclass(frozen=True, slots=True)
class Function:
    """A function: its lines, 1-based, those of its decorators included.

    `name` is empty where it has none. One that `is_free` belongs to no object.
    """

    name: str
    first: int
    last: int
    is_free: bool


MAX_TEXT = 300_000
_DEEPEST = 200  # brackets within brackets
_PYTHON_HEAD = re.compile(
    r"^(?P<indent>[ \t]*+)(?:async[ \t]+)?def[ \t]+(?P<name>\w+)", re.MULTILINE
)
_DECORATOR = re.compile(r"\s*(?:@|#\[)")
_BRACKET = re.compile(r"[(){}\[\];]")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_EMPTY_TYPE = re.compile(r"\b(?:interface|struct)\{\}")
_LONGEST_HEAD = 160  # characters, what stands in brackets not counted

# How the text before an opening brace ends when a function begins there; what stands in brackets
# is left out of it.
_HEADS: Mapping[Language, tuple[re.Pattern[str], ...]] = {
    Language.JAVASCRIPT: (
        re.compile(r"\bfunction\s*\*?\s*(?P<name>[\w$]*)[^\n()]*\(\)(?:\s*:[^\n]*)?\s*$"),
        re.compile(
            r"(?P<name>[\w$]+)(?:\s*:[^\n=]*)?\s*[=:]\s*(?:async\b\s*)?(?:<[^\n]*>\s*)?"
            r"(?:\(\)|[\w$]+)(?:\s*:[^\n]*)?\s*=>\s*$"
        ),
        re.compile(
            r"(?P<name>[\w$]+)\s*[=:]\s*(?:async\s+)?function\s*\*?\s*\(\)(?:\s*:[^\n]*)?\s*$"
        ),
        re.compile(r"(?P<name>)(?:async\b\s*)?(?:\(\)|[\w$]+)(?:\s*:[^\n]*)?\s*=>\s*$"),
        re.compile(
            r"(?:^|[\n,])[ \t\n]*(?:(?:async|static|get|set|public|private|protected|override"
            r"|readonly)\s+)*\*?(?P<name>#?[\w$]+)(?:<[^\n]*>)?\s*\(\)(?:\s*:[^\n]*)?\s*$"
        ),
    ),
    Language.GO: (
        re.compile(r"\bfunc\s*(?:\(\)\s*(?=\w+\s*\())?(?P<name>\w*)(?:\[\])?\s*\(\)[^\n]*$"),
    ),
    Language.JAVA: (re.compile(r"(?<![\w.])(?P<name>[\w$]+)\s*\(\)\s*(?:throws\s[\w.,\s]+)?$"),),
    Language.KOTLIN: (
        re.compile(r"\bfun\s+(?:<[^\n]*?>\s*)?(?:[\w<>?, ]+\.)?(?P<name>\w+)\s*\(\)[^\n]*$"),
        re.compile(r"(?P<name>\bconstructor)\s*\(\)[^\n]*$"),
    ),
    Language.RUST: (re.compile(r"\bfn\s+(?P<name>\w+)[^{};]*$"),),
}
_NO_FUNCTION = frozenset(
    {"if", "for", "while", "switch", "catch", "with", "return", "synchronized", "try", "else"}
    | {"function", "match", "do", "super", "this", "await", "new"}
)
_NO_METHOD = re.compile(r"\b(?:new|record)\s+[\w.<>\[\], ]*$")
_FREE_IN_JAVA = re.compile(r"\bstatic\b")


def functions_of(text: str, language: Language) -> tuple[Function, ...]:
    """The functions of a file, by their first line; one within another stands behind it.

    It reads brackets and indentation, no grammar: in broken code it leaves out what does not
    close. A file of more than `MAX_TEXT` characters was not written by people: it has none.
    """
    if len(text) > MAX_TEXT:
        return ()
    code = blanked(text, language)
    lines = code.split("\n")
    found = _indented(code, lines) if language is Language.PYTHON else _braced(code, language)
    return tuple(sorted(_decorated(found, lines), key=lambda one: (one.first, -one.last)))


def _decorated(functions: Iterator[Function], lines: Sequence[str]) -> Iterator[Function]:
    """The functions with what stands above them and says something of them."""
    for one in functions:
        first = one.first
        while first > 1 and _DECORATOR.match(lines[first - 2]):
            first -= 1
        yield Function(one.name, first, one.last, one.is_free)


def _indented(code: str, lines: Sequence[str]) -> Iterator[Function]:
    """Python's functions: each lasts until a line stands no deeper than its first."""
    depths = [len(line) - len(line.lstrip()) if line.strip() else None for line in lines]
    starts = _line_starts(code)
    open_heads: list[tuple[int, str, int]] = []
    heads = {
        bisect_right(starts, match.start("name")): (len(match["indent"]), match["name"])
        for match in _PYTHON_HEAD.finditer(code)
    }
    last = 0
    for number, depth in enumerate(depths, 1):
        if depth is None:
            continue
        closes = lines[number - 1].lstrip()[0] in ")]}"
        while open_heads and depth <= open_heads[-1][0] and not closes:
            indent, name, first = open_heads.pop()
            yield Function(name, first, last, indent == 0)
        if number in heads:
            open_heads.append((*heads[number], number))
        last = number
    for indent, name, first in reversed(open_heads):
        yield Function(name, first, last, indent == 0)


@dataclass(slots=True)
class _Frame:
    """What is open: the sign that closes it, where the text before the next brace began."""

    closing: str
    start: int
    opened: int
    function: tuple[str, int] | None = None
    is_type: bool = False
    cuts: list[tuple[int, int]] = field(default_factory=list)
    goes_on: bool = False

    def begin(self, at: int) -> None:
        """From here on the text belongs to something new."""
        self.start = at
        self.goes_on = False
        self.cuts.clear()


def _braced(code: str, language: Language) -> Iterator[Function]:
    """The functions of a language with braces."""
    if language is Language.GO:
        code = _EMPTY_TYPE.sub(lambda match: match[0].replace("{}", "__"), code)
    starts = _line_starts(code)
    frames = [_Frame("", 0, 0)]
    left_open = dict.fromkeys(_CLOSING.values(), 0)
    for match in _BRACKET.finditer(code):
        sign, at = match[0], match.start()
        if sign == ";":
            frames[-1].begin(at + 1)
        elif sign in _CLOSING:
            if len(frames) > _DEEPEST:
                return
            # The type of what a function returns, such as `Promise<{ id: string }>`.
            is_type = sign == "{" and code[max(0, at - 2) : at].rstrip()[-1:] in ("<", ":")
            head = None if is_type or sign != "{" else _head(code, frames[-1], at, language)
            frames.append(_Frame(_CLOSING[sign], at + 1, at, head, is_type))
            left_open[_CLOSING[sign]] += 1
        elif left_open[sign]:
            closed = _close(frames, sign, left_open)
            if closed.function is not None:
                name, start = closed.function
                first, last = bisect_right(starts, start), bisect_right(starts, at)
                yield Function(name, first, last, _is_free(code, starts[first - 1], language))
            if sign != "}":
                frames[-1].cuts.append((closed.opened + 1, at))
            elif closed.is_type and not frames[-1].goes_on:
                frames[-1].cuts.append((closed.opened + 1, at))
                frames[-1].goes_on = True
            else:
                frames[-1].begin(at + 1)


def _close(frames: list[_Frame], sign: str, left_open: dict[str, int]) -> _Frame:
    """Close the innermost that this sign closes, and what is still open within it."""
    while True:
        closed = frames.pop()
        left_open[closed.closing] -= 1
        if closed.closing == sign:
            return closed


def _head(code: str, frame: _Frame, end: int, language: Language) -> tuple[str, int] | None:
    """The name of the function that begins with a brace, and where it is named; None if none."""
    pieces: list[tuple[int, str]] = []
    length = 0
    for opened, closed in reversed(frame.cuts):
        pieces.append((closed, code[max(closed, end - _LONGEST_HEAD) : end]))
        length += len(pieces[-1][1])
        end = opened
        if length > _LONGEST_HEAD:
            break
    else:
        start = max(frame.start, end - _LONGEST_HEAD)
        pieces.append((start, code[start:end]))
    pieces.reverse()
    text = "".join(piece for _, piece in pieces)
    if "()" not in text and not text.rstrip().endswith("=>"):
        return None
    for pattern in _HEADS[language]:
        match = pattern.search(text)
        if match is None or match["name"] in _NO_FUNCTION:
            continue
        if language is Language.JAVA and _NO_METHOD.search(text[: match.start("name")]):
            continue
        return match["name"], _position(pieces, match.start("name"))
    return None


def _position(pieces: Sequence[tuple[int, str]], offset: int) -> int:
    """Where in the code a character of the joined pieces stands."""
    for start, piece in pieces:
        if offset < len(piece):
            return start + offset
        offset -= len(piece)
    return pieces[-1][0] + len(pieces[-1][1])


def _is_free(code: str, line_start: int, language: Language) -> bool:
    line = code[line_start : code.find("\n", line_start)]
    if language is Language.JAVA:
        return _FREE_IN_JAVA.search(line) is not None
    if language is Language.GO:
        return re.match(r"func\s+\w", line) is not None
    return not line[:1].isspace()


def _line_starts(code: str) -> list[int]:
    """Where each line begins."""
    return [0, *(match.end() for match in re.finditer("\n", code))]
