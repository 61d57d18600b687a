"""A wire between a client and a server that counts what comes back through it."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

_CHUNK = 65_536


class CountingProxy:
    """Listens on a port of its own and passes everything on to the server of `url`."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._received = 0
        self._counting = threading.Lock()
        self._accepting = threading.Thread(target=self._accept)
        self._serving: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._accepting.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join()
        for thread in self._serving:
            thread.join()

    def take(self) -> int:
        """The bytes that came from the server since this was asked last."""
        with self._counting:
            received, self._received = self._received, 0
        return received

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                thread = threading.Thread(target=self._serve, args=(client,))
                thread.start()
                self._serving.append(thread)

    def _serve(self, client: socket.socket) -> None:
        with client, socket.create_connection(self._target) as server:
            up = threading.Thread(target=_pass_on, args=(client, server, lambda _: None))
            up.start()
            _pass_on(server, client, self._count)
            # Whoever hangs up while a request is under way leaves nobody to wait for.
            with suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)
            up.join()

    def _count(self, size: int) -> None:
        with self._counting:
            self._received += size


def _pass_on(giver: socket.socket, taker: socket.socket, count: Callable[[int], None]) -> None:
    with suppress(OSError):
        while chunk := giver.recv(_CHUNK):
            count(len(chunk))
            taker.sendall(chunk)
    with suppress(OSError):
        taker.shutdown(socket.SHUT_WR)
