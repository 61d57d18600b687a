"""The process of a worker, watched: with small programs that behave as a worker may."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.app.worker_process import Times, WorkerProcess
from bot.errors import OperatorError
from tests.support.service import wait_for

HASTY = Times(silent=0.5, hung=1.0, pause=0.1, longest_pause=0.2, look=0.1)
LIVES = """
import os, socket, sys, time
line = socket.socket(fileno=os.dup(0))
with open(sys.argv[1], "a") as lives:
    lives.write(f"{os.getpid()}\\n")
count = len(open(sys.argv[1]).readlines())
"""
BEATS = """
def beat():
    while True:
        line.sendall(b".")
        time.sleep(0.05)
"""


@contextmanager
def running(folder: Path, program: str) -> Iterator[WorkerProcess]:
    (folder / "worker.py").write_text(LIVES + BEATS + program)
    command = (sys.executable, str(folder / "worker.py"), str(folder / "lives"))
    worker = WorkerProcess(None, command, HASTY)
    worker.start()
    try:
        yield worker
    finally:
        worker.stop(10)


def lives(folder: Path) -> int:
    found = folder / "lives"
    return len(found.read_text().splitlines()) if found.exists() else 0


def test_a_worker_that_ends_is_started_again_and_meanwhile_it_is_not_ready(tmp_path: Path) -> None:
    program = "if count < 3:\n    line.sendall(b'.')\n    sys.exit(1)\nbeat()"
    with running(tmp_path, program) as worker:
        wait_for(lambda: lives(tmp_path) == 3, "two deaths")
        wait_for(lambda: worker.why_not_ready() is None, "the third one to work")

    assert worker.why_not_ready() == "the worker is being started"


def test_a_worker_that_hangs_is_told_of_and_then_replaced(tmp_path: Path) -> None:
    program = "if count == 1:\n    line.sendall(b'.')\n    time.sleep(600)\nbeat()"
    with running(tmp_path, program) as worker:
        wait_for(lambda: "has not shown" in (worker.why_not_ready() or ""), "it to be told of")
        wait_for(lambda: lives(tmp_path) == 2, "another one")
        wait_for(lambda: worker.why_not_ready() is None, "the other one to work")


def test_a_worker_that_cannot_begin_says_why_in_its_words(tmp_path: Path) -> None:
    program = "line.sendall(b'!Install Semgrep.')\nsys.exit(2)"
    with running(tmp_path, program) as worker:
        with pytest.raises(OperatorError, match=r"^Install Semgrep\.$"):
            worker.wait_until_begun(60)
        assert worker.why_not_ready() == "the worker cannot start: Install Semgrep."


def test_a_worker_that_does_not_end_when_it_is_asked_to_is_killed(tmp_path: Path) -> None:
    program = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nbeat()"
    with running(tmp_path, program) as worker:
        worker.wait_until_begun(60)
        worker.stop(0.5)

    assert lives(tmp_path) == 1


def test_a_worker_hears_of_a_delivery(tmp_path: Path) -> None:
    program = (
        "line.sendall(b'.')\nheard = line.recv(9)\nopen(sys.argv[1] + '.heard', 'wb').write(heard)"
    )
    with running(tmp_path, program) as worker:
        worker.wait_until_begun(60)
        worker.wake()
        heard = tmp_path / "lives.heard"
        wait_for(lambda: heard.exists() and heard.read_bytes() == b"w", "it to hear")


# No command would work: whoever is ready was forked.
FORKS = """
from bot.app.worker_process import WorkerProcess

def work(line):
    line.sendall(b".")
    line.recv(1)

worker = WorkerProcess(work, ("false",))
worker.start()
worker.wait_until_begun(100)
print(worker.why_not_ready())
worker.stop(100)
"""


def test_the_first_worker_of_a_server_without_threads_is_forked() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", FORKS], capture_output=True, check=True, text=True
    )

    assert (done.stdout, done.stderr) == ("None\n", "")
