"""A web application on a port of its own, in a thread."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from tests.support.service import free_port


@contextmanager
def served(application: ASGIApp) -> Iterator[str]:
    """Its address, until the context ends."""
    port = free_port()
    config = uvicorn.Config(
        application, port=port, log_config=None, lifespan="off", proxy_headers=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
