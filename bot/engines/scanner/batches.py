"""How many files are split into runs of Semgrep, so that none is too long and two pay."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

FILES_AT_ONCE = 200  # of about 12 ms each
BYTES_AT_ONCE = 2_000_000
# Below this a second process costs more than it saves: it starts, and reads rules, for 0.15 s.
_WORK_FOR_TWO = 24_000
_WORK_OF_A_FILE = 2_000  # a file costs as much as so many bytes, before its first one


@dataclass(frozen=True, slots=True)
class Piece:
    """A file to scan: our name for it, its bytes, and the language whose rules it needs."""

    name: str
    size: int
    language: str | None = None

    @property
    def work(self) -> int:
        """What it costs, in bytes."""
        return self.size + _WORK_OF_A_FILE


def split(pieces: Sequence[Piece], processors: int) -> list[list[Piece]]:
    """The files in batches of about the same work, as many as keep the processes busy.

    Files of one language stay together: a batch needs the rules of its own languages only.
    """
    total = sum(piece.work for piece in pieces)
    processes = min(2, processors) if total >= _WORK_FOR_TWO else 1
    size = sum(piece.size for piece in pieces)
    wanted = max(ceil(len(pieces) / FILES_AT_ONCE), ceil(size / BYTES_AT_ONCE))
    count = max(1, ceil(wanted / processes)) * processes
    placed: list[tuple[int, Piece]] = []
    before = 0
    for piece in sorted(pieces, key=lambda one: (one.language or "", one.name)):
        placed.append((int((before + piece.work / 2) / total * count), piece))
        before += piece.work
    batches = [[piece for _, piece in some] for _, some in groupby(placed, key=lambda one: one[0])]
    return [
        batch[start : start + FILES_AT_ONCE]
        for batch in batches
        for start in range(0, len(batch), FILES_AT_ONCE)
    ]
