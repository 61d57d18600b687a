"""The history behind a pull request is fetched when it is asked for, through real smart HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.githubapp.client import GitHub
from bot.review.contents import Contents
from bot.sandbox import Sandbox, SandboxRepository
from bot.sources.mirror import Remote
from bot.sources.mirror_room import Place
from bot.sources.pull_request import PullRequestSource


@pytest.fixture
def repository(sandbox: Sandbox) -> SandboxRepository:
    made = sandbox.create_repository("acme/shop", {"a.py": "one\ntwo\n", "old.py": "x = 1\n" * 9})
    made.commit("main", {"a.py": "one\nTWO\n"}, "Fix two")
    made.commit("main", {"old.py": None, "new.py": "x = 1\n" * 9}, "Rename it")
    made.commit("main", {"new.py": "x = 2\n" + "x = 1\n" * 8}, "Revert one")
    made.commit("change", {"a.py": "zero\n", "new.py": "y = 1\n"}, "Change them")
    made.open_pull_request()
    return made


def requests(sandbox: Sandbox) -> int:
    return sum(one.path.endswith("git-upload-pack") for one in sandbox.requests)


@pytest.fixture
def contents(sandbox: Sandbox, repository: SandboxRepository, tmp_path: Path) -> Iterator[Contents]:
    app = sandbox.app
    github = GitHub.for_installation(
        app.id, app.private_key_pem, app.installation_id, sandbox.api_url, pause=0, backoff=0
    )
    pull = github.pull_request(repository.id, 1)
    source = PullRequestSource(
        pull,
        github.merge_base(repository.id, pull.base_sha, pull.head_sha),
        Remote(f"{sandbox.url}/acme/shop.git", github.git_authorization()),
        github,
        Place(tmp_path / "mirrors", "https://api.github.com", "7", repository.id),
    )
    with source.read() as (_, read):
        yield read


def test_the_commits_behind_a_pull_request_are_known(contents: Contents) -> None:
    history = contents.history()
    known = history.subjects(["a.py", "new.py"])
    assert known
    assert [one.subject for one in known["a.py"]][:1] == ["Fix two"]
    assert [one.subject for one in known["new.py"]] == ["Revert one", "Rename it"]
    assert sorted(history.files() or ()) == ["a.py", "new.py"]


def test_its_lines_have_their_commits_unless_a_file_came_from_elsewhere(contents: Contents) -> None:
    history = contents.history()
    by_line = history.commits_of_lines("a.py", [2])
    assert by_line
    assert by_line[2].subject == "Fix two"
    renamed = history.commits_of_lines("new.py", [1, 2])
    assert renamed is not None
    assert {line: one.subject for line, one in renamed.items()} == {1: "Revert one"}


def test_who_asks_for_no_history_waits_for_none(sandbox: Sandbox, contents: Contents) -> None:
    before = requests(sandbox)
    history = contents.history()
    assert history.files()
    assert requests(sandbox) == before
    assert history.subjects(["a.py"])
    assert history.subjects(["new.py"])
    assert requests(sandbox) == before + 1
    for _ in range(2):
        assert history.commits_of_lines("a.py", [2])
    assert requests(sandbox) == before + 2


def test_a_history_that_cannot_be_fetched_is_unknown(sandbox: Sandbox, contents: Contents) -> None:
    sandbox.faults.add(status=503, path=r"\.git/", times=100)
    history = contents.history()
    assert history.files()
    assert history.subjects(["a.py"]) is None
    assert history.commits_of_lines("a.py", [2]) is None
