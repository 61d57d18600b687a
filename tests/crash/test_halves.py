"""`kill -9` of the server alone, and of its worker alone: the other half does what is right."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import Sandbox, SandboxPullRequest
from tests.support.messages_stub import Asked, MessagesStub
from tests.support.mistakes import MISTAKE
from tests.support.service import Service, concluded, wait_for


class Scene:
    """A service on a small GitHub, whose model waits once for `may_answer` and then answers."""

    def __init__(self, github: Sandbox, folder: Path) -> None:
        self.may_answer = threading.Event()
        self.model = MessagesStub(self._answer)
        more = {"ANTHROPIC_API_KEY": "sk-test", "ANTHROPIC_BASE_URL": self.model.url}
        self.service = Service(github, folder, more)
        self.repository = github.create_repository("acme/shop", {"shop.py": "x = 1\n"})

    def _answer(self, asked: Asked) -> dict[str, Any]:
        self.may_answer.wait(60)
        files = [{"path": "shop.py", "verdict": "clean"}]
        scope = {"intent": "Show it", "unrelated_paths": [], "missing_parts": []}
        assert "shop.py" in asked.user
        return {"findings": [], "files": files, "scope": scope}

    def pull_request(self) -> SandboxPullRequest:
        self.repository.commit("change", {"shop.py": MISTAKE}, "Show the folder")
        return self.repository.open_pull_request("Show the folder")

    def under_way(self) -> SandboxPullRequest:
        """A pull request whose review waits for the model."""
        pull = self.pull_request()
        wait_for(lambda: bool(self.model.requests), "the model to be asked", 200)
        return pull


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with Sandbox(tmp_path / "github") as github:
        made = Scene(github, tmp_path / "data")
        with made.model:
            made.service.start()
            try:
                yield made
            finally:
                made.may_answer.set()
                made.service.stop()


def kill(process: int) -> None:
    os.kill(process, signal.SIGKILL)


def is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def once(pull: SandboxPullRequest) -> None:
    shown = concluded(pull)
    assert [len(shown.reviews), len(shown.checks), len(shown.summaries)] == [1, 1, 1]
    assert [(one.path, one.line) for one in shown.comments] == [("shop.py", 5)]
    assert shown.checks[0].conclusion == "failure"


@pytest.mark.timeout(300)  # seconds, most of which it waits
def test_a_worker_that_is_killed_is_replaced_and_its_review_goes_on(scene: Scene) -> None:
    pull = scene.under_way()
    (worker,) = scene.service.workers

    kill(worker)
    wait_for(lambda: scene.service.readiness[0] == 503, "the server to tell it")
    assert "worker" in scene.service.readiness[1][0]
    scene.may_answer.set()

    wait_for(lambda: scene.service.readiness[0] == 200, "another worker")
    assert scene.service.workers != (worker,)
    once(pull)
    assert len(scene.model.requests) == 2, "one that was never heard, and one"
    assert "the worker is started again: it ended with -9" in scene.service.log


@pytest.mark.timeout(300)  # seconds, most of which it waits
def test_no_worker_outlives_its_server_and_what_it_did_goes_on_with_the_next(scene: Scene) -> None:
    pull = scene.under_way()
    (worker,) = scene.service.workers
    assert scene.service.process is not None

    kill(scene.service.process.pid)
    scene.service.process.wait()
    wait_for(lambda: is_gone(worker), "the worker to end")
    scene.may_answer.set()

    scene.service.start()
    once(pull)


@pytest.mark.timeout(300)  # seconds, most of which it waits
def test_a_worker_that_only_begins_ends_with_its_server_too(scene: Scene) -> None:
    (worker,) = scene.service.workers
    kill(worker)
    wait_for(lambda: scene.service.workers not in {(), (worker,)}, "another worker to begin")
    assert scene.service.process is not None
    (beginner,) = scene.service.workers

    kill(scene.service.process.pid)
    scene.service.process.wait()

    wait_for(lambda: is_gone(beginner), "it to end")
    scene.service.start()


@pytest.mark.timeout(300)  # seconds, most of which it waits
def test_a_delivery_that_was_acknowledged_and_not_handed_on_is_reviewed_after_a_crash(
    scene: Scene,
) -> None:
    scene.may_answer.set()
    (worker,) = scene.service.workers
    os.kill(worker, signal.SIGSTOP)  # it takes nothing up, and is not replaced for a minute
    pull = scene.pull_request()
    wait_for(lambda: "a delivery came in" in scene.service.log, "the acknowledgement")
    scene.service.kill()
    assert "a delivery was handed on" not in scene.service.log

    scene.service.start()
    once(pull)
