"""Trees and blobs read through GitHub's API, for where git itself is refused."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from bot.errors import OperatorError, TransientError
from bot.githubapp.values import TreeEntry
from bot.sources import mirror_room
from bot.sources.git import SHA, Git, GitFailedError
from bot.sources.objects import missing
from bot.sources.store import make_store, reader

# One request each, of the 5,000 that an installation has in an hour.
_MOST_BLOBS = 1_000
_KINDS = {"blob", "tree", "commit"}


class Api(Protocol):
    """What of GitHub's API is needed here."""

    def tree_of(self, repository_id: int, commit_sha: str) -> str:
        """The SHA of a commit's tree."""
        ...

    def tree(self, repository_id: int, tree_sha: str) -> Sequence[TreeEntry]:
        """Everything below a tree."""
        ...

    def blob(self, repository_id: int, blob_sha: str) -> bytes:
        """A file's bytes."""
        ...


class ApiStore:
    """An object store that is filled through the API; whoever reads it holds `in_use`.

    Which tree a commit has is GitHub's word. Every tree and every blob must have the SHA that it
    was asked by, so that the diff is the one that git would have made.
    """

    def __init__(self, folder: Path, api: Api, repository_id: int) -> None:
        self._api = api
        self._repository_id = repository_id
        self.folder = folder
        self.git = reader(folder)
        self.has_grown = False

    def knows(self, commits: Sequence[str]) -> bool:
        """Whether these commits were read this way before."""
        return all(self._record(sha).exists() for sha in commits)

    def revisions(self, commits: Sequence[str]) -> tuple[str, ...]:
        """The tree of each of these commits, which lies here then."""
        with mirror_room.being_filled(self.folder):
            make_store(self.folder)
            return tuple(self._tree_of(sha) for sha in commits)

    def fetch_blobs(self, shas: Sequence[str]) -> None:
        """See to it that these blobs lie here."""
        wanted = missing(self.git, shas)
        if len(wanted) > _MOST_BLOBS:
            raise OperatorError(
                f"{len(wanted)} files are too many to be read through GitHub's API. "
                "Let this machine reach GitHub with git."
            )
        if not wanted:
            return
        self.has_grown = True
        with mirror_room.being_filled(self.folder):
            for sha in wanted:
                data = self._api.blob(self._repository_id, sha)
                if _written(self.git, data) != sha:
                    raise _lie(f"file {sha}")

    def _record(self, commit: str) -> Path:
        return self.folder / "trees" / commit

    def _tree_of(self, commit: str) -> str:
        if not SHA.fullmatch(commit):
            raise ValueError(f"{commit!r} is no SHA")
        record = self._record(commit)
        if record.exists():
            return record.read_text(encoding="ascii")
        tree = self._api.tree_of(self._repository_id, commit)
        if not SHA.fullmatch(tree):
            raise _lie(f"commit {commit}")
        self._write_trees(tree, self._api.tree(self._repository_id, tree))
        self.has_grown = True
        record.parent.mkdir(exist_ok=True)
        fresh = record.with_suffix(".new")
        fresh.write_text(tree, encoding="ascii")
        fresh.rename(record)
        return tree

    def _write_trees(self, root: str, entries: Sequence[TreeEntry]) -> None:
        """Build every folder anew from what it is said to hold, and look at its SHA."""
        expected = {"": root, **{one.path: one.sha for one in entries if one.kind == "tree"}}
        lines: Mapping[str, list[bytes]] = {path: [] for path in expected}
        for one in entries:
            above, _, name = one.path.rpartition("/")
            if above not in lines or not _is_sound(one, name):
                raise _lie(f"tree {root}")
            lines[above].append(f"{one.mode} {one.kind} {one.sha}\t{name}\0".encode())
        trees = b"".join(b"".join(folder) + b"\0" for folder in lines.values())
        try:
            built = self.git.run("mktree", "-z", "--missing", "--batch", stdin=trees)
        except GitFailedError as exc:
            raise _lie(f"tree {root}") from exc
        if built.decode().split() != list(expected.values()):
            raise _lie(f"tree {root}")


def _is_sound(entry: TreeEntry, name: str) -> bool:
    return (
        bool(name)
        and "\0" not in name
        and entry.kind in _KINDS
        and entry.mode.isdecimal()
        and SHA.fullmatch(entry.sha) is not None
    )


def _written(git: Git, data: bytes) -> str:
    return git.run("hash-object", "-w", "--no-filters", "--stdin", stdin=data).decode().strip()


def _lie(what: str) -> TransientError:
    return TransientError(f"What GitHub's API says of {what} does not have that SHA.")
