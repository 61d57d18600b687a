"""What strangers wrote, made fit to be shown to a model."""

import re
import unicodedata
from typing import NewType

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
