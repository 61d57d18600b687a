"""What a protection protects: a route, a function, a class, a field, or all that comes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.review.languages import Language
from bot.review.outline import PRISMA, SQL, Block, Lines, Outline
from bot.review.protections import Covers, Protection, Sign


class Kind(StrEnum):
    """What is protected."""

    ROUTE = "route"
    FUNCTION = "function"
    CLASS = "class"
    FIELD = "field"
    CALL = "call"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is protected, by its kind and name; `owner` is the class or function around it."""

    kind: Kind
    name: str
    owner: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class Site:
    """Where a protection stands: `word` is what it is called there, `at` where that begins."""

    word: str
    at: int
    lines: Lines
    subject: Subject
    covers_all: bool


_VERBS = (
    r"get|post|put|patch|delete|del|options|head|all|any|use|route|handle|handlefunc|method"
    r"|path|re_path|url|add_url_rule|add_api_route|on|match|with|group|register|resource|scope|nest"
)
_BY_ANY_PATH = frozenset({"path", "re_path", "url", "resource"})
_CALLED = re.compile(rf"(?<![\w$])(?P<verb>{_VERBS})\s*(?:<[^<>()]{{0,80}}>)?$", re.IGNORECASE)
_FIRST_LITERAL = re.compile(r"\s*[rfbu]?(?P<quote>[\"'`])(?P<path>[^\"'`\n]{0,200})(?P=quote)")
_CALLEE = re.compile(r"(?P<name>[\w$]+)(?:<[^<>()]{0,80}>)?!?$")
_MARK = re.compile(r"\s*(?:@[\w$.:]+|#!?(?=\[))")
_RECEIVER = re.compile(r"(?P<name>[A-Za-z_$][\w$]*)")
_STATEMENT = re.compile(r"[ \t]*(?:(?:export|const|let|var|val|final|return|await)[ \t]+)*")
_FIELD = re.compile(
    r"^[ \t]*(?:[\w<>,.\[\]?$]+[ \t]+){0,6}?[\"'`]?(?P<name>[\w$]+)[\"'`]?"
    r"[ \t]*[?!]?[ \t]*[:=](?![=>])"
)
_FIRST_WORD = re.compile(r"^[\s,]*[\"'`\[]?(?P<name>[A-Za-z_][\w$]*)")
_FIELD_IN_GO = re.compile(
    r"^[ \t]*(?!func|return|type|var|if|for|go|defer)(?P<name>[A-Z_a-z]\w*)[ \t]+[\w\[\]*.]"
)
_SHORT_FUNCTION = re.compile(r"\bfun\s+(?:<[^>\n]{0,80}>\s*)?(?:[\w<>?]+\.)?(?P<name>\w+)\s*\(")
_BODY = re.compile(r"(?:\)|=>)\s*$")  # what stands before the body of a function
_FIELDS: Mapping[str, tuple[re.Pattern[str], ...]] = {
    Language.GO: (_FIELD_IN_GO, _FIELD),
    SQL: (_FIRST_WORD,),
    PRISMA: (_FIRST_WORD,),
}
_DEFINES = re.compile(r"\b(?:def|func|function|fn|fun|class|interface)\s+(?:\([^)\n]*\)\s*)?$")
_IMPORTS = ("import ", "from ", "use ", "pub use ", "package ", "export {")
_MODIFIERS = (
    r"(?:(?:export|default|abstract|public|private|protected|internal|static|async|readonly"
    r"|override|declare|final|open|suspend|data|sealed|inline|synchronized|native|pub(?:\([^)]*\))?"
    r"|const|unsafe|extern|lateinit|operator)\s+)*"
)
_DECLARED: Mapping[str, re.Pattern[str]] = {
    Language.PYTHON: re.compile(r"\s*(?:(?:async\s+)?def|(?P<class>class))\s+(?P<name>\w+)"),
    Language.JAVASCRIPT: re.compile(
        rf"\s*{_MODIFIERS}(?:(?P<class>class)\s+|(?:function|get|set)\s+)?(?P<name>[\w$#]+)"
    ),
    Language.JAVA: re.compile(
        rf"\s*{_MODIFIERS}(?:(?P<class>class|interface|enum|record)\s+(?P<type>\w+)"
        r"|[\w.<>\[\],?&\s]{0,200}?(?P<name>\w+)\s*[(=;{])"
    ),
    Language.KOTLIN: re.compile(
        rf"\s*{_MODIFIERS}(?:(?P<class>class|interface|object)\s+|va[lr]\s+"
        r"|fun\s+(?:<[^>\n]{0,80}>\s*)?(?:[\w<>?]+\.)?)(?P<name>\w+)"
    ),
    Language.RUST: re.compile(
        rf"\s*{_MODIFIERS}(?:(?P<class>struct|enum|mod|impl|trait)\s+|fn\s+)?(?P<name>\w+)"
    ),
}


