"""What strangers wrote, made fit to be shown to a model."""

import re
from typing import NewType

from bot.review.hidden import hides
from bot.review.redaction import redact

# A function that takes `Untrusted` cannot be given a plain `str`: mypy refuses it. Only
# `untrusted` below makes one.
Untrusted = NewType("Untrusted", str)

MAX_TEXT = 8_000  # characters of a title, body or comment
MAX_LINE = 1_000  # characters of one line of code
MAX_PATH = 400  # characters of a path

_PERHAPS_HIDDEN = re.compile(r"[^\x20-\x7e\n\t]")


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
    return f"\\u{{{ord(match[0]):X}}}" if hides(match[0]) else match[0]
