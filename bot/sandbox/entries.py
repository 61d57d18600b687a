"""What the paths of a commit hold: files, links and submodules."""

import os
from dataclasses import dataclass
from pathlib import Path

REGULAR, EXECUTABLE, SYMLINK, SUBMODULE = "100644", "100755", "120000", "160000"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a path holds: a git mode and bytes (a submodule's bytes are its commit id)."""

    mode: str
    content: bytes


Content = bytes | str | Entry | None


def executable(content: bytes | str) -> Entry:
    """A file that may be run."""
    return Entry(EXECUTABLE, content.encode() if isinstance(content, str) else content)


def symlink(target: str) -> Entry:
    """A symbolic link to `target`, which may be anywhere or nowhere."""
    return Entry(SYMLINK, os.fsencode(target))


def submodule(sha: str) -> Entry:
    """A link to a commit of another repository."""
    return Entry(SUBMODULE, sha.encode())


def folder_entries(folder: Path) -> dict[str, Content]:
    """Every file and link below a folder, `.git` left out, nothing followed."""
    entries: dict[str, Content] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if ".git" in name.parts:
            continue
        if path.is_symlink():
            entries[str(name)] = symlink(str(path.readlink()))
        elif path.is_file():
            may_run = os.access(path, os.X_OK)
            content = path.read_bytes()
            entries[str(name)] = executable(content) if may_run else content
    return entries
