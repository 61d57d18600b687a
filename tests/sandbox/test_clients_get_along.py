"""The real clients: PyGithub, git, and a webhook's receiver."""

import hashlib
import hmac
import json
import subprocess
from pathlib import Path

import github
import pytest

from bot.sandbox import Sandbox
from tests.support.sandbox_clients import (
    Receiver,
    git_environment,
    installation_token,
    pygithub,
    rest,
)
from tests.support.sandbox_scene import Scene


def test_pygithub_reviews_a_pull_request(scene: Scene) -> None:
    with pygithub(scene.github) as client:
        repository = client.get_repo(scene.repository.id)
        pull = repository.get_pull(1)
        files = {file.filename: file.status for file in pull.get_files()}
        assert files == {
            "app.py": "modified",
            "link": "added",
            "new.py": "added",
            "renamed.py": "renamed",
        }
        comment = {"path": "app.py", "line": 6, "start_line": 4, "body": "Hm."}
        head = repository.get_commit(pull.head.sha)
        pull.create_review(head, "Look", "COMMENT", [comment | {"start_side": "RIGHT"}])  # type: ignore[list-item]  # PyGithub's own type lacks start_side
        check = repository.create_check_run("Tenet", pull.head.sha, status="in_progress")
        check.edit(conclusion="failure", output={"title": "1 error", "summary": "One."})
        pull.create_issue_comment("Summary").edit("Edited")
        assert repository.compare("main", "change").merge_base_commit.sha == pull.base.sha
        assert repository.get_contents("new.py", ref="change").decoded_content == b"a = 1\nb = 2\n"  # type: ignore[union-attr]  # it is one file
        with pytest.raises(github.UnknownObjectException):
            repository.get_contents(".github/tenet.yml", ref="main")
    shown = scene.pull.shown()
    assert [(one.path, one.start_line, one.line) for one in shown.comments] == [("app.py", 4, 6)]
    assert [(one.body, one.edited) for one in shown.summaries] == [("Edited", True)]
    assert [(one.conclusion, one.title) for one in shown.checks] == [("failure", "1 error")]


def test_lists_come_in_pages_with_links(scene: Scene) -> None:
    for number in range(65):
        scene.pull.comment(f"Comment {number}")
    path = "/repos/acme/shop/issues/1/comments"
    first = scene.bot.get(path)
    assert len(first.json()) == 30
    assert first.links["last"]["url"].endswith("page=3")
    assert len(scene.bot.get(first.links["last"]["url"]).json()) == 5
    assert len(scene.bot.get(f"{path}?per_page=1000").json()) == 65
    with pygithub(scene.github) as client:
        pull = client.get_repo("acme/shop").get_pull(1)
        bodies = [comment.body for comment in pull.get_issue_comments()]
    assert bodies == [f"Comment {number}" for number in range(65)]


