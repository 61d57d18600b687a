"""The history behind a pull request, fetched when somebody asks for it, and not for long."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from bot.errors import TenetError
from bot.review.history import PastCommit
from bot.sources import mirror_room
from bot.sources.history import GitHistory
from bot.sources.mirror import Mirror, Reach, Remote

_REACH = Reach(depth=200, seconds=10.0, for_more=5.0, for_files=3.0)


class MirroredHistory:
    """The commits behind a base, from a mirror of their own; `near` knows the base itself.

    Commits and trees come at once, and the versions of a file when its lines are asked for.
    """

    def __init__(self, folder: Path, remote: Remote, base: str, near: GitHistory) -> None:
        self._mirror = Mirror(folder, remote, _REACH)
        self._base = base
        self._near = near
        self._is_open = False

    def files(self) -> Mapping[str, str] | None:
        """The blob of every plain file of the base, by its path."""
        return self._near.files()

    def commits_of_lines(self, path: str, lines: Sequence[int]) -> Mapping[int, PastCommit] | None:
        """Which commit wrote each of these lines of a path of the base."""
        with self._opened() as history:
            return history.commits_of_lines(path, lines) if history else None

    def subjects(self, paths: Sequence[str]) -> Mapping[str, Sequence[PastCommit]] | None:
        """The last commits that touched each path."""
        with self._opened() as history:
            return history.subjects(paths) if history else None

    @contextmanager
    def _opened(self) -> Iterator[GitHistory | None]:
        folder = self._mirror.folder
        if not self._is_open:
            mirror_room.begin_anew_if_full(folder)
            self._is_open = True
        with mirror_room.in_use(folder):
            yield self._history

    @cached_property
    def _history(self) -> GitHistory | None:
        folder = self._mirror.folder
        try:
            self._mirror.revisions((self._base,))
        except TenetError:
            return None
        return GitHistory(
            self._mirror.git,
            self._base,
            boundary=lambda: folder / "shallow",
            bring=self._mirror.fetch_blobs,
        )
