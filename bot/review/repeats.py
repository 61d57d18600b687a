"""What a change writes again: functions of its own beside ones that were there before."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.review.change import DiffLine, FileChange, LineKind
from bot.review.facts import Fact, Kind, is_by_hand, is_test, place
from bot.review.functions import functions_of
from bot.review.languages import Language, language_of
from bot.review.likeness import Body, bodies_of, may_hold_one_like, seconds
from bot.review.shown import one_line
from bot.review.untrusted import untrusted

_MAX_FILES = 60  # changed ones in which functions are looked for
_MAX_CHARACTERS = 120_000  # of one of them
_MAX_NAME = 80
_HEAD_OF_FUNCTION = re.compile(r"\b(?:def|func|fun|fn|function)\b|=>|\)[^;]*\{\s*$")
# Where people put what others are to use.
_HELPFUL = re.compile(
    r"util|helper|common|shared|support|tool|format|convert|parse|valid|string|date|time|money|core"
    r"|(?:^|/)lib",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Added:
    """A function that is new as a whole."""

    language: Language
    body: Body


def may_add_functions(files: Sequence[FileChange]) -> list[FileChange]:
    """The files whose added lines may hold a function, in code that people run."""
    wanted = (
        file
        for file in files
        if language_of(file.path) is not None
        and is_by_hand(file.path)
        and not is_test(file.path)
        and any(_HEAD_OF_FUNCTION.search(line.text) for line in _lines(file, LineKind.ADDED))
    )
    return list(wanted)[:_MAX_FILES]


def added_functions(file: FileChange, old: str, new: str) -> Iterator[Added]:
    """The functions that a file has only since the change."""
    language = language_of(file.path)
    if language is None or len(new) > _MAX_CHARACTERS:
        return
    lines = {line.new for line in _lines(file, LineKind.ADDED)}
    fresh = [
        body
        for body in bodies_of(file.path, new, language)
        if lines.issuperset(range(body.function.first, body.function.last + 1))
    ]
    before = {one.name for one in functions_of(old, language)} if fresh else set()
    for body in fresh:
        if body.function.name not in before:
            yield Added(language, body)


def candidates(
    added: Sequence[Added], changed: Sequence[FileChange], paths: Sequence[str]
) -> list[str]:
    """Where a function like those would stand, the likeliest first."""
    languages = {one.language for one in added}
    own = {file.old_path for file in changed}
    tops = {file.path.partition("/")[0] for file in changed}
    found = [
        path
        for path in paths
        if language_of(path) in languages and is_by_hand(path) and not is_test(path)
    ]
    found.sort(
        key=lambda path: (
            path not in own,
            _HELPFUL.search(path) is None,
            path.partition("/")[0] not in tops,
            path,
        )
    )
    return found


def repeats(
    added: Sequence[Added], changed: Sequence[FileChange], texts: Mapping[str, str]
) -> Iterator[Fact]:
    """Each function that is added although one like it stands in these texts of the base."""
    gone = {
        (file.old_path, line.old) for file in changed for line in _lines(file, LineKind.REMOVED)
    }
    for language in sorted({one.language for one in added}):
        own = [one.body for one in added if one.language is language]
        existing = [
            body
            for path, text in texts.items()
            if language_of(path) is language and may_hold_one_like(own, text)
            for body in bodies_of(path, text, language)
            # A function that moves is no second one.
            if not gone & {(path, body.function.first), (path, body.function.last)}
        ]
        for one in seconds(own, existing):
            yield _repeat(one.added, one.existing)


def _repeat(added: Body, existing: Body) -> Fact:
    there = place(existing.path, existing.function.first)
    new, old = (untrusted(one.function.name, _MAX_NAME) for one in (added, existing))
    text = (
        f"{new} (line {added.function.first} of {one_line(added.path)} in the new revision) looks "
        f"like a second {old}: exists at {there}"
    )
    return Fact(Kind.SECOND, text, frozenset((there,)))


def _lines(file: FileChange, kind: LineKind) -> Iterator[DiffLine]:
    return (line for hunk in file.hunks for line in hunk.lines if line.kind is kind)
