"""Turning what is staged, or lies in the working tree, into a git tree without touching either.

New objects go to a folder of our own that sees the repository's objects; git's index and object
store stay as they are, and no filter, hook or attribute of the repository has a part in it.
"""

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import UserError
from bot.sources.git import Git, GitFailedError

_MODE_LINK, _MODE_FILE, _MODE_EXECUTABLE, _MODE_SUBMODULE = "120000", "100644", "100755", "160000"
_SKIPPED = "S"  # a sparse checkout leaves this file out


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a path of the tree holds."""

    mode: str
    blob: str
    path: bytes


def staged_tree(git: Git, scratch: Path) -> tuple[Git, str]:
    """The tree of the index, and a Git that can read it."""
    ours = _beside(git, scratch)
    index = git.path("index")
    if index.exists():
        shutil.copyfile(index, scratch / "index")
    return ours, _write_tree(ours)


def worktree_tree(git: Git, scratch: Path) -> tuple[Git, str]:
    """The tree of the files as they lie there, untracked ones too (ignored ones not)."""
    ours = _beside(git, scratch)
    folder = _Folder(
        Path(os.fsdecode(git.run("rev-parse", "--show-toplevel").removesuffix(b"\n"))),
        git.run("rev-parse", "--show-object-format").decode().strip(),
    )
    entries, fresh = [], []
    for tag, known in _tracked(git):
        if known.mode == _MODE_SUBMODULE:
            entries.append(known)
            continue
        found = folder.entry(known.path)
        if found is None and tag == _SKIPPED:
            found = known
        if found is None:
            continue
        entries.append(found)
        if found.blob != known.blob:
            fresh.append(found)
    for path in _untracked(git):
        found = folder.entry(path)
        if found is not None:
            entries.append(found)
            fresh.append(found)
    _store(ours, folder.top, fresh)
    listed = (f"{one.mode} {one.blob}\t".encode() + one.path + b"\0" for one in entries)
    ours.run("update-index", "-z", "--index-info", stdin=b"".join(listed))
    return ours, _write_tree(ours)


def _beside(git: Git, scratch: Path) -> Git:
    ours = git.with_new_objects(scratch / "objects")
    return ours.with_environment({"GIT_INDEX_FILE": str(scratch / "index")})


def _write_tree(git: Git) -> str:
    try:
        return git.run("write-tree").decode().strip()
    except GitFailedError as exc:
        raise UserError(
            f"The index cannot be read as a whole ({exc}). Resolve the conflicts, `git add` the "
            "files, and try again."
        ) from exc


def _tracked(git: Git) -> Iterator[tuple[str, _Entry]]:
    listed = git.run("ls-files", "-z", "-t", "--stage", "--full-name", ":/")
    for line in listed.split(b"\0")[:-1]:
        about, _, path = line.partition(b"\t")
        tag, mode, blob, stage = about.decode().split(" ")
        if stage != "0":
            raise UserError(
                f"{os.fsdecode(path)!r} has a merge conflict: resolve it, `git add` it, try again."
            )
        yield tag, _Entry(mode, blob, path)


def _untracked(git: Git) -> list[bytes]:
    # What the user's own configuration ignores is as private as what the repository ignores.
    listed = git.as_the_user().run(
        "ls-files", "-z", "--others", "--exclude-standard", "--full-name", ":/"
    )
    return listed.split(b"\0")[:-1]


class _Folder:
    """The working tree: what lies in it, and never what a link in it leads to."""

    def __init__(self, top: Path, hash_name: str) -> None:
        self.top = top
        self._hash_name = hash_name
        self._plain: dict[Path, bool] = {top: True}

    def entry(self, path: bytes) -> _Entry | None:
        """A plain file or link as it lies there; None for anything else."""
        place = self.top / os.fsdecode(path)
        try:
            if not self._is_plain(place.parent):
                return None
            status = place.lstat()
            if stat.S_ISLNK(status.st_mode):
                return self._entry(_MODE_LINK, os.fsencode(place.readlink()), path)
            if not stat.S_ISREG(status.st_mode):
                return None
            mode = _MODE_EXECUTABLE if status.st_mode & stat.S_IXUSR else _MODE_FILE
            return self._entry(mode, place.read_bytes(), path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except PermissionError as exc:
            raise UserError(f"{str(place)!r} cannot be read: check its permissions.") from exc

    def _is_plain(self, folder: Path) -> bool:
        """Whether no part of the way to this folder is a link."""
        if folder not in self._plain:
            self._plain[folder] = self._is_plain(folder.parent) and not folder.is_symlink()
        return self._plain[folder]

    def _entry(self, mode: str, content: bytes, path: bytes) -> _Entry:
        # Git's own name for a blob, see gitformat-pack(5); no secret depends on it.
        digest = hashlib.new(self._hash_name, b"blob %d\0" % len(content), usedforsecurity=False)
        digest.update(content)
        return _Entry(mode, digest.hexdigest(), path)


def _store(git: Git, top: Path, fresh: list[_Entry]) -> None:
    """Store the contents of these files and links, which no filter may change."""
    by_name, by_content = [], []
    for one in fresh:
        place = top / os.fsdecode(one.path)
        if one.mode == _MODE_LINK:
            by_content.append(os.fsencode(place.readlink()))
        elif b"\n" in os.fsencode(place) or os.fsencode(place).endswith(b"\r"):
            by_content.append(place.read_bytes())
        else:
            by_name.append(os.fsencode(place) + b"\n")
    git.run("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=b"".join(by_name))
    for content in by_content:
        git.run("hash-object", "-w", "--no-filters", "--stdin", stdin=content)
