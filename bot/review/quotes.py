"""Where a quote stands in a change; a model's line numbers are only a hint."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.review.change import LineKind, Side
from bot.review.shown import ShownFile, ShownLine

NEARBY = 5  # lines by which a model miscounts
MAX_QUOTE = 6  # lines; what a longer quote says beyond them is not read
SHORTEST_PART = 8  # characters of a quote that is less than a whole line

# The numbers and sign that stand before a line in the prompt, if the model copied them too.
_NUMBERS = re.compile(r"^(?:L\d{1,9} R\d{1,9}|[LR]\d{1,9}) [-+ ]")


class Miss(StrEnum):
    """Why a quote has no place."""

    NOT_FOUND = "quote not found"
    NOT_UNIQUE = "quote stands in several places"
    OFF_DIFF = "no changed line quoted"


@dataclass(frozen=True, slots=True)
class Place:
    """The lines that a quote stands on; `whole` when it quotes each of them from end to end."""

    side: Side
    lines: tuple[ShownLine, ...]
    whole: bool

    @property
    def first(self) -> int:
        """The number of its first line."""
        return self.lines[0].number(self.side) or 0

    @property
    def last(self) -> int:
        """The number of its last line."""
        return self.lines[-1].number(self.side) or 0


def folded(text: str) -> str:
    """The text with every run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def locate(quote: str, file: ShownFile, side: Side, start: int, end: int) -> Place | Miss:
    """Where the quote stands: on the claimed lines, else nearby, else anywhere in the file.

    Nearby and anywhere it must be the only place; the other side is tried last.
    """
    wanted = _wanted(quote)
    places = list(_places(wanted, file, side)) if wanted else []
    if not places and wanted:
        other = Side.LEFT if side is Side.RIGHT else Side.RIGHT
        places = list(_places(wanted, file, other))
    place = _choose(places, start, end)
    if isinstance(place, Miss):
        return place
    if all(line.kind is LineKind.CONTEXT for line in place.lines):
        return Miss.OFF_DIFF
    return place


def _wanted(quote: str) -> list[str]:
    lines = (folded(_NUMBERS.sub("", line)) for line in quote.split("\n"))
    return [line for line in lines if line][:MAX_QUOTE]


def _choose(places: list[Place], start: int, end: int) -> Place | Miss:
    if not places:
        return Miss.NOT_FOUND
    claimed = [place for place in places if start <= place.first and place.last <= max(start, end)]
    if claimed:
        return claimed[0]
    nearby = [place for place in places if abs(place.first - start) <= NEARBY]
    candidates = nearby or places
    return candidates[0] if len(candidates) == 1 else Miss.NOT_UNIQUE


def _places(wanted: list[str], file: ShownFile, side: Side) -> Iterator[Place]:
    for hunk in file.hunks:
        side_lines = [line for line in hunk.lines if line.number(side) is not None]
        lines = [(at, text) for at, line in enumerate(side_lines) if (text := folded(line.text))]
        for start in range(len(lines) - len(wanted) + 1):
            window = lines[start : start + len(wanted)]
            whole = all(quoted == text for quoted, (_, text) in zip(wanted, window, strict=True))
            if whole or (len(wanted) == 1 and _is_part(wanted[0], window[0][1])):
                # With the blank lines between: what is printed is numbered from the first one.
                yield Place(side, tuple(side_lines[window[0][0] : window[-1][0] + 1]), whole)


def _is_part(quoted: str, text: str) -> bool:
    """Whether the line holds the quote, cut between words and long enough to mean something."""
    at = text.find(quoted) if len(quoted) >= SHORTEST_PART else -1
    if at < 0:
        return False
    before, behind = text[:at][-1:], text[at + len(quoted) :][:1]
    cut_before = _in_word(before) and _in_word(quoted[0])
    cut_behind = _in_word(behind) and _in_word(quoted[-1])
    return not (cut_before or cut_behind)


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
