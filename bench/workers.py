"""What a second worker on PostgreSQL brings when steps wait for the network."""

import time
from contextlib import ExitStack, closing
from pathlib import Path

from bench.measure import DidNotRunError, Row
from bench.served import served, working
from bench.service import wait_for_all
from bot.sandbox import Sandbox
from bot.store.database import open_store
from tests.support.postgres import create_database, running_postgres

_REVIEWS = 32
_SLOW = 1.5  # seconds, before each answer of GitHub
_PATIENCE = 600.0  # seconds
_LOOK = 0.1  # seconds
_BAR = 1 / 1.7  # of the time of one


def two(folder: Path) -> list[Row]:
    """The same reviews by one worker and by two, on a GitHub that answers slowly."""
    with running_postgres() as server:
        one = _seconds(folder / "one", create_database(server), 1)
        both = _seconds(folder / "two", create_database(server), 2)
    return [
        Row(f"{_REVIEWS} reviews by one worker, each answer after {_SLOW} s", one, "s"),
        Row("the same by two workers", both, "s", one * _BAR, one / both, "as fast"),
    ]


def _seconds(folder: Path, database: str, count: int) -> float:
    more = {"TENET_DATABASE_URL": database}
    with ExitStack() as stack:
        github = stack.enter_context(Sandbox(folder / "github"))
        service = stack.enter_context(served(github, folder / "serve", more, "--no-worker"))
        for number in range(count):
            stack.enter_context(working(github, folder / f"worker-{number}", more))
        _wait_until_all_beat(database, count)
        pulls = []
        for number in range(_REVIEWS):
            # An account of its own: GitHub is written to once a second for each.
            repository = github.create_repository(f"account-{number}/shop", {"README.md": "1\n"})
            repository.commit("change", {"README.md": "2\n"}, "After")
            pulls.append(repository.open_pull_request("After", head="change", author="mona"))
        github.faults.add(kind="slow", path="^/api/", seconds=_SLOW, times=100_000)
        started = time.perf_counter()
        for pull in pulls:
            github.deliver("pull_request", "opened", pull, to=service.webhook)
        wait_for_all(pulls, _PATIENCE)
        return time.perf_counter() - started


def _wait_until_all_beat(database: str, count: int) -> None:
    end = time.monotonic() + _PATIENCE
    with closing(open_store(database)) as store:
        while len(store.workers.beats()) < count:
            if time.monotonic() > end:
                raise DidNotRunError("the workers did not begin")
            time.sleep(_LOOK)
