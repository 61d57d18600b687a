"""`kill -9` at every call that a review makes: nothing is lost, nothing comes twice.

One review is killed again and again. A server dies as a call arrives, and another one when the call
is done and nobody has heard of it: that is every boundary of a step, and the gap between each
write and what is written down of it.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import Sandbox, SandboxPullRequest
from bot.store.database import open_store
from bot.store.reviews import PullRequestKey, ReviewState
from tests.support.killer import ARRIVES, DONE, Killer, wants_everything
from tests.support.messages_stub import Asked, MessagesStub
from tests.support.mistakes import MISTAKE
from tests.support.postgres import create_database, running_postgres
from tests.support.service import Service, wait_for

ANSWER = {
    "findings": [],
    "files": [{"path": "shop.py", "verdict": "clean"}],
    "scope": {"intent": "Show it", "unrelated_paths": [], "missing_parts": []},
}
WRITE = re.compile(r"/check-runs(/\d+)?$|/pulls/\d+/reviews$|/issues/\d+/comments$")
CAUGHT_UP = (
    "/app",
    "/app/installations",
    "/app/hook/deliveries",
    "/installation/repositories",
    "/pulls",
)
MODEL = "the model is asked"
# Every write loses its answer once, every kind of read fails once, and the token runs out.
FAULTS: tuple[dict[str, Any], ...] = (
    {"kind": "lost-answer", "method": "POST", "path": "/check-runs$"},
    {"kind": "lost-answer", "method": "POST", "path": r"/pulls/\d+/reviews$"},
    {"kind": "lost-answer", "method": "POST", "path": r"/issues/\d+/comments$"},
    {"kind": "lost-answer", "method": "PATCH", "path": r"/check-runs/\d+$"},
    {"kind": "status", "status": 502, "method": "GET", "path": r"/pulls/\d+$"},
    {"kind": "reset", "method": "GET", "path": "/compare/"},
    {"kind": "status", "status": 401, "method": "GET", "path": "/commits$"},
    {"kind": "status", "status": 403, "method": "POST", "path": "/check-runs$", "skip": 1}
    | {"headers": {"Retry-After": "1"}},
)

whole = pytest.mark.skipif(not wants_everything(), reason="`make crash` runs it")


@pytest.fixture(scope="module")
def postgres_url() -> Iterator[str]:
    with running_postgres() as url:
        yield url


def is_write(method: str, path: str) -> bool:
    return method != "GET" and WRITE.search(path) is not None


def is_call(_method: str, path: str) -> bool:
    """Everything that a review asks; what is caught up at a start is no part of it."""
    return not path.endswith(CAUGHT_UP)


def killed_at(
    folder: Path, database: str, *, everything: bool, faults: bool = False
) -> dict[tuple[str, str], int]:
    """Review a pull request, killed wherever it can be; where it was, and how often."""
    github = Sandbox(folder / "github")
    moments = {ARRIVES, DONE} if everything else {DONE}
    counts = is_call if everything else is_write
    killer = Killer(github, counts, times=2 if everything else 1, moments=moments)

    def answer(_: Asked) -> dict[str, Any]:
        killer.strike(ARRIVES, MODEL)
        return ANSWER

    with github, MessagesStub(answer) as model:
        repository = github.create_repository("acme/shop", {"shop.py": "x = 1\n"})
        repository.commit("change", {"shop.py": MISTAKE}, "Show the folder")
        more = {
            "TENET_DATABASE_URL": database,
            "ANTHROPIC_API_KEY": "sk-test",
            "ANTHROPIC_BASE_URL": model.url,
        }
        service = Service(github, folder / "data", more, cold=True)
        service.start()
        for fault in FAULTS if faults else ():
            github.faults.add(**fault)
        killer.service = service
        pull = repository.open_pull_request("Show the folder")
        key = PullRequestKey(
            github.api_url, github.install("acme").id, repository.state.id, pull.number
        )
        try:
            lives = finished(service, database, key, pull)
        finally:
            killer.service = None
            code = service.stop()
        shown = pull.shown()

    kills = dict(killer.kills)
    assert code == 0
    assert lives == 1 + sum(kills.values())
    assert len(shown.reviews) == 1
    assert [(one.path, one.line) for one in shown.comments] == [("shop.py", 5)]
    assert len(shown.summaries) == 1
    assert [one.conclusion for one in shown.checks] == ["failure"]
    assert len(shown.checks[0].annotations) == 1
    assert len(model.requests) == 1 + kills[ARRIVES, MODEL]
    return kills


def finished(service: Service, database: str, key: PullRequestKey, pull: SandboxPullRequest) -> int:
    """Start the server as often as it dies, until the review has ended; how many lives it had."""
    lives = 1
    with closing(open_store(database)) as store:

        def is_finished() -> bool:
            record = store.reviews.find(key, pull.head_sha)
            return record is not None and record.state is ReviewState.FINISHED

        while not is_finished():
            wait_for(lambda: service.is_dead or is_finished(), f"the end of life {lives}", 300)
            if service.is_dead:
                service.spawn()
                lives += 1
    return lives


@pytest.mark.timeout(900)  # seconds
def test_a_server_killed_at_every_write_does_not_write_it_twice(tmp_path: Path) -> None:
    kills = killed_at(tmp_path, f"sqlite:///{tmp_path}/data/tenet.db", everything=False)

    assert len(kills) == 5, kills  # four writes that are done and not answered, and the model
    assert {moment for moment, _ in kills} == {ARRIVES, DONE}


@whole
@pytest.mark.timeout(3600)  # seconds
@pytest.mark.parametrize("faults", [False, True], ids=["well", "with faults"])
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_server_killed_at_every_call_loses_nothing_and_says_nothing_twice(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str, *, faults: bool
) -> None:
    database = f"sqlite:///{tmp_path}/data/tenet.db"
    if kind == "postgresql":
        database = create_database(request.getfixturevalue("postgres_url"))

    kills = killed_at(tmp_path, database, everything=True, faults=faults)

    assert sum(kills.values()) >= 50, kills
