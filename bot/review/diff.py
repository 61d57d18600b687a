"""Reading git's own diff, byte by byte, into the files, hunks and lines of a change."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.review.change import DiffLine, FileChange, FileKind, FileStatus, Hunk, LineKind

_STATUS = {
    b"A": FileStatus.ADDED,
    b"M": FileStatus.MODIFIED,
    b"D": FileStatus.DELETED,
    b"R": FileStatus.RENAMED,
    b"T": FileStatus.TYPE_CHANGED,
}
_SUBMODULE = b"160000"
_KIND_OF_MODE = {b"120000": FileKind.SYMLINK, _SUBMODULE: FileKind.SUBMODULE}
_SECTION = re.compile(rb"^diff --git ", re.MULTILINE)
_HUNK = re.compile(rb"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$")
_LINE_KINDS = {kind.value.encode(): kind for kind in LineKind}


def parse_diff(raw: bytes, patch: bytes) -> tuple[FileChange, ...]:
    """The files of a diff, from `git diff-tree -z --raw` and `git diff-tree -p` of the same trees.

    Both list the files in the same order; a change of type has two sections in the patch. Raises
    ValueError when the two do not fit together.
    """
    sections = _SECTION.split(patch)[1:]
    files = []
    for entry in parse_list(raw):
        wanted = 2 if entry.status is FileStatus.TYPE_CHANGED else 1
        own, sections = sections[:wanted], sections[wanted:]
        if len(own) != wanted:
            raise ValueError("git's patch has fewer files than its own list of them")
        files.append(_with_hunks(entry, own[-1]))
    if sections:
        raise ValueError("git's patch has more files than its own list of them")
    return tuple(files)


def parse_list(raw: bytes) -> Iterator[FileChange]:
    """The files of `git diff-tree -z --raw`, without hunks."""
    fields = iter(raw.split(b"\0")[:-1])
    for header in fields:
        old_mode, new_mode, old_blob, new_blob, letter = header.removeprefix(b":").split(b" ")
        status = _STATUS[letter[:1]]
        old_path = next(fields)
        path = next(fields) if status is FileStatus.RENAMED else old_path
        mode = old_mode if status is FileStatus.DELETED else new_mode
        yield FileChange(
            path=path.decode("utf-8", "surrogateescape"),
            old_path=old_path.decode("utf-8", "surrogateescape"),
            status=status,
            kind=_KIND_OF_MODE.get(mode, FileKind.TEXT),
            old_blob=_blob(old_mode, old_blob),
            new_blob=_blob(new_mode, new_blob),
            old_mode=old_mode.decode(),
            new_mode=new_mode.decode(),
            hunks=(),
        )


def _blob(mode: bytes, object_id: bytes) -> str | None:
    """The blob of one side; a submodule's is a commit of another repository, which is none."""
    return object_id.decode() if object_id.strip(b"0") and mode != _SUBMODULE else None


def _with_hunks(entry: FileChange, section: bytes) -> FileChange:
    if entry.kind is not FileKind.TEXT:
        return entry
    lines = section.split(b"\n")
    hunks: list[Hunk] = []
    position = 1  # behind the line that named the files
    while position < len(lines):
        header = _HUNK.match(lines[position])
        if header is not None:
            hunk, position = _hunk(header, lines, position + 1)
            hunks.append(hunk)
            continue
        if lines[position].startswith(b"Binary files "):
            return replace(entry, kind=FileKind.BINARY)
        position += 1
    return replace(entry, hunks=tuple(hunks))


def _hunk(header: re.Match[bytes], lines: list[bytes], position: int) -> tuple[Hunk, int]:
    """One hunk, read by its own counts: what its lines contain cannot end it early."""
    old_start, new_start = int(header[1]), int(header[3])
    old_count = int(header[2]) if header[2] is not None else 1
    new_count = int(header[4]) if header[4] is not None else 1
    old, new = old_start, new_start
    found: list[DiffLine] = []
    while old < old_start + old_count or new < new_start + new_count:
        line = lines[position] if position < len(lines) else b""
        position += 1
        if line.startswith(b"\\"):
            continue
        kind = _LINE_KINDS.get(line[:1])
        if kind is None:
            raise ValueError("a hunk of git's patch does not hold the lines that it announces")
        in_old, in_new = kind is not LineKind.ADDED, kind is not LineKind.REMOVED
        text = line[1:].removesuffix(b"\r").decode("utf-8", "replace")
        found.append(DiffLine(kind, old if in_old else None, new if in_new else None, text))
        old, new = old + in_old, new + in_new
    heading = header[5].decode("utf-8", "replace")
    return Hunk(old_start, old_count, new_start, new_count, heading, tuple(found)), position
