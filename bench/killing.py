"""Deliveries while the service is killed again and again: each is there in the end, and once."""

import http.client
import os
import random
import signal
import subprocess
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from bench.change import Sides
from bench.knocking import Door
from bench.measure import DidNotRunError, Row, wait_until
from bench.served import begun, children_of, free_port, settings_for, wait_until_ready
from bench.service import open_pull_request, wait_for_all
from bot.sandbox import Sandbox, SandboxPullRequest
from bot.store.database import open_store
from tests.support.mistakes import MISTAKE

_DELIVERIES = 10_000
_PULLS = 20
_AT_ONCE = 8
_LIFE = (0.5, 4.0)  # seconds that the service is ready before something of it is killed
_PATIENCE = 600.0  # seconds
_LOOK = 0.05  # seconds
_ACCEPTED = 202
_A_MISTAKE = Sides({"shop.py": b"x = 1\n"}, {"shop.py": MISTAKE.encode()})


def killed(folder: Path) -> list[Row]:
    """Ten thousand deliveries, each sent until it is acknowledged, and what became of them."""
    with Sandbox(folder / "github") as github:
        pulls = [
            open_pull_request(github, _A_MISTAKE, f"account-{number}/shop")
            for number in range(_PULLS)
        ]
        service = _Mortal(settings_for(github, folder), Door(free_port()), folder / "serve.log")
        with service.alive():
            with service.dying(), ThreadPoolExecutor(_AT_ONCE) as senders:
                send = partial(_sent, github, service)
                some = islice(cycle(pulls), _DELIVERIES)
                acknowledged = set(senders.map(send, some))
            wait_for_all(pulls, _PATIENCE)
            lost = _lost(folder / "data" / "tenet.db", acknowledged)
        twice = sum(map(_too_many, pulls))
    if not service.kills:
        raise DidNotRunError("nothing was killed")
    what = f"of {_DELIVERIES} deliveries and {service.kills} kills"
    return [
        Row(f"lost {what}", float(lost), "", 0.0),
        Row(f"comments, summaries and checks too many {what}", float(twice), "", 0.0),
    ]


@dataclass(slots=True)
class _Mortal:
    """`tenet serve`, of which something is killed now and then, and which is started again."""

    environment: dict[str, str]
    door: Door
    log: Path
    kills: int = 0
    _process: subprocess.Popen[bytes] = field(init=False)

    @contextmanager
    def alive(self) -> Iterator[None]:
        """It runs within this block."""
        self._start()
        try:
            yield
        finally:
            self._process.terminate()
            self._process.wait(_PATIENCE)

    @contextmanager
    def dying(self) -> Iterator[None]:
        """It is killed again and again within this block."""
        spared = threading.Event()
        killer = threading.Thread(target=self._kill_until, args=(spared,))
        killer.start()
        try:
            yield
        finally:
            spared.set()
            killer.join()

    def _kill_until(self, spared: threading.Event) -> None:
        chance = random.Random(10_000)  # noqa: S311  the same kills each time
        while not spared.wait(chance.uniform(*_LIFE)):
            worker = children_of(self._process.pid)
            if worker and chance.random() < 1 / 3:
                for one in worker:
                    os.kill(one, signal.SIGKILL)
            else:
                self._process.kill()
                self._process.wait()
                self._start()
            self.kills += 1

    def _start(self) -> None:
        self._process = begun(["serve", "--port", str(self.door.port)], self.environment, self.log)
        wait_until_ready(self.door.port, self._process, self.log)


def _sent(github: Sandbox, service: _Mortal, pull: SandboxPullRequest) -> str:
    """The id of a delivery, which is sent until it is acknowledged, as GitHub does when asked."""
    number = str(uuid.uuid4())
    one = github.webhooks.prepare(
        "pull_request",
        "synchronize",
        pull.state.repository,
        pull.payload("pull_request", "synchronize"),
        service.door.webhook_url,
    )
    headers = {**one.headers, "X-GitHub-Delivery": number}
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        connection = http.client.HTTPConnection("127.0.0.1", service.door.port, timeout=_PATIENCE)
        with closing(connection):
            try:
                connection.request("POST", service.door.webhook, one.payload, headers)
                if connection.getresponse().status == _ACCEPTED:
                    return number
            except (OSError, http.client.HTTPException):  # it is dead just now
                pass
        time.sleep(_LOOK)
    raise DidNotRunError("a delivery was never acknowledged")


def _lost(database: Path, acknowledged: set[str]) -> int:
    """How many are not there, or were never handed on."""
    with closing(open_store(f"sqlite:///{database}")) as store:
        with suppress(DidNotRunError):
            wait_until(lambda: not store.deliveries.undispatched(1), _PATIENCE, "some wait")
        waiting = len(store.deliveries.undispatched(_DELIVERIES))
        return _DELIVERIES - len(store.deliveries.known(acknowledged)) + waiting


def _too_many(pull: SandboxPullRequest) -> int:
    """What stands there more than once; one mistake was made, and one head reviewed."""
    shown = pull.shown()
    those = (shown.comments, shown.summaries, shown.checks)
    return sum(abs(len(one) - 1) for one in those)
