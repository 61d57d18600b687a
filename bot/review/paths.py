"""Which paths a policy's patterns mean: the rules of `.gitignore`, and no pattern is slow.

`*` and `?` stay within a folder, `**` crosses folders, `[a-z]` and `[!a-z]` are one character,
and a backslash takes the next character as it is. A pattern without a slash matches at any depth,
one with a slash counts from the top, one that names a folder means everything in it, and one that
ends in a slash means folders only. See https://git-scm.com/docs/gitignore#_pattern_format.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

MAX_PATTERN = 500  # characters; longer than any path that people write down

# What no path has: a pattern that means nothing excludes nothing.
_NOTHING = re.compile(r"(?!)")


def matches(path: str, patterns: Iterable[str]) -> bool:
    """Whether any of the patterns means this path (of a file, `/` between folders)."""
    return any(_compiled(pattern).match(path) for pattern in patterns)


def in_scope(path: str, include: Iterable[str], exclude: Iterable[str]) -> bool:
    """Whether a path is included and not excluded."""
    return matches(path, include) and not matches(path, exclude)


def pattern_problem(pattern: str) -> str | None:
    """Why a pattern can never match, with what to do about it; None when it can."""
    if len(pattern) > MAX_PATTERN:
        return f"is longer than {MAX_PATTERN} characters; shorten it"
    if pattern.startswith("!"):
        return "begins with `!`; move what it brings back into a pattern of its own"
    try:
        _expression(pattern)
    except ValueError as exc:
        return str(exc)
    return None


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    if pattern_problem(pattern) is not None:
        return _NOTHING
    return re.compile(_expression(pattern), re.DOTALL)


def _expression(pattern: str) -> str:
    """The pattern as a regular expression that never tries a path twice.

    What stands between two wildcards is looked for from the left, and the first place is kept
    (an atomic group): a wildcard behind it can take up all that a later place would have left.
    """
    folders_only = pattern.endswith("/")
    inner = pattern.removesuffix("/")
    segments = inner.removeprefix("/").split("/")
    if "/" not in inner:
        segments.insert(0, "**")
    if "" in segments or {".", ".."} & set(segments):
        raise ValueError("holds an empty part, `.` or `..`; write a path from the top")
    first, *later = _runs(segments)
    ends_open = bool(later) and not later[-1]  # in `**`
    if ends_open:
        later.pop()
    expression = f"{first}/" if first and (later or ends_open) else first
    if later:
        expression += "".join(f"(?>(?:[^/]++/)*?{run}/)" for run in later[:-1])
        expression += f"(?:[^/]++/)*?{later[-1]}{'/' if ends_open else ''}"
    if ends_open:
        return expression + ("[^/]++/" if folders_only else "") + "."
    return expression + ("/" if folders_only else r"(?:/|\Z)")


def _runs(segments: list[str]) -> list[str]:
    """The expressions for what stands between one `**` and the next, and before the first."""
    runs: list[list[str]] = [[]]
    for segment in segments:
        if set(segment) != {"*"} or segment == "*":
            runs[-1].append(_segment(segment))
        elif runs[-1] or len(runs) == 1:
            runs.append([])
    return ["/".join(run) for run in runs]


def _segment(segment: str) -> str:
    """One folder's or file's part of a pattern: it matches up to the next slash or the end."""
    chunks: list[str] = [""]
    position = 0
    while position < len(segment):
        if segment[position] == "*":
            chunks.append("")
            position += 1
        else:
            expression, position = _character(segment, position)
            chunks[-1] += expression
    first, *later = chunks
    if not later:
        return first
    inner = "".join(f"(?>[^/]*?{chunk})" for chunk in later[:-1] if chunk)
    # A segment is never empty, so `*` alone needs a character.
    start = first if first or inner or later[-1] else "(?=[^/])"
    return f"{start}{inner}[^/]*{later[-1]}" if later[-1] else f"{start}{inner}[^/]*+"


def _character(segment: str, position: int) -> tuple[str, int]:
    """The expression for the one character that stands here, and where the next one begins."""
    match segment[position]:
        case "?":
            return "[^/]", position + 1
        case "\\":
            if position + 1 == len(segment):
                raise ValueError("ends in a backslash; write two for a real one")
            return re.escape(segment[position + 1]), position + 2
        case "[":
            return _character_class(segment, position)
        case other:
            return re.escape(other), position + 1


def _character_class(segment: str, position: int) -> tuple[str, int]:
    negated = segment[position + 1 : position + 2] in {"!", "^"}
    start = position + (2 if negated else 1)
    # A closing bracket in the first place is one of the class.
    end = segment.find("]", start + 1)
    if end < 0:
        raise ValueError("holds a `[` without its `]`; write `\\[` for a real one")
    inside = segment[start:end]
    if "\\" in inside or "[:" in inside:
        raise ValueError("holds a backslash or `[:` between brackets; write the characters out")
    members = "".join(_members(inside))
    return f"(?!/)[{'^' if negated else ''}{members}]", end + 1


def _members(inside: str) -> Iterator[str]:
    position = 0
    while position < len(inside):
        first, last = inside[position], inside[position]
        if inside[position + 1 : position + 2] == "-" and position + 2 < len(inside):
            last = inside[position + 2]
            position += 2
        if first > last:
            raise ValueError(f"holds the range `{first}-{last}`, which is empty; turn it round")
        yield f"{re.escape(first)}-{re.escape(last)}"
        position += 1
