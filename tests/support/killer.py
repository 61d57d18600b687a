"""Kills a server at chosen calls: as the call arrives, or when it is done and not yet answered."""

import os
import re
import threading
from collections import Counter
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from bot.sandbox import Sandbox
from bot.sandbox.faults import Fault, Faults, Seen

if TYPE_CHECKING:
    from tests.support.service import Service

_NUMBERS = re.compile(r"[0-9a-f]{40}|\d+")
ARRIVES, DONE = "arrives", "is done"


class Killer:
    """Kills `service` the first `times` that a call which `counts` is about to be, and was, done.

    It stands between the small GitHub and the server, so it is made before the former starts. A
    call at which the server is killed as it arrives is never carried out; one that is done is not
    answered any more, so that nobody can have written down that it was.
    """

    def __init__(
        self,
        github: Sandbox,
        counts: Callable[[str, str], bool],
        times: int,
        moments: Collection[str] = (ARRIVES, DONE),
    ) -> None:
        self.service: Service | None = None
        self.kills: Counter[tuple[str, str]] = Counter()
        self._counts = counts
        self._moments = moments  # of the calls; whoever calls `strike` chooses their own
        self._times = times
        self._lock = threading.Lock()
        github.faults = _Arriving(self)
        github.requests = _Done(self)

    def strike(self, moment: str, call: str) -> bool:
        """Whether the server was killed now; `call` names what it had asked for."""
        service, point = self.service, (moment, call)
        with self._lock:
            if service is None or service.is_dead or self.kills[point] >= self._times:
                return False
            self.kills[point] += 1
            service.kill()
            return True

    def saw(self, moment: str, method: str, path: str) -> bool:
        """A call of the server's; whether it was killed for it."""
        plain = path.partition("?")[0]
        counts = moment in self._moments and self._counts(method, plain)
        if plain.startswith("/_sandbox") or not counts:
            return False
        return self.strike(moment, f"{method} {_NUMBERS.sub('…', plain)}")


class _Arriving(Faults):
    """The switch for faults, which tells the killer of every call that arrives."""

    def __init__(self, killer: Killer) -> None:
        super().__init__()
        self._killer = killer

    def take(self, method: str, target: str) -> Fault | None:
        if self._killer.saw(ARRIVES, method, target):
            return Fault(kind="reset")
        return super().take(method, target)


class _Done(list[Seen]):
    """The calls so far; each is added when it is done, and before its answer goes out."""

    def __init__(self, killer: Killer) -> None:
        super().__init__()
        self._killer = killer

    def append(self, seen: Seen) -> None:
        super().append(seen)
        if seen.status is not None:
            self._killer.saw(DONE, seen.method, seen.path)


def wants_everything() -> bool:
    """Whether the whole crash suite is run, which takes many minutes: `make crash`."""
    return os.environ.get("TENET_CRASH") == "all"
