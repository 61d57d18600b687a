"""What is usual where a change is made, and what happened there: facts with their evidence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.review.change import Change, FileChange, FileKind
from bot.review.facts import Fact, Kind, quoted
from bot.review.neighbours import groups_of, idioms, style
from bot.review.origins import origins, subjects
from bot.review.repeats import Added, added_functions, candidates, may_add_functions, repeats
from bot.review.shown import one_line
from bot.review.untrusted import Untrusted, untrusted

if TYPE_CHECKING:
    from bot.review.contents import Contents

MAX_CHARACTERS = 9_000  # at three a token, 3,000 tokens
MAX_BYTES = 600_000  # of the files that are read for this
MAX_FILE_BYTES = 60_000  # of one of them; a longer one is rarely typical
MAX_FILES = 150
_GUIDES = (
    *("AGENTS.md", "CONTRIBUTING.md", ".github/CONTRIBUTING.md", "docs/CONTRIBUTING.md"),
    *("CLAUDE.md", ".editorconfig"),
)
_GUIDE_LINES = 40
# How much of the room each kind of fact may take; the guides take what is left.
_ROOM: Mapping[Kind, int] = {
    Kind.ORIGIN: 1_800,
    Kind.SECOND: 1_000,
    Kind.IDIOM: 1_800,
    Kind.SUBJECT: 1_300,
    Kind.STYLE: 1_300,
}
_UNKNOWN = "Not known here, which does not mean that there is nothing"
_UNKNOWN_ROOM = 400


@dataclass(frozen=True, slots=True)
class Conventions:
    """What may be told of the ways of a repository, in at most `MAX_CHARACTERS`.

    `evidence` holds what a finding may cite of it: `path:line` in the revision that the diff
    starts from, and SHAs of commits, whole and as they are shown.
    """

    text: Untrusted = field(default_factory=lambda: untrusted(""))
    evidence: frozenset[str] = frozenset()


def gather(change: Change, contents: "Contents") -> Conventions:
    """The facts about what was there before a change, read at the revision that it starts from."""
    history = contents.history()
    files = history.files()
    facts, nobody_knows = origins(change, history)
    unknown = [f"who wrote the lines that go from {one_line(one)}" for one in nobody_knows]
    last = subjects(change, history)
    facts += last or ()
    if last is None:
        unknown.append("which commits touched these paths last")
    texts: Mapping[str, str] = {}
    if files is None:
        unknown.append("the files beside the change")
    else:
        read = _Beside(change, contents, files)
        facts += read.facts()
        texts = read.texts
    return _told(facts, texts, unknown)


class _Beside:
    """The files beside a change, read at once."""

    def __init__(self, change: Change, contents: "Contents", files: Mapping[str, str]) -> None:
        self._contents = contents
        self._files = files
        self._changed = [file for file in change.files if file.kind is FileKind.TEXT and file.hunks]
        self._groups = groups_of(self._changed, tuple(files))
        self._added = self._added_functions()
        wanted = [path for path in _GUIDES if path in files]
        wanted += [path for group in self._groups for path in group.files]
        wanted += candidates(self._added, self._changed, tuple(files)) if self._added else []
        self.texts = self._read(tuple(dict.fromkeys(wanted))[:MAX_FILES])

    def facts(self) -> Iterator[Fact]:
        """What they tell."""
        yield from repeats(self._added, self._changed, self.texts)
        for group in self._groups:
            yield from idioms(group, self.texts)
        yield from style(self._groups, self.texts)

    def _added_functions(self) -> list[Added]:
        wanted = may_add_functions(self._changed)
        found = self._contents.read_many(_blobs(wanted))
        sides = {blob: _text(data) for blob, data in found.items()}
        return [
            one
            for file in wanted
            for one in added_functions(
                file, sides.get(file.old_blob or "", ""), sides.get(file.new_blob or "", "")
            )
        ]

    def _read(self, paths: Sequence[str]) -> Mapping[str, str]:
        """What stands in these files, as many as there is room for."""
        sizes = self._contents.sizes(tuple({self._files[path]: None for path in paths}))
        room, chosen = MAX_BYTES, []
        for path in paths:
            size = sizes.get(self._files[path], MAX_BYTES + 1)
            if size <= min(room, MAX_FILE_BYTES):
                room -= size
                chosen.append(path)
        found = self._contents.read_many(tuple({self._files[path]: None for path in chosen}))
        there = (path for path in chosen if self._files[path] in found)
        return {path: _text(found[self._files[path]]) for path in there}


def _blobs(files: Iterable[FileChange]) -> tuple[str, ...]:
    blobs = (blob for file in files for blob in (file.old_blob, file.new_blob) if blob)
    return tuple(dict.fromkeys(blobs))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _told(facts: Sequence[Fact], texts: Mapping[str, str], unknown: Sequence[str]) -> Conventions:
    """As much of it as there is room for, each kind under its own heading."""
    last = f"{_UNKNOWN}: {'; '.join(unknown)}"[:_UNKNOWN_ROOM] if unknown else ""
    room = MAX_CHARACTERS - len(last) - len("\n\n")
    sections, chosen = [], list[Fact]()
    for kind in Kind:
        of_kind = [fact for fact in facts if fact.kind is kind]
        if kind is Kind.GUIDE:
            of_kind = list(_guides(texts, room - len(kind.value)))
        fitting = _fitting(of_kind, min(_ROOM.get(kind, room), room) - len(kind.value))
        if fitting:
            section = "\n".join((f"{kind.value}:", *(f"- {fact.text}" for fact in fitting)))
            sections.append(section)
            room -= len(section) + len("\n\n")
            chosen += fitting
    text = "\n\n".join((*sections, *([last] if last else ())))
    evidence = frozenset(one for fact in chosen for one in fact.evidence)
    return Conventions(untrusted(text, MAX_CHARACTERS), evidence)


def _fitting(facts: Sequence[Fact], room: int) -> list[Fact]:
    fitting = []
    for fact in facts:
        length = len(fact.text) + len("- \n")
        if length <= room:
            room -= length
            fitting.append(fact)
    return fitting


def _guides(texts: Mapping[str, str], room: int) -> Iterator[Fact]:
    """The heads of what the repository says to authors; each may take its share of what is left."""
    found = [path for path in _GUIDES if path in texts]
    for others, path in zip(reversed(range(len(found))), found, strict=True):
        text = texts[path].rstrip("\n")
        lines = range(1, min(_GUIDE_LINES, text.count("\n") + 1) + 1)
        fact = quoted(Kind.GUIDE, path, text, lines, room // (others + 1) - len("- \n"))
        if fact is not None:
            room -= len(fact.text) + len("- \n")
            yield fact
