"""Keeps what this process counts in the store, where the sums of all processes are read.

The engine is imported late: a server that nobody asks for numbers needs no memory for it.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from bot import meters
from bot.app.onlooker import Onlooker
from bot.errors import TenetError
from bot.meters import JOBS, QUEUE_AGE, Key, key_of
from bot.server.metrics import render
from bot.store.database import Store

_PAUSE = 10.0  # seconds; a process that is killed loses the numbers of so long
_MOST_JOBS = 1_000


class Metering:
    """The numbers of one store, and of the jobs that `onlooker` sees."""

    def __init__(self, store: Store, onlooker: Onlooker, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._onlooker = onlooker
        self._clock = clock
        self._stopping = threading.Event()
        self._keeping = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="metering", daemon=True)

    def start(self) -> None:
        """Begin to keep the numbers, every few seconds."""
        self._thread.start()

    def stop(self) -> None:
        """Keep what is left, and end."""
        self._stopping.set()
        self._thread.join()
        self._keep()

    def page(self) -> bytes:
        """Every number of now, as Prometheus reads it. Raises TransientError without a database."""
        self._keep()
        return render({**self._store.meters.all(), **self._now()})

    def _run(self) -> None:
        while not self._stopping.wait(_PAUSE):
            self._keep()

    def _keep(self) -> None:
        with self._keeping:
            counted, measured = meters.take()
            if not counted and not measured:
                return
            try:
                self._store.meters.add(counted, measured)
            except TenetError as exc:
                meters.give_back(counted)
                logging.getLogger(__name__).warning("numbers wait to be kept: %s", exc)

    def _now(self) -> dict[Key, float]:
        from bot.jobs.engine_client import Progress  # noqa: PLC0415  late: see above
        from bot.jobs.overview import JOB_KINDS  # noqa: PLC0415  the same

        oldest = self._store.deliveries.oldest_undispatched()
        age = (self._clock() - oldest).total_seconds() if oldest else 0.0
        found = {key_of(QUEUE_AGE): max(0.0, age)}
        client = self._onlooker.client()
        for name, kind in JOB_KINDS.items():
            for progress in (Progress.RUNNING, Progress.WAITING, Progress.FAILED):
                some = client.count(name, progress, _MOST_JOBS) if client else 0
                found[key_of(JOBS, kind=kind, state=progress.value)] = float(some)
        return found
