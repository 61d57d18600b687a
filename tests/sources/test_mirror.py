import base64
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from bot.errors import TransientError
from bot.review.change import Side
from bot.sandbox import Sandbox, SandboxRepository
from bot.sources.git import Git, GitFailedError
from bot.sources.mirror import Mirror, Remote
from bot.sources.objects import ObjectContents, changed_blobs, changed_files
from tests.support.repositories import Repository
from tests.support.sandbox_clients import installation_token

TOKEN = "ghs_" + "a1B2" * 9


@pytest.fixture
def repository(sandbox: Sandbox) -> SandboxRepository:
    made = sandbox.create_repository("acme/shop", {"a.py": "a\n", "other.py": "other\n"})
    made.commit("change", {"a.py": "A\n", "big.bin": b"\0" * 1000}, "Say A")
    return made


@pytest.fixture
def remote(sandbox: Sandbox, repository: SandboxRepository) -> Remote:
    pair = base64.b64encode(f"x-access-token:{installation_token(sandbox)}".encode()).decode()
    return Remote(f"{sandbox.url}/{repository.full_name}.git", f"Authorization: Basic {pair}")


def mirror(folder: Path, remote: Remote, shas: Sequence[str]) -> Git:
    """Git in a mirror that holds these commits, and what differs between the first two."""
    made = Mirror(folder, remote)
    made.revisions(shas)
    made.fetch_blobs(changed_blobs(made.git, *shas[:2]) if len(shas) > 1 else ())
    return made.git


def tips(repository: SandboxRepository) -> tuple[str, str]:
    main, change = (repository.state.git.resolve(f"refs/heads/{one}") for one in ("main", "change"))
    assert main
    assert change
    return main, change


def test_both_sides_of_a_change_are_read(
    repository: SandboxRepository, remote: Remote, tmp_path: Path
) -> None:
    base, head = tips(repository)
    made = Mirror(tmp_path / "1.git", remote)
    made.revisions((base, head))
    made.fetch_blobs(changed_blobs(made.git, base, head))
    files = {file.path: file for file in changed_files(made.git, base, head)}
    contents = ObjectContents(made.git, base, made.fetch_blobs)
    assert set(files) == {"a.py", "big.bin"}
    assert contents.read(files["a.py"], Side.LEFT) == b"a\n"
    assert contents.read(files["a.py"], Side.RIGHT) == b"A\n"
    assert contents.read_base("other.py") == b"other\n"


def test_only_what_a_review_needs_is_fetched(
    repository: SandboxRepository, remote: Remote, tmp_path: Path
) -> None:
    base, head = tips(repository)
    git = mirror(tmp_path / "1.git", remote, (base, head))
    listed = git.run("cat-file", "--batch-check", "--batch-all-objects").decode()
    assert listed.count(" commit ") == 2
    assert listed.count(" blob ") == 3
    assert git.run("for-each-ref") == b""
    assert not [path for path in (tmp_path / "1.git").iterdir() if path.name == "FETCH_HEAD"]


def test_what_lies_here_is_not_fetched_again(
    sandbox: Sandbox, repository: SandboxRepository, remote: Remote, tmp_path: Path
) -> None:
    mirror(tmp_path / "1.git", remote, tips(repository))
    asked = len(sandbox.requests)
    mirror(tmp_path / "1.git", remote, tips(repository))
    assert len(sandbox.requests) == asked


def test_a_new_head_is_fetched_beside_the_old_one(
    repository: SandboxRepository, remote: Remote, tmp_path: Path
) -> None:
    base, head = tips(repository)
    mirror(tmp_path / "1.git", remote, (base, head))
    repository.commit("change", {"a.py": "AA\n"}, "Say more")
    newer = tips(repository)[1]
    git = mirror(tmp_path / "1.git", remote, (newer, head, base))
    assert [file.path for file in changed_files(git, head, newer)] == ["a.py"]


def test_what_is_missing_is_missing_and_costs_no_request(
    sandbox: Sandbox, repository: SandboxRepository, remote: Remote, tmp_path: Path
) -> None:
    base, head = tips(repository)
    made = Mirror(tmp_path / "1.git", remote)
    made.revisions((base, head))
    asked = len(sandbox.requests)
    blobs = changed_blobs(made.git, base, head)
    assert ObjectContents(made.git, base).read_many(blobs) == {}
    with pytest.raises(GitFailedError):
        changed_files(made.git, base, head)
    assert len(sandbox.requests) == asked


def test_blobs_come_in_one_request_and_only_once(
    sandbox: Sandbox, repository: SandboxRepository, remote: Remote, tmp_path: Path
) -> None:
    base, head = tips(repository)
    made = Mirror(tmp_path / "1.git", remote)
    made.revisions((base, head))
    blobs = changed_blobs(made.git, base, head)
    asked = len(sandbox.requests)
    for _ in range(2):
        made.fetch_blobs(blobs)
        assert [one.method for one in sandbox.requests[asked:]] == ["GET", "POST"]


