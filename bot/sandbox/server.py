"""The web server: uvicorn in a thread of its own, on loopback only."""

import asyncio
import socket
import threading
import time

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.sandbox.faulty import FaultyApplication

HOST = "127.0.0.1"
_START_SECONDS = 10.0


class ServerThread:
    """Serves an application from `start()` to `stop()`; the port is known at once."""

    def __init__(self, port: int) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind((HOST, port))
        self.url = f"http://{HOST}:{self._socket.getsockname()[1]}"
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    def start(self, application: FaultyApplication) -> None:
        """Serve until `stop()`."""

        class Protocol(H11Protocol):
            """Lets a fault find the connection of a call."""

            def connection_made(  # type: ignore[override]  # as uvicorn itself declares it
                self, transport: asyncio.Transport
            ) -> None:
                super().connection_made(transport)
                application.transports[self.client] = transport

            def connection_lost(self, exc: Exception | None) -> None:
                application.transports.pop(self.client, None)
                super().connection_lost(exc)

        config = uvicorn.Config(
            application,
            http=Protocol,
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, args=([self._socket],), name="sandbox-github", daemon=True
        )
        self._thread.start()
        deadline = time.monotonic() + _START_SECONDS
        while not self._server.started:
            if time.monotonic() > deadline or not self._thread.is_alive():
                raise RuntimeError("The sandbox GitHub did not start")
            time.sleep(0.005)

    def stop(self) -> None:
        """Close every connection and wait for the thread."""
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._thread.join()
        self._socket.close()
