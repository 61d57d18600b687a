"""How many files are split into runs of Semgrep, so that none is too long and two pay."""

import heapq
from collections.abc import Mapping, Sequence
from math import ceil

FILES_AT_ONCE = 200  # of about 12 ms each
BYTES_AT_ONCE = 2_000_000
# Below this a second process costs more than it saves: each reads all rules, for 0.2 s (measured).
_FILES_FOR_TWO, _BYTES_FOR_TWO = 40, 200_000
_BYTES_OF_A_FILE = 2_000  # a file costs as much as so many bytes, before its first one


def at_once(names: Sequence[str], sizes: Mapping[str, int], processors: int) -> int:
    """How many processes are worth their start for these files."""
    many = len(names) >= _FILES_FOR_TWO or sum(sizes[name] for name in names) >= _BYTES_FOR_TWO
    return min(2, processors) if many and len(names) > 1 else 1


def split(names: Sequence[str], sizes: Mapping[str, int], processes: int) -> list[list[str]]:
    """The files in batches of about the same work, as many as keep all processes busy."""
    total = sum(sizes[name] for name in names)
    wanted = max(ceil(len(names) / FILES_AT_ONCE), ceil(total / BYTES_AT_ONCE))
    count = min(len(names), max(1, ceil(wanted / processes)) * processes)
    batches: list[list[str]] = [[] for _ in range(count)]
    least = [(0, number) for number in range(count)]
    for name in sorted(names, key=lambda one: -sizes[one]):
        work, number = heapq.heappop(least)
        batches[number].append(name)
        if len(batches[number]) < FILES_AT_ONCE:
            heapq.heappush(least, (work + sizes[name] + _BYTES_OF_A_FILE, number))
    place = {name: number for number, name in enumerate(names)}
    return [sorted(batch, key=place.__getitem__) for batch in batches]
