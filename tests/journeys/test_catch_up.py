"""What happened while the server was down, or was left behind by it, is caught up at its start."""

import re
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.jobs.engine import Queue
from bot.jobs.engine_client import EngineClient
from bot.jobs.job import NAME, Job, lane, workflow_id, write
from bot.sandbox import Sandbox
from bot.store.answers import Answer, AnswerKind
from bot.store.database import open_store
from bot.store.reviews import PullRequestKey, ReviewState
from tests.support.messages_stub import Asked, HttpError, MessagesStub
from tests.support.mistakes import MISTAKE
from tests.support.service import Service, concluded, wait_for

NOW = datetime.now(UTC)
NOWHERE = "http://127.0.0.1:9/webhook"


@pytest.mark.timeout(600)  # seconds, most of which it waits
def test_what_was_missed_while_the_server_was_down_is_caught_up(
    github: Sandbox, tmp_path: Path
) -> None:
    repository = github.create_repository("acme/missed", {"shop.py": "x = 1\n"})
    for name in ("delivered", "silent", "closed", "checked"):
        repository.commit(name, {"shop.py": MISTAKE}, name, base="main")
    github.webhook_url = None
    closed = repository.open_pull_request("closed", head="closed")
    closed.close()
    silent = repository.open_pull_request("silent", head="silent")
    github.webhook_url = NOWHERE
    delivered = repository.open_pull_request("delivered", head="delivered", author="mona")
    delivered.comment("/tenet help", "mona")
    wait_for(lambda: [one.status_code for one in github.deliveries[-2:]] == [0, 0], "to fail")
    guids = {one.guid for one in github.deliveries[-2:]}
    github.webhook_url = None
    elsewhere = github.create_repository("gone/shop", {"shop.py": "x = 1\n"})
    gone = github.install("gone")
    key = PullRequestKey(
        github.api_url, github.install("acme").id, repository.state.id, silent.number
    )
    of_gone = PullRequestKey(github.api_url, gone.id, elsewhere.state.id, 1)
    service = Service(github, tmp_path / "data")
    with closing(open_store(f"sqlite:///{tmp_path}/data/tenet.db")) as store:
        # A review that began and was lost, and an account that went while nobody listened.
        store.reviews.start(of_gone, "b" * 40, NOW - timedelta(days=1))
        store.said.remember(of_gone, {"aaaaaaaaaaaa": "{}"})
    github.uninstall(gone)

    with service:
        assert len(concluded(silent).reviews) == 1
        shown = concluded(delivered)
        wait_for(lambda: len(delivered.shown().summaries) == 3, "the answer to the command")
        with closing(open_store(f"sqlite:///{tmp_path}/data/tenet.db")) as store:
            wait_for(
                lambda: gone.id not in store.retention.installations(github.api_url), "the purge"
            )
            assert store.reviews.find(key, silent.head_sha) is not None
            assert store.said.find(of_gone, "aaaaaaaaaaaa") is None
            store.said.remember(of_gone, {"bbbbbbbbbbbb": "{}"})
            leaves = {"action": "deleted", "installation": {"id": gone.id}}
            assert github.deliver_payload("installation", leaves).status_code == 202
            wait_for(lambda: store.said.find(of_gone, "bbbbbbbbbbbb") is None, "the last purge")

    assert len(shown.reviews) == 1
    assert [one.redelivery for one in github.deliveries if one.guid in guids].count(True) == 2
    assert not closed.shown().checks


@pytest.mark.timeout(600)  # seconds, most of which it waits
def test_a_review_that_stands_still_is_ended_and_a_waiver_that_ran_out_raises_its_finding(
    github: Sandbox, tmp_path: Path
) -> None:
    repository = github.create_repository("acme/left", {"shop.py": "x = 1\n"})
    repository.commit("change", {"shop.py": MISTAKE}, "Show the folder")
    service = Service(github, tmp_path / "data")
    with service:
        pull = repository.open_pull_request("Show the folder")
        (comment,) = concluded(pull).comments
    key = PullRequestKey(
        github.api_url, github.install("acme").id, repository.state.id, pull.number
    )
    repository.commit("other", {"shop.py": MISTAKE}, "Show it elsewhere", base="main")
    github.webhook_url = None
    other = repository.open_pull_request("Show it elsewhere", head="other")
    other_key = PullRequestKey(key.host, key.installation_id, key.repository_id, other.number)
    with closing(open_store(f"sqlite:///{tmp_path}/data/tenet.db")) as store:
        store.reviews.start(other_key, other.head_sha, NOW - timedelta(minutes=30))
        fingerprint = re.findall("`(f[0-9a-f]{16})`", comment.body)[0]
        store.answers.give(
            Answer(
                key,
                "acme/left",
                fingerprint,
                AnswerKind.WAIVER,
                None,
                "mona",
                "It is only a demo.",
                NOW.date() - timedelta(days=1),
                NOW - timedelta(days=30),
            )
        )
        before = store.reviews.find(key, pull.head_sha)
        assert before is not None
        with service:
            assert len(concluded(other).reviews) == 1

            def reviewed_again() -> bool:
                record = store.reviews.find(key, pull.head_sha)
                assert record is not None
                return record.started_at > before.started_at and (
                    record.state is ReviewState.FINISHED
                )

            wait_for(reviewed_again, "the waived finding to be raised")

    assert len(pull.shown().reviews) == 1


@pytest.mark.timeout(600)  # seconds, most of which it waits
def test_a_review_that_was_begun_three_times_in_vain_is_given_up_and_its_check_says_so(
    github: Sandbox, tmp_path: Path
) -> None:
    repository = github.create_repository("acme/in-vain", {"shop.py": "x = 1\n"})
    repository.commit("change", {"shop.py": MISTAKE}, "Show the folder")
    may_answer = threading.Event()

    def never(_: Asked) -> HttpError:
        may_answer.wait(60)
        return HttpError(529, "overloaded_error")

    database = f"sqlite:///{tmp_path}/data/tenet.db"
    with MessagesStub(never) as model:
        more = {"ANTHROPIC_API_KEY": "sk-test", "ANTHROPIC_BASE_URL": model.url}
        service = Service(github, tmp_path / "data", more)
        service.start()
        pull = repository.open_pull_request("Show the folder")
        wait_for(lambda: bool(model.requests), "the model to be asked", 200)
        service.kill()
        may_answer.set()
        job = Job(
            PullRequestKey(
                github.api_url, github.install("acme").id, repository.state.id, pull.number
            ),
            pull.head_sha,
        )
        # As if it had been begun again three times already, and half an hour had gone by.
        with closing(EngineClient(database)) as client:
            client.cancel(workflow_id(job, ""))
            for again in ("caught up 1", "caught up 2", "caught up 3"):
                name = workflow_id(job, again)
                client.start(NAME, name, lane(job.pull_request), write(job), Queue.REVIEWS)
                client.cancel(name)
        with closing(open_store(database)) as store:
            store.reviews.start(job.pull_request, pull.head_sha, NOW - timedelta(minutes=30))
            with service:
                shown = concluded(pull)

                def given_up() -> bool:
                    found = store.reviews.find(job.pull_request, pull.head_sha)
                    return found is not None and found.state is ReviewState.FAILED

                wait_for(given_up, "the record to say so")

    assert [one.conclusion for one in shown.checks] == ["neutral"]
    said = shown.checks[0].summary or ""
    assert "it was begun again and again, and never came to an end" in said
    assert not shown.reviews
    assert len(model.requests) == 1
