"""A pull request is read through the sandbox's real smart HTTP, and through its API."""

import base64
import hashlib
import json
import multiprocessing
import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.errors import TransientError
from bot.githubapp.client import GitHub
from bot.githubapp.values import TreeEntry
from bot.review.change import Change
from bot.sandbox import Sandbox, SandboxPullRequest, SandboxRepository
from bot.sources.mirror import Remote
from bot.sources.mirror_room import Place
from bot.sources.pull_request import PullRequestSource
from tests.support.counting_proxy import CountingProxy

GIT = r"\.git/"
FORK = multiprocessing.get_context("spawn")


def text(seed: int) -> str:
    """A file that no compression makes small."""
    numbers = random.Random(seed)
    return "".join(f"x{numbers.getrandbits(40)} = {numbers.getrandbits(60)}\n" for _ in range(60))


@dataclass
class Scene:
    """A pull request that changes 20 of 600 files."""

    github: Sandbox
    repository: SandboxRepository
    pull: SandboxPullRequest
    wire: CountingProxy
    mirrors: Path
    asked: int = field(default=0)

    def api(self) -> GitHub:
        app = self.github.app
        return GitHub.for_installation(
            app.id,
            app.private_key_pem,
            app.installation_id,
            self.github.api_url,
            pause=0,
            backoff=0,
        )

    def source(self, mirrors: Path | None = None) -> PullRequestSource:
        """The pull request as it is now; git goes through the wire that counts."""
        github = self.api()
        pull = github.pull_request(self.repository.id, self.pull.number)
        return PullRequestSource(
            pull,
            github.merge_base(self.repository.id, pull.base_sha, pull.head_sha),
            Remote(f"{self.wire.url}/acme/shop.git", github.git_authorization()),
            github,
            Place(mirrors or self.mirrors, "https://api.github.com", "7", self.repository.id),
        )

    def fetches(self) -> int:
        """The requests to git's own server since this was asked last."""
        new, self.asked = self.github.requests[self.asked :], len(self.github.requests)
        return sum(one.path.endswith("git-upload-pack") for one in new)

    def calls(self) -> list[str]:
        """The last steps of the paths of the API's objects that were asked for so far."""
        return [one.path for one in self.github.requests if "/git/" in one.path]


@pytest.fixture
def scene(sandbox: Sandbox, tmp_path: Path) -> Iterator[Scene]:
    files = {f"d{one % 30}/e{one % 7}/f{one}.py": text(one) for one in range(600)}
    repository = sandbox.create_repository("acme/shop", {**files, "policy.yml": "version: 1\n"})
    changed = {path: files[path] + "more = 1\n" for path in sorted(files)[::30]}
    moved: dict[str, str | None] = {"d0/e0/f0.py": None, "moved.py": files["d0/e0/f0.py"]}
    repository.commit("change", {**changed, **moved}, "Change them")
    pull = repository.open_pull_request()
    with CountingProxy(sandbox.url) as wire:
        yield Scene(sandbox, repository, pull, wire, tmp_path / "mirrors")


def read(source: PullRequestSource) -> Change:
    """The change, whose files an engine and the policy's reader have looked at."""
    with source.read() as (change, contents):
        blobs = [b for file in change.files for b in (file.old_blob, file.new_blob) if b]
        assert set(contents.sizes(blobs)) == set(contents.read_many(blobs)) == set(blobs)
        assert contents.read_base("policy.yml") == b"version: 1\n"
        return change


class Nobody:
    """An API that nobody asks: the real one cannot go to another process."""

    def tree_of(self, repository_id: int, commit_sha: str) -> str:
        raise NotImplementedError

    def tree(self, repository_id: int, tree_sha: str) -> Sequence[TreeEntry]:
        raise NotImplementedError

    def blob(self, repository_id: int, blob_sha: str) -> bytes:
        raise NotImplementedError


def for_another_process(scene: Scene) -> PullRequestSource:
    return replace(scene.source(), api=Nobody())


def mirror_of(scene: Scene) -> Path:
    return scene.source().place.folder


