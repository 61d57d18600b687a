"""The one way in which text that somebody else wrote gets into our Markdown."""

import re
from urllib.parse import quote, urlsplit

from bot.review.change import Side
from bot.review.findings import Location
from bot.review.hidden import hides
from bot.review.redaction import redact

MAX_TEXT = 4_000  # characters of one text of somebody's

# Splits what GitHub would link, mention or close, without being seen.
_BREAK = "\u200b"
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SURROGATE_BYTES = range(0xDC80, 0xDD00)
_ESCAPES = str.maketrans(
    {
        **{char: f"\\{char}" for char in "\\`*_[]|~$^!"},
        "<": "&lt;",
        ">": "&gt;",
        "&": "&amp;",
        "@": f"@{_BREAK}",
        "#": f"\\#{_BREAK}",
    }
)
# GitHub links `GH-12`, `www.` and any `scheme://` without being asked.
_REFERENCES = (
    (re.compile(r"\b(GH)-(?=\d)", re.IGNORECASE), rf"\1-{_BREAK}"),
    (re.compile(r"(www)(?=\.)", re.IGNORECASE), rf"\1{_BREAK}"),
    (re.compile(r":(?=//)"), f":{_BREAK}"),
)
# What begins a list, a rule or a heading when it begins a line.
_BLOCK_START = re.compile(r"\A(?:(?=[-+=])|(\d{1,9})(?=[.)](?: |\Z)))")
_CODE_SPAN = re.compile(r"(?<![`\\])`([^`\n]+)`(?!`)")
_PLAIN_URL = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+/[A-Za-z0-9._~/%#-]*")


def visible(text: str, keep: str = "") -> str:
    r"""The text with everything that hides or steers shown as `\xNN` or `\u{NNNN}`.

    Bytes that were not UTF-8 (surrogates) are shown too, so the result can always be encoded.
    Odd spaces become plain ones; the characters of `keep` stay.
    """
    if not hides(text):
        return text
    return "".join(char if char in keep else _seen(char) for char in _SPACE.sub(" ", text))


def inline(text: str, limit: int = MAX_TEXT) -> str:
    """Untrusted text as one line of Markdown that reads exactly as the text and does nothing.

    Secrets are redacted here, and in the two functions below, before anything is cut at `limit`
    characters.
    """
    return _escaped(_folded(_bounded(text, limit)))


def prose(text: str, limit: int = MAX_TEXT) -> str:
    """Untrusted sentences as paragraphs of Markdown; of its markup only `code` is kept."""
    paragraphs = (_folded(one) for one in re.split(r"\n[ \t\r]*\n", _bounded(text, limit)))
    return "\n\n".join(_with_code(one) for one in paragraphs if one)


def sentence(text: str, limit: int = MAX_TEXT) -> str:
    """The same as `prose`, but in one line."""
    return _with_code(_folded(_bounded(text, limit)))


def code(text: str) -> str:
    """Untrusted text as a code span in one line; not for tables, where `|` would cut it.

    Nothing is redacted, because paths and ids stay exact.
    """
    shown = visible(text) or " "
    fence = "`" * (_longest_run(shown) + 1)
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def fenced(text: str, language: str = "") -> str:
    """Untrusted lines as a code block whose fence is longer than any inside it."""
    shown = visible(text.replace("\r\n", "\n"), keep="\n\t").removesuffix("\n")
    fence = "`" * max(3, _longest_run(shown) + 1)
    return f"{fence}{language}\n{shown}\n{fence}"


def link(label: str, url: str) -> str:
    """A link to a place of our own; `label` is Markdown already. ValueError for an odd URL."""
    if not _PLAIN_URL.fullmatch(url) or not urlsplit(url).hostname:
        raise ValueError(f"{url!r} is no plain web address.")
    return f"[{label}]({url})"


def permalink(repository_url: str, sha: str, location: Location) -> str:
    """The web address of these lines at that commit."""
    path = quote(location.path.encode("utf-8", "surrogateescape"), safe="/")
    return f"{repository_url.rstrip('/')}/blob/{sha}/{path}#{_lines(location)}"


def clipped(text: str, limit: int) -> str:
    """The text, or its first `limit` characters and an ellipsis."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def place(location: Location) -> str:
    """A location in plain words of Markdown: the path, and which lines of which side."""
    first, last = location.start_line, location.end_line
    lines = f"line {first}" if first == last else f"lines {first}-{last}"
    before = " before this change" if location.side is Side.LEFT else ""
    return f"{code(location.path)}, {lines}{before}"


def _bounded(text: str, limit: int) -> str:
    return clipped(redact(text), limit)


def _lines(location: Location) -> str:
    first, last = location.start_line, location.end_line
    return f"L{first}" if first == last else f"L{first}-L{last}"


def _seen(char: str) -> str:
    if not hides(char):
        return char
    number = ord(char)
    if number in _SURROGATE_BYTES:
        return f"\\x{number - 0xDC00:02x}"
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{{{number:x}}}"  # noqa: PLR2004  one byte


def _folded(text: str) -> str:
    return " ".join(visible(text, keep="\r\n\t").split())


def _escaped(text: str) -> str:
    text = text.translate(_ESCAPES)
    for pattern, replacement in _REFERENCES:
        text = pattern.sub(replacement, text)
    return _BLOCK_START.sub(r"\1\\", text)


def _with_code(text: str) -> str:
    pieces = _CODE_SPAN.split(text)
    return "".join(
        code(piece) if index % 2 else _escaped(piece) for index, piece in enumerate(pieces)
    )


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
