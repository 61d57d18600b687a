"""A repository inside what is scanned names a command, and Semgrep's git would run it."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import process
from bot.engines.scanner import isolation, semgrep_process
from bot.engines.scanner.reach import Reach
from bot.engines.scanner.semgrep_process import Batch
from bot.settings import Isolation

TARGET = "h00000.py"


def at_the_top(folder: Path, command: str) -> Path:
    _repository(folder, ".", command)
    return folder


def nested(folder: Path, command: str) -> Path:
    _repository(folder / "vendor" / "library", ".", command)
    return folder / "vendor" / "library"


def with_another_work_tree(folder: Path, command: str) -> Path:
    _repository(folder, str(folder), command)
    return folder


def behind_a_git_file(folder: Path, command: str) -> Path:
    """As a submodule lies in a checkout."""
    _repository(folder / "modules" / "library", "../..", command)
    (folder / ".git").write_text("gitdir: modules/library\n")
    return folder


def above_the_targets(folder: Path, command: str) -> Path:
    _repository(folder, ".", command)
    (folder / "source").mkdir()
    return folder / "source"


Layout = Callable[[Path, str], Path]
LAYOUTS = pytest.mark.parametrize(
    "layout",
    [at_the_top, nested, with_another_work_tree, behind_a_git_file, above_the_targets],
    ids=lambda layout: layout.__name__,
)


def _repository(folder: Path, work_tree: str, command: str) -> None:
    """What git takes for a repository; each of these files can be committed to another one."""
    for name in ("objects", "refs"):
        (folder / name).mkdir(parents=True)
    (folder / "HEAD").write_text("ref: refs/heads/main\n")
    (folder / "config").write_text(
        "[core]\n\trepositoryformatversion = 0\n\tbare = false\n"
        f'\tworktree = {work_tree}\n\tfsmonitor = "{command}"\n'
    )


class Trap:
    """A tree with such a repository in it; `sprung` once its command has run."""

    def __init__(self, place: Path, layout: Layout) -> None:
        self.rules = place / "rules.json"
        rule = {"id": "evaluation", "languages": ["python"], "pattern": "eval(...)"}
        rule |= {"severity": "ERROR", "message": "-"}
        self.rules.write_text(json.dumps({"rules": [rule]}))
        self._canary = place / "canary"
        tree = place / "tree"
        tree.mkdir()
        self.folder = layout(tree, f"touch {self._canary}; false")
        (self.folder / TARGET).write_text("eval(1)\n")

    @property
    def sprung(self) -> bool:
        return self._canary.exists()


@LAYOUTS
def test_our_door_never_runs_it(tmp_path: Path, layout: Layout) -> None:
    """Even without isolation: our flags and the environment are enough."""
    trap = Trap(tmp_path, layout)
    start = semgrep_process.command(None)
    scan = semgrep_process.scan(start, trap.folder, [Batch(trap.rules, [TARGET])], Isolation.NONE)
    assert not trap.sprung
    assert len(scan.matches) == 1


@LAYOUTS
def test_plain_semgrep_runs_it(tmp_path: Path, layout: Layout) -> None:
    """What the defences are for; when this fails, the other tests prove nothing any more."""
    trap = Trap(tmp_path, layout)
    assert _plain_semgrep_finds(trap, Isolation.NONE, "--legacy") == 1
    assert trap.sprung


def test_the_engine_that_we_use_runs_it_too(tmp_path: Path) -> None:
    trap = Trap(tmp_path, behind_a_git_file)
    assert _plain_semgrep_finds(trap, Isolation.NONE, "--experimental") == 1
    assert trap.sprung


@pytest.mark.parametrize("tier", [Isolation.BUBBLEWRAP, Isolation.LANDLOCK], ids=str)
def test_isolation_alone_keeps_it_from_doing_harm(tmp_path: Path, tier: Isolation) -> None:
    reason = isolation.why_not(tier)
    if reason is not None:
        pytest.skip(f"{tier} does not work here: {reason}")
    trap = Trap(tmp_path, behind_a_git_file)
    assert _plain_semgrep_finds(trap, tier, "--experimental") == 1
    assert not trap.sprung


def _plain_semgrep_finds(trap: Trap, tier: Isolation, engine: str) -> int:
    """How much `semgrep scan .` finds as somebody would type it."""
    (start,) = semgrep_process.command(None)
    home = trap.folder / "home"
    home.mkdir()
    quiet = ["--json", "--metrics=off", "--disable-version-check", f"--config={trap.rules}"]
    done = process.run(
        isolation.locked_in(
            tier,
            [start],
            ["scan", engine, *quiet, "."],
            Reach(trap.folder, home, (trap.rules,)),
        ),
        env={
            "PATH": f"{Path(start).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(home),
            "TMPDIR": str(home),
        },
        cwd=trap.folder,
        timeout=60,
    )
    return len(json.loads(done.stdout)["results"])
