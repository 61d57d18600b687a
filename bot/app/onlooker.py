"""Looks at the jobs of a store from outside, without a part in them.

The engine is imported late: a server that nobody asks for jobs needs no memory for it.
"""

import threading
from typing import TYPE_CHECKING

from bot.store.database import Store

if TYPE_CHECKING:
    from bot.jobs.engine_client import EngineClient
    from bot.jobs.overview import Overview


class Onlooker:
    """The client for a database, opened as soon as a job was started; safe for threads."""

    def __init__(self, store: Store, database_url: str) -> None:
        self._store = store
        self._url = database_url
        self._lock = threading.Lock()
        self._client: EngineClient | None = None

    def client(self) -> "EngineClient | None":
        """The client; None where no job was ever started."""
        from bot.jobs.engine_client import EngineClient  # noqa: PLC0415  late: see above

        with self._lock:
            if self._client is None:
                self._client = EngineClient.beside(self._url)
            return self._client

    def overview(self) -> "Overview":
        """All there is to do."""
        from bot.jobs.overview import Overview  # noqa: PLC0415  the same

        return Overview(self._store, self.client())

    def close(self) -> None:
        """Give every connection back."""
        with self._lock:
            if self._client is not None:
                self._client.close()
