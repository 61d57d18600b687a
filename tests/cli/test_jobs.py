"""`tenet jobs` beside a service that runs, and without one: what failed is done again, once."""

import json
import os
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.errors import UserError
from bot.githubapp import events
from bot.jobs.engine_client import EngineClient, Progress
from bot.jobs.overview import REVIEW, Entry, Overview
from bot.sandbox import Sandbox, SandboxPullRequest
from bot.store.database import open_store
from bot.store.deliveries import Delivery
from bot.store.reviews import PullRequestKey, ReviewState
from tests.support import commands
from tests.support.mistakes import MISTAKE
from tests.support.service import Service, concluded, wait_for

NOW = datetime(2026, 11, 1, tzinfo=UTC)


class Jobs:
    """The command, with the settings that the service has."""

    def __init__(self, data_dir: Path, database_url: str) -> None:
        self.database_url = database_url
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(data_dir),
            "TENET_DATA_DIR": str(data_dir),
            "TENET_DATABASE_URL": database_url,
        }

    def run(self, *words: str) -> tuple[int, str]:
        """The exit code, and what was printed: the answer, or why there is none."""
        done = commands.run(["jobs", *words], self._environment)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stderr if done.returncode else done.stdout

    def listed(self) -> list[dict[str, Any]]:
        code, said = self.run("list", "--json")
        assert code == 0, said
        listed: list[dict[str, Any]] = json.loads(said)
        return listed

    def show(self, job: str) -> dict[str, Any]:
        code, said = self.run("show", job, "--json")
        assert code == 0, said
        shown: dict[str, Any] = json.loads(said)
        return shown

    @contextmanager
    def overview(self) -> Iterator[Overview]:
        """What the command looks at, without the time that a new process takes."""
        with closing(open_store(self.database_url)) as store:
            client = EngineClient.beside(self.database_url)
            try:
                yield Overview(store, client)
            finally:
                if client is not None:
                    client.close()

    def there(self) -> list[Entry]:
        with self.overview() as overview:
            return list(overview.entries(10))

    def wait_until(self, *kinds_and_states: str) -> None:
        """Wait until this, and nothing else, is to be done: "review failed"."""

        def so() -> bool:
            return [f"{one.kind} {one.progress}" for one in self.there()] == [*kinds_and_states]

        wait_for(so, f"{kinds_and_states}; there is {self.there()}")


def opened(github: Sandbox, name: str) -> SandboxPullRequest:
    repository = github.create_repository(name, {"a.py": "x = 1\n"})
    repository.add_collaborator("wanda", "maintain")
    repository.commit("change", {"a.py": MISTAKE}, "Show the folder")
    return repository.open_pull_request("Show the folder")


def conclusion(pull: SandboxPullRequest) -> str | None:
    return next((one.conclusion for one in pull.shown().checks), None)


def refused(github: Sandbox, method: str, path: str) -> None:
    github.faults.add(method=method, path=path, status=403, body='{"message": "No."}')


