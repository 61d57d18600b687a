"""What happened while the server was down, or was left behind by it, is caught up at its start."""

import re
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from bot.store.answers import Answer, AnswerKind
from bot.store.database import open_store
from bot.store.reviews import PullRequestKey, ReviewState
from tests.support.service import Service, concluded, wait_for

NOW = datetime.now(UTC)
MISTAKE = "import os\n\n\ndef show(folder):\n    os.system('ls ' + folder)\n"
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
