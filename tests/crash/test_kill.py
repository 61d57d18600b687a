"""`kill -9` after an acknowledgement and during a command: nothing is lost or comes twice."""

from pathlib import Path

from bot.sandbox import Sandbox
from tests.support.service import Service, concluded, wait_for

MISTAKE = "import os\n\n\ndef show(folder):\n    os.system('ls ' + folder)\n"


def test_a_server_killed_right_after_the_acknowledgement_reviews_after_a_restart(
    tmp_path: Path,
) -> None:
    with Sandbox(tmp_path / "github") as github:
        repository = github.create_repository("acme/shop", {"shop.py": "x = 1\n"})
        repository.commit("change", {"shop.py": MISTAKE}, "Show the folder")
        service = Service(github, tmp_path / "data", cold=True)
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
        service = Service(github, tmp_path / "data", cold=True)
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
