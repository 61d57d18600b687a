"""How the service answers while its worker is busy: acknowledgements, and whether it is alive."""

import http.client
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

from bench.change import ten_files
from bench.measure import DidNotRunError, Row, percentile_99, seconds
from bench.served import Served, served
from bench.service import acknowledged, open_pull_request
from bot.sandbox import Sandbox, SandboxPullRequest

_REVIEWS = 10
_RATES = ((20, 100, 50.0), (100, 300, 250.0))  # a second, how many, the bar in ms
_LOOK = 0.05  # seconds between two questions whether it is alive
_PATIENCE = 300.0  # seconds


def busy(folder: Path) -> list[Row]:
    """Deliveries at two rates, and `/healthz`, while ten reviews are under way."""
    change = ten_files()
    rows: list[Row] = []
    with Sandbox(folder / "github") as github, served(github, folder / "serve") as service:
        names = [f"acme/shop-{number}" for number in range(_REVIEWS)]
        pulls = [open_pull_request(github, change, name) for name in names]
        quiet = open_pull_request(github, change, "acme/quiet")
        for pull in pulls:
            github.deliver("pull_request", "opened", pull, to=service.webhook)
        with _Asking(service) as health:
            for rate, count, bar in _RATES:
                taken = _at_rate(rate, count, lambda: acknowledged(github, service, quiet))
                rows.append(
                    Row(f"acknowledgement at {rate}/s, p99, {_REVIEWS} reviews", taken, "ms", bar)
                )
            _wait_for(pulls)
        alive = percentile_99(health.taken)
        rows.append(Row(f"`/healthz` during {_REVIEWS} reviews, p99", alive, "ms", 50.0))
    return rows


def _at_rate(rate: int, count: int, send: Callable[[], float]) -> float:
    """The 99th percentile in milliseconds, of so many that begin at this rate."""
    taken: list[float] = []
    threads = []

    def one() -> None:
        with suppress(DidNotRunError):  # counted below
            taken.append(send() * 1000)

    begun = time.perf_counter()
    for number in range(count):
        time.sleep(max(0.0, begun + number / rate - time.perf_counter()))
        # One that is late must not keep the next one from being sent.
        thread = threading.Thread(target=one)
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    if len(taken) < count:
        raise DidNotRunError(f"{count - len(taken)} deliveries of {count} were not acknowledged")
    return percentile_99(taken)


def _wait_for(pulls: list[SandboxPullRequest]) -> None:
    end = time.monotonic() + _PATIENCE
    while not all(any(one.conclusion for one in pull.shown().checks) for pull in pulls):
        if time.monotonic() > end:
            raise DidNotRunError(f"{len(pulls)} reviews took more than {_PATIENCE:.0f} s")
        time.sleep(_LOOK)


class _Asking:
    """Asks again and again whether the service is alive; `taken` are milliseconds."""

    def __init__(self, service: Served) -> None:
        self.taken: list[float] = []
        self._port = service.port
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(_LOOK):
            self.taken.append(seconds(self._ask) * 1000)

    def _ask(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        finally:
            connection.close()
