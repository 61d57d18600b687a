"""The function around a line, as far as brackets and indentation tell."""

from collections.abc import Sequence

from bot.review.functions import Function, functions_of
from bot.review.languages import Language

MAX_LINES = 80  # a longer function tells a reader less than it costs


def enclosing(lines: Sequence[str], line_number: int, language: Language) -> tuple[int, int] | None:
    """The first and last line, 1-based, of the function around a line; None outside of all.

    Of several, the innermost that has a name and at most `MAX_LINES`, then the innermost of at
    most `MAX_LINES`, then the innermost.
    """
    return around(functions_of("\n".join(lines), language), line_number)


def around(functions: Sequence[Function], line_number: int) -> tuple[int, int] | None:
    """The same, where a file's functions are known."""
    found = [one for one in functions if one.first <= line_number <= one.last]
    found.sort(key=lambda one: (_is_long(one), not one.name, one.last - one.first))
    return (found[0].first, found[0].last) if found else None


def _is_long(function: Function) -> bool:
    return function.last - function.first >= MAX_LINES