def test_the_second_review_fetches_only_what_is_new(scene: Scene) -> None:
    assert len(read(scene.source()).files) == 20
    first, requests = scene.wire.take(), scene.fetches()
    assert requests == 3, "commits with trees, the changed files, and the policy"

    read(scene.source())
    assert (scene.wire.take(), scene.fetches()) == (0, 0)

    scene.repository.commit("change", {"d1/e1/f1.py": "new = 1\n"}, "One more")
    assert len(read(scene.source()).files) == 21
    second, requests = scene.wire.take(), scene.fetches()
    assert requests == 2
    # A commit, three trees, and two small files; their headers are the larger part.
    assert second < 6_000
    assert second * 10 < first


def test_two_processes_may_review_one_repository_at_once(scene: Scene) -> None:
    workers = [FORK.Process(target=_read_it, args=(for_another_process(scene),)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert scene.fetches() == 3


@pytest.mark.parametrize("skipped", [0, 1])
def test_a_fetch_that_was_killed_leaves_a_mirror_that_works(scene: Scene, skipped: int) -> None:
    scene.github.faults.add(kind="slow", seconds=3, path="git-upload-pack$", skip=skipped)
    worker = FORK.Process(target=_read_it, args=(for_another_process(scene),))
    worker.start()
    before = len(scene.github.requests)
    _wait_for(lambda: not scene.github.faults.waiting())
    time.sleep(0.2)
    assert worker.pid
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    for name in ("shallow.lock", "HEAD.lock"):
        if mirror_of(scene).exists():
            (mirror_of(scene) / name).touch()
    assert len(scene.github.requests) >= before
    assert len(read(scene.source()).files) == 20


def _read_it(source: PullRequestSource) -> None:
    assert len(read(source).files) == 20


def _wait_for(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def cut(file: Path) -> None:
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def garble(file: Path) -> None:
    file.chmod(0o644)
    data = bytearray(file.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 64] = bytes(64)
    file.write_bytes(data)


@pytest.mark.parametrize("pattern", ["objects/pack/*.pack", "objects/pack/*.idx"])
@pytest.mark.parametrize("damage", [cut, garble, Path.unlink])
def test_a_damaged_mirror_is_fetched_again(
    scene: Scene, pattern: str, damage: Callable[[Path], None]
) -> None:
    whole = read(scene.source())
    for file in mirror_of(scene).glob(pattern):
        damage(file)
    assert read(scene.source()) == whole
    scene.repository.commit("change", {"new.py": "new = 1\n"}, "One more")
    assert len(read(scene.source()).files) == 21


def test_a_damaged_mirror_takes_in_a_new_head(scene: Scene) -> None:
    read(scene.source())
    for file in mirror_of(scene).glob("objects/pack/*.pack"):
        cut(file)
    scene.repository.commit("change", {"new.py": "new = 1\n"}, "One more")
    assert len(read(scene.source()).files) == 21


@pytest.mark.parametrize("name", ["config", "HEAD", "shallow", "known", "reading/config"])
def test_a_mirror_that_lost_a_file_is_fetched_again(scene: Scene, name: str) -> None:
    read(scene.source())
    (mirror_of(scene) / name).unlink()
    scene.repository.commit("change", {"new.py": "new = 1\n"}, "One more")
    assert len(read(scene.source()).files) == 21


def test_an_outage_costs_no_mirror(scene: Scene) -> None:
    read(scene.source())
    scene.repository.commit("change", {"new.py": "new = 1\n"}, "One more")
    source = scene.source()
    scene.github.faults.add(status=503, path=f"{GIT}|/git/", times=100)
    with pytest.raises(TransientError):
        read(source)
    scene.github.faults.clear()
    scene.wire.take()
    assert len(read(source).files) == 21
    assert scene.wire.take() < 6_000


@pytest.mark.parametrize("status", [403, 407, 502])
def test_where_git_is_refused_the_api_gives_the_same_change(scene: Scene, status: int) -> None:
    by_git = read(scene.source(scene.mirrors / "git"))
    scene.github.faults.add(status=status, path=GIT, times=100)
    by_api = read(scene.source())
    assert by_api == by_git
    assert "moved.py" in {file.path for file in by_api.files}


def test_where_nobody_listens_for_git_the_api_gives_the_change(scene: Scene) -> None:
    remote = Remote("http://127.0.0.1:9/acme/shop.git", "")
    assert len(read(replace(scene.source(), remote=remote)).files) == 20


def test_through_the_api_too_each_thing_comes_once(scene: Scene) -> None:
    scene.github.faults.add(status=403, path=GIT, times=100)
    read(scene.source())
    asked = scene.calls()
    assert len(set(asked)) == len(asked)
    # Two commits and their trees, both sides of 19 files, the moved one once, and the policy.
    assert len(asked) == 2 + 2 + 19 * 2 + 1 + 1
    read(scene.source())
    assert scene.calls() == asked


def test_the_api_is_not_asked_where_git_works(scene: Scene) -> None:
    read(scene.source())
    assert scene.calls() == []


def test_git_is_used_again_for_the_next_head(scene: Scene) -> None:
    scene.github.faults.add(status=403, path=GIT, times=100)
    read(scene.source())
    asked = scene.calls()
    scene.github.faults.clear()
    scene.repository.commit("change", {"new.py": "new = 1\n"}, "One more")
    assert len(read(scene.source()).files) == 21
    assert scene.calls() == asked


def lie(kind: str) -> str:
    content = base64.b64encode(b"something else\n").decode()
    sha = hashlib.sha1(b"blob 15\0something else\n", usedforsecurity=False).hexdigest()
    entry: dict[str, str] = {"path": "a.py", "mode": "100644", "type": "blob", "sha": sha}
    answers = {
        "blobs": {"encoding": "base64", "content": content},
        "trees": {"tree": [entry], "truncated": False},
        "outside": {"tree": [entry | {"path": "no/where/a.py"}], "truncated": False},
        "record": {"tree": [entry | {"path": "a\0" + "100644"}], "truncated": False},
        "truncated": {"tree": [entry], "truncated": True},
        "commits": {"tree": {"sha": "../../../etc"}},
    }
    return json.dumps(answers[kind])


@pytest.mark.parametrize(
    ("place", "kind", "words"),
    [
        ("blobs", "blobs", "does not have that SHA"),
        ("trees", "trees", "does not have that SHA"),
        ("trees", "outside", "does not have that SHA"),
        ("trees", "record", "does not have that SHA"),
        ("trees", "truncated", "more files than GitHub's API lists"),
        ("commits", "commits", "does not have that SHA"),
    ],
)
def test_what_the_api_says_is_believed_by_its_sha(
    scene: Scene, place: str, kind: str, words: str
) -> None:
    source = scene.source()
    scene.github.faults.add(status=403, path=GIT, times=100)
    scene.github.faults.add(status=200, path=f"/git/{place}/", body=lie(kind))
    with pytest.raises(TransientError, match=words):
        read(source)
    assert len(read(source).files) == 20


def test_two_installations_share_no_mirror(scene: Scene) -> None:
    source = scene.source()
    read(source)
    for other in (
        replace(source.place, whose="8"),
        replace(source.place, host="https://github.example.com"),
        replace(source.place, host="https://api.github.com:8443"),
    ):
        assert not {other.folder, other.folder_by_api} & {
            source.place.folder,
            source.place.folder_by_api,
        }
        scene.fetches()
        read(replace(source, place=other))
        assert scene.fetches() == 3
    assert len(list(scene.mirrors.glob("*/*/*.git"))) == 4


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="reads arguments from /proc")
def test_the_token_is_in_no_file_and_in_no_argument(scene: Scene) -> None:
    source = scene.source()
    header = source.remote.authorization.rpartition(" ")[2]
    token = base64.b64decode(header).decode().partition(":")[2]
    scene.github.faults.add(kind="slow", seconds=0.5, path="git-upload-pack$", times=2)
    arguments: set[bytes] = set()
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(arguments, done))
    watcher.start()
    read(source)
    done.set()
    watcher.join()
    assert any(b"remote-http" in one for one in arguments), "nothing was seen"
    secrets = [secret.encode() for secret in (token, header, token[-40:])]
    assert not [one for one in arguments for secret in secrets if secret in one]
    files = [path for path in scene.mirrors.rglob("*") if path.is_file()]
    assert len(files) > 10
    for path in files:
        held = path.read_bytes() + str(path).encode()
        assert not [secret for secret in secrets if secret in held], path


def _watch(seen: set[bytes], done: threading.Event) -> None:
    while not done.wait(0.02):
        for process in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                seen.add(process.read_bytes())
