"""Running another program: its own process group, only the environment we give it, a clock."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Completed:
    """How a program ended; `code` is negative for a signal, as in `subprocess`."""

    code: int
    stdout: bytes
    stderr: bytes
    timed_out: bool


def run(
    argv: Sequence[str],
    *,
    env: Mapping[str, str],
    timeout: float,
    cwd: Path | None = None,
    stdin: bytes = b"",
) -> Completed:
    """Run a program to its end, or kill it and all its children after `timeout` seconds.

    Raises FileNotFoundError when there is no such program.
    """
    with subprocess.Popen(
        list(argv),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(env),
        cwd=cwd,
        start_new_session=True,
    ) as process:
        try:
            stdout, stderr = process.communicate(stdin, timeout)
        except subprocess.TimeoutExpired:
            _kill_group(process)
            stdout, stderr = process.communicate()
            return Completed(process.returncode, stdout, stderr, timed_out=True)
        except BaseException:
            _kill_group(process)
            raise
        return Completed(process.returncode, stdout, stderr, timed_out=False)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    # The group's id is the leader's; until the leader is waited for, nobody else can have it.
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