def sites_of(side: Outline, protection: Protection) -> tuple[Site, ...]:
    """Where a side of a file holds signs of a protection, in the order of the text."""
    found: dict[int, Site] = {}
    for sign in protection.signs.get(side.language, ()):
        if sign.unless and sign.unless.search(side.code):
            continue
        source = side.text if sign.in_text else side.code
        for match in sign.pattern.finditer(source):
            at = match.start() + len(match[0]) - len(match[0].lstrip())
            lines = Lines(side.line(at), side.line(max(at, match.end() - 1)))
            if _is_named_only(side, at) or _is_hollow(side, at, match.end(), protection):
                continue
            subject = _subject(side, sign, at, lines)
            if subject is not None and not _is_spared(subject, protection):
                word = " ".join(match[0].split())
                site = Site(word, at, lines, subject, sign.covers is Covers.ALL)
                found.setdefault(lines.first * 10_000 + _order(subject), site)
    return tuple(sorted(found.values(), key=lambda one: one.at))


def routes_of(side: Outline) -> Iterator[Subject]:
    """Every call that looks like the declaration of a route, with its path."""
    for opened in side.brackets.opens:
        route = _route(side, opened)
        if route is not None:
            closed = side.brackets.closing(opened)
            yield Subject(Kind.ROUTE, route, "", _chained(side, opened, closed))


def _order(subject: Subject) -> int:
    """Two signs on one line that protect one thing are one protection."""
    return list(Kind).index(subject.kind) * 1_000 + subject.lines.first % 1_000


def _is_named_only(side: Outline, at: int) -> bool:
    """Whether it is only imported, exported or defined there."""
    if _DEFINES.search(side.code[max(0, at - 60) : at]):
        return True
    places = (at, *(opened for opened, _ in side.brackets.around(at)))
    starts = [side.raw[side.line(place) - 1].lstrip() for place in places]
    return any(start.startswith(_IMPORTS) for start in starts) or (
        "require(" in starts[-1] and starts[-1].startswith(("const ", "var ", "let "))
    )


def _is_hollow(side: Outline, at: int, end: int, protection: Protection) -> bool:
    """Whether what is said there lets everybody in, or does nothing."""
    if protection.hollow is None:
        return False
    opened = re.compile(r"[^\n(\[{]{0,80}[(\[{]").match(side.code, at)
    closed = side.brackets.closing(opened.end() - 1) if opened else end
    return protection.hollow.search(side.text, at, max(end, closed + 1)) is not None


def _is_spared(subject: Subject, protection: Protection) -> bool:
    return protection.spares is not None and any(
        protection.spares.search(name) for name in (subject.name, subject.owner)
    )


def _subject(side: Outline, sign: Sign, at: int, lines: Lines) -> Subject | None:
    if sign.covers is Covers.ALL:
        return Subject(Kind.FILE, _receiver(side, at), "", Lines(1, len(side.raw)))
    if sign.covers is Covers.FIELD and not sign.is_mark:
        return _field(side, at, lines)
    around = list(side.brackets.around(at))
    for opened, closed in around if sign.covers is not Covers.CALL else ():
        route = _route(side, opened)
        if route is not None and _in_mark(side, opened) is None:
            return Subject(Kind.ROUTE, route, "", _chained(side, opened, closed))
    outer = (
        _in_mark(side, at)
        if sign.is_mark
        else next(
            (one for one in (_in_mark(side, opened) for opened, _ in around) if one is not None),
            None,
        )
    )
    if outer is not None:
        below = _declared_below(side, outer)
        if below is not None:
            return below
    called = next((opened for opened, _ in around if side.code[opened] == "("), None)
    if sign.covers is Covers.CALL and called is not None:
        callee = _CALLEE.search(side.code[max(0, called - 120) : called].rstrip())
        if callee is not None:
            return _call(side, callee["name"], lines.first)
    return _around(side, at, lines)


def _call(side: Outline, name: str, line: int) -> Subject:
    function = side.function(line)
    owner = function.name if function else ""
    where = Lines(function.first, function.last) if function else Lines(1, len(side.raw))
    return Subject(Kind.CALL, name, owner, where)


def _around(side: Outline, at: int, lines: Lines) -> Subject:
    function, block = side.function(lines.first), side.block(lines.first)
    if function is not None and not (block and _is_within(block, function.first)):
        return _of_function(side, function.first, function.last, function.name)
    if block is not None:
        named = side.cut(Lines(block.lines.first, lines.first))
        # A function that is an expression has no brackets by which its end could be told.
        short = side.language == Language.KOTLIN and list(_SHORT_FUNCTION.finditer(named))
        if short:
            return Subject(Kind.FUNCTION, short[-1]["name"], block.name, lines)
        return Subject(Kind.CLASS, block.name, "", block.lines)
    return Subject(Kind.FILE, _receiver(side, at), "", Lines(1, len(side.raw)))


