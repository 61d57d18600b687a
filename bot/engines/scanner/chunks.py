"""A great many files cut into chunks that each fit into memory."""

from collections.abc import Iterator, Mapping, Sequence

from bot.engines.scanner.targets import MAX_BYTES
from bot.review.change import FileChange

MAX_FILES = 200  # in one chunk, which takes some seconds
MAX_CHUNK_BYTES = 4_000_000


def cut(files: Sequence[FileChange], sizes: Mapping[str, int]) -> Iterator[tuple[FileChange, ...]]:
    """The files in their order, in chunks; `sizes` are bytes by blob.

    A file that is too large to be scanned is never read, so it takes no space.
    """
    chunk: list[FileChange] = []
    space = MAX_CHUNK_BYTES
    for file in files:
        size = sizes.get(file.new_blob or "", 0)
        needed = size if size <= MAX_BYTES else 0
        if chunk and (len(chunk) == MAX_FILES or needed > space):
            yield tuple(chunk)
            chunk, space = [], MAX_CHUNK_BYTES
        chunk.append(file)
        space -= needed
    if chunk:
        yield tuple(chunk)