def test_what_failed_is_listed_and_done_again_once_and_what_runs_can_be_cancelled(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    jobs = Jobs(tmp_path / "data", f"sqlite:///{tmp_path}/data/tenet.db")
    with Service(sandbox, tmp_path / "data") as service:
        failed_review_is_done_again(sandbox, jobs)
        failed_command_is_done_again(sandbox, jobs, service.url)
        running_review_is_cancelled(sandbox, jobs)
    without_the_service(jobs)


def failed_review_is_done_again(github: Sandbox, jobs: Jobs) -> None:
    refused(github, "GET", "/compare/")
    pull = opened(github, "acme/failed")
    jobs.wait_until("review failed")
    (failed,) = jobs.listed()

    assert (failed["kind"], failed["repository"]) == ("review", "acme/failed")
    assert (failed["number"], failed["head_sha"]) == (pull.number, pull.head_sha)
    assert "GitHub answered 403" in failed["reason"]
    assert jobs.show(failed["id"])["steps"][-1]["name"] == "finish"

    code, said = jobs.run("retry", failed["id"])
    assert (code, "is done once more" in said) == (0, True)
    wait_for(lambda: conclusion(pull) == "failure", "the review that was retried")
    jobs.wait_until()
    code, said = jobs.run("retry", failed["id"])
    assert code == 2
    assert "is finished: only what failed or was cancelled" in said
    assert len(pull.shown().reviews) == 1


def failed_command_is_done_again(github: Sandbox, jobs: Jobs, window: str) -> None:
    pull = opened(github, "acme/asked")
    concluded(pull)
    refused(github, "GET", r"/pulls/\d+$")
    pull.comment("/tenet review", "wanda")
    wait_for(lambda: "could not be done" in str(pull.shown().summaries), "the bad news")
    jobs.wait_until("command failed")
    with jobs.overview() as overview:
        (failed,) = overview.entries(10)
        assert (failed.what, failed.repository) == ("/tenet review (wanda)", "acme/asked")
    with requests.Session() as browser:
        page = browser.get(f"{window}/jobs", timeout=60).text
        assert "/tenet review (wanda)" in page
        form = dict(re.findall(r'name="(csrf|id)" value="([^"]+)"', page))
        assert form["id"] == failed.id
        answer = browser.post(f"{window}/jobs/retry", data=form, timeout=60)
        assert answer.status_code == 200
    jobs.wait_until()
    with jobs.overview() as overview:
        assert overview.find(failed.id).progress is Progress.FINISHED


def running_review_is_cancelled(github: Sandbox, jobs: Jobs) -> None:
    github.faults.add(kind="slow", method="GET", path=r"/pulls/\d+/comments", seconds=10.0)
    pull = opened(github, "acme/slow")
    wait_for(lambda: not github.faults.waiting(), "the step that takes long")
    with jobs.overview() as overview:
        # Its delivery may still wait for the word that it was handed on.
        (running,) = (one for one in overview.entries(10) if one.kind == REVIEW)
        assert running.progress is Progress.RUNNING
        overview.cancel(running.id, NOW)
    with closing(open_store(jobs.database_url)) as store:
        repository = pull.state.repository
        installation = github.world.installation_of(repository)
        assert installation is not None
        key = PullRequestKey(github.api_url, installation.id, repository.id, pull.number)
        record = store.reviews.find(key, pull.head_sha)
    assert record is not None
    assert record.state is ReviewState.CANCELLED
    wait_for(lambda: conclusion(pull) is not None, "the end of the check")
    (check,) = pull.shown().checks
    assert (check.title, check.conclusion) == ("not reviewed: cancelled", "neutral")
    code, said = jobs.run("cancel", running.id)
    assert (code, "is cancelled: there is nothing left to cancel" in said) == (2, True)


def without_the_service(jobs: Jobs) -> None:
    event = events.PullRequestEvent(
        events.Action.OPENED, 1, "acme/shop", 7, "a" * 40, False, False, "mona", False, 2
    )
    kept = events.write(event)
    with closing(open_store(jobs.database_url)) as store:
        for name in ("lost-1", "late-2"):
            store.deliveries.add(
                Delivery(name, "https://api.github.com", "pull_request", 2, kept, NOW)
            )
        store.deliveries.mark_dispatched({"lost-1": "failed: KeyError"}, NOW)

    waiting, failed = jobs.listed()
    assert (waiting["id"], waiting["state"], waiting["kind"]) == ("late-2", "waiting", "delivery")
    assert (failed["id"], failed["state"]) == ("lost-1", "failed")
    assert failed["reason"] == "failed: KeyError"
    code, said = jobs.run("list")
    first, second = said.splitlines()[2:]
    assert code == 0
    assert first.startswith("failed     delivery  ")
    assert first.endswith("  acme/shop#7@aaaaaaa  pull_request opened  failed: KeyError")
    assert second.strip() == "lost-1"

    assert jobs.run("cancel", "late-2")[0] == 0
    with jobs.overview() as overview:
        assert overview.find("late-2").progress is Progress.CANCELLED
        overview.retry("lost-1")
        with pytest.raises(UserError, match="is waiting: only what failed"):
            overview.retry("lost-1")
        with pytest.raises(UserError, match="`tenet jobs list` shows every id"):
            overview.find("nonsense")
    jobs.wait_until("delivery waiting")


def test_where_there_is_no_database_nothing_waits_and_none_is_made(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path, f"sqlite:///{tmp_path}/tenet.db")

    assert jobs.listed() == []
    assert "Nothing runs, nothing waits, and nothing failed." in jobs.run("list")[1]
    code, said = jobs.run("retry", "x")
    assert (code, "There is no database of a service here" in said) == (2, True)
    assert not list(tmp_path.rglob("*.db"))


def test_a_database_of_a_service_that_never_worked_has_no_jobs(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/tenet.db"
    open_store(url).close()
    jobs = Jobs(tmp_path, url)

    assert jobs.listed() == []
    code, said = jobs.run("cancel", "review:x")
    assert (code, "There is no job 'review:x'" in said) == (2, True)
