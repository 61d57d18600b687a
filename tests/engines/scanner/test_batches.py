import itertools

import pytest

from bot.engines.scanner.batches import BYTES_AT_ONCE, FILES_AT_ONCE, Piece, split


def pieces(sizes: list[int], language: str = "python") -> list[Piece]:
    return [Piece(f"{number:05d}.{language}", size, language) for number, size in enumerate(sizes)]


@pytest.mark.parametrize("processors", [1, 2])
@pytest.mark.parametrize(
    "sizes",
    [
        [1],
        [1] * FILES_AT_ONCE,
        [1] * (FILES_AT_ONCE + 1),
        [1] * 10_000,
        [1_000_000] * 30,
        [1_000_000] + [1] * 500,
        [0] * 3,
    ],
    ids=len,
)
def test_every_file_is_in_one_batch_and_no_batch_is_too_much(
    sizes: list[int], processors: int
) -> None:
    every = pieces(sizes)
    batches = split(every, processors)
    assert sorted(itertools.chain(*batches), key=lambda one: one.name) == every
    assert all(0 < len(batch) <= FILES_AT_ONCE for batch in batches)
    amounts = [sum(one.size for one in batch) for batch in batches]
    assert max(amounts) <= BYTES_AT_ONCE + max(sizes)


def test_nothing_is_no_batch() -> None:
    assert split([], 2) == []


def test_two_batches_are_about_the_same_work() -> None:
    every = pieces([500 * number for number in range(100)])
    first, second = (sum(one.work for one in batch) for batch in split(every, 2))
    assert abs(first - second) <= max(one.work for one in every)


def test_a_batch_needs_the_rules_of_as_few_languages_as_can_be() -> None:
    mixed = [
        piece
        for language in ("go", "rust", "java", "python")
        for piece in pieces([1] * 5, language)
    ]
    first, second = split(mixed[::2] + mixed[1::2], 2)
    assert {one.language for one in first} == {"go", "java"}
    assert {one.language for one in second} == {"python", "rust"}


@pytest.mark.parametrize(
    ("files", "size", "processors", "batches"),
    [
        (1, 900_000, 8, 1),
        (4, 1_000, 8, 1),
        (20, 1_500, 8, 2),
        (100, 1_000, 8, 2),
        (100, 1_000, 1, 1),
        (4, 99_000, 2, 2),
    ],
)
def test_a_second_process_is_started_only_where_it_pays(
    files: int, size: int, processors: int, batches: int
) -> None:
    assert len(split(pieces([size] * files), processors)) == batches