def _is_within(block: Block, first: int) -> bool:
    """Whether the class stands inside of the function, and not around it."""
    return block.lines.first > first


def _of_function(side: Outline, first: int, last: int, name: str) -> Subject:
    block = side.block(first)
    return Subject(Kind.FUNCTION, name, block.name if block else "", Lines(first, last))


def _route(side: Outline, opened: int) -> str | None:
    """The verb and path of a call whose bracket opens there, if it declares a route."""
    if side.code[opened] != "(":
        return None
    called = _CALLED.search(side.code[max(0, opened - 100) : opened].rstrip())
    if called is None:
        return None
    path = _FIRST_LITERAL.match(side.text, opened + 1, opened + 260)
    verb = called["verb"].lower()
    if path is None or not (verb in _BY_ANY_PATH or path["path"][:1] in {"", "/", "*"}):
        return None
    return f"{verb} {path['path']}"


def _chained(side: Outline, opened: int, closed: int) -> Lines:
    """The lines of a call, and of what is called on its result."""
    for _ in range(20):
        rest = re.compile(r"\s*\??\.\s*[\w$]+\s*(?=\()").match(side.code, closed + 1)
        if rest is None:
            break
        closed = side.brackets.closing(rest.end())
    return Lines(side.line(opened), side.line(closed))


def _in_mark(side: Outline, at: int) -> int | None:
    """Where the decorator or annotation begins that a place is in or at, if it is."""
    start = side.starts[side.line(at) - 1]
    found = _MARK.match(side.code, start)
    if found is not None:
        return start
    return at if side.code[at] in "@#" else None


def _declared_below(side: Outline, at: int) -> Subject | None:
    """What a decorator or annotation stands at: what is declared behind it and its neighbours."""
    code, pattern = side.code, _DECLARED.get(side.language)
    while (mark := _MARK.match(code, at)) is not None:
        at = mark.end()
        behind = re.compile(r"\s*[(\[]").match(code, at)
        if behind is not None:
            at = side.brackets.closing(behind.end() - 1) + 1
    found = pattern.match(code, at, at + 500) if pattern else None
    if found is None:
        return None
    groups = found.groupdict()
    name, line = groups.get("type") or groups["name"], side.line(found.end() - 1)
    if groups.get("class"):
        block = next((one for one in side.blocks if one.name == name), None)
        return Subject(Kind.CLASS, name, "", block.lines if block else Lines(line, line))
    for one in side.functions:
        if one.name == name and one.first <= line <= one.last:
            return _of_function(side, side.line(at), one.last, name)
    owner = side.block(line)
    return Subject(Kind.FIELD, name, owner.name if owner else "", Lines(line, line))


def _field(side: Outline, at: int, lines: Lines) -> Subject | None:
    """The field or setting whose statement a place is in, else the call or literal; or None."""
    block = side.block(lines.first)
    patterns = _FIELDS.get(side.language, (_FIELD,))
    for place in (at, *(opened for opened, _ in side.brackets.around(at))):
        number = side.line(place)
        start = side.starts[number - 1]
        if place != at and _BODY.search(side.code[max(0, place - 40) : place]):
            break
        before = side.text[start:place]
        found = next((match for one in patterns if (match := one.match(before))), None)
        if found is not None:
            owner = block.name if block else _receiver(side, at)
            named = owner if owner != found["name"] else ""
            return Subject(Kind.FIELD, found["name"], named, Lines(number, lines.last))
    opened = next((one for one, _ in side.brackets.around(at)), None)
    mark = None if opened is None else _in_mark(side, opened)
    if mark is not None and (below := _declared_below(side, mark)) is not None:
        return below
    callee = opened and _CALLEE.search(side.code[max(0, opened - 120) : opened].rstrip())
    if callee and not _BODY.search(side.code[: opened or 0][-40:]):
        return _call(side, callee["name"], lines.first)
    return Subject(Kind.CLASS, block.name, "", block.lines) if block else None


def _receiver(side: Outline, at: int) -> str:
    """The first name of the statement that a place is in."""
    outermost = at
    for opened, _ in side.brackets.around(at):
        if side.code[opened] == "{" and _BODY.search(side.code[max(0, opened - 40) : opened]):
            break
        outermost = opened
    start = side.starts[side.line(outermost) - 1]
    start = _STATEMENT.match(side.code, start).end()  # type: ignore[union-attr]  # it matches nothing, too
    found = _RECEIVER.match(side.code, start)
    return found["name"] if found and found.end() <= at else ""
