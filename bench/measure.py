"""Times taken in turn, and the rows of the table that they make."""

import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ROUNDS = 5
_LOOK = 0.02  # seconds between two looks

Clock = Callable[[], float]


class DidNotRunError(Exception):
    """Something that was to be measured did not work, and why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `bar` is the most that is allowed, in the same unit.

    `ratio` compares the value with that of another row, which `to` names.
    """

    what: str
    value: float
    unit: str
    bar: float | None = None
    ratio: float | None = None
    to: str = ""


def wait_until(holds: Callable[[], bool], seconds: float, otherwise: str) -> None:
    """Wait until something holds. Raises DidNotRunError, with these words, after so long."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise DidNotRunError(otherwise)
        time.sleep(_LOOK)


def processor_seconds() -> float:
    """A clock that only runs while a child that has ended since was at work."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def seconds(action: Callable[[], object], clock: Clock = time.perf_counter) -> float:
    """How long one call takes."""
    started = clock()
    action()
    return clock() - started


def in_turn(
    *actions: Callable[[], object], rounds: int = ROUNDS, clock: Clock = time.perf_counter
) -> tuple[float, ...]:
    """The median seconds of each action: all once to warm up, then A B A B.

    Whatever else the machine does meanwhile slows all of them down alike.
    """
    for action in actions:
        action()
    taken = [[seconds(action, clock) for action in actions] for _ in range(rounds)]
    return tuple(statistics.median(column) for column in zip(*taken, strict=True))


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def percentile_99(values: Sequence[float]) -> float:
    """The value that one in a hundred exceeds."""
    return statistics.quantiles(values, n=100, method="inclusive")[98]
