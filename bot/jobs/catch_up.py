"""Finds what was missed: at the start, and every five minutes, in whichever process is first."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import TenetError
from bot.store.workers import Workers

_TURN = "catch-up"


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds until the first round, in which a server begins to listen, and between two rounds."""

    first: float = 2.0
    every: float = 300.0


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that is done in each round, and what it is called in the log."""

    name: str
    do: Callable[[], None]


class CatchUp:
    """A thread that does every duty in its order; one that fails does not keep the others back."""

    def __init__(
        self,
        duties: Sequence[Duty],
        workers: Workers,
        clock: Callable[[], datetime],
        times: Times | None = None,
    ) -> None:
        self._duties = duties
        self._workers = workers
        self._clock = clock
        self._times = times or Times()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="catch-up", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; what is being asked of GitHub now is not waited for, as it does no harm."""
        self._stopping.set()

    def _run(self) -> None:
        wait, every = self._times.first, timedelta(0)
        while not self._stopping.wait(wait):
            self._round(every)
            wait, every = self._times.every, timedelta(seconds=self._times.every / 2)

    def _round(self, every: timedelta) -> None:
        log = logging.getLogger(__name__)
        try:
            if not self._workers.take_turn(_TURN, self._clock(), every):
                return
        except TenetError:
            log.exception("nothing is caught up now; tried again")
            return
        for duty in self._duties:
            if self._stopping.is_set():
                return
            try:
                duty.do()
            except TenetError as exc:
                log.warning("%s: %s", duty.name, exc)
            except Exception:
                # The worker's boundary: a bug in one duty must not keep the others back.
                log.exception("%s failed", duty.name)
