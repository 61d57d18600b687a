"""Whether what a protection was for is still there at the head."""

import re
from collections.abc import Sequence

from bot.review.outline import Lines, Outline
from bot.review.pairs import Pair
from bot.review.subjects import Kind, Site
from bot.review.successors import Successor, share_kept

_KEPT = 0.5  # of what was protected is still there
_HANDLER = re.compile(r"(?:except|catch)\b")
_TELLING_LINE = 24  # characters without white space


def telling_line(side: Outline | None, site: Site) -> str | None:
    """The line of a site, if it is long enough to stand nowhere else by chance."""
    line = "" if side is None else "".join(side.raw[site.lines.first - 1].split())
    return line if len(line) > _TELLING_LINE else None


def is_kept(site: Site, pair: Pair, successor: Successor) -> bool:
    """Whether most of what was protected is still there; of a handler, what stands above it."""
    if site.subject.kind in {Kind.ROUTE, Kind.FIELD} or pair.base is None:
        return True
    raw, own = pair.base.raw, site.lines.first
    if not _HANDLER.match(site.word):
        share = share_kept(pair, site.subject.lines, successor, site.lines)
        return (share is None or share >= _KEPT) and not _branch_is_gone(site, pair, raw, successor)
    depth = _depth(raw[own - 1])
    first = own - 1
    while first > 1 and (not raw[first - 1].strip() or _depth(raw[first - 1]) > depth):
        first -= 1
    share = share_kept(pair, Lines(first, own - 1), successor) if first < own else None
    return share is not None and share >= _KEPT


def _branch_is_gone(site: Site, pair: Pair, raw: Sequence[str], successor: Successor) -> bool:
    """Whether the branch of the function that it stood in goes with it."""
    if site.subject.kind not in {Kind.FUNCTION, Kind.CALL}:
        return False
    number = site.lines.first
    depth, outermost = _depth(raw[number - 1]), _depth(raw[site.subject.lines.first - 1])
    while number > 1 and (not raw[number - 1].strip() or _depth(raw[number - 1]) >= depth):
        number -= 1
    branch = raw[number - 1].strip()
    if _depth(raw[number - 1]) <= outermost or number not in pair.removed:
        return False
    return branch not in {line.strip() for line in successor.head.raw}


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())