def fetch(scene: Scene, folder: Path, token: str | None, *what: str) -> str:
    """What git says of a fetch into a new bare repository; empty when it worked."""
    environment = git_environment(token)
    git = ["git", "-C", str(folder)]
    folder.mkdir()
    subprocess.run([*git, "init", "--quiet", "--bare"], env=environment, check=True)
    url = f"{scene.github.url}/acme/shop.git"
    done = subprocess.run(
        [*git, "fetch", "--quiet", *what[:-1], url, what[-1]],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr if done.returncode else ""


def test_git_fetches_one_commit_without_its_blobs(scene: Scene, tmp_path: Path) -> None:
    token, sha = installation_token(scene.github), scene.pull.head_sha
    assert fetch(scene, tmp_path / "one", token, "--filter=blob:none", "--depth=1", sha) == ""
    assert fetch(scene, tmp_path / "two", token, "refs/pull/1/head") == ""
    shown = subprocess.run(
        ["git", "-C", str(tmp_path / "two"), "show", f"{sha}:new.py"],
        capture_output=True,
        check=True,
    )
    assert shown.stdout == b"a = 1\nb = 2\n"


def test_git_is_refused_without_a_good_token(scene: Scene, tmp_path: Path) -> None:
    sha = scene.pull.head_sha
    assert "could not read Username" in fetch(scene, tmp_path / "none", None, sha)
    assert "could not read Username" in fetch(scene, tmp_path / "bad", "ghs_1_bad", sha)
    other = scene.github.create_repository("other/thing", {"a": "1"})
    number = scene.github.install("other").id
    foreign = installation_token(scene.github, number)
    assert "not found" in fetch(scene, tmp_path / "foreign", foreign, sha)
    assert other.id != scene.repository.id


def test_nothing_can_be_pushed(scene: Scene) -> None:
    with rest(scene.github, installation_token(scene.github)) as client:
        web = f"{scene.github.url}/acme/shop.git"
        assert client.get(f"{web}/info/refs?service=git-receive-pack").status_code == 403
        assert client.post(f"{web}/git-receive-pack").status_code == 404


def test_a_forks_commits_can_be_fetched_from_the_base(scene: Scene, tmp_path: Path) -> None:
    fork = scene.github.fork(scene.repository, "stranger")
    sha = fork.commit("theirs", {"theirs.py": "1\n"}, base="main")
    pull = scene.repository.open_pull_request("Theirs", head="theirs", fork=fork)
    token = installation_token(scene.github)
    assert fetch(scene, tmp_path / "fork", token, sha) == ""
    later = pull.push({"theirs.py": "2\n"})
    assert fetch(scene, tmp_path / "later", token, "refs/pull/2/head") == ""
    shape = scene.bot.get("/repos/acme/shop/pulls/2").json()
    assert shape["head"]["repo"]["full_name"] == "stranger/shop"
    assert shape["head"]["sha"] == later


def test_a_delivery_is_signed_and_can_be_sent_again(scene: Scene) -> None:
    secret = scene.github.app.webhook_secret
    assert len(secret) >= 32
    with Receiver() as receiver:
        first = scene.github.deliver("pull_request", "opened", scene.pull, to=receiver.url)
        again = scene.github.redeliver(first)
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.response_body == '{"status": "accepted"}'
    (headers, body), (headers_again, body_again) = receiver.calls
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    assert headers["X-Hub-Signature-256"] == f"sha256={signature}"
    assert headers["X-GitHub-Event"] == "pull_request"
    assert headers["X-GitHub-Delivery"] == headers_again["X-GitHub-Delivery"] == first.guid
    assert body == body_again
    assert json.loads(body)["pull_request"]["head"]["sha"] == scene.pull.head_sha


def test_events_are_delivered_by_themselves_and_again_on_demand(tmp_path: Path) -> None:
    with Receiver() as receiver, Sandbox(tmp_path / "hub", webhook_url=receiver.url) as hub:
        repository = hub.create_repository("acme/shop", {"a.py": "1\n"})
        repository.commit("change", {"a.py": "2\n"})
        pull = repository.open_pull_request()
        receiver.wait_for(1)
        pull.push({"a.py": "3\n"})
        receiver.wait_for(2)
        pull.close()
        came = receiver.wait_for(3)
        assert [one["action"] for one in came] == ["opened", "synchronize", "closed"]
        assert came[1]["before"] != came[1]["after"] == pull.head_sha
        with pygithub(hub) as client:
            client.get_repo("acme/shop").get_pull(1).create_issue_comment("Mine")
        assert receiver.wait_for(4)[3]["sender"]["login"] == "tenet-review[bot]"
        hub.redeliver(hub.deliveries[0])
        assert receiver.wait_for(5)[4]["action"] == "opened"


def test_a_receiver_that_is_not_there_is_noted(scene: Scene) -> None:
    scene.github.deliver("pull_request", "opened", scene.pull, to="http://127.0.0.1:9/webhook")
    with Receiver(503) as receiver:
        scene.github.deliver("pull_request", "opened", scene.pull, to=receiver.url)
    listed = scene.app.get("/app/hook/deliveries?per_page=1")
    assert listed.json()[0]["status_code"] == 503
    older = scene.app.get(listed.links["next"]["url"]).json()[0]
    assert (older["status_code"], older["status"]) == (0, "failed to connect to host")
    asked = scene.app.post(f"/app/hook/deliveries/{older['id']}/attempts")
    assert asked.status_code == 202
