"""The line between a server and its worker: each learns at once when the other is gone.

A server sends a byte whenever there is a delivery; a worker sends one every second in which it
works, or why it cannot.
"""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

from bot import process

BEAT, REFUSAL = b".", b"!"  # the words of the refusal follow it
WAKE = b"w"
_BEAT_SECONDS = 1.0
_SOME = 4096  # bytes
_LOWER = 5  # by so much Semgrep's claim to the processor is less than ours and our server's


class Tether:
    """The worker's end of the line; the process ends with its server."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._leaving = threading.Event()
        self._wake = _nothing
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal interrupts both, and it ends us
        # From now on, so that we end with the server also while we begin, which may take a while.
        threading.Thread(target=self._listen, name="tether", daemon=True).start()

    def refuse(self, why: str) -> None:
        """Say in a sentence why there can be no worker."""
        with suppress(OSError):
            self._line.sendall(REFUSAL + why.encode())

    @contextmanager
    def held(self, wake: Callable[[], None], works: Callable[[], bool]) -> Iterator[None]:
        """Show that we work, and end when we work no longer; `wake` is told of deliveries."""
        process.give_way(_LOWER)
        self._wake = wake
        threading.Thread(target=self._beat, args=(works,), name="beat", daemon=True).start()
        yield
        self._leaving.set()

    def _beat(self, works: Callable[[], bool]) -> None:
        with suppress(OSError):  # the server is gone, as the other thread finds, too
            while works():
                self._line.sendall(BEAT)
                if self._leaving.wait(_BEAT_SECONDS):
                    return
            logging.getLogger(__name__).error("deliveries are not handed on: the worker ends")
            _end_at_once()

    def _listen(self) -> None:
        with suppress(OSError):
            while self._line.recv(_SOME):
                self._wake()
        # Nobody would end us any more. What we leave is taken up as after a crash, and another
        # worker may wait for our place.
        _end_at_once()


def _nothing() -> None:
    """Nobody can be woken yet."""


def _end_at_once() -> NoReturn:
    process.stop()
    os._exit(1)
