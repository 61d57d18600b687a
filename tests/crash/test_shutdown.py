"""SIGTERM while a model is asked and a client hangs: the server goes, and nothing is lost."""

import socket
import threading
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import Sandbox
from tests.support.messages_stub import Asked, MessagesStub
from tests.support.mistakes import MISTAKE
from tests.support.service import Service, concluded, wait_for

HALF_A_REQUEST = b"POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"


@pytest.mark.timeout(600)  # seconds, most of which it waits
def test_a_server_that_is_stopped_waits_for_no_model_and_no_client(tmp_path: Path) -> None:
    may_answer = threading.Event()

    def answer(_: Asked) -> dict[str, Any]:
        may_answer.wait(500)
        files = [{"path": "shop.py", "verdict": "clean"}]
        scope = {"intent": "Show it", "unrelated_paths": [], "missing_parts": []}
        return {"findings": [], "files": files, "scope": scope}

    with Sandbox(tmp_path / "github") as github, MessagesStub(answer) as model:
        more = {"ANTHROPIC_API_KEY": "sk-test", "ANTHROPIC_BASE_URL": model.url}
        repository = github.create_repository("acme/shop", {"shop.py": "x = 1\n"})
        repository.commit("change", {"shop.py": MISTAKE}, "Show the folder")
        service = Service(github, tmp_path / "data", more, cold=True)
        service.start()
        pull = repository.open_pull_request("Show the folder")
        wait_for(lambda: bool(model.requests), "the model to be asked", 200)
        with socket.create_connection(("127.0.0.1", service.port)) as hung:
            hung.sendall(HALF_A_REQUEST)
            assert service.stop() == 0
        may_answer.set()
        with service:
            shown = concluded(pull)

    assert "Traceback" not in service.log
    assert [len(shown.reviews), len(shown.checks), len(shown.summaries)] == [1, 1, 1]
    assert shown.checks[0].conclusion == "failure"
    assert len(model.requests) == 2
