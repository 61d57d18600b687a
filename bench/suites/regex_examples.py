"""A text that a regular expression matches, by chance that can be repeated."""

import random
import re
import string
from collections.abc import Callable
from itertools import chain

_WORD = string.ascii_letters + string.digits + "_"
_CLASSES = {"w": _WORD, "d": string.digits, "s": " "}
_CONTROL = {"n": "\n", "r": "\r", "t": "\t"}
_NO_WIDTH = frozenset("bBAzZ")
_MORE = 8  # repetitions at most where there is no limit
_GROUP = re.compile(r"\?(?:P?<\w+>|[a-zA-Z-]*:)")
_FLAGS = re.compile(r"\(\?[a-zA-Z-]+\)")
_TIMES = re.compile(r"\{(\d+)(?:(,)(\d*))?\}")

Made = Callable[[random.Random], str]


class PatternError(Exception):
    """A regular expression that is more than this reader understands."""


def example(pattern: str, chance: random.Random) -> str:
    """One text that the pattern matches as a whole. Raises PatternError."""
    parser = _Parser(pattern)
    made = parser.either()
    if parser.at < len(pattern):
        raise PatternError(f"`{pattern[parser.at]}` at {parser.at}")
    return made(chance)


class _Parser:
    """The syntax that Go and Python share, without look-around and references back."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def either(self) -> Made:
        """Branches, up to a closing bracket or the end."""
        branches = [self._sequence()]
        while self._takes("|"):
            branches.append(self._sequence())
        return lambda chance: chance.choice(branches)(chance)

    def _sequence(self) -> Made:
        parts: list[Made] = []
        while self.at < len(self.pattern) and self._peek() not in "|)":
            parts.append(self._repeated(self._one()))
        return lambda chance: "".join(part(chance) for part in parts)

    def _repeated(self, one: Made) -> Made:
        least, most = 1, 1
        if self._takes("?"):
            least, most = 0, 1
        elif self._takes("*"):
            least, most = 0, _MORE
        elif self._takes("+"):
            least, most = 1, 1 + _MORE
        elif times := _TIMES.match(self.pattern, self.at):
            self.at = times.end()
            least = int(times[1])
            most = int(times[3]) if times[3] else least + _MORE if times[2] else least
        else:
            return one
        self._takes("?")
        return lambda chance: "".join(one(chance) for _ in range(chance.randint(least, most)))

    def _one(self) -> Made:
        flags = _FLAGS.match(self.pattern, self.at)
        if flags:
            self.at = flags.end()
            return _text("")
        char = self._next()
        if char == "(":
            return self._group()
        if char == "[":
            return _among(self._class())
        if char == "\\":
            return _among(self._escaped())
        if char == ".":
            return _among(_WORD)
        return _text("" if char in "^$" else char)

    def _group(self) -> Made:
        if self._peek() == "?":
            named = _GROUP.match(self.pattern, self.at)
            if named is None:
                raise PatternError("a group that is no group")
            self.at = named.end()
        made = self.either()
        if not self._takes(")"):
            raise PatternError("a group without an end")
        return made

    def _class(self) -> str:
        if self._peek() == "^":
            raise PatternError("a class of what is not meant")
        chosen: list[str] = []
        while not (chosen and self._takes("]")):
            first = self._member()
            ranged = self.pattern[self.at : self.at + 1] == "-"
            if ranged and len(first) == 1 and self.pattern[self.at + 1 : self.at + 2] != "]":
                self.at += 1
                last = self._member()
                chosen += [chr(one) for one in range(ord(first), ord(last) + 1)]
            else:
                chosen += first
        return "".join(dict.fromkeys(chain(chosen)))

    def _member(self) -> str:
        char = self._next()
        return self._escaped() if char == "\\" else char

    def _escaped(self) -> str:
        char = self._next()
        if char in _NO_WIDTH:
            return ""
        return _CLASSES.get(char) or _CONTROL.get(char, char)

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _next(self) -> str:
        if self.at >= len(self.pattern):
            raise PatternError("it ends too early")
        self.at += 1
        return self.pattern[self.at - 1]

    def _takes(self, text: str) -> bool:
        if self._peek() != text:
            return False
        self.at += 1
        return True


def _text(text: str) -> Made:
    return lambda _: text


def _among(chars: str) -> Made:
    return (lambda chance: chance.choice(chars)) if chars else _text("")
