"""What a second worker on PostgreSQL brings when steps wait for the network."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from bench.measure import DidNotRunError, Row
from bench.served import Working, served, working
from bench.service import wait_for_all
from bot.sandbox import Sandbox, SandboxPullRequest
from bot.store.database import open_store
from tests.support.postgres import create_database, running_postgres

_REVIEWS = 24
_SLOW = 1.5  # seconds, before each answer of GitHub
_PATIENCE = 600.0  # seconds
_LOOK = 0.1  # seconds
_BAR = 1 / 1.7  # of the time of one


def two(folder: Path) -> list[Row]:
    """The same reviews by one worker and by two, on a GitHub that answers slowly; and one dies."""
    with running_postgres() as server:
        one = _seconds(folder / "one", create_database(server), 1)
        both = _seconds(folder / "two", create_database(server), 2)
        gone = _taken_over(folder / "killed", create_database(server))
    return [
        Row(f"{_REVIEWS} reviews by one worker, each answer after {_SLOW} s", one, "s"),
        Row("the same by two workers", both, "s", one * _BAR, one / both, "as fast"),
        Row("a worker is killed until another has its reviews", gone, "s", 30.0),
    ]


def _seconds(folder: Path, database: str, count: int) -> float:
    with _at_work(folder, database, count) as (pulls, _):
        started = time.perf_counter()
        wait_for_all(pulls, _PATIENCE)
        return time.perf_counter() - started


def _taken_over(folder: Path, database: str) -> float:
    with _at_work(folder, database, 2) as (_, (one, other)):
        _wait_until_said(one, "the review begins")
        started = time.perf_counter()
        one.process.kill()
        _wait_until_said(other, "took over")
        return time.perf_counter() - started


@contextmanager
def _at_work(
    folder: Path, database: str, count: int
) -> Iterator[tuple[Sequence[SandboxPullRequest], Sequence[Working]]]:
    """So many workers that have just been given all reviews."""
    more = {"TENET_DATABASE_URL": database}
    with ExitStack() as stack:
        github = stack.enter_context(Sandbox(folder / "github"))
        service = stack.enter_context(served(github, folder / "serve", more, "--no-worker"))
        workers = [
            stack.enter_context(working(github, folder / f"worker-{number}", more))
            for number in range(count)
        ]
        _wait_until_all_beat(database, count)
        pulls = []
        for number in range(_REVIEWS):
            # An account of its own: GitHub is written to once a second for each.
            repository = github.create_repository(f"account-{number}/shop", {"README.md": "1\n"})
            repository.commit("change", {"README.md": "2\n"}, "After")
            pulls.append(repository.open_pull_request("After", head="change", author="mona"))
        github.faults.add(kind="slow", path="^/api/", seconds=_SLOW, times=100_000)
        for pull in pulls:
            github.deliver("pull_request", "opened", pull, to=service.webhook)
        yield pulls, workers


def _wait_until_said(worker: Working, words: str) -> None:
    end = time.monotonic() + _PATIENCE
    while words not in worker.log.read_text(encoding="utf-8", errors="replace"):
        if time.monotonic() > end:
            raise DidNotRunError(f"a worker never said that {words}")
        time.sleep(_LOOK)


def _wait_until_all_beat(database: str, count: int) -> None:
    end = time.monotonic() + _PATIENCE
    with closing(open_store(database)) as store:
        while len(store.workers.beats()) < count:
            if time.monotonic() > end:
                raise DidNotRunError("the workers did not begin")
            time.sleep(_LOOK)
