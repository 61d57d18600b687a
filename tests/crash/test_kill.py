"""`kill -9` between acknowledgement and last write: nothing is lost, nothing comes twice."""

import re
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from tests.support.service import Service, concluded, wait_for

MISTAKE = "import os\n\n\ndef show(folder):\n    os.system('ls ' + folder)\n"
READS = {"the pull request": r"/pulls/\d+$", "the merge base": "/compare/"}
WRITES = {
    "the check is opened": ("POST", "/check-runs$"),
    "the review is posted": ("POST", r"/pulls/\d+/reviews$"),
    "the summary is posted": ("POST", r"/issues/\d+/comments$"),
    "the check is concluded": ("PATCH", r"/check-runs/\d+$"),
}


def killed_and_restarted(github: Sandbox, folder: Path, method: str, path: str) -> None:
    """Kill the server once it has made this call, start it again, and see what is shown."""
    repository = github.create_repository("acme/shop", {"shop.py": "x = 1\n"})
    repository.commit("change", {"shop.py": MISTAKE}, "Show the folder")
    service = Service(github, folder)
    service.start()
    pull = repository.open_pull_request("Show the folder")

    def called() -> bool:
        calls = list(github.requests)
        return any(one.method == method and re.search(path, one.path) for one in calls)

    wait_for(lambda: called() and not github.faults.waiting(), f"{method} {path}")
    service.kill()
    with service:
        shown = concluded(pull)

    assert len(shown.reviews) == 1
    assert [(one.path, one.line) for one in shown.comments] == [("shop.py", 5)]
    assert len(shown.summaries) == 1
    assert [one.conclusion for one in shown.checks] == ["failure"]


@pytest.mark.parametrize("what", READS)
def test_a_server_killed_after_it_read_something_finishes_the_review(
    tmp_path: Path, what: str
) -> None:
    with Sandbox(tmp_path / "github") as github:
        killed_and_restarted(github, tmp_path / "data", "GET", READS[what])


@pytest.mark.parametrize("lost", [False, True], ids=["answered", "answer lost"])
@pytest.mark.parametrize("what", WRITES)
def test_a_server_killed_after_a_write_does_not_write_it_again(
    tmp_path: Path, what: str, *, lost: bool
) -> None:
    method, path = WRITES[what]
    with Sandbox(tmp_path / "github") as github:
        if lost:
            github.faults.add(kind="lost-answer", method=method, path=path)
        killed_and_restarted(github, tmp_path / "data", method, path)


def test_a_server_killed_right_after_the_acknowledgement_reviews_after_a_restart(
    tmp_path: Path,
) -> None:
    with Sandbox(tmp_path / "github") as github:
        repository = github.create_repository("acme/shop", {"shop.py": "x = 1\n"})
        repository.commit("change", {"shop.py": MISTAKE}, "Show the folder")
        service = Service(github, tmp_path / "data")
        service.start()
        github.webhook_url = None
        pull = repository.open_pull_request("Show the folder")
        delivery = github.deliver("pull_request", "opened", pull, to=f"{service.url}/webhook")
        service.kill()
        assert delivery.status_code == 202
        with service:
            shown = concluded(pull)

    assert len(shown.reviews) == 1


def test_a_server_killed_while_it_answers_a_command_answers_it_once(tmp_path: Path) -> None:
    with Sandbox(tmp_path / "github") as github:
        repository = github.create_repository("acme/shop", {"shop.py": "x = 1\n"})
        repository.commit("change", {"shop.py": MISTAKE}, "Show the folder")
        service = Service(github, tmp_path / "data")
        service.start()
        pull = repository.open_pull_request("Show the folder", author="mona", draft=True)
        github.faults.add(kind="lost-answer", method="POST", path=r"/issues/\d+/comments$")
        pull.comment("/tenet help", "mona")
        wait_for(lambda: not github.faults.waiting(), "the answer that is lost")
        service.kill()
        with service:
            wait_for(lambda: len(pull.shown().summaries) > 1, "the answer")
            pull.comment("/tenet help", "mona")
            wait_for(lambda: len(pull.shown().summaries) > 3, "the answer to another command")

        question, answer, _, _ = pull.shown().summaries
        assert question.reactions == ("eyes",)
        assert "`/tenet help`" in answer.body
        assert len(pull.shown().summaries) == 4
