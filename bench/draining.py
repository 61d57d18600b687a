"""A long queue worked off: whether the service then holds more than at its beginning."""

from pathlib import Path

from bench.change import A_DOCUMENT
from bench.measure import DidNotRunError, Row
from bench.served import Served, served
from bench.service import open_pull_request, wait_for_all
from bot.sandbox import Sandbox

_REVIEWS = 1_000
_ACCOUNTS = 50  # GitHub is written to once a second for each
_FIRST = _REVIEWS // 10  # after which every cache is warm
_PATIENCE = 7200.0  # seconds
_ACCEPTED = 202


def drained(folder: Path) -> list[Row]:
    """A thousand reviews of a document each: no Semgrep, and all that is around it."""
    with Sandbox(folder / "github") as github, served(github, folder / "serve") as service:
        pulls = [
            open_pull_request(github, A_DOCUMENT, f"account-{number % _ACCOUNTS}/shop-{number}")
            for number in range(_REVIEWS)
        ]
        for pull in pulls:
            answer = github.deliver("pull_request", "opened", pull, to=service.webhook)
            if answer.status_code != _ACCEPTED:
                raise DidNotRunError(f"a delivery was answered {answer.status_code}")
        wait_for_all(pulls[:_FIRST], _PATIENCE)
        before = _held(service)
        wait_for_all(pulls, _PATIENCE)
        after = _held(service)
    return [
        Row(f"{what} after {_REVIEWS} reviews", after[what], unit, bar * before[what])
        for what, unit, bar in (("memory", "MB", 1.05), ("files", "", 1.0), ("processes", "", 1.0))
    ]


def _held(service: Served) -> dict[str, float]:
    """Memory in megabytes, open files and processes, of the server and its worker."""
    processes = [service.process_id, *service.children()]
    files = [len(list(Path(f"/proc/{one}/fd").iterdir())) for one in processes]
    return {
        "memory": service.resident_megabytes(),
        "files": float(sum(files)),
        "processes": float(len(processes)),
    }
