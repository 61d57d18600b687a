"""From deliveries on disk to jobs: a thread that hands on each one, and forgets none."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime

from bot import meters
from bot.errors import TenetError, TransientError
from bot.log import Log, bound
from bot.store.database import Store
from bot.store.deliveries import FAILED, Delivery

_POLL = 1.0  # seconds; another process may have taken a delivery in
_REST = 0.25  # seconds between two commits of ours, for which acknowledgements wait
_BATCH = 100


class Dispatcher:
    """Hands deliveries to `handle`, which starts a job and says in words what it did.

    Deliveries are marked only after they were handled; handling one twice changes nothing.
    """

    def __init__(
        self, store: Store, handle: Callable[[Delivery], str], clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._handle = handle
        self._clock = clock
        self._awake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="dispatcher", daemon=True)

    def start(self) -> None:
        """Begin, with what an earlier process left."""
        self._thread.start()

    def wake(self) -> None:
        """There is a new delivery."""
        self._awake.set()

    def stop(self) -> None:
        """End after the delivery at hand."""
        self._stopping = True
        self._awake.set()
        self._thread.join()

    @property
    def is_alive(self) -> bool:
        """Whether it works; it ends by itself only by a mistake of ours."""
        return self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping:
            self._awake.clear()
            try:
                handled = self._round()
            except TenetError:
                logging.getLogger(__name__).exception("deliveries wait; tried again")
                handled = 0
            if handled:
                time.sleep(_REST)
            else:
                self._awake.wait(_POLL)

    def _round(self) -> int:
        outcomes = {}
        try:
            for delivery in self._store.deliveries.undispatched(_BATCH):
                if self._stopping:
                    break
                with bound(delivery=delivery.id):
                    outcomes[delivery.id] = outcome = self._outcome(delivery)
                    Log(__name__).info("a delivery was handed on", outcome=outcome)
        finally:
            if outcomes:
                self._store.deliveries.mark_dispatched(outcomes, self._clock())
        return len(outcomes)

    def _outcome(self, delivery: Delivery) -> str:
        try:
            done = self._handle(delivery)
        except TransientError:
            raise
        except Exception as exc:
            # The worker loop's boundary: one bad delivery must not stop those behind it.
            logging.getLogger(__name__).exception("a delivery failed")
            meters.failed("delivery", exc)
            return f"{FAILED}{type(exc).__name__}"
        meters.count(meters.HANDED_ON, outcome=done)
        return done
