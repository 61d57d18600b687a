"""One review, start to end: read the change, find, decide, publish."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from bot.review.change import Change, FileChange, Side
from bot.review.policy import Policy
from bot.review.verdict import EngineReport, Review


class Contents(Protocol):
    """The bytes of both sides of a change, and of its base revision."""

    def read(self, file: FileChange, side: Side) -> bytes | None:
        """The file's bytes on that side; None where the side has no such file."""
        ...

    def sizes(self, blobs: Sequence[str]) -> Mapping[str, int]:
        """The size in bytes of each of these blobs, without reading them."""
        ...

    def read_many(self, blobs: Sequence[str]) -> Mapping[str, bytes]:
        """The bytes of each of these blobs; one that the store lacks is left out."""
        ...

    def read_base(self, path: str) -> bytes | None:
        """Any file of the base revision; None where there is none, or it is no plain file."""
        ...


class Source(Protocol):
    """Where a change is read from."""

    def read(self) -> AbstractContextManager[tuple[Change, Contents]]:
        """The change and its contents, which can be read until the context ends."""
        ...


class Engine(Protocol):
    """What finds broken principles in a change."""

    name: str

    def examine(self, change: Change, contents: Contents, policy: Policy) -> EngineReport:
        """What this engine finds, and what it looked at."""
        ...


class Publisher(Protocol):
    """What says a review somewhere."""

    def publish(self, review: Review) -> None:
        """Say it."""
        ...
