"""What a second worker on PostgreSQL brings when steps wait for the network."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from bench.change import A_DOCUMENT
from bench.measure import Row, wait_until
from bench.served import Working, served, working
from bench.service import open_pull_request, wait_for_all
from bot.sandbox import Sandbox, SandboxPullRequest
from bot.store.database import open_store
from tests.support.postgres import create_database, running_postgres

_REVIEWS = 24
_SLOW = 1.5  # seconds, before each answer of GitHub
_PATIENCE = 600.0  # seconds
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
        # An account each: GitHub is written to once a second for one.
        pulls = [
            open_pull_request(github, A_DOCUMENT, f"account-{number}/shop")
            for number in range(_REVIEWS)
        ]
        github.faults.add(kind="slow", path="^/api/", seconds=_SLOW, times=100_000)
        for pull in pulls:
            github.deliver("pull_request", "opened", pull, to=service.webhook)
        yield pulls, workers


def _wait_until_said(worker: Working, words: str) -> None:
    def is_said() -> bool:
        return words in worker.log.read_text(encoding="utf-8", errors="replace")

    wait_until(is_said, _PATIENCE, f"a worker never said that {words}")


def _wait_until_all_beat(database: str, count: int) -> None:
    with closing(open_store(database)) as store:
        wait_until(
            lambda: len(store.workers.beats()) >= count, _PATIENCE, "the workers did not begin"
        )
