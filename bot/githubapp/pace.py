"""How fast one installation may talk to GitHub, whoever talks for it, here or elsewhere."""

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

from bot.errors import TransientError

_GLANCE = 1.0  # seconds between two looks at what other processes were told


class Turns(Protocol):
    """How fast an installation may talk, among all processes that talk for it."""

    def alone(self, who: str, pause: float) -> AbstractContextManager[None]:
        """While this is held, nobody else writes; begun `pause` seconds after the last one."""
        ...

    def be_silent(self, who: str, seconds: float) -> None:
        """Nobody asks anything for so long."""
        ...

    def silent_for(self, who: str) -> float:
        """For how many seconds nobody may ask anything."""
        ...


class Pace:
    """One writer at a time, a pause between writes, and silence while GitHub wants silence.

    GitHub's limits count for an installation, not for a connection: every view of the same
    installation shares one of these.
    https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
    """

    _shared: dict[tuple[str, str], "Pace"] = {}  # noqa: RUF012  shared on purpose, see above
    _sharing = threading.Lock()

    def __init__(self, who: str = "", turns: Turns | None = None) -> None:
        self._who = who
        self._turns = turns
        self._looked_at = float("-inf")
        self._writing = threading.Lock()
        self._last_write = float("-inf")
        self._silent_until = float("-inf")

    @classmethod
    def of(cls, api_url: str, who: str, turns: Turns | None = None) -> "Pace":
        """The one pace of this identity at this API; `turns` are shared with other processes."""
        with cls._sharing:
            return cls._shared.setdefault((api_url, who), cls(f"{who} at {api_url}", turns))

    def be_silent(self, seconds: float) -> None:
        """Ask nothing more for so long."""
        self._silent_until = max(self._silent_until, time.monotonic() + seconds)
        if self._turns is not None:
            self._turns.be_silent(self._who, seconds)

    def check(self) -> None:
        """TransientError while GitHub wants silence."""
        if self._turns is not None and time.monotonic() - self._looked_at > _GLANCE:
            self._looked_at = time.monotonic()
            told = self._turns.silent_for(self._who)
            self._silent_until = max(self._silent_until, self._looked_at + told)
        remaining = self._silent_until - time.monotonic()
        if remaining > 0:
            raise TransientError("GitHub asked us to wait. This goes on by itself.", remaining)

    @contextmanager
    def write(self, pause: float) -> Iterator[None]:
        """One write, begun at least `pause` seconds after the end of the last one."""
        with self._writing:
            time.sleep(max(0.0, self._last_write + pause - time.monotonic()))
            turn = self._turns.alone(self._who, pause) if self._turns else nullcontext()
            try:
                with turn:
                    yield
            finally:
                self._last_write = time.monotonic()
