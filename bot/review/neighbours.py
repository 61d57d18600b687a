"""The files beside a change, and what is usual in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.review.change import FileChange, LineKind
from bot.review.facts import Fact, Kind, is_by_hand, is_test, place, quoted
from bot.review.functions import functions_of
from bot.review.idioms import IDIOMS, Idiom, Topic, used_lines
from bot.review.languages import Language, language_of
from bot.review.shown import one_line

_MAX_GROUPS = 8
_MAX_FILES = 12  # of a group
_FEWEST_FILES = 3  # in fewer, nothing is usual: the folder above is asked
_FEWEST_USES = 3  # of an idiom that is called usual
_MAX_IDIOMS = 5  # of a topic
_MAX_EXAMPLES = 2  # of the idiom that is used most
_STYLE_LINES = range(4, 15)  # how long a function is that shows a style
_STYLE_FUNCTIONS = 2
_STYLE_ROOM = 800  # characters of one


@dataclass(frozen=True, slots=True)
class Group:
    """Changed files of one language, and the files beside them before the change.

    `folder` is empty for the whole repository.
    """

    folder: str
    language: Language
    of_tests: bool
    changed: tuple[FileChange, ...]
    files: tuple[str, ...]


def groups_of(changed: Sequence[FileChange], paths: Sequence[str]) -> tuple[Group, ...]:
    """The neighbourhoods of a change, the one with most added lines first."""
    below = _below(paths)
    found: dict[tuple[str, Language, bool], tuple[list[FileChange], tuple[str, ...]]] = {}
    for file in changed:
        language = language_of(file.path)
        if language is None or not file.added or not is_by_hand(file.path):
            continue
        folder, files = _beside(file.path, language, below)
        key = (folder, language, is_test(file.path))
        found.setdefault(key, ([], files))[0].append(file)
    groups = [Group(*key, tuple(own), files) for key, (own, files) in found.items() if files]
    groups.sort(key=lambda one: (-sum(file.added for file in one.changed), one.folder))
    return tuple(groups[:_MAX_GROUPS])


_Key = tuple[str, Language, bool]


def _below(paths: Sequence[str]) -> Mapping[_Key, list[str]]:
    """What stands in and below each folder, by language, tests apart."""
    found: dict[_Key, list[str]] = {}
    for path in paths:
        language = language_of(path)
        if language is None or not is_by_hand(path):
            continue
        tests, folder = is_test(path), path
        while folder:
            folder = folder.rpartition("/")[0]
            found.setdefault((folder, language, tests), []).append(path)
    return found


def _beside(
    path: str, language: Language, below: Mapping[_Key, list[str]]
) -> tuple[str, tuple[str, ...]]:
    """The nearest folder that holds enough of its kind, and the nearest files in it."""
    folder, own = path, ""
    files: list[str] = []
    while folder and len(files) < _FEWEST_FILES:
        folder = folder.rpartition("/")[0]
        own = own or folder
        files = below.get((folder, language, is_test(path)), [])
    start = f"{own}/" if own else ""
    nearest = sorted(files, key=lambda one: (not one.startswith(start), one.count("/"), one))
    return folder, tuple(nearest[:_MAX_FILES])


def idioms(group: Group, texts: Mapping[str, str]) -> Iterator[Fact]:
    """How often each idiom is used in a neighbourhood, and by what the change adds to it."""
    uses: dict[Idiom, list[tuple[str, int]]] = {one: [] for one in IDIOMS[group.language]}
    looked_at = [path for path in group.files if path in texts]
    for path in looked_at:
        for idiom, lines in used_lines(texts[path], group.language).items():
            uses[idiom] += [(path, line) for line in lines]
    added = _added(group)
    for topic in Topic:
        own = {idiom: found for idiom, found in uses.items() if idiom.topic is topic}
        if max(len(found) for found in own.values()) >= _FEWEST_USES:
            yield _usual(group, len(looked_at), topic, own, added)


def _usual(
    group: Group,
    files: int,
    topic: Topic,
    uses: Mapping[Idiom, Sequence[tuple[str, int]]],
    added: Mapping[Idiom, int],
) -> Fact:
    ordered = sorted(uses, key=lambda one: -len(uses[one]))
    never = [one for one in ordered if not uses[one]]
    shown = [one for one in ordered[:_MAX_IDIOMS] if uses[one]]
    # What is never done says as much; the tables name last what people do instead.
    shown += [one for one in never if one in added] or never[-1:]
    examples = _examples(uses[ordered[0]])
    counts = []
    for one in shown:
        at = f" ({', '.join(place(*spot) for spot in examples)})" if one == ordered[0] else ""
        more = f", this change adds {added[one]}" if one in added else ""
        counts.append(f"{one.shown} {len(uses[one])}x{at}{more}")
    where = one_line(group.folder) if group.folder else "the repository"
    kind = f"{group.language.value}{' tests' if group.of_tests else ''}, {files} files"
    text = f"{where} ({kind}), {topic.value}: {'; '.join(counts)}"
    return Fact(Kind.IDIOM, text, frozenset(place(*spot) for spot in examples))


def _examples(uses: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Two places, in two files where there are two."""
    first = uses[0]
    others = [one for one in uses if one[0] != first[0]] or uses[1:]
    return [first, *others[: _MAX_EXAMPLES - 1]]


def _added(group: Group) -> Mapping[Idiom, int]:
    lines = (line for file in group.changed for hunk in file.hunks for line in hunk.lines)
    text = "\n".join(line.text for line in lines if line.kind is LineKind.ADDED) + "\n"
    found = used_lines(text, group.language)
    return {idiom: len(places) for idiom, places in found.items() if places}


def style(groups: Sequence[Group], texts: Mapping[str, str]) -> Iterator[Fact]:
    """Short functions of the first neighbourhood that has some, each of another file."""
    for group in groups:
        shown = 0
        for path in group.files if not group.of_tests else ():
            fact = _short_function(path, texts.get(path, ""), group.language)
            if fact is not None:
                yield fact
                shown += 1
            if shown == _STYLE_FUNCTIONS:
                return
        if shown:
            return


def _short_function(path: str, text: str, language: Language) -> Fact | None:
    """The function of a file that is most like the others in how it fails, logs and checks."""
    found = [
        one
        for one in functions_of(text, language)
        if one.name and one.last - one.first + 1 in _STYLE_LINES
    ]
    if not found:
        return None
    busy = [line for lines in used_lines(text, language).values() for line in lines]
    chosen = max(
        found,
        key=lambda one: (sum(one.first <= line <= one.last for line in busy), -one.first),
    )
    numbers = range(chosen.first, chosen.last + 1)
    return quoted(Kind.STYLE, path, text, numbers, _STYLE_ROOM)
