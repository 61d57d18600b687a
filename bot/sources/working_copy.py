"""Turning what is staged, or lies in the working tree, into a git tree without touching either.

New objects go to a folder of our own that sees the repository's objects; git's index and object
store stay as they are, and no filter, hook or attribute of the repository has a part in it.
"""

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.errors import UserError
from bot.sources.git import Git, GitFailedError

_MODE_LINK, _MODE_FILE, _MODE_EXECUTABLE, _MODE_SUBMODULE = "120000", "100644", "100755", "160000"


def staged_tree(git: Git, scratch: Path) -> tuple[Git, str]:
    """The tree of the index, and a Git that can read it."""
    ours = _beside(git, scratch)
    index = _index_path(git)
    if index.exists():
        shutil.copyfile(index, scratch / "index")
    return ours, _write_tree(ours)


def worktree_tree(git: Git, scratch: Path) -> tuple[Git, str]:
    """The tree of the files as they lie there, untracked ones too (ignored ones not)."""
    ours = _beside(git, scratch)
    top = Path(os.fsdecode(git.run("rev-parse", "--show-toplevel").removesuffix(b"\n")))
    hash_name = git.run("rev-parse", "--show-object-format").decode().strip()
    entries, fresh = [], []
    for mode, blob, path in _tracked(git):
        if mode == _MODE_SUBMODULE:
            entries.append((mode, blob, path))
            continue
        found = _on_disk(top, path, hash_name)
        if found is None:
            continue
        entries.append((*found, path))
        if found[1] != blob:
            fresh.append((found[0], path))
    others = git.run("ls-files", "-z", "--others", "--exclude-standard", "--full-name", ":/")
    for path in others.split(b"\0")[:-1]:
        found = _on_disk(top, path, hash_name)
        if found is not None:
            entries.append((*found, path))
            fresh.append((found[0], path))
    _store(ours, top, fresh)
    listed = b"".join(f"{mode} {blob}\t".encode() + path + b"\0" for mode, blob, path in entries)
    ours.run("update-index", "-z", "--index-info", stdin=listed)
    return ours, _write_tree(ours)


def _beside(git: Git, scratch: Path) -> Git:
    objects = os.fsdecode(git.run("rev-parse", "--git-path", "objects").removesuffix(b"\n"))
    (scratch / "objects").mkdir()
    return git.with_environment(
        {
            "GIT_INDEX_FILE": str(scratch / "index"),
            "GIT_OBJECT_DIRECTORY": str(scratch / "objects"),
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": _quoted(str((git.folder / objects).resolve())),
        }
    )


def _quoted(path: str) -> str:
    # A path in this variable ends at a colon, unless it is quoted as C does.
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _index_path(git: Git) -> Path:
    return git.folder / os.fsdecode(git.run("rev-parse", "--git-path", "index").removesuffix(b"\n"))


def _write_tree(git: Git) -> str:
    try:
        return git.run("write-tree").decode().strip()
    except GitFailedError as exc:
        raise UserError(
            f"The index cannot be read as a whole ({exc}). Resolve the conflicts, `git add` the "
            "files, and try again."
        ) from exc


def _tracked(git: Git) -> Iterator[tuple[str, str, bytes]]:
    listed = git.run("ls-files", "-z", "--stage", "--full-name", ":/")
    for entry in listed.split(b"\0")[:-1]:
        about, _, path = entry.partition(b"\t")
        mode, blob, stage = about.decode().split(" ")
        if stage != "0":
            raise UserError(
                f"{os.fsdecode(path)} has a merge conflict: resolve it, `git add` it, try again."
            )
        yield mode, blob, path


def _on_disk(top: Path, path: bytes, hash_name: str) -> tuple[str, str] | None:
    """Mode and blob id of a plain file or link as it lies there; None for anything else."""
    place = top / os.fsdecode(path)
    try:
        status = place.lstat()
        if stat.S_ISLNK(status.st_mode):
            return _MODE_LINK, _blob_id(os.fsencode(place.readlink()), hash_name)
        if not stat.S_ISREG(status.st_mode):
            return None
        mode = _MODE_EXECUTABLE if status.st_mode & stat.S_IXUSR else _MODE_FILE
        return mode, _blob_id(place.read_bytes(), hash_name)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError as exc:
        raise UserError(f"{place} cannot be read: check its permissions.") from exc


def _blob_id(content: bytes, hash_name: str) -> str:
    # Git's own name for a blob, see gitformat-pack(5); no secret depends on it.
    digest = hashlib.new(hash_name, b"blob %d\0" % len(content), usedforsecurity=False)
    digest.update(content)
    return digest.hexdigest()


def _store(git: Git, top: Path, fresh: list[tuple[str, bytes]]) -> None:
    files = [path for mode, path in fresh if mode != _MODE_LINK]
    odd = [path for path in files if b"\n" in path or path.startswith(b'"')]
    plain = b"".join(
        os.fsencode(top / os.fsdecode(path)) + b"\n" for path in files if path not in odd
    )
    git.run("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=plain)
    for path in odd:
        content = (top / os.fsdecode(path)).read_bytes()
        git.run("hash-object", "-w", "--no-filters", "--stdin", stdin=content)
    for mode, path in fresh:
        if mode == _MODE_LINK:
            target = os.fsencode((top / os.fsdecode(path)).readlink())
            git.run("hash-object", "-w", "--no-filters", "--stdin", stdin=target)
