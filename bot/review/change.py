"""What is under review: the files, hunks and lines of one change, on both sides."""

from dataclasses import dataclass
from enum import StrEnum

# GitHub lists no more: https://docs.github.com/rest/pulls/pulls#list-commits-on-a-pull-request
MAX_COMMITS = 250


class Side(StrEnum):
    """Which revision a line number counts in: LEFT is the base, RIGHT is the head."""

    LEFT = "LEFT"
    RIGHT = "RIGHT"


class LineKind(StrEnum):
    """What a diff says of a line."""

    CONTEXT = " "
    ADDED = "+"
    REMOVED = "-"


class FileStatus(StrEnum):
    """What happened to a file."""

    ADDED = "added"
    MODIFIED = "modified"
    DELETED = "deleted"
    RENAMED = "renamed"
    TYPE_CHANGED = "type-changed"


class FileKind(StrEnum):
    """What a path holds at the head (for a deleted file: held at the base)."""

    TEXT = "text"
    BINARY = "binary"
    SYMLINK = "symlink"
    SUBMODULE = "submodule"


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line of a hunk, without its line ending; line numbers are 1-based.

    `old` is None for an added line, `new` is None for a removed one.
    """

    kind: LineKind
    old: int | None
    new: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """A run of diff lines; `heading` is what git prints behind the second `@@`."""

    old_start: int
    old_count: int
    new_start: int
    new_count: int
    heading: str
    lines: tuple[DiffLine, ...]

    def numbers(self, side: Side) -> tuple[int, ...]:
        """The line numbers that this hunk shows on one side, in ascending order."""
        picked = (line.new if side is Side.RIGHT else line.old for line in self.lines)
        return tuple(number for number in picked if number is not None)


@dataclass(frozen=True, slots=True)
class FileChange:
    """One changed file: paths, blob ids (None where the side has no blob) and hunks.

    Paths are git's bytes decoded as UTF-8 with `surrogateescape`, so that none is lost.
    """

    path: str
    old_path: str
    status: FileStatus
    kind: FileKind
    old_blob: str | None
    new_blob: str | None
    old_mode: str
    new_mode: str
    hunks: tuple[Hunk, ...]

    @property
    def added(self) -> int:
        """How many lines the change adds to this file."""
        return self._count(LineKind.ADDED)

    @property
    def removed(self) -> int:
        """How many lines the change removes from this file."""
        return self._count(LineKind.REMOVED)

    def _count(self, kind: LineKind) -> int:
        return sum(line.kind is kind for hunk in self.hunks for line in hunk.lines)


@dataclass(frozen=True, slots=True)
class Leak:
    """A secret that stood in something its author wrote: where, and of which kind."""

    place: str
    kind: str


@dataclass(frozen=True, slots=True)
class CommitMessage:
    """What one commit says; its secrets were taken out, and their kinds stand in `secrets`."""

    sha: str
    text: str
    secrets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue that a change closes, without its secrets."""

    number: int
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Change:
    """The diff and both revisions, with what its author said about it.

    `repository` is `owner/name` or the folder's name, `number` the pull request's, and
    `base_sha` the revision that the diff starts from (the merge base of a pull request). Words
    come without their secrets: what stood in title and body is in `leaks`. `commits` are the
    first `MAX_COMMITS` of the change, `issues` some of those that it closes.
    """

    repository: str
    number: int | None
    base_sha: str
    head_sha: str
    files: tuple[FileChange, ...]
    title: str = ""
    body: str = ""
    leaks: tuple[Leak, ...] = ()
    commits: tuple[CommitMessage, ...] = ()
    issues: tuple[Issue, ...] = ()

    def file(self, path: str) -> FileChange | None:
        """The changed file that has this path at the head, or None."""
        return next((file for file in self.files if file.path == path), None)
