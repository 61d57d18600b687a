"""A change made from what files held before and after it, with contents that can be read."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from bot.review.change import Change, DiffLine, FileChange, FileKind, FileStatus, Hunk, LineKind
from tests.support.contents import Unread
from tests.support.findings import change

_CONTEXT = 3
Files = Mapping[str, str]


class BothSides(Unread):
    """The contents of both sides; a blob's name is its side and path."""

    def __init__(self, before: Files, after: Files) -> None:
        sides = (("base", before), ("head", after))
        self._blobs = {
            f"{side}:{path}": text.encode() for side, files in sides for path, text in files.items()
        }

    def sizes(self, blobs: Sequence[str]) -> dict[str, int]:  # type: ignore[override]  # a caller's type
        return {blob: len(self._blobs[blob]) for blob in blobs}

    def read_many(self, blobs: Sequence[str]) -> dict[str, bytes]:  # type: ignore[override]  # the same
        return {blob: self._blobs[blob] for blob in blobs}


def changed(before: Files, after: Files) -> Change:
    """The change from the one to the other; a file keeps its path."""
    paths = [one for one in {**before, **after} if before.get(one) != after.get(one)]
    return change(*(_file(one, before.get(one), after.get(one)) for one in paths))


def _file(path: str, before: str | None, after: str | None) -> FileChange:
    status = FileStatus.MODIFIED
    if before is None or after is None:
        status = FileStatus.ADDED if before is None else FileStatus.DELETED
    return FileChange(
        path=path,
        old_path=path,
        status=status,
        kind=FileKind.TEXT,
        old_blob=None if before is None else f"base:{path}",
        new_blob=None if after is None else f"head:{path}",
        old_mode="100644",
        new_mode="100644",
        hunks=tuple(_hunks((before or "").splitlines(), (after or "").splitlines())),
    )


def _hunks(old: list[str], new: list[str]) -> Iterator[Hunk]:
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_CONTEXT):
        lines = tuple(_lines(group, old, new))
        counts = [sum(number is not None for number in side) for side in _numbers(lines)]
        yield Hunk(group[0][1] + 1, counts[0], group[0][3] + 1, counts[1], "", lines)


def _numbers(lines: Sequence[DiffLine]) -> tuple[list[int | None], list[int | None]]:
    return [line.old for line in lines], [line.new for line in lines]


def _lines(
    group: Sequence[tuple[str, int, int, int, int]], old: list[str], new: list[str]
) -> Iterator[DiffLine]:
    for tag, old_start, old_end, new_start, new_end in group:
        if tag == "equal":
            for one, other in zip(
                range(old_start, old_end), range(new_start, new_end), strict=True
            ):
                yield DiffLine(LineKind.CONTEXT, one + 1, other + 1, old[one])
            continue
        for one in range(old_start, old_end):
            yield DiffLine(LineKind.REMOVED, one + 1, None, old[one])
        for one in range(new_start, new_end):
            yield DiffLine(LineKind.ADDED, None, one + 1, new[one])
