"""What was there before a change: the files that it starts from, and the commits behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PastCommit:
    """A commit that was there before; `subject` is short and without secrets.

    `day` is `YYYY-MM-DD`, and empty where none can be told.
    """

    sha: str
    subject: str
    day: str


class History(Protocol):
    """What lies behind the revision that a diff starts from.

    None means that it is not known here: a shallow clone, no time left, nothing to read it from.
    It never means that there is nothing.
    """

    def files(self) -> Mapping[str, str] | None:
        """The blob of every plain file of that revision, by its path."""
        ...

    def commits_of_lines(self, path: str, lines: Sequence[int]) -> Mapping[int, PastCommit] | None:
        """Which commit wrote each of these lines; a line of which that is unknown is left out."""
        ...

    def subjects(self, paths: Sequence[str]) -> Mapping[str, Sequence[PastCommit]] | None:
        """The last commits that touched each of these paths, the newest first."""
        ...
