"""How long the service takes: to be ready, to acknowledge a delivery, to post a review."""

import time
from collections.abc import Sequence
from pathlib import Path

from bench.change import Sides, ten_files
from bench.measure import ROUNDS, DidNotRunError, Row, median, percentile_99, seconds
from bench.served import Served, served
from bot.sandbox import Sandbox, SandboxPullRequest

_DELIVERIES = 100
_PER_SECOND = 20
_PATIENCE = 120.0  # seconds
_LOOK = 0.02  # seconds between two looks at the pull request
_ACCEPTED = 202


def start_up(folder: Path) -> list[Row]:
    """From the command to a service that is ready, with a new database each time."""
    ready, memory = [], []
    with Sandbox(folder / "github") as github:
        for number in range(ROUNDS):
            with served(github, folder / f"serve-{number}") as one:
                ready.append(one.ready_after)
                memory.append(one.resident_megabytes())
    return [
        Row("`tenet serve` until `/readyz` is 200", median(ready), "s", 3.0),
        Row("its memory then, both processes (PSS)", median(memory), "MB", 150.0),
    ]


def review(folder: Path) -> list[Row]:
    """From a signed delivery to the review, each on a repository that is seen the first time."""
    change = ten_files()
    posted, concluded = [], []
    with Sandbox(folder / "github") as github, served(github, folder / "serve") as service:
        for number in range(ROUNDS + 1):
            pull = open_pull_request(github, change, f"acme/shop-{number}")
            first, last = _review_once(github, service, pull)
            if number:  # the first one warms up
                posted.append(first)
                concluded.append(last)
        memory = service.resident_megabytes()
    return [
        Row("delivery to posted review, 10 files", median(posted), "s"),
        Row("delivery to concluded check", median(concluded), "s"),
        Row(f"memory of `tenet serve` after {ROUNDS + 1} reviews (PSS)", memory, "MB"),
    ]


def acknowledgement(folder: Path) -> list[Row]:
    """How long GitHub waits for the 202, at twenty deliveries a second, with the worker running."""
    change = ten_files()
    with Sandbox(folder / "github") as github, served(github, folder / "serve") as service:
        pull = open_pull_request(github, change, "acme/shop")
        _review_once(github, service, pull)
        taken = []
        begun = time.perf_counter()
        for number in range(_DELIVERIES):
            time.sleep(max(0.0, begun + number / _PER_SECOND - time.perf_counter()))
            taken.append(acknowledged(github, service, pull) * 1000)
    return [
        Row(f"acknowledgement, median of {_DELIVERIES} at {_PER_SECOND}/s", median(taken), "ms"),
        Row("acknowledgement, p99", percentile_99(taken), "ms", 50.0),
    ]


def open_pull_request(github: Sandbox, change: Sides, name: str) -> SandboxPullRequest:
    """A pull request with this change in a repository of its own."""
    repository = github.create_repository(name, dict(change.before))
    repository.commit("change", dict(change.after), "After")
    return repository.open_pull_request("After", "Please review.", head="change", author="mona")


def is_concluded(pull: SandboxPullRequest) -> bool:
    """Whether a check of it came to an end."""
    return any(check.conclusion for check in pull.shown().checks)


def wait_for_all(pulls: Sequence[SandboxPullRequest], patience: float) -> None:
    """Wait until each is concluded. Raises DidNotRunError when one takes longer than that."""
    end = time.monotonic() + patience
    left = list(pulls)
    while left := [one for one in left if not is_concluded(one)]:
        if time.monotonic() > end:
            raise DidNotRunError(f"{len(left)} of {len(pulls)} took more than {patience:.0f} s")
        time.sleep(_LOOK)


def _review_once(github: Sandbox, service: Served, pull: SandboxPullRequest) -> tuple[float, float]:
    """Seconds until the review is shown, and until the check is concluded."""
    started = time.perf_counter()
    answer = github.deliver("pull_request", "opened", pull, to=service.webhook)
    if answer.status_code != _ACCEPTED:
        raise DidNotRunError(f"the delivery was answered {answer.status_code}")
    posted = 0.0
    while time.perf_counter() - started < _PATIENCE:
        shown = pull.shown()
        if shown.reviews and not posted:
            posted = time.perf_counter() - started
        if is_concluded(pull):
            if not posted:
                raise DidNotRunError("the check was concluded without a review")
            return posted, time.perf_counter() - started
        time.sleep(_LOOK)
    raise DidNotRunError(f"no check was concluded within {_PATIENCE:.0f} s")


def acknowledged(github: Sandbox, service: Served, pull: SandboxPullRequest) -> float:
    """How many seconds one delivery waits for its 202."""
    payload = pull.payload("pull_request", "synchronize")
    delivery = github.webhooks.prepare(
        "pull_request", "synchronize", pull.state.repository, payload, service.webhook
    )
    taken = seconds(lambda: github.webhooks.send(delivery))
    if delivery.status_code != _ACCEPTED:
        raise DidNotRunError(f"a delivery was answered {delivery.status_code}")
    return taken
