"""A pull request reviewed from a terminal by its address, printed or posted."""

import json
import subprocess
from pathlib import Path

import pytest

from bot.sandbox import Sandbox, SandboxPullRequest
from tests.support import commands
from tests.support.mistakes import MISTAKE
from tests.support.service import environment


@pytest.fixture(scope="module")
def pull(github: Sandbox) -> SandboxPullRequest:
    repository = github.create_repository("acme/by-address", {"shop.py": "x = 1\n"})
    repository.commit("change", {"shop.py": MISTAKE}, "Show the folder")
    return repository.open_pull_request("Show the folder")


def review(
    github: Sandbox, folder: Path, *arguments: str, token: str | None = None
) -> subprocess.CompletedProcess[str]:
    environ = environment(github, folder)
    for app in ("GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY", "GITHUB_WEBHOOK_SECRET"):
        del environ[app]
    environ["GITHUB_TOKEN"] = github.personal_token("mona") if token is None else token
    return commands.run(["review", *arguments], environ, folder.parent)


def address(github: Sandbox, pull: SandboxPullRequest) -> str:
    return f"{github.url}/acme/by-address/pull/{pull.number}"


def test_it_is_printed_and_nothing_is_posted(
    github: Sandbox, pull: SandboxPullRequest, tmp_path: Path
) -> None:
    done = review(github, tmp_path / "data", address(github, pull), "--format", "json")

    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    assert report["change"]["number"] == pull.number
    assert report["change"]["head_sha"] == pull.head_sha
    assert [(one["path"], one["start_line"]) for one in report["findings"]] == [("shop.py", 5)]
    shown = pull.shown()
    assert (shown.reviews, shown.summaries, shown.checks) == ((), (), ())


def test_it_is_posted_once_when_wished_for(
    github: Sandbox, pull: SandboxPullRequest, tmp_path: Path
) -> None:
    for _ in range(2):
        done = review(github, tmp_path / "data", address(github, pull), "--publish")
        assert done.returncode == 1, done.stderr

    shown = pull.shown()
    assert [(one.author, one.path, one.line) for one in shown.comments] == [("mona", "shop.py", 5)]
    assert len(shown.reviews) == 1
    assert len(shown.summaries) == 1
    assert shown.checks == ()


def test_the_policy_of_the_organisation_holds_for_who_posts_it_by_hand(
    github: Sandbox, tmp_path: Path
) -> None:
    policy = "version: 1\nfail_on: never\ncomments: {max_inline: 0}\n"
    github.create_repository("hall/.github", {".github/tenet.yml": policy})
    repository = github.create_repository("hall/shop", {"shop.py": "x = 1\n"})
    repository.commit("change", {"shop.py": MISTAKE}, "Show the folder")
    pull = repository.open_pull_request("Show the folder")
    done = review(
        github, tmp_path / "data", f"{github.url}/hall/shop/pull/{pull.number}", "--publish"
    )

    assert done.returncode == 0, done.stderr
    shown = pull.shown()
    assert (len(shown.comments), len(shown.summaries)) == (0, 1)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/acme/by-address/pull/999", "999"),
        ("/acme/nowhere/pull/1", "acme/nowhere"),
        ("/acme/by-address", "no pull request's address"),
        ("/acme/by-address/pull/x", "no pull request's address"),
    ],
)
def test_a_wrong_address_is_one_sentence(
    github: Sandbox, tmp_path: Path, path: str, says: str
) -> None:
    done = review(github, tmp_path / "data", github.url + path)

    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_refused_token_is_one_sentence(
    github: Sandbox, pull: SandboxPullRequest, tmp_path: Path
) -> None:
    done = review(github, tmp_path / "data", address(github, pull), token="ghp_wrong")

    assert done.returncode == 2
    assert "token" in done.stderr
    assert "ghp_wrong" not in done.stderr


def test_the_token_never_goes_to_another_host(github: Sandbox, tmp_path: Path) -> None:
    with Sandbox(tmp_path / "elsewhere") as elsewhere:
        done = review(github, tmp_path / "data", f"{elsewhere.url}/acme/shop/pull/1")

        assert done.returncode == 2
        assert elsewhere.requests == []
