"""A great many files cut into chunks."""

from bot.engines.scanner.chunks import MAX_CHUNK_BYTES, MAX_FILES, cut
from bot.engines.scanner.targets import MAX_BYTES
from bot.review.change import FileChange, FileKind, FileStatus


def files(count: int) -> list[FileChange]:
    return [
        FileChange(
            path=f"{number}.py",
            old_path=f"{number}.py",
            status=FileStatus.ADDED,
            kind=FileKind.TEXT,
            old_blob=None,
            new_blob=str(number),
            old_mode="000000",
            new_mode="100644",
            hunks=(),
        )
        for number in range(count)
    ]


def test_nothing_makes_no_chunk() -> None:
    assert list(cut([], {})) == []


def test_every_file_is_in_one_chunk_and_in_its_place() -> None:
    many = files(3 * MAX_FILES + 1)
    chunks = list(cut(many, {}))

    assert [len(chunk) for chunk in chunks] == [MAX_FILES] * 3 + [1]
    assert [file for chunk in chunks for file in chunk] == many


def test_a_chunk_fits_into_its_space() -> None:
    many = files(12)
    sizes = dict.fromkeys(map(str, range(12)), MAX_BYTES)

    assert [len(chunk) for chunk in cut(many, sizes)] == [MAX_CHUNK_BYTES // MAX_BYTES] * 3


def test_a_file_that_nobody_reads_takes_no_space() -> None:
    many = files(12)
    sizes = dict.fromkeys(map(str, range(12)), MAX_BYTES + 1)

    assert [len(chunk) for chunk in cut(many, sizes)] == [12]
