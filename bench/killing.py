"""Deliveries while the service is killed again and again: each is there in the end, and once."""

import http.client
import os
import random
import signal
import subprocess
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from bench.measure import DidNotRunError, Row
from bench.programs import tenet
from bench.served import children_of, free_port, settings_for, wait_until_ready
from bench.service import wait_for_all
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


def killed(folder: Path) -> list[Row]:
    """Ten thousand deliveries, each sent until it is acknowledged, and what became of them."""
    with Sandbox(folder / "github") as github:
        pulls = [_opened(github, number) for number in range(_PULLS)]
        service = _Mortal({**settings_for(github, folder)}, free_port(), folder / "serve.log")
        with service.alive():
            with service.dying(), ThreadPoolExecutor(_AT_ONCE) as senders:
                send = partial(_sent, github, service)
                some = islice(cycle(pulls), _DELIVERIES)
                acknowledged = set(senders.map(send, some))
            wait_for_all(pulls, _PATIENCE)
            lost = _lost(folder / "data" / "tenet.db", acknowledged)
        twice = sum(map(_too_many, pulls))
    what = f"of {_DELIVERIES} deliveries and {service.kills} kills"
    return [
        Row(f"lost {what}", float(lost), "", 0.0),
        Row(f"comments, summaries and checks too many {what}", float(twice), "", 0.0),
    ]


@dataclass(slots=True)
class _Mortal:
    """`tenet serve`, of which something is killed now and then, and which is started again."""

    environment: dict[str, str]
    port: int
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
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [tenet(), "serve", "--port", str(self.port)],
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        wait_until_ready(self.port, self._process, self.log)


def _opened(github: Sandbox, number: int) -> SandboxPullRequest:
    repository = github.create_repository(f"account-{number}/shop", {"shop.py": "x = 1\n"})
    repository.commit("change", {"shop.py": MISTAKE}, "After")
    return repository.open_pull_request("After", head="change", author="mona")


def _sent(github: Sandbox, service: _Mortal, pull: SandboxPullRequest) -> str:
    """The id of a delivery, which is sent until it is acknowledged, as GitHub does when asked."""
    number = str(uuid.uuid4())
    one = github.webhooks.prepare(
        "pull_request",
        "synchronize",
        pull.state.repository,
        pull.payload("pull_request", "synchronize"),
        f"http://127.0.0.1:{service.port}/webhook",
    )
    headers = {**one.headers, "X-GitHub-Delivery": number}
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=_PATIENCE)
        with closing(connection):
            try:
                connection.request("POST", "/webhook", one.payload, headers)
                if connection.getresponse().status == _ACCEPTED:
                    return number
            except (OSError, http.client.HTTPException):  # it is dead just now
                pass
        time.sleep(_LOOK)
    raise DidNotRunError("a delivery was never acknowledged")


def _lost(database: Path, acknowledged: set[str]) -> int:
    """How many are not there, or were never handed on."""
    with closing(open_store(f"sqlite:///{database}")) as store:
        end = time.monotonic() + _PATIENCE
        while waiting := len(store.deliveries.undispatched(_DELIVERIES)):
            if time.monotonic() > end:
                break
            time.sleep(_LOOK)
        known = sum(len(store.deliveries.known(some)) for some in _parts(sorted(acknowledged)))
    return _DELIVERIES - known + waiting


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _PULLS):
        yield ids[start : start + _PULLS]


def _too_many(pull: SandboxPullRequest) -> int:
    """What stands there more than once; one mistake was made, and one head reviewed."""
    shown = pull.shown()
    those = (shown.comments, shown.summaries, shown.checks)
    return sum(abs(len(one) - 1) for one in those)
