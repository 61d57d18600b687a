"""The `tenet` command, forked from a process that has imported the bot already.

What starts cold instead, as people start it: a few of every command, and whatever is about the
start itself, about streams that are no files, or about what the machine tells of a process.
"""

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

COMMAND = str(Path(sys.executable).with_name("tenet"))
PATIENCE = 200.0  # seconds; far more than anything takes on a busy machine
_SERVER = Path(__file__).with_name("fork_server.py")
_NUMBER = 8  # bytes of an answer of the server


class Running:
    """A command that runs: what tests use of `subprocess.Popen`."""

    def __init__(self, pid: int, answers: socket.socket) -> None:
        self.pid = pid
        self._answers = answers
        self._code: int | None = None

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None as long as it runs."""
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def wait(self, timeout: float | None = None) -> int:
        """The exit code. Raises TimeoutExpired when there is none after so many seconds."""
        if self._code is None:
            self._answers.settimeout(timeout)
            try:
                self._code = _number(self._answers)
            except (BlockingIOError, TimeoutError) as exc:
                raise subprocess.TimeoutExpired([COMMAND], timeout or 0) from exc
            self._answers.close()
        return self._code

    def send_signal(self, number: int) -> None:
        """Nothing, if it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


def start(
    words: Sequence[str],
    environment: Mapping[str, str],
    output: IO[bytes],
    errors: IO[bytes],
    folder: Path | None = None,
) -> Running:
    """Start `tenet` with these words, and nothing on its standard input."""
    request = {
        "arguments": [COMMAND, *words],
        "environment": dict(environment),
        "folder": str(folder or Path.cwd()),
    }
    ours, theirs = socket.socketpair()
    with theirs, Path(os.devnull).open("rb") as nothing:
        files = [theirs.fileno(), nothing.fileno(), output.fileno(), errors.fileno()]
        socket.send_fds(_server(), [json.dumps(request).encode()], files)
    return Running(_number(ours), ours)


def run(
    words: Sequence[str],
    environment: Mapping[str, str],
    folder: Path | None = None,
    patience: float = PATIENCE,
) -> subprocess.CompletedProcess[str]:
    """Run `tenet` with these words to its end; what it printed."""
    with TemporaryFile() as output, TemporaryFile() as errors:
        running = start(words, environment, output, errors, folder)
        try:
            code = running.wait(patience)
        finally:
            running.kill()
        return subprocess.CompletedProcess([COMMAND, *words], code, _text(output), _text(errors))


def _number(answers: socket.socket) -> int:
    told = answers.recv(_NUMBER)
    assert len(told) == _NUMBER, "the server that forks the commands is gone"
    return int.from_bytes(told, signed=True)


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


@cache
def _server() -> socket.socket:
    """Where to ask; it ends when this process does."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-P", str(_SERVER), str(Path(COMMAND).parent), str(theirs.fileno())],
            # It has no settings; each command brings its own.
            env={"PATH": os.environ["PATH"]},
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours
