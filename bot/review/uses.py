"""Where else the names of flagged lines stand: callers and definitions, for the second reader."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from bot.review.untrusted import MAX_LINE, Untrusted, untrusted

MAX_USES = 5
_MAX_NAMES = 5

# What is called, or defined: a name right before a parenthesis.
_NAMED = re.compile(r"\b([A-Za-z_]\w{3,80})\s{0,2}\(")
_NO_NAMES = frozenset(
    {
        "await",
        "catch",
        "elif",
        "else",
        "func",
        "print",
        "range",
        "return",
        "self",
        "super",
        "switch",
    }
    | {"throw", "when", "while", "with", "yield", "assert", "except", "isinstance", "println"}
)


def names_in(text: str) -> tuple[str, ...]:
    """The first names that a text calls or defines."""
    found = (one for one in _NAMED.findall(text) if one not in _NO_NAMES)
    return tuple(islice(dict.fromkeys(found), _MAX_NAMES))


def uses_of(quote: str, texts: Mapping[str, str]) -> tuple[Untrusted, ...]:
    """At most five lines of these files, by path, that hold a name of the quote and are not in it.

    Where there are many, the names take turns.
    """
    flagged = {line.strip() for line in quote.split("\n")}
    found = [_lines_with(name, texts, flagged) for name in names_in(quote)]
    uses: dict[Untrusted, None] = {}
    while found and len(uses) < MAX_USES:
        lines = found.pop(0)
        use = next(lines, None)
        if use is not None:
            uses[use] = None
            found.append(lines)
    return tuple(uses)


def _lines_with(name: str, texts: Mapping[str, str], flagged: set[str]) -> Iterator[Untrusted]:
    whole = re.compile(rf"\b{re.escape(name)}\b", re.ASCII)
    for path, text in texts.items():
        if name not in text:
            continue
        for number, line in enumerate(text.split("\n"), 1):
            if name in line and whole.search(line) and line.strip() not in flagged:
                yield untrusted(f"{path}:{number}: {line.strip()}", MAX_LINE)
