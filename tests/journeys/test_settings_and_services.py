"""What an operator sees: wrong settings, another database, a model that looks or cannot."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import Sandbox
from tests.support import commands
from tests.support.messages_stub import Answer, Asked, HttpError, MessagesStub
from tests.support.mistakes import MISTAKE
from tests.support.postgres import create_database, running_postgres
from tests.support.service import Service, concluded, environment, wait_for

ATTEMPTS = 2  # of one call
UNPAGED = "def orders(db):\n    return list(db.orders.find())\n"


def serve(environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return commands.run(["serve", "--port", "0"], environ)


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("GITHUB_APP_ID", "", "GITHUB_APP_ID"),
        ("GITHUB_APP_ID", "tenet", "GITHUB_APP_ID"),
        ("GITHUB_WEBHOOK_SECRET", "", "GITHUB_WEBHOOK_SECRET"),
        ("GITHUB_WEBHOOK_SECRET", "short", "GITHUB_WEBHOOK_SECRET"),
        ("GITHUB_APP_PRIVATE_KEY", "nonsense", "GITHUB_APP_PRIVATE_KEY"),
        ("GITHUB_API_URL", "http://example.com", "GITHUB_API_URL"),
        ("TENET_DATABASE_URL", "mysql://x", "TENET_DATABASE_URL"),
        ("TENET_SEMGREP", "/nowhere/semgrep", "Semgrep"),
        ("TENET_MODEL_PROVIDER", "vertex", "CLOUD_ML_REGION"),
    ],
)
def test_a_wrong_setting_is_one_sentence_and_exit_code_2(
    github: Sandbox, tmp_path: Path, variable: str, value: str, says: str
) -> None:
    done = serve(environment(github, tmp_path / "data", {variable: value}))

    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_second_worker_on_the_same_file_is_refused(github: Sandbox, tmp_path: Path) -> None:
    with Service(github, tmp_path / "data"):
        done = serve(environment(github, tmp_path / "data"))

    assert done.returncode == 2
    assert "Another worker" in done.stderr


def test_sigterm_ends_the_server_with_exit_code_0(github: Sandbox, tmp_path: Path) -> None:
    service = Service(github, tmp_path / "data", cold=True)
    service.start()

    assert service.stop() == 0


def test_the_same_works_on_postgresql(github: Sandbox, tmp_path: Path) -> None:
    with running_postgres() as server:
        more = {"TENET_DATABASE_URL": create_database(server)}
        with Service(github, tmp_path / "data", more):
            repository = github.create_repository("acme/on-postgres", {"a.py": "x = 1\n"})
            repository.commit("change", {"a.py": MISTAKE}, "Evaluate")
            pull = repository.open_pull_request("Evaluate", author="mona")
            shown = concluded(pull)
            pull.comment("/tenet help", "mona")
            wait_for(lambda: len(pull.shown().summaries) > len(shown.summaries) + 1, "an answer")

    assert [one.conclusion for one in shown.checks] == ["failure"]
    assert not list(tmp_path.rglob("*.db"))


def answer(asked: Asked) -> dict[str, Any]:
    assert "def orders(db):" in asked.user
    return {
        "findings": [
            {
                "principle": "database",
                "family": None,
                "path": "orders.py",
                "side": "RIGHT",
                "start_line": 2,
                "end_line": 2,
                "quote": "    return list(db.orders.find())",
                "title": "Every order is read at once",
                "explanation": "The list grows with the shop, and each call reads all of it.",
                "trigger": "a shop with a million orders",
                "convention_evidence": [],
                "advice": "Read one page at a time.",
                "suggestion": None,
                "severity": "warning",
                "confidence": 75,
            }
        ],
        "files": [{"path": "orders.py", "verdict": "issues"}],
        "scope": {"intent": "List the orders", "unrelated_paths": [], "missing_parts": []},
    }


def test_the_models_finding_stands_beside_those_of_the_rules(
    github: Sandbox, tmp_path: Path
) -> None:
    with MessagesStub(answer) as model:
        more = {"ANTHROPIC_API_KEY": "sk-test", "ANTHROPIC_BASE_URL": model.url}
        with Service(github, tmp_path / "data", more):
            repository = github.create_repository("acme/orders", {"orders.py": "x = 1\n"})
            issue = repository.open_issue("Orders cannot be listed", "Page by page, please.")
            repository.commit("change", {"orders.py": UNPAGED}, "A first draft of it")
            body = f"Closes #{issue}, and fixes #77, which is gone."
            shown = concluded(repository.open_pull_request("List the orders", body))

    told = model.requests[0].user
    assert f"#{issue} Orders cannot be listed\\n\\nPage by page, please." in told
    assert "A first draft of it" in told
    (comment,) = shown.comments
    assert (comment.path, comment.line) == ("orders.py", 2)
    assert "Every order is read at once" in comment.body
    assert shown.checks[0].conclusion == "success"
    assert "did not look" not in shown.summaries[0].body


def test_a_model_that_fails_is_said_and_never_makes_a_review_pass(
    github: Sandbox, tmp_path: Path
) -> None:
    with MessagesStub([HttpError(401, "authentication_error")] * 2) as model:
        more = {"ANTHROPIC_API_KEY": "sk-test", "ANTHROPIC_BASE_URL": model.url}
        with Service(github, tmp_path / "data", more):
            repository = github.create_repository("acme/no-model", {"orders.py": "x = 1\n"})
            repository.commit("change", {"orders.py": UNPAGED}, "List the orders")
            shown = concluded(repository.open_pull_request("List the orders"))

    assert "The model did not look" in shown.summaries[0].body
    assert shown.checks[0].conclusion == "neutral"


def test_a_model_that_is_overloaded_is_asked_again_and_the_review_is_completed(
    github: Sandbox, tmp_path: Path
) -> None:
    overloaded = HttpError(529, "overloaded_error", {"retry-after": "1"})
    asked: list[Asked] = []

    def recovers(question: Asked) -> Answer:
        asked.append(question)
        return overloaded if len(asked) <= ATTEMPTS else answer(question)

    with MessagesStub(recovers) as model:
        more = {"ANTHROPIC_API_KEY": "sk-test", "ANTHROPIC_BASE_URL": model.url}
        with Service(github, tmp_path / "data", more):
            repository = github.create_repository("acme/orders", {"orders.py": "x = 1\n"})
            repository.commit("change", {"orders.py": UNPAGED}, "List the orders")
            pull = repository.open_pull_request("List the orders")
            first = concluded(pull)
            wait_for(
                lambda: pull.shown().checks[0].conclusion == "success", "the check to be completed"
            )
            last = pull.shown()

    assert first.checks[0].conclusion == "neutral"
    assert "asked again in 1 s" in first.summaries[0].body
    assert len(last.checks) == len(last.summaries) == len(last.comments) == 1
    assert "did not look" not in last.summaries[0].body
    assert "asked again" not in last.summaries[0].body
