"""A review that nobody wants any more costs nothing more: its Semgrep is killed at once."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engines.scanner import semgrep_process
from bot.engines.scanner.semgrep_process import Patience
from bot.sandbox import Sandbox
from tests.support.service import Service, concluded, wait_for

SWALLOWED = (
    "def pay(order):\n    try:\n        order.charge()\n    except Exception:\n        pass\n"
)
# The first one sleeps, as over a file that is too much for it; later ones do their work.
SLOW_ONCE = """#!/bin/sh
if mkdir {mark} 2> /dev/null; then
    echo $$ > {mark}/new && mv {mark}/new {mark}/pid && exec sleep 900
fi
exec {semgrep} "$@"
"""


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    return tmp_path / "mark"


@pytest.fixture
def slow(github: Sandbox, tmp_path: Path, mark: Path) -> Iterator[Service]:
    program = tmp_path / "semgrep"
    (semgrep,) = semgrep_process.command(None)
    program.write_text(SLOW_ONCE.format(mark=mark, semgrep=semgrep))
    program.chmod(0o755)
    settings = {"TENET_SEMGREP": str(program), "TENET_ISOLATION": "none"}
    with Service(github, tmp_path / "data", settings) as running:
        yield running


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("event", ["push", "close"])
def test_the_semgrep_of_a_review_that_is_not_wanted_any_more_is_killed(
    github: Sandbox, mark: Path, event: str
) -> None:
    repository = github.create_repository(f"acme/stopped-{event}", {"shop.py": "a = 1\n"})
    repository.commit("change", {"shop.py": "import os\n" + SWALLOWED}, "One", base="main")
    pull = repository.open_pull_request("One")
    old = pull.head_sha
    wait_for((mark / "pid").exists, "Semgrep to start")
    sleeping = int((mark / "pid").read_text())
    if event == "push":
        pull.push({"shop.py": SWALLOWED}, "Two")
    else:
        pull.close()
    wait_for(lambda: not is_there(sleeping), "Semgrep to be killed")
    # Its own clock would have killed it later.
    assert time.time() - (mark / "pid").stat().st_mtime < Patience().batch

    shown = concluded(pull)
    assert [one.commit for one in shown.reviews] == ([pull.head_sha] if event == "push" else [])
    assert [one.line for one in shown.comments] == ([5] if event == "push" else [])
    assert {check.status for check in shown.checks if check.head == old} == {"completed"}


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
