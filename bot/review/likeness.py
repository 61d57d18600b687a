"""Functions that a change writes although one like them exists."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.review.functions import Function, functions_of
from bot.review.languages import Language

# Chosen on the histories of public projects in the six languages, for few false alarms: siblings
# that follow one pattern (`canUpdateLink`, `canUpdateBoard`, `useBoard`, `useBoards`) share up to
# nine tenths of their words, and a name that three functions have is a role and no helper.
_LIKE_WITH_THE_SAME_NAME = 0.4
_LIKE_WITHIN_AN_OBJECT = 0.95  # where many have a method of that name on purpose
_FEWEST_WORDS = 6  # of a body; below that, everything looks like everything
_FEWEST_WORDS_WITHOUT_BOTH = 10  # of a body that is under another name, or within an object
_FEWEST_PARTS = 2  # of a name; `run` and `render` are everywhere
_MOST_NAMESAKES = 2

_COMMENT = re.compile(r"(?m)^\s*(?:#|//|\*|/\*)[^\n]*$")
_WORD = re.compile(r"[A-Za-z_$][\w$]*|\d+")
_NAME_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_SYNONYMS: Mapping[str, str] = {
    **dict.fromkeys(("fetch", "load", "retrieve", "read", "find", "lookup"), "get"),
    **dict.fromkeys(("make", "build", "new", "generate"), "create"),
    **dict.fromkeys(("has", "check", "can"), "is"),
    **dict.fromkeys(("decode",), "parse"),
    **dict.fromkeys(("as", "into", "convert"), "to"),
}
# What a language asks every object for.
_ON_PURPOSE = frozenset({("string", "to"), ("code", "hash"), ("dict", "to"), ("json", "to")})
_MEANT = frozenset(_SYNONYMS.values())
# Keywords and types that say nothing of what a function does.
_EVERYWHERE = frozenset(
    (
        *("and", "as", "async", "await", "break", "case", "catch", "class", "const"),
        *("continue", "def", "default", "defer", "do", "elif", "else", "enum", "err", "error"),
        *("except", "export", "extends", "false", "final", "finally", "fn", "for", "from"),
        *("fun", "func", "function", "go", "if", "impl", "import", "in", "instanceof", "int"),
        *("interface", "is", "let", "match", "mut", "new", "nil", "none", "not", "null", "ok"),
        *("or", "override", "pass", "private", "protected", "pub", "public", "range", "return"),
        *("self", "static", "string", "struct", "super", "switch", "this", "throw", "throws"),
        *("true", "try", "type", "undefined", "use", "val", "var", "void", "when", "where"),
        *("while", "with", "yield", "str", "bool"),
    )
)


@dataclass(frozen=True, slots=True)
class Body:
    """A function of a file, and the words that it consists of: each once, and as they stand."""

    path: str
    function: Function
    words: frozenset[str]
    sequence: tuple[str, ...]
    name: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Second:
    """A function that is added, and the one like it that exists."""

    added: Body
    existing: Body


def bodies_of(path: str, text: str, language: Language) -> Iterator[Body]:
    """The named functions of a file that are long enough to be compared."""
    lines = text.split("\n")
    for one in functions_of(text, language):
        if one.name:
            code = _COMMENT.sub("", "\n".join(lines[one.first - 1 : one.last]))
            named = {*_EVERYWHERE, one.name.lower()}
            words = [word for word in _WORD.findall(code.lower()) if word not in named]
            unlike = frozenset(words)
            if len(unlike) >= _FEWEST_WORDS:
                yield Body(path, one, unlike, tuple(words), _name_parts(one.name))


def may_hold_one_like(added: Iterable[Body], text: str) -> bool:
    """Whether it is worth while to look for functions like these in a file."""
    folded = text.lower()
    return any(
        all(part in folded for part in one.name if part not in _MEANT)
        or all(word in folded for word in one.words)
        for one in added
    )


def seconds(added: Iterable[Body], existing: Sequence[Body]) -> Iterator[Second]:
    """Each function that is added although one like it exists, with the one most like it."""
    by_word: dict[str, list[int]] = {}
    for number, one in enumerate(existing):
        for word in one.words:
            by_word.setdefault(word, []).append(number)
    namesakes = Counter(one.name for one in existing)
    for one in added:
        shared = Counter(number for word in one.words for number in by_word.get(word, ()))
        likest = max(
            (
                (count / (len(one.words) + len(existing[number].words) - count), -number)
                for number, count in shared.items()
                if _is_like(one, existing[number], count, namesakes)
            ),
            default=None,
        )
        if likest is not None:
            yield Second(one, existing[-likest[1]])


def _is_like(one: Body, other: Body, shared: int, namesakes: Mapping[tuple[str, ...], int]) -> bool:
    is_long = len(one.words) >= _FEWEST_WORDS_WITHOUT_BOTH
    if one.name != other.name:
        return is_long and one.sequence == other.sequence
    if len(one.name) < _FEWEST_PARTS or one.name in _ON_PURPOSE or "test" in one.name:
        return False
    if namesakes[one.name] > _MOST_NAMESAKES:
        return False
    likeness = shared / (len(one.words) + len(other.words) - shared)
    if one.function.is_free and other.function.is_free:
        return likeness >= _LIKE_WITH_THE_SAME_NAME
    return is_long and likeness >= _LIKE_WITHIN_AN_OBJECT


def _name_parts(name: str) -> tuple[str, ...]:
    """What a name is made of, whatever its case, order and choice among synonyms."""
    parts = (part.lower() for part in _NAME_PART.findall(name))
    return tuple(sorted(_SYNONYMS.get(part, part) for part in parts))
