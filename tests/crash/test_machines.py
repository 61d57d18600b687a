"""Two workers on PostgreSQL: what one leaves behind, the other finishes, once."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import Sandbox
from tests.support.killer import wants_everything
from tests.support.messages_stub import Asked, MessagesStub
from tests.support.mistakes import MISTAKE
from tests.support.postgres import create_database, running_postgres
from tests.support.service import Service, concluded, wait_for

# One that is frozen is replaced as one that is dead is, and must hold its tongue besides.
whole = pytest.mark.skipif(not wants_everything(), reason="`make crash` runs it")


@pytest.fixture(scope="module")
def postgres_url() -> Iterator[str]:
    with running_postgres() as url:
        yield url


class SlowOnce:
    """A model that keeps the first who asks waiting until it is told to answer."""

    def __init__(self) -> None:
        self.answer = threading.Event()
        self._asked = 0

    def __call__(self, asked: Asked) -> dict[str, Any]:
        self._asked += 1
        if self._asked == 1:
            self.answer.wait(300)  # the other worker may need a while to start
        paths = {"path": "shop.py", "verdict": "clean"}
        assert "shop.py" in asked.user
        scope = {"intent": "Show it", "unrelated_paths": [], "missing_parts": []}
        return {"findings": [], "files": [paths], "scope": scope}


def signal_to(processes: tuple[int, ...], number: signal.Signals) -> None:
    for one in processes:
        os.kill(one, number)


@pytest.mark.timeout(600)  # seconds, of which it waits for most
@pytest.mark.parametrize("fate", [pytest.param("killed", marks=whole), "frozen"])
def test_the_review_of_a_worker_that_is_gone_is_finished_by_another(
    tmp_path: Path, postgres_url: str, fate: str
) -> None:
    slow = SlowOnce()
    with Sandbox(tmp_path / "github") as github, MessagesStub(slow) as model:
        more = {
            "TENET_DATABASE_URL": create_database(postgres_url),
            "ANTHROPIC_API_KEY": "sk-test",
            "ANTHROPIC_BASE_URL": model.url,
        }
        repository = github.create_repository("acme/shop", {"shop.py": "x = 1\n"})
        repository.commit("change", {"shop.py": MISTAKE}, "Show the folder")
        first = Service(github, tmp_path / "first", more, cold=True)
        second = Service(github, tmp_path / "second", more, cold=True)
        first.start()
        assert first.process is not None
        frozen = (first.process.pid, *first.workers)
        pull = repository.open_pull_request("Show the folder")
        wait_for(lambda: bool(model.requests), "the model to be asked", 200)
        with second:
            if fate == "killed":
                first.kill()
            else:
                signal_to(frozen, signal.SIGSTOP)
            concluded(pull)
            slow.answer.set()
            if fate == "frozen":
                signal_to(frozen, signal.SIGCONT)
                wait_for(lambda: "is not ours any more" in first.log, "the other to give up")
                assert first.stop() == 0
        shown = pull.shown()

    assert [len(shown.reviews), len(shown.checks), len(shown.summaries)] == [1, 1, 1]
    assert [(one.path, one.line) for one in shown.comments] == [("shop.py", 5)]
    assert shown.checks[0].conclusion == "failure"
    assert "did not look" not in shown.summaries[0].body
    assert len(model.requests) == 2, "one that was never heard, and one"
    compared = [one for one in github.requests if "/compare/" in one.path]
    assert len(compared) == 1, "a finished step was repeated"
    assert "took over 1 jobs of" in second.log
