"""What strangers wrote, made fit to be shown to a model."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NewType

from bot.review.change import DiffLine, FileChange, FileStatus, LineKind, Side
from bot.review.redaction import redact

# A function that takes `Untrusted` cannot be given a plain `str`: mypy refuses it. Only
# `untrusted` below makes one.
Untrusted = NewType("Untrusted", str)

MAX_TEXT = 8_000  # characters of a title, body or comment
MAX_LINE = 1_000  # characters of one line of code
MAX_PATH = 400  # characters of a path

_PERHAPS_HIDDEN = re.compile(r"[^\x20-\x7e\n\t]")
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})
# Code points that show nothing although Unicode calls them letters, marks or symbols: joiners,
# Hangul fillers, Khmer vowels, Mongolian and other variation selectors, the blank Braille cell.
_HIDDEN_RANGES = (
    (0x034F, 0x034F),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x2800, 0x2800),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFFA0, 0xFFA0),
    (0xE0100, 0xE01EF),
)


def untrusted(text: str, cap: int = MAX_TEXT) -> Untrusted:
    r"""The text without secrets, with every hidden character shown as `\u{…}`, cut at `cap`.

    Hidden are control, format (zero-width, bidi, tag) and unassigned characters, lone surrogates,
    variation selectors and blanks other than the space; line feeds and tabs stay.
    """
    shown = _PERHAPS_HIDDEN.sub(_show, redact(text))
    if len(shown) > cap:
        shown = f"{shown[:cap]} […{len(shown) - cap} more characters]"
    return Untrusted(shown)


def _show(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    hidden = unicodedata.category(character) in _HIDDEN_CATEGORIES or any(
        first <= code <= last for first, last in _HIDDEN_RANGES
    )
    return f"\\u{{{code:X}}}" if hidden else character


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


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A changed file as the model sees it, under a name that holds no secret."""

    path: str
    name: Untrusted
    old_name: Untrusted
    status: FileStatus
    hunks: tuple[ShownHunk, ...]


def show_file(file: FileChange, old: bytes | None, new: bytes | None) -> ShownFile:
    """The file with its lines made fit for a prompt; `old` and `new` are the whole sides.

    The sides are needed because a secret can begin above the hunk that shows its end.
    """
    sides = {Side.LEFT: _Redacted.of(old), Side.RIGHT: _Redacted.of(new)}
    hunks = tuple(
        ShownHunk(
            untrusted(hunk.heading, MAX_LINE),
            tuple(_show_line(line, sides) for line in hunk.lines),
        )
        for hunk in file.hunks
    )
    name, old_name = (_one_line(path) for path in (file.path, file.old_path))
    return ShownFile(file.path, name, old_name, file.status, hunks)


def _one_line(path: str) -> Untrusted:
    return untrusted(path.replace("\n", "\\n").replace("\t", "\\t"), MAX_PATH)


@dataclass(frozen=True, slots=True)
class _Redacted:
    """One side of a file, line by line, as it is and without its secrets."""

    lines: Sequence[str]
    without_secrets: Sequence[str]

    @classmethod
    def of(cls, data: bytes | None) -> "_Redacted":
        text = (data or b"").decode("utf-8", "surrogateescape")
        return cls(text.split("\n"), redact(text).split("\n"))

    def line(self, number: int, text: str) -> str:
        """The line without its secrets, if `text` is really what stands there."""
        at = number - 1
        if at < len(self.lines) and self.lines[at].rstrip("\r") == text.rstrip("\r"):
            return self.without_secrets[at]
        return text


def _show_line(line: DiffLine, sides: dict[Side, _Redacted]) -> ShownLine:
    side, number = (Side.LEFT, line.old) if line.new is None else (Side.RIGHT, line.new)
    text = line.text if number is None else sides[side].line(number, line.text)
    return ShownLine(line.kind, line.old, line.new, untrusted(text.rstrip("\r"), MAX_LINE))
