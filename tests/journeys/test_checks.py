"""What people ask for at a check: by its buttons, and by GitHub's own button to run it again."""

import sqlite3
from contextlib import closing

import pytest

from bot.sandbox import Sandbox, SandboxPullRequest
from tests.support.mistakes import MISTAKE
from tests.support.service import Service, concluded, wait_for

CLEAN = "def total(prices):\n    return sum(prices)\n"


@pytest.fixture
def pull(github: Sandbox, service: Service) -> SandboxPullRequest:
    assert service.url
    repository = github.create_repository("acme/checks", {"shop.py": CLEAN})
    repository.add_collaborator("wanda", "write")
    repository.add_collaborator("rita", "read")
    repository.commit("change", {"shop.py": MISTAKE}, "Show the folder", base="main")
    return repository.open_pull_request("Show the folder", author="mona")


def looks(github: Sandbox, pull: SandboxPullRequest) -> int:
    """How many reviews were brought to their end: each reads the annotations that are there."""
    paths = tuple(f"/check-runs/{one.id}/annotations" for one in pull.shown().checks)
    return sum(one.path.endswith(paths) for one in list(github.requests))


def looked_at(github: Sandbox, service: Service, pull: SandboxPullRequest, times: int) -> None:
    """Wait until it was looked at so many times, and the last of these reviews is at its end.

    Who asks for one a moment earlier gets none: it is under way.
    """
    wait_for(lambda: looks(github, pull) == times, f"look {times}")
    wait_for(lambda: not _busy(service), "the end of the review")
    concluded(pull)


def _busy(service: Service) -> bool:
    unfinished = "SELECT 1 FROM workflow_status WHERE status IN ('PENDING', 'ENQUEUED')"
    with closing(sqlite3.connect(service.data_dir / "tenet.db-jobs")) as database:
        return database.execute(unfinished).fetchone() is not None


def test_clicks_explain_and_look_again_for_those_who_may_ask(
    github: Sandbox, service: Service, pull: SandboxPullRequest
) -> None:
    looked_at(github, service, pull, 1)
    first = pull.shown()
    assert first.checks[0].buttons == ("review-again", "explain")
    for button in ("explain", "review-again", "merge"):
        pull.click(button, "rita")
    pull.click("explain", "wanda")
    wait_for(lambda: len(pull.shown().summaries) == 2, "the explanation")
    explained = pull.shown().summaries[1].body
    assert explained.startswith(f"Why I said it, on `{pull.head_sha[:7]}`:\n\n**Error · Security")
    assert "**The principle.**" in explained
    assert "/blob/" in explained

    clicks = [one for one in github.deliveries if one.event == "check_run" and one.action]
    explaining = next(one for one in clicks if b"wanda" in one.payload)
    github.redeliver(explaining)
    pull.click("review-again", "mona")
    looked_at(github, service, pull, 2)
    pull.rerun("wanda")
    looked_at(github, service, pull, 3)
    pull.rerun("wanda", suite=True)
    looked_at(github, service, pull, 4)

    again = pull.shown()
    assert [one.conclusion for one in again.checks] == ["failure"]
    assert (len(again.comments), len(again.reviews), len(again.summaries)) == (1, 1, 2)
