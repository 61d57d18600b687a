"""A command that is forked, as most tests have it, is as good as one that starts cold."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.support import commands


def environment(home: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(home), "TENET_DATA_DIR": str(home / "data")}


@pytest.mark.parametrize(
    "line",
    [
        "--version",
        "ci",
        "eval nowhere.yml",
        "jobs list",
        "policy check nowhere.yml",
        "rules show sql-pythn",
        "waivers list --json",
        "review --format xml",
    ],
)
def test_it_says_and_does_the_same(tmp_path: Path, line: str) -> None:
    words, settings = line.split(), environment(tmp_path)
    cold = subprocess.run(
        [commands.COMMAND, *words],
        env=settings,
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    forked = commands.run(words, settings, tmp_path)

    assert (forked.returncode, forked.stdout, forked.stderr) == (
        cold.returncode,
        cold.stdout,
        cold.stderr,
    )
    assert cold.stdout or cold.stderr


def test_nothing_is_left_for_the_next_one(tmp_path: Path) -> None:
    settings = environment(tmp_path)
    wrong = commands.run(["rules", "list"], {**settings, "TENET_LOG_LEVEL": "loud"}, tmp_path)
    right = commands.run(["rules", "list"], settings, tmp_path)

    assert (wrong.returncode, right.returncode) == (2, 0)
    assert "TENET_LOG_LEVEL" in wrong.stderr
    assert right.stderr == ""


def test_one_that_is_killed_tells_by_what(tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb") as log:
        running = commands.start(["sandbox", "--port", "0"], environment(tmp_path), log, log)
        assert running.poll() is None
        running.kill()

    assert running.wait(commands.PATIENCE) == -signal.SIGKILL
