"""What a shallow clone lacks, fetched beside it from a real git server."""

import subprocess
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.sandbox import Sandbox, SandboxRepository
from bot.sources.deepening import NotThereError
from bot.sources.mirror import Remote
from bot.sources.worktree import LocalSource
from tests.support.repositories import Repository

LONG = 130  # commits, more than are fetched at first


@pytest.fixture
def long(sandbox: Sandbox) -> SandboxRepository:
    """A repository whose branch left `main` a long time ago."""
    made = sandbox.create_repository("acme/long", {"a.py": "a = 1\n"}, private=False)
    steps = ["feature done\n"]
    for branch, name in (("change", "b.py"), ("main", "c.py")):
        for number in range(LONG):
            parent = "from refs/heads/main^0\n" if number == 0 else ""
            text = f"n = {number}\n"
            steps.append(
                f"commit refs/heads/{branch}\ncommitter M <m@x.example> {1_700_000_000 + number} "
                f"+0000\ndata 1\nx\n{parent}M 100644 inline {name}\ndata {len(text)}\n{text}\n"
            )
    subprocess.run(
        ["git", "fast-import", "--quiet"],
        cwd=made.state.git.folder,
        input="".join([*steps, "done\n"]).encode(),
        check=True,
    )
    return made


def clone(folder: Path, remote: Remote, branch: str) -> Repository:
    """A clone of one commit."""
    more = ["--depth", "1", "--single-branch", "--branch", branch]
    subprocess.run(["git", "clone", "-q", *more, remote.url, folder], check=True)
    return Repository(folder)


def test_a_fork_that_lies_far_back_is_found_by_going_deeper(
    sandbox: Sandbox, long: SandboxRepository, tmp_path: Path
) -> None:
    remote = Remote(f"{sandbox.url}/{long.full_name}.git", "")
    here = clone(tmp_path / "clone", remote, "change")
    before = here.snapshot()
    source = LocalSource(here.folder, base="origin/main", head="HEAD", remote=remote)
    with source.read() as (change, contents):
        assert [file.path for file in change.files] == ["b.py"]
        assert len(change.commits) > 100
        assert contents.read_base("a.py") == b"a = 1\n"

    assert here.snapshot() == before


def test_what_cannot_be_had_is_said(
    sandbox: Sandbox, long: SandboxRepository, tmp_path: Path
) -> None:
    remote = Remote(f"{sandbox.url}/{long.full_name}.git", "")
    here = clone(tmp_path / "clone", remote, "main")
    alone = here.commit({"z.py": "z\n"}, branch="alone", parents=[])
    for base, says in (
        ("origin/nothing", "could not be fetched: "),
        ("9" * 40, "could not be fetched: "),
        ("typo", "There is no revision 'typo' in this clone"),
        ("origin/--upload-pack=x", "There is no revision 'origin/--upload-pack=x' in this clone"),
    ):
        source = LocalSource(here.folder, base=base, remote=remote)
        with pytest.raises(NotThereError, match=says), source.read():
            pass
    source = LocalSource(here.folder, base=alone, head="HEAD")
    with pytest.raises(UserError, match="share no history here"), source.read():
        pass
