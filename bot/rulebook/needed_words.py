"""Which words a file must hold for a rule to find anything in it, read from the rule's expressions.

Semgrep reads every rule that it is given, and a review needs about half of them. What is said here
is never too much: an expression that this reader does not know in full needs nothing.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache, reduce

# Of each of these sets one word at least, in lower case; without it nothing is found.
Needs = frozenset[frozenset[bytes]]
NOTHING: Needs = frozenset()
_NEVER: Needs = frozenset({frozenset()})

# Gates let pass what is longer: their expressions would run into PCRE's limit there.
LONG = 20_000  # characters

_MOST_SETS = 8  # what says least is forgotten
_SHORTEST_WORD = 2  # letters
_HOW_OFTEN = re.compile(r"([*?])|(\+)|\{(\d*),?\d*\}")
_GROUP = re.compile(r"\?(?:[:>=]|<=|(?P<not>!|<!)|P?<\w+>|[ims-]+(?::|(?=\))))")
_PLAIN = re.compile(r"[\w \"'`/:=<>@,;#&%~!-]+(?![*?+{])", re.ASCII)
_CLASS = re.compile(r"\[(\^?)(\]?(?:\\.|[^\]\\])*)\]", re.DOTALL)
_ESCAPED = re.compile(r"\\(\W)", re.ASCII)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}
_PLACES = frozenset("bBAzZK")
_ONE_OF_MANY = frozenset("dDwWsShHvVRN123456789")


@lru_cache(maxsize=4096)
def needed_words(rule: str) -> Needs:
    """What a rule, as the JSON that Semgrep reads, needs of a file."""
    return _of_formula(json.loads(rule))


def may_match(needs: Needs, text: bytes) -> bool:
    """Whether a rule with such needs can find anything in this text, which is in lower case."""
    return len(text) >= LONG or all(any(word in text for word in words) for words in needs)


def _of_formula(formula: object) -> Needs:
    return _all(map(_of_entry, formula.items())) if isinstance(formula, Mapping) else NOTHING


def _of_entry(entry: tuple[object, object]) -> Needs:
    match entry:
        case "pattern-regex", str(expression):
            return _of_expression(expression)
        case "pattern-inside", formula:
            return _of_formula(formula)
        case "patterns", list(formulas):
            return _all(map(_of_formula, formulas))
        case "pattern-either" | "pattern-sources" | "pattern-sinks", [_, *_] as formulas:
            return _any(map(_of_formula, formulas))
        case _:
            return NOTHING


@lru_cache(maxsize=4096)
def _of_expression(expression: str) -> Needs:
    try:
        return _Expression(expression).read()
    except (_UnknownError, RecursionError):
        return NOTHING


def _all(parts: Iterable[Needs]) -> Needs:
    return NOTHING.union(*parts)


def _any(ways: Iterable[Needs]) -> Needs:
    """What every way needs: a word of the one or of the other."""
    needs = list(ways)
    if not all(needs):
        return NOTHING
    return reduce(lambda some, more: _shortened({a | b for a in some for b in more}), needs)


def _shortened(sets: set[frozenset[bytes]]) -> Needs:
    """The sets that say most; one that holds another says nothing beside it."""
    if len(sets) == 1:
        return frozenset(sets)
    kept: list[frozenset[bytes]] = []
    for one in sorted(sets, key=len):
        if not any(other <= one for other in kept):
            kept.append(one)
    kept.sort(key=lambda one: (-min(map(len, one), default=0), len(one), sorted(one)))
    return frozenset(kept[:_MOST_SETS])


class _UnknownError(Exception):
    """Something stands in the expression that this reader does not know."""


class _Expression:
    """Reads a regular expression of PCRE from left to right; upper and lower case are the same."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def read(self) -> Needs:
        needs = self._ways()
        if self.at < len(self.text):  # a bracket that closes what nothing opened
            raise _UnknownError
        return needs

    def _ways(self) -> Needs:
        ways = [self._sequence()]
        while self._takes("|"):
            ways.append(self._sequence())
        return _any(ways)

    def _sequence(self) -> Needs:
        found = NOTHING
        word = ""
        while self.text[self.at : self.at + 1] not in {"", "|", ")"}:
            if plain := _PLAIN.match(self.text, self.at):
                word += plain[0].lower()
                self.at = plain.end()
                continue
            one = self._one()
            least = self._least()
            if isinstance(one, str) and least is None:
                word += one
                continue
            if least != 0 and isinstance(one, str):
                word += one
            elif least != 0 and isinstance(one, frozenset):
                found |= _NEVER if least is not None and least >= LONG else one
            found |= _word(word)
            word = ""
        return found | _word(word)

    def _one(self) -> str | Needs:
        """The next letter, none where only a place is meant, or what else must be there."""
        match self._next():
            case "\\":
                return self._escaped()
            case "[":
                return self._class()
            case "(":
                return self._group()
            case "^" | "$":
                return ""
            case "*" | "+" | "?":
                raise _UnknownError
            case letter if letter == "." or not letter.isascii():
                return NOTHING
            case letter:
                return letter.lower()

    def _escaped(self) -> str | Needs:
        letter = self._next()
        if letter in _PLACES:
            return ""
        if letter in _LETTERS:
            return _LETTERS[letter]
        if letter in _ONE_OF_MANY and not (letter.isdigit() and self._next_is_digit()):
            return NOTHING
        if letter.isalnum() or not letter.isascii():
            raise _UnknownError
        return letter

    def _next_is_digit(self) -> bool:
        return self.text[self.at : self.at + 1].isdigit()

    def _class(self) -> str | Needs:
        """The letter of `[sS]`; of any other class one does not know which it will be."""
        whole = _CLASS.match(self.text, self.at - 1)
        if whole is None or "[:" in whole[2] or "\\Q" in whole[2]:
            raise _UnknownError
        self.at = whole.end()
        letters = set(_ESCAPED.sub(r"\1", whole[2]).lower())
        only = letters.pop()
        return NOTHING if letters or whole[1] or not whole[2].isascii() else only

    def _group(self) -> Needs:
        kept = True
        if self._takes("*"):
            raise _UnknownError
        if self.text.startswith("?", self.at):
            opened = _GROUP.match(self.text, self.at)
            if opened is None:
                raise _UnknownError
            self.at = opened.end()
            kept = opened["not"] is None
        needs = self._ways()
        if not self._takes(")"):
            raise _UnknownError
        return needs if kept else NOTHING

    def _least(self) -> int | None:
        """How often at least what was just read must stand there; None: just once."""
        often = _HOW_OFTEN.match(self.text, self.at)
        if often is None:
            return None
        none, once, low = often.groups()
        self.at = often.end()
        self._takes("?") or self._takes("+")
        if none:
            return 0
        if once:
            return 1
        if not low:
            raise _UnknownError
        return int(low)

    def _next(self) -> str:
        if self.at == len(self.text):
            raise _UnknownError
        self.at += 1
        return self.text[self.at - 1]

    def _takes(self, letter: str) -> bool:
        taken = self.text.startswith(letter, self.at)
        self.at += taken
        return taken


def _word(text: str) -> Needs:
    return frozenset({frozenset({text.encode()})}) if len(text) >= _SHORTEST_WORD else NOTHING
