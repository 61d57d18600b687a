"""How far a long command is: a bar on a terminal, a plain line now and then elsewhere."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_SECONDS = 1.0  # between two lines


@dataclass(frozen=True, slots=True)
class Bar:
    """Drawn on a terminal."""

    drawn: "Progress"
    task: "TaskID"

    def say(self, words: str) -> None:
        """What is being done."""
        self.drawn.update(self.task, description=words)

    def count(self, done: int, total: int) -> None:
        """How many files are done."""
        self.drawn.update(self.task, completed=done, total=total)


@dataclass(slots=True)
class Lines:
    """Printed where no terminal is."""

    printed: float | None = None

    def say(self, words: str) -> None:
        """What is being done."""
        sys.stderr.write(f"{words}\n")

    def count(self, done: int, total: int) -> None:
        """How many files are done, unless that was said only just now."""
        now = time.monotonic()
        if self.printed is None or now - self.printed >= _SECONDS:
            self.printed = now
            sys.stderr.write(f"{done} of {total} files\n")
            sys.stderr.flush()


@contextmanager
def shown() -> Iterator[Bar | Lines]:
    """Progress on standard error; a bar is gone when the work is done."""
    if not sys.stderr.isatty():
        yield Lines()
        return
    # Rich is slow to import, and nobody needs it where no bar is drawn.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as drawn:
        yield Bar(drawn, drawn.add_task("", total=None))
