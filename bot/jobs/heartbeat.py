"""Shows that this worker lives, and takes over the work of those that show it no longer."""

import logging
import threading
import time
from dataclasses import dataclass

from bot.errors import TenetError
from bot.jobs.engine import JobEngine
from bot.store.workers import Workers


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Seconds between two beats, and after how many without one a worker counts as dead.

    Together they stay well below the 30 s within which a review goes on elsewhere.
    """

    beat: float = 2.0
    dead: float = 15.0


class Heartbeat:
    """A thread that beats for the engine's process, and watches the others.

    A worker that stood still and goes on is no danger: whatever was taken from it is fenced off.
    """

    def __init__(self, engine: JobEngine, workers: Workers, rhythm: Rhythm | None = None) -> None:
        self._engine = engine
        self._workers = workers
        self._rhythm = rhythm or Rhythm()
        self._seen: dict[str, tuple[int, float]] = {}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def announce(self) -> None:
        """Give the first beat, before there is anything that others could take for left behind.

        Raises TransientError when it cannot be given.
        """
        self._workers.beat(self._engine.executor)

    def start(self) -> None:
        """Begin, once the engine was launched."""
        self._thread.start()

    def stop(self) -> None:
        """Beat no more, and take over nothing."""
        self._stopping.set()
        self._thread.join()

    def leave(self) -> None:
        """Let others take over at once what this process has left."""
        try:
            self._workers.forget(self._engine.executor)
        except TenetError:
            logging.getLogger(__name__).exception("others have to wait for our work")

    def _run(self) -> None:
        while not self._stopping.wait(self._rhythm.beat):
            try:
                self._workers.beat(self._engine.executor)
                self._engine.let_go()
                self._take_over()
            except TenetError:
                logging.getLogger(__name__).exception("a beat was missed; tried again")
            except Exception:
                # The worker's boundary: a bug here must not let this process be taken for dead.
                logging.getLogger(__name__).exception("a beat failed; tried again")

    def _take_over(self) -> None:
        alive = self._alive()
        for worker in sorted(self._engine.workers_with_work() - alive):
            if worker == self._engine.executor:
                continue
            taken = self._engine.take_over(worker)
            logging.getLogger(__name__).warning("took over %d jobs of %s", taken, worker)
        for worker in self._seen.keys() - alive:
            self._workers.forget(worker)

    def _alive(self) -> set[str]:
        """The workers whose number grew not long ago, by this process's own clock."""
        now = time.monotonic()
        beats = self._workers.beats()
        self._seen = {
            worker: self._seen[worker] if self._seen.get(worker, (0,))[0] == count else (count, now)
            for worker, count in beats.items()
        }
        return {one for one, (_, at) in self._seen.items() if now - at < self._rhythm.dead}
