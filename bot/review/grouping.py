"""Which files are judged together: in order of risk, tests beside what they test, in few calls."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.review.change import FileStatus
from bot.review.file_kinds import is_document, is_test
from bot.review.prompt import CHARACTERS_PER_TOKEN, render_file, render_hunk
from bot.review.shown import ShownFile, ShownHunk

GROUP_TOKENS = 24_000  # of diff, in one call
MAX_GROUPS = 6

Group = tuple[ShownFile, ...]

_TEST_WORD = re.compile(r"^(?:test|spec)s?[_.-]|[_.-](?:test|spec)s?$|(?:Tests?|Spec|IT)$")


def grouped(files: Sequence[ShownFile], room: int = GROUP_TOKENS) -> tuple[Group, ...]:
    """The files, most at risk first as they come, in at most `MAX_GROUPS` groups.

    `room` is how many tokens of diff a group holds. A file that is too long for one group goes on
    in the next; what fits into none is left out, hunks of the last files first.
    """
    groups: list[list[ShownFile]] = []
    left: list[int] = []
    for file in _neighbours(files):
        for part in _parts(file, room * CHARACTERS_PER_TOKEN):
            size = len(render_file(part)) + 2
            at = next((at for at, free in enumerate(left) if free >= size), None)
            if at is None:
                if len(groups) == MAX_GROUPS:
                    continue
                groups.append([])
                left.append(room * CHARACTERS_PER_TOKEN)
                at = len(groups) - 1
            groups[at].append(part)
            left[at] -= size
    return tuple(tuple(_joined(group)) for group in groups)


def joined(groups: Sequence[Group]) -> Group:
    """All files of these groups, each of them once and whole."""
    return tuple(_joined([file for group in groups for file in group]))


def halves(group: Group) -> tuple[Group, Group] | None:
    """Two groups of about the same length; None where there is only one hunk."""
    pieces = [replace(file, hunks=(hunk,)) for file in group for hunk in file.hunks]
    if len(pieces) <= 1:
        return None
    half = sum(len(render_file(piece)) for piece in pieces) / 2
    first = [pieces[0]]
    size = len(render_file(pieces[0]))
    for piece in pieces[1:-1]:
        size += len(render_file(piece))
        if size > half:
            break
        first.append(piece)
    return tuple(_joined(first)), tuple(_joined(pieces[len(first) :]))


def _joined(files: Sequence[ShownFile]) -> Iterator[ShownFile]:
    """Parts of one file become one again, where its first part stood."""
    hunks: dict[str, list[ShownFile]] = {}
    for file in files:
        hunks.setdefault(file.path, []).append(file)
    for parts in hunks.values():
        yield replace(parts[0], hunks=tuple(hunk for part in parts for hunk in part.hunks))


def _neighbours(files: Sequence[ShownFile]) -> list[ShownFile]:
    """The code of one folder together, and each test with the code that it tests."""
    tested = {_core(file.path): _folder(file) for file in files[::-1] if not is_test(file.path)}

    def place(file: ShownFile) -> str:
        if is_document(file.path) or file.status is FileStatus.DELETED:
            return file.path
        own = _folder(file)
        return tested.get(_core(file.path), own) if is_test(file.path) else own

    first: dict[str, int] = {}
    for at, file in enumerate(files):
        first.setdefault(place(file), at)
    return sorted(files, key=lambda file: first[place(file)])


def _folder(file: ShownFile) -> str:
    return file.path.rpartition("/")[0]


def _core(path: str) -> str:
    """What a test and the code that it tests are both called."""
    stem = path.rpartition("/")[2].partition(".")[0]
    return _TEST_WORD.sub("", stem).lower()


def _parts(file: ShownFile, room: int) -> Iterator[ShownFile]:
    """The file in parts of no more than so many characters; a hunk alone may still be too long."""
    hunks: list[ShownHunk] = []
    size = head = len(render_file(replace(file, hunks=()))) + 2
    for hunk in file.hunks:
        length = len(render_hunk(hunk)) + 1
        if head + length > room:
            continue
        if size + length > room:
            yield replace(file, hunks=tuple(hunks))
            hunks, size = [], head
        hunks.append(hunk)
        size += length
    if hunks:
        yield replace(file, hunks=tuple(hunks))
