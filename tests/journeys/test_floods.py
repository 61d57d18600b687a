"""A thousand commands at once, by a stranger and by somebody who may ask: all stays bounded."""

import itertools
import re

import pytest
import requests

from bot.sandbox import Sandbox, SandboxPullRequest
from tests.support.mistakes import MISTAKE
from tests.support.service import Service, wait_for

MANY = 1_000
PATIENCE = 600.0  # seconds; a busy machine takes minutes for a thousand deliveries
CLEAN = "def total(prices):\n    return sum(prices)\n"
BOT = "tenet-review[bot]"
_names = (f"acme/flood-{number}" for number in itertools.count())

pytestmark = [pytest.mark.usefixtures("service"), pytest.mark.timeout(1_200)]


@pytest.fixture
def pull(github: Sandbox) -> SandboxPullRequest:
    """A reviewed pull request, where wanda may write and rita may read."""
    repository = github.create_repository(next(_names), {"shop.py": CLEAN})
    repository.add_collaborator("wanda", "maintain")
    repository.add_collaborator("rita", "read")
    repository.commit("change", {"shop.py": MISTAKE}, "Show the folder", base="main")
    opened = repository.open_pull_request("Show the folder", author="mona")
    wait_for(lambda: all_ended(opened), "the first review", PATIENCE)
    return opened


def all_ended(pull: SandboxPullRequest) -> bool:
    """Whether it has a check, and none is under way."""
    checks = pull.shown().checks
    return bool(checks) and all(one.status == "completed" for one in checks)


def deliver(github: Sandbox, pull: SandboxPullRequest, author: str, *lines: str) -> None:
    """Ask for these in turn, a thousand times, and wait until each delivery was answered."""
    for line in itertools.islice(itertools.cycle(lines), MANY):
        pull.comment(line, author)
    wait_for(lambda: all(one.status_code for one in github.deliveries), "all of it", PATIENCE)
    # What a busy disk cannot take is not acknowledged, and comes again.
    assert {one.status_code for one in github.deliveries} <= {202, 503}


def after_all(pull: SandboxPullRequest) -> None:
    """Wait until somebody else's command, the last one of all, was carried out."""
    pull.state.repository.collaborators["william"] = "write"
    comment = pull.comment("/tenet pause", "william")

    def heard() -> bool:
        said = next(one for one in pull.shown().summaries if one.id == comment)
        return said.reactions == ("eyes",)

    wait_for(heard, "a command after the flood", PATIENCE)


def answers(pull: SandboxPullRequest) -> list[str]:
    """The sealed markers of all answers to commands."""
    said = " ".join(one.body for one in pull.shown().summaries if one.author == BOT)
    return re.findall(r"tenet:v1 command \S+", said)


def test_a_thousand_commands_of_a_stranger_get_nothing_at_all(
    github: Sandbox, service: Service, pull: SandboxPullRequest
) -> None:
    before = pull.shown()
    deliver(github, pull, "rita", "/tenet review full", "/tenet nonsense", "/tenet help")
    after_all(pull)

    shown = pull.shown()
    assert {one.reactions for one in shown.summaries if one.author == "rita"} == {()}
    assert [one for one in shown.summaries if one.author == BOT] == list(before.summaries)
    assert (shown.comments, shown.reviews, shown.checks) == (
        before.comments,
        before.reviews,
        before.checks,
    )
    assert requests.get(f"{service.url}/readyz", timeout=30).status_code == 200


def test_a_thousand_commands_of_a_permitted_person_leave_one_review_and_one_answer_each(
    github: Sandbox, service: Service, pull: SandboxPullRequest
) -> None:
    deliver(github, pull, "wanda", "/tenet review", "/tenet nonsense", "/tenet review full")
    after_all(pull)

    wait_for(lambda: all_ended(pull), "the last review", PATIENCE)
    shown = pull.shown()
    assert (len(shown.comments), len(shown.reviews), len(shown.checks)) == (1, 1, 1)
    assert sum("tenet:v1 summary" in one.body for one in shown.summaries) == 1
    given = answers(pull)
    assert given
    assert len(set(given)) == len(given)
    assert requests.get(f"{service.url}/readyz", timeout=30).status_code == 200
