"""A whole revision as one change: every file of it, as if nothing had been there before."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bot.errors import UserError
from bot.review.change import Change, DiffLine, FileChange, FileKind, Hunk, LineKind
from bot.review.diff import parse_list
from bot.sources import revisions
from bot.sources.git import Git, GitFailedError
from bot.sources.objects import ObjectContents
from bot.sources.repository import is_in, name_of, part_of, repository_at

_LIST = (
    "diff-tree",
    "-r",
    "-z",
    "--full-index",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--no-relative",
    "--ignore-submodules=none",
)
_BINARY = b"-"
_NUMBERED = 1_000_000  # lines; a file that is scanned has no more bytes than that
_SECONDS = 600.0  # to count the lines of everything


@dataclass(frozen=True, slots=True)
class WholeTree:
    """A revision of a local repository, or a part of it.

    `folder` is where the user stands; `path` narrows to what lies below it.
    """

    folder: Path
    path: Path | None = None
    head: str = "HEAD"

    @contextmanager
    def read(self) -> Iterator[tuple[Change, ObjectContents]]:
        """All files as added ones; what is read of the base is read from the same revision.

        Raises UserError for every mistake of the user.
        """
        git = repository_at(self.folder, "tenet scan")
        head = revisions.resolve(git, self.head)
        part = part_of(git, self.path)
        with tempfile.TemporaryDirectory(prefix="tenet-") as private:
            store = git.objects_only(Path(private) / "store")
            nothing = revisions.empty_tree(git)
            files = tuple(one for one in _files(store, nothing, head) if is_in(one.path, part))
            if part and not files:
                raise UserError(
                    f"{self.head} holds nothing at {part!r}: check the path, or commit it first."
                )
            change = Change(
                repository=name_of(git, self.folder),
                number=None,
                base_sha=nothing,
                head_sha=head,
                files=files,
            )
            yield change, ObjectContents(store, head)


def _files(store: Git, nothing: str, head: str) -> Iterator[FileChange]:
    """Every file, without its text: a repository's would not fit into memory."""
    try:
        listed = store.run(*_LIST, "--raw", nothing, head)
        counted = store.run(*_LIST, "--numstat", nothing, head, timeout=_SECONDS)
    except GitFailedError as exc:
        raise UserError(
            f"Not every file of {head} can be read here ({exc}). If this is a partial clone, "
            f"`git diff {nothing} {head}` fetches the rest; if not, try `git fsck`."
        ) from exc
    counts = counted.split(b"\0")[:-1]
    for file, count in zip(parse_list(listed), counts, strict=True):
        lines = count.split(b"\t", 1)[0]
        if file.kind is not FileKind.TEXT:
            yield file
        elif lines == _BINARY:
            yield replace(file, kind=FileKind.BINARY)
        else:
            yield replace(file, hunks=_hunks(int(lines)))


@cache
def _hunks(count: int) -> tuple[Hunk, ...]:
    """All lines of a new file, in the one hunk that git makes of them; without their text."""
    if count == 0:
        return ()
    numbered = tuple(map(_line, range(1, min(count, _NUMBERED) + 1)))
    others = (_line(_NUMBERED),) * (count - len(numbered))
    return (Hunk(0, 0, 1, count, "", numbered + others),)


@cache
def _line(number: int) -> DiffLine:
    return DiffLine(LineKind.ADDED, None, number, "")
