"""Go source read as far as samples need it: assignments and results, made of literals and calls."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bench.suites.go_expressions import (
    Call,
    Composite,
    Expression,
    GoError,
    Literal,
    Name,
    Sum,
    Unknown,
)

_TOKEN = re.compile(
    r"(?P<space>\s+|//[^\n]*|/\*.*?\*/)"
    r"|(?P<raw>`[^`]*`)"
    r'|(?P<text>"(?:\\.|[^"\\\n])*")'
    r"|(?P<rune>'(?:\\.|[^'\\\n])+')"
    r"|(?P<number>\d[\w.]*)"
    r"|(?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)"
    r"|(?P<sign>:=|\.\.\.|[^\w\s])",
    re.DOTALL,
)
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_NO_NAME = frozenset({"func", "interface", "struct"})


@dataclass(frozen=True, slots=True)
class Function:
    """A function: its parameters, what it assigns in the order of the source, what it returns."""

    name: str
    parameters: tuple[str, ...]
    assignments: tuple[tuple[str, Expression], ...]
    result: Expression | None


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


def functions(source: str) -> list[Function]:
    """Every function of a file; what stands outside of all is that of a first one without name."""
    tokens = _tokens(source)
    starts = [at for at, (token, follows) in enumerate(pairwise(tokens)) if _starts(token, follows)]
    ends = [*starts[1:], len(tokens)][: len(starts)]
    outside = tokens[: starts[0]] if starts else tokens
    return [
        Function("", (), tuple(_assignments(outside)), None),
        *(_function(tokens[start:end]) for start, end in zip(starts, ends, strict=True)),
    ]


def _starts(token: _Token, follows: _Token) -> bool:
    return token.kind == "name" and token.text == "func" and follows.kind == "name"


def _function(tokens: Sequence[_Token]) -> Function:
    closing = next(at for at, token in enumerate(tokens) if token.text == ")")
    parameters = [
        token.text
        for before, token in pairwise(tokens[2:closing])
        if before.text in {"(", ","} and token.kind == "name"
    ]
    returns = [at for at, token in enumerate(tokens) if token.text == "return"]
    result = _Parser(tokens, returns[-1] + 1).whole() if returns else None
    return Function(tokens[1].text, tuple(parameters), tuple(_assignments(tokens)), result)


def _assignments(tokens: Sequence[_Token]) -> Iterator[tuple[str, Expression]]:
    for at, token in enumerate(tokens[:-2]):
        follows = tokens[at + 1]
        if token.kind == "name" and follows.text in {":=", "="} and tokens[at + 2].text != "=":
            yield token.text, _Parser(tokens, at + 2).whole()


def _tokens(source: str) -> list[_Token]:
    tokens: list[_Token] = []
    line = 1
    for found in _TOKEN.finditer(source):
        if found.lastgroup != "space":
            tokens.append(_Token(str(found.lastgroup), found[0], line))
        line += found[0].count("\n")
    return tokens


class _Parser:
    """One expression, from a place among the tokens."""

    def __init__(self, tokens: Sequence[_Token], at: int) -> None:
        self.tokens = tokens
        self.at = at

    def whole(self) -> Expression:
        """The expression, or Unknown."""
        line = self._line()
        try:
            return self._sum()
        except GoError as exc:
            return Unknown(str(exc), line)

    def _sum(self) -> Expression:
        parts = [self._one()]
        while self._takes("+"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else Sum(tuple(parts))

    def _one(self) -> Expression:
        token = self._next()
        if token.kind in {"raw", "text", "number"}:
            return _literal(token)
        if token.text in {"&", "*"}:
            return self._one()
        if token.text == "(":
            inner = self._sum()
            self._expect(")")
            return inner
        if token.text == "{":
            return self._composite("", token.line)
        return self._after_type(self._type(token), token.line)

    def _type(self, first: _Token) -> str:
        """A name, or a type that begins with a bracket: everything up to its last word."""
        if first.text not in {"[", "map"}:
            if first.kind != "name" or first.text in _NO_NAME:
                raise GoError(f"`{first.text}` in an expression")
            return first.text
        words = [first.text]
        while words[-1] != "]":
            words.append(self._next().text)
        return "".join(words) + self._type(self._next())

    def _after_type(self, name: str, line: int) -> Expression:
        if self._takes("("):
            return self._call(name)
        if self._takes("{"):
            return self._composite(name, line)
        if "[" in name:
            raise GoError(f"the type {name} alone")
        return Name(name)

    def _call(self, name: str) -> Expression:
        arguments: list[Expression] = []
        spread = False
        while not self._takes(")"):
            arguments.append(self._element(")"))
            spread = self._takes("...")
            self._separator(")")
        call = Call(name, tuple(arguments), spread)
        if self._peek() == ".":
            raise GoError(f"a method of what {name} returns")
        return call

    def _composite(self, name: str, line: int) -> Expression:
        elements: list[tuple[Expression | None, Expression]] = []
        while not self._takes("}"):
            key, value = None, self._element("}")
            if self._takes(":"):
                key, value = value, self._element("}")
            elements.append((key, value))
            self._separator("}")
        return Composite(name, tuple(elements), line)

    def _element(self, closing: str) -> Expression:
        """One element; when it is not understood, the next one is still read."""
        start, line = self.at, self._line()
        found = self.whole()
        if isinstance(found, Unknown) or self._peek() in {",", ":", "...", closing}:
            reason = found.reason if isinstance(found, Unknown) else ""
        else:
            reason = f"`{self._peek()}` after an element"
        if not reason:
            return found
        self.at = start
        self._skip(closing)
        return Unknown(reason, line)

    def _skip(self, closing: str) -> None:
        depth = 0
        while depth or self._peek() not in {",", closing}:
            text = self._next().text
            depth += (text in _OPENING) - (text in _CLOSING)

    def _separator(self, closing: str) -> None:
        if not self._takes(",") and self._peek() != closing:
            raise GoError(f"`{self._peek()}` between elements")

    def _expect(self, text: str) -> None:
        if not self._takes(text):
            raise GoError(f"`{self._peek()}` where `{text}` is expected")

    def _takes(self, text: str) -> bool:
        if self._peek() != text:
            return False
        self.at += 1
        return True

    def _peek(self) -> str:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        return token.text if token and token.kind in {"sign", "name"} else "" if token else "end"

    def _next(self) -> _Token:
        if self.at >= len(self.tokens):
            raise GoError("the end of the file")
        self.at += 1
        return self.tokens[self.at - 1]

    def _line(self) -> int:
        return self.tokens[min(self.at, len(self.tokens) - 1)].line


def _literal(token: _Token) -> Literal:
    """A string as it is written; Go's escapes are Python's, but for a byte of a character."""
    if token.kind == "raw":
        return Literal(token.text[1:-1].replace("\r", ""), token.line)
    if token.kind == "number":
        return Literal(token.text, token.line)
    try:
        return Literal(str(ast.literal_eval(token.text)), token.line)
    except (SyntaxError, ValueError) as exc:
        raise GoError("an escape") from exc
