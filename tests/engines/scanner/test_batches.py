import itertools

import pytest

from bot.engines.scanner.batches import BYTES_AT_ONCE, FILES_AT_ONCE, at_once, split


@pytest.mark.parametrize("processes", [1, 2])
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
    sizes: list[int], processes: int
) -> None:
    known = {f"{number}.py": size for number, size in enumerate(sizes)}
    batches = split(list(known), known, processes)
    assert sorted(itertools.chain(*batches)) == sorted(known)
    assert all(0 < len(batch) <= FILES_AT_ONCE for batch in batches)
    amounts = [sum(known[name] for name in batch) for batch in batches]
    assert max(amounts) <= BYTES_AT_ONCE + max(sizes)
    assert len(batches) % processes == 0 or len(batches) == len(sizes)


def test_two_batches_are_about_the_same_work() -> None:
    sizes = {f"{number}.py": 500 * number for number in range(100)}
    first, second = (sum(sizes[name] for name in batch) for batch in split(list(sizes), sizes, 2))
    assert abs(first - second) < 3_000


def test_files_keep_their_order_in_a_batch() -> None:
    sizes = {"b.py": 1, "c.py": 3, "a.py": 2}
    assert split(list(sizes), sizes, 1) == [["b.py", "c.py", "a.py"]]


@pytest.mark.parametrize(
    ("files", "size", "processors", "processes"),
    [
        (1, 900_000, 8, 1),
        (10, 4_000, 8, 1),
        (100, 1_000, 8, 2),
        (100, 1_000, 1, 1),
        (4, 99_000, 2, 2),
    ],
)
def test_a_second_process_is_started_only_where_it_pays(
    files: int, size: int, processors: int, processes: int
) -> None:
    sizes = {f"{number}.py": size for number in range(files)}
    assert at_once(list(sizes), sizes, processors) == processes
