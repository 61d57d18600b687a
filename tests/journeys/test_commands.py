"""What people ask of the bot in comments, and what becomes of it."""

import itertools

import pytest

from bot.sandbox import Sandbox, SandboxPullRequest, SandboxRepository
from tests.support.service import concluded, wait_for

CLEAN = "def total(prices):\n    return sum(prices)\n"
INJECTION = "import os\n\n\ndef show(folder):\n    os.system('ls ' + folder)\n"
_names = (f"acme/talk-{number}" for number in itertools.count())

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def repository(github: Sandbox) -> SandboxRepository:
    new = github.create_repository(next(_names), {"shop.py": CLEAN})
    new.add_collaborator("wanda", "write")
    new.add_collaborator("rita", "read")
    return new


@pytest.fixture
def pull(repository: SandboxRepository) -> SandboxPullRequest:
    """A reviewed pull request with one mistake."""
    repository.commit("change", {"shop.py": INJECTION}, "Show the folder", base="main")
    opened = repository.open_pull_request("Show the folder", author="mona")
    concluded(opened)
    return opened


def reactions(pull: SandboxPullRequest, comment: int) -> tuple[str, ...]:
    shown = pull.shown()
    both = [(one.id, one.reactions) for one in shown.summaries]
    both += [(one.id, one.reactions) for one in shown.comments]
    return next(given for number, given in both if number == comment)


def asked(pull: SandboxPullRequest, body: str, author: str = "wanda") -> int:
    """Ask something in the conversation, and wait until it was seen."""
    comment = pull.comment(body, author)
    wait_for(lambda: reactions(pull, comment) == ("eyes",), f"a reaction to {body!r}")
    return comment


def answers(pull: SandboxPullRequest) -> list[str]:
    """What the bot said in the conversation beside its summary."""
    said = [one.body for one in pull.shown().summaries if one.author == "tenet-review[bot]"]
    return [body for body in said if "tenet:v1 command" in body]


def answer(pull: SandboxPullRequest) -> str:
    """Its only answer, once it is there."""
    wait_for(lambda: bool(answers(pull)), "an answer")
    (only,) = answers(pull)
    return only


def test_help_lists_every_command(pull: SandboxPullRequest) -> None:
    asked(pull, "/tenet help", "mona")

    said = answer(pull)
    for command in ("review", "review full", "explain", "waive", "pause", "resume", "help"):
        assert f"`/tenet {command}" in said


def test_a_review_that_is_asked_for_says_nothing_twice(
    github: Sandbox, pull: SandboxPullRequest
) -> None:
    before = len(github.requests)
    asked(pull, "/tenet review", "mona")

    wait_for(lambda: concluded_again(github, pull, before), "the second review")
    shown = pull.shown()
    assert (len(shown.reviews), len(shown.comments), len(shown.checks)) == (1, 1, 1)
    assert answers(pull) == []


def concluded_again(github: Sandbox, pull: SandboxPullRequest, since: int) -> bool:
    check = f"/check-runs/{pull.shown().checks[0].id}/annotations"
    return any(one.path.endswith(check) for one in github.requests[since:])
