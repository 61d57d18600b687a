"""How fast one installation may talk to GitHub, whoever in this process talks for it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import TransientError


class Pace:
    """One writer at a time, a pause between writes, and silence while GitHub wants silence.

    GitHub's limits count for an installation, not for a connection: every view of the same
    installation shares one of these.
    https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
    """

    _shared: dict[tuple[str, str], "Pace"] = {}  # noqa: RUF012  shared on purpose, see above
    _sharing = threading.Lock()

    def __init__(self) -> None:
        self._writing = threading.Lock()
        self._last_write = float("-inf")
        self._silent_until = float("-inf")

    @classmethod
    def of(cls, api_url: str, who: str) -> "Pace":
        """The one pace of this identity at this API."""
        with cls._sharing:
            return cls._shared.setdefault((api_url, who), cls())

    def be_silent(self, seconds: float) -> None:
        """Ask nothing more for so long."""
        self._silent_until = max(self._silent_until, time.monotonic() + seconds)

    def check(self) -> None:
        """TransientError while GitHub wants silence."""
        remaining = self._silent_until - time.monotonic()
        if remaining > 0:
            raise TransientError("GitHub asked us to wait. This goes on by itself.", remaining)

    @contextmanager
    def write(self, pause: float) -> Iterator[None]:
        """One write, begun at least `pause` seconds after the end of the last one."""
        with self._writing:
            time.sleep(max(0.0, self._last_write + pause - time.monotonic()))
            try:
                yield
            finally:
                self._last_write = time.monotonic()
