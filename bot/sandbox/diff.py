"""What a pull request changes, and the lines of it that a comment may stand on."""

import re
from dataclasses import dataclass
from itertools import pairwise

from bot.sandbox.git_repository import GitRepository

_HUNK = re.compile(rb"^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@")
_STATUS = {"A": "added", "D": "removed", "M": "modified", "T": "changed", "R": "renamed"}
_PATCH_LIMIT = 500_000  # bytes of one file's patch; GitHub leaves larger ones out
_NOTHING = "0" * 40


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line of a file's patch; `position` counts from the line below the first `@@`."""

    position: int
    hunk: int
    kind: str
    old: int | None
    new: int | None
    text: str

    def number(self, side: str) -> int | None:
        """Its line number on a side; None where that side does not show it."""
        return self.old if side == "LEFT" else self.new


@dataclass(frozen=True, slots=True)
class DiffFile:
    """One changed file as GitHub lists it; `sha` is the blob at the head (removed: the base)."""

    path: str
    previous: str | None
    status: str
    sha: str
    patch: str | None
    lines: tuple[DiffLine, ...]

    def count(self, kind: str) -> int:
        """How many lines are of a kind: `+`, `-` or a blank."""
        return sum(line.kind == kind for line in self.lines)

    def find(self, side: str, number: int) -> DiffLine | None:
        """The line that has this number on this side of the diff."""
        return next((line for line in self.lines if line.number(side) == number), None)

    def hunk_until(self, last: DiffLine) -> str:
        """The hunk's header and its lines down to `last`, as `diff_hunk` shows them."""
        if self.patch is None:
            return ""
        hunks = re.split(r"(?m)^(?=@@ )", self.patch)[1:]
        first = next(line.position for line in self.lines if line.hunk == last.hunk)
        return "\n".join(hunks[last.hunk].split("\n")[: last.position - first + 2])


class Diffs:
    """The diffs of one repository, each computed once: commits never change."""

    def __init__(self, git: GitRepository) -> None:
        self._git = git
        self._known: dict[tuple[str, str], tuple[DiffFile, ...]] = {}

    def between(self, base: str, head: str) -> tuple[DiffFile, ...]:
        """The files that differ between two commits."""
        if (base, head) not in self._known:
            self._known[base, head] = _read(self._git, base, head)
        return self._known[base, head]

    def text(self, base: str, head: str) -> bytes:
        """The whole diff, as the diff media type shows it."""
        return _run(self._git, "-U3", base, head)


def _run(git: GitRepository, *arguments: str) -> bytes:
    fixed = ("-c", "core.quotePath=false", "diff", "--no-color", "--no-ext-diff", "--no-textconv")
    return git.run(*fixed, "-M", "--full-index", *arguments, "--")


def _read(git: GitRepository, base: str, head: str) -> tuple[DiffFile, ...]:
    fields = _run(git, "--raw", "-z", base, head).split(b"\0")[:-1]
    sections = _sections(_run(git, "-U3", base, head))
    files = []
    while fields:
        about, first, *fields = fields
        _, _, old, new, status = about.decode().split(" ")
        path, previous = first, None
        if status[0] == "R":
            path, previous, *fields = fields[0], first, *fields[1:]
        section = sections.pop(0)
        if status[0] == "T":  # git shows a change of type as a removal, then an addition
            sections.pop(0)
            section = b""
        patch = _patch(section)
        files.append(
            DiffFile(
                path=path.decode(errors="replace"),
                previous=None if previous is None else previous.decode(errors="replace"),
                status=_STATUS[status[0]],
                sha=old if new == _NOTHING else new,
                patch=None if patch is None else patch.decode(errors="replace"),
                lines=() if patch is None else tuple(_lines(patch)),
            )
        )
    return tuple(files)


def _sections(diff: bytes) -> list[bytes]:
    starts = [match.start() for match in re.finditer(rb"(?m)^diff --git ", diff)]
    return [diff[begin:end] for begin, end in pairwise([*starts, len(diff)])]


def _patch(section: bytes) -> bytes | None:
    start = section.find(b"\n@@ -")
    if start < 0 or len(section) > _PATCH_LIMIT:
        return None
    return section[start + 1 :].removesuffix(b"\n")


def _lines(patch: bytes) -> list[DiffLine]:
    found: list[DiffLine] = []
    hunk, old, new = -1, 0, 0
    for position, line in enumerate(patch.split(b"\n")):
        header = _HUNK.match(line)
        if header:
            hunk, old, new = hunk + 1, int(header[1]), int(header[2])
        elif not line.startswith(b"\\"):
            kind = line[:1].decode() or " "
            here = (None if kind == "+" else old, None if kind == "-" else new)
            text = line[1:].decode(errors="replace")
            found.append(DiffLine(position, hunk, kind, *here, text))
            old, new = old + (kind != "+"), new + (kind != "-")
    return found
