"""The text of a file in UTF-8, which is all that Semgrep reads, where it is certain what it says.

Whoever reads bytes in another encoding than the compiler sees other code: then nobody has looked.
"""

import codecs
import re

_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HIGH = re.compile(rb"[\x80-\xff]")
# What nobody writes in a Western text: control characters, long runs of letters beyond ASCII, and
# such a letter before a character that is the second half of a Chinese or Japanese one elsewhere.
_NOT_WESTERN = re.compile(
    rb"[\x00-\x08\x0b\x0e-\x1f\x7f]"
    rb"|[\x81-\x84\x86-\x90\x98-\x9f\xa4-\xa6\xa8\xac\xaf\xb8\xd7]"
    rb"|[\x80-\xff]{4}"
    rb"|[\x80-\xff][@\[\\\]^`{|}~]"
)
_MOST_HIGH = 0.2  # of all bytes

# PEP 263. In these, all of ASCII means what it says; in others it may say anything.
_DECLARED = re.compile(rb"\A(?:[^\n\r]*(?:\r\n?|\n))??[ \t\f]*#[^\n\r]*?coding[:=][ \t]*([-\w.]+)")
_PLAIN = re.compile(
    rb"utf[-_]?8(?:[-_]?sig)?|(?:us[-_]?)?ascii|latin[-_]?[19]|l1|iso[-_]?8859[-_]\d{1,2}"
    rb"|(?:cp|windows[-_]?)125\d|koi8[-_][ru]",
    re.IGNORECASE,
)


def as_utf8(content: bytes) -> bytes | None:
    """The same text in UTF-8, line for line; None when it is not certain.

    Byte order marks in front are left out, which would hide the first line from Semgrep (measured).
    """
    if content.startswith(_UTF_16) and not content.startswith(_UTF_32):
        return _decoded(content, "utf-16")
    decoded = _decoded(content, "utf-8")
    if decoded is None and _is_western(content):
        decoded = _decoded(content, "cp1252")
    return decoded


def means_what_it_says(python: bytes) -> bool:
    """Whether Python reads this file as we do; it may declare an encoding in which it does not."""
    found = _DECLARED.match(python)
    return found is None or _PLAIN.fullmatch(found[1]) is not None


def _decoded(content: bytes, encoding: str) -> bytes | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text.lstrip("\ufeff").encode("utf-8")


def _is_western(content: bytes) -> bool:
    high = len(_HIGH.findall(content))
    return high <= _MOST_HIGH * len(content) and _NOT_WESTERN.search(content) is None
