"""What protects a program: kinds of protections, and the signs by which each is known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.review.principles import Rule


class Covers(StrEnum):
    """What a sign protects: the thing it stands at, one call, one field, or all that comes."""

    PLACE = "place"
    CALL = "call"
    FIELD = "field"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Sign:
    """One way to write a protection; `in_text` is looked for in strings, too.

    Where `unless` matches anything in a file, the sign means something else there.
    """

    pattern: re.Pattern[str]
    covers: Covers
    in_text: bool
    is_mark: bool
    unless: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Protection:
    """A kind of protection, told of by `rule` when a change removes one.

    `signs` are those of each language. `answered_by` are other kinds that are as good, `said_by`
    categories of rules that tell of the same loss at the head. `likely` matches names that may be
    the same kind in a project's own words, and `refuses` what a function of that kind does.
    `only_where_kept`: it is worth a word only where most of what it protected is still there.
    `spares` matches names of what it does not protect, `hollow` statements that protect nothing.
    """

    rule: Rule
    signs: Mapping[str, tuple[Sign, ...]]
    likely: re.Pattern[str]
    refuses: re.Pattern[str] | None = None
    answered_by: frozenset[str] = frozenset()
    said_by: frozenset[str] = frozenset()
    only_where_kept: bool = False
    spares: re.Pattern[str] | None = None
    hollow: re.Pattern[str] | None = None
