"""What can be read of a change beside its diff; the source that read the change provides it."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.review.change import FileChange, Side
from bot.review.history import History


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

    def list_base(self, folder: str) -> Sequence[str]:
        """The paths of the plain files below a folder of the base revision, in git's order."""
        ...

    def history(self) -> History:
        """What lies behind the revision that the diff starts from; nothing is read before that."""
        ...
