"""Running another program: its own process group, only the environment we give it, a clock."""

import os
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_LAST_WORDS = 5.0  # seconds to read what a killed program has said

_stopping = threading.Event()
_running: set[subprocess.Popen[bytes]] = set()
_running_lock = threading.Lock()


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
    """Run a program to its end, or kill it after `timeout` seconds; no child outlives it.

    Raises FileNotFoundError when there is no such program, KeyboardInterrupt after `stop`.
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
            _enter(process)
            stdout, stderr = process.communicate(stdin, timeout)
        except subprocess.TimeoutExpired:
            _kill_group(process)
            stdout, stderr = _last_words(process)
            return Completed(process.returncode, stdout, stderr, timed_out=True)
        except BaseException:
            _kill_group(process)
            raise
        finally:
            _leave(process)
        _kill_group(process)
        return Completed(process.returncode, stdout, stderr, timed_out=False)


def stop() -> None:
    """Kill what runs now, in every thread, and let nothing start any more.

    An interrupt reaches the main thread only: whoever has others calls this from it.
    """
    _stopping.set()
    with _running_lock:
        for process in _running:
            _kill_group(process)


def _enter(process: subprocess.Popen[bytes]) -> None:
    with _running_lock:
        _running.add(process)
    # Looked at last: whoever stops us from now on finds this program in the set.
    if _stopping.is_set():
        raise KeyboardInterrupt


def _leave(process: subprocess.Popen[bytes]) -> None:
    with _running_lock:
        _running.discard(process)


def _last_words(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """What a killed program said; a child that left its group may hold the pipes open for ever."""
    try:
        return process.communicate(timeout=_LAST_WORDS)
    except subprocess.TimeoutExpired as exc:
        process.wait()
        return exc.stdout or b"", exc.stderr or b""


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    # The group's number is the leader's, which nobody else gets while a member of it is left; an
    # empty group has lost its leader only just now, and numbers come round after all others.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
