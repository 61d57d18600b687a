"""A bare object store of ours, and the git that reads it and can do nothing else."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from bot.sources.git import Git

_READING = "reading"
PLAIN = """\
[core]
	repositoryFormatVersion = 1
	bare = true
"""


class ObjectStore(Protocol):
    """Where the objects of a pull request come from and lie.

    What cannot be had raises TenetError; GitFailedError means that the store is damaged.
    """

    folder: Path
    git: Git
    has_grown: bool

    def revisions(self, commits: Sequence[str]) -> tuple[str, ...]:
        """For each commit, by which SHA it is read: its own, or its tree's."""
        ...

    def fetch_blobs(self, shas: Sequence[str]) -> None:
        """See to it that these blobs lie here."""
        ...


def make_store(folder: Path, config: str = PLAIN) -> None:
    """Make a bare repository, and in it the one through which it is read."""
    if (folder / _READING / "config").exists():
        return
    for place, settings in ((folder, config), (folder / _READING, PLAIN)):
        for part in ("objects", "refs"):
            (place / part).mkdir(parents=True, exist_ok=True)
        (place / "HEAD").write_text("ref: refs/heads/none\n", encoding="utf-8")
        (place / "config").write_text(settings, encoding="utf-8")


def reader(folder: Path) -> Git:
    """Git that sees the objects of a store.

    In the store's own repository git would ask the remote for whatever is missing, one request
    for each object, and with the token.
    """
    return Git(
        folder,
        {"GIT_DIR": str(folder / _READING), "GIT_OBJECT_DIRECTORY": str(folder / "objects")},
    )