def test_a_mirror_that_moved_is_found_again(
    sandbox: Sandbox, repository: SandboxRepository, remote: Remote, tmp_path: Path
) -> None:
    elsewhere = Remote(f"{sandbox.url}/acme/nothing.git", remote.authorization)
    with pytest.raises(TransientError):
        mirror(tmp_path / "1.git", elsewhere, tips(repository))
    assert mirror(tmp_path / "1.git", remote, tips(repository)).run("rev-parse", "--git-dir")


def test_the_token_is_in_no_file_and_no_message(
    repository: SandboxRepository, remote: Remote, tmp_path: Path
) -> None:
    secret = remote.authorization.rpartition(" ")[2]
    mirror(tmp_path / "1.git", remote, tips(repository))
    with pytest.raises(TransientError) as told:
        mirror(tmp_path / "1.git", remote, ("1" * 40,))
    assert secret not in str(told.value)
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or secret.encode() not in path.read_bytes()


def test_what_a_killed_fetch_left_locked_does_not_stay_locked(
    repository: SandboxRepository, remote: Remote, tmp_path: Path
) -> None:
    folder = tmp_path / "1.git"
    base, head = tips(repository)
    mirror(folder, remote, (base,))
    for name in ("shallow.lock", "config.lock", "HEAD.lock"):
        (folder / name).write_bytes(b"")
    assert changed_files(mirror(folder, remote, (base, head)), base, head)


@pytest.mark.parametrize("left", [[], ["HEAD"], ["HEAD", "config"], ["HEAD", "objects"]])
def test_a_mirror_whose_making_was_cut_off_is_made_whole(
    repository: SandboxRepository, remote: Remote, tmp_path: Path, left: list[str]
) -> None:
    folder = tmp_path / "1.git"
    folder.mkdir()
    for name in left:
        if name == "objects":
            (folder / name).mkdir()
        else:
            (folder / name).write_text("ref: refs/heads/none\n" if name == "HEAD" else "")
    base, head = tips(repository)
    assert changed_files(mirror(folder, remote, (base, head)), base, head)


def test_many_reviews_may_use_one_mirror_at_once(
    repository: SandboxRepository, remote: Remote, tmp_path: Path
) -> None:
    base, head = tips(repository)

    def changed(_: int) -> int:
        return len(changed_files(mirror(tmp_path / "1.git", remote, (base, head)), base, head))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(changed, range(4))) == [2, 2, 2, 2]


@pytest.mark.parametrize("name", ["main", "-x", "--upload-pack=x", "", "1" * 39, "1" * 40 + "\n"])
def test_only_a_sha_is_fetched(remote: Remote, tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"is no SHA$"):
        mirror(tmp_path / "1.git", remote, (name,))


class Elsewhere:
    """A server that sends every caller to another one, and remembers who was asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.servers: list[HTTPServer] = []
        asked, servers = self.asked, self.servers

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(
                    [one.server_port for one in servers].index(self.connection.getsockname()[1])
                )
                self.send_response(302)
                self.send_header("Location", f"http://127.0.0.1:{servers[1].server_port}/x")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        servers += [HTTPServer(("127.0.0.1", 0), Handler) for _ in range(2)]
        for server in servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.servers[0].server_port}"

    def close(self) -> None:
        for server in self.servers:
            server.shutdown()
            server.server_close()


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    made = Elsewhere()
    yield made
    made.close()


def test_the_token_follows_no_redirect(elsewhere: Elsewhere, tmp_path: Path) -> None:
    remote = Remote(f"{elsewhere.url}/acme/shop.git", f"Authorization: Bearer {TOKEN}")
    with pytest.raises(TransientError, match=r"^The commits could not be fetched from GitHub: "):
        mirror(tmp_path / "1.git", remote, ("1" * 40,))
    assert elsewhere.asked == [0]


@pytest.mark.parametrize("url", ["ext::{}", "file://{}", "ssh://localhost{}", "{}"])
def test_no_other_protocol_is_spoken(tmp_path: Path, url: str) -> None:
    canary, program = tmp_path / "canary", tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {canary}\n")
    program.chmod(0o755)
    with pytest.raises(TransientError, match="not allowed"):
        mirror(tmp_path / "1.git", Remote(url.format(program), ""), ("1" * 40,))
    assert not canary.exists()


def test_a_mirror_is_never_looked_for_further_up(remote: Remote, tmp_path: Path) -> None:
    above = Repository(tmp_path / "above")
    before = above.snapshot()
    with pytest.raises(TransientError):
        mirror(above.folder / "data" / "1.git", remote, ("1" * 40,))
    assert above.snapshot() == before
