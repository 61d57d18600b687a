"""Contents of a change, for checks that read none."""

from bot.review.change import FileChange, Side
from bot.review.history import History


class Unread:
    """Contents that nobody may ask for: words are all that the check reads."""

    def read(self, file: FileChange, side: Side) -> bytes | None:
        raise AssertionError(file, side)

    def sizes(self, blobs: object) -> dict[str, int]:
        raise AssertionError(blobs)

    def read_many(self, blobs: object) -> dict[str, bytes]:
        raise AssertionError(blobs)

    def list_base(self, folder: str) -> list[str]:
        raise AssertionError(folder)

    def read_base(self, path: str) -> bytes | None:
        raise AssertionError(path)

    def history(self) -> History:
        raise AssertionError
