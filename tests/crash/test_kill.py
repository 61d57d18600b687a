"""`kill -9` after an acknowledgement and during a command: nothing is lost or comes twice."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.sandbox import Sandbox, SandboxPullRequest, SandboxRepository
from tests.support.mistakes import MISTAKE
from tests.support.service import Service, concluded, wait_for


def changed(github: Sandbox) -> SandboxRepository:
    """A repository with a change that nobody asked to merge yet."""
    repository = github.create_repository("acme/shop", {"shop.py": "x = 1\n"})
    repository.commit("change", {"shop.py": MISTAKE}, "Show the folder")
    return repository


def killed_while_it_answers(github: Sandbox, service: Service) -> SandboxPullRequest:
    """A draft on which somebody asked for help, and of whose answer the service never heard."""
    repository = changed(github)
    service.start()
    pull = repository.open_pull_request("Show the folder", author="mona", draft=True)
    github.faults.add(kind="lost-answer", method="POST", path=r"/issues/\d+/comments$")
    pull.comment("/tenet help", "mona")
    wait_for(lambda: not github.faults.waiting(), "the answer that is lost")
    service.kill()
    return pull


def test_a_server_killed_right_after_the_acknowledgement_reviews_after_a_restart(
    tmp_path: Path,
) -> None:
    with Sandbox(tmp_path / "github") as github:
        repository = changed(github)
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
        service = Service(github, tmp_path / "data", cold=True)
        pull = killed_while_it_answers(github, service)
        with service:
            wait_for(lambda: len(pull.shown().summaries) > 1, "the answer")
            pull.comment("/tenet help", "mona")
            wait_for(lambda: len(pull.shown().summaries) > 3, "the answer to another command")

        question, answer, _, _ = pull.shown().summaries
        assert question.reactions == ("eyes",)
        assert "`/tenet help`" in answer.body
        assert len(pull.shown().summaries) == 4


def test_a_command_that_a_version_with_other_steps_began_is_begun_anew_and_answered_once(
    tmp_path: Path,
) -> None:
    with Sandbox(tmp_path / "github") as github:
        service = Service(github, tmp_path / "data")
        pull = killed_while_it_answers(github, service)
        with closing(sqlite3.connect(tmp_path / "data" / "tenet.db-jobs")) as database, database:
            changed = database.execute(
                "UPDATE operation_outputs SET function_name = 'may they'"
                " WHERE function_name = 'may they ask'"
            )
            assert changed.rowcount == 1
        with service:
            wait_for(lambda: "the command ended" in service.log, "the command to end")
            pull.comment("/tenet help", "mona")
            wait_for(lambda: len(pull.shown().summaries) > 3, "the answer to another command")

        assert len(pull.shown().summaries) == 4
        assert pull.shown().summaries[0].reactions == ("eyes",)
