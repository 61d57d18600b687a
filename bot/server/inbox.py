"""Puts deliveries on disk: all that wait at one moment by one commit."""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from bot.errors import TenetError
from bot.store.deliveries import Deliveries, Delivery

_MOST = 200  # deliveries in one commit

Waiting = tuple[Delivery, Future[bool]]


class Inbox:
    """The one writer of deliveries in this process; `wake` is called when there are new ones.

    A commit takes as long for many as for one, and while it lasts others come and wait for the
    next. Each of them in a transaction of its own would wait for the database's lock besides.
    """

    def __init__(self, deliveries: Deliveries, wake: Callable[[], None]) -> None:
        self._deliveries = deliveries
        self._wake = wake
        self._changed = threading.Condition()
        self._waiting: list[Waiting] = []
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="inbox", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, when what waits is on disk or refused."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        self._thread.join()

    async def put(self, delivery: Delivery) -> bool:
        """Wait until a delivery is on disk; False when one of the same id was there before.

        Raises TransientError when it could not be stored. Whoever gives up waiting does not know
        whether it will be.
        """
        stored: Future[bool] = Future()
        with self._changed:
            self._waiting.append((delivery, stored))
            self._changed.notify()
        return await asyncio.wrap_future(stored)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._stopping)
                batch, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
            if not batch:
                return
            self._store(batch)

    def _store(self, batch: Sequence[Waiting]) -> None:
        wanted = [one for one in batch if one[1].set_running_or_notify_cancel()]
        try:
            fresh = self._deliveries.add_all([delivery for delivery, _ in wanted])
        except TenetError as exc:
            _refuse(wanted, exc)
            return
        except Exception as exc:
            # The thread's boundary: a bug must not keep whoever comes later from being heard.
            logging.getLogger(__name__).exception("deliveries could not be stored")
            _refuse(wanted, exc)
            return
        if fresh:
            self._wake()
        for delivery, stored in wanted:
            stored.set_result(delivery.id in fresh)
            fresh.discard(delivery.id)  # the same once more in this batch is a duplicate


def _refuse(batch: Sequence[Waiting], why: Exception) -> None:
    for _, stored in batch:
        stored.set_exception(why)
