"""Running another program: its own process group, only the environment we give it, a clock."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

_LAST_WORDS = 5.0  # seconds to read what a killed program has said
_GLANCE = 0.1  # seconds after which somebody who waits looks up

_stopping = threading.Event()
_running: dict[subprocess.Popen[bytes], "_Owner | None"] = {}
_running_lock = threading.Lock()  # guards the owners, too
_lower = 0


class StoppedError(BaseException):
    """Whoever a program ran for wants it no longer.

    No Exception: nobody on the way may take it for a program that failed.
    """


@dataclass(slots=True, eq=False)
class _Owner:
    name: str
    stopped: bool = False


_owner: ContextVar[_Owner | None] = ContextVar("owner", default=None)
_owners: set[_Owner] = set()


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
    owned: bool = False,
) -> Completed:
    """Run a program to its end, or kill it after `timeout` seconds; no child outlives it.

    One that is `owned` can be stopped by its owner, so it must be no loss when it is killed.
    Raises FileNotFoundError when there is no such program, KeyboardInterrupt after `stop`, and
    StoppedError after `stop_for`.
    """
    owner = _owner.get() if owned else None
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
            _enter(process, owner)
            _lower_priority(process)
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
        if owner is not None and owner.stopped:
            raise StoppedError(owner.name)
        return Completed(process.returncode, stdout, stderr, timed_out=False)


def give_way(lower: int) -> None:
    """Let what runs from now on have so much (`nice`) less claim to the processor than we have.

    Otherwise it keeps us from going on while we hold a lock that a third process waits for.
    """
    global _lower  # noqa: PLW0603  as the priority, it is the process's own
    _lower = lower


def stop() -> None:
    """Kill what runs now, in every thread, and let nothing start any more.

    An interrupt reaches the main thread only: whoever has others calls this from it.
    """
    _stopping.set()
    with _running_lock:
        for process in _running:
            _kill_group(process)


@contextmanager
def run_for(owner: str) -> Iterator[None]:
    """In this context, and in copies of it, what is owned runs for this owner."""
    mark = _Owner(owner)
    with _running_lock:
        _owners.add(mark)
    before = _owner.set(mark)
    try:
        yield
    finally:
        _owner.reset(before)
        with _running_lock:
            _owners.discard(mark)


def stop_for(owner: str) -> None:
    """Kill what is owned and runs for this owner, who starts nothing more in its context."""
    with _running_lock:
        for mark in _owners:
            mark.stopped = mark.stopped or mark.name == owner
        for process, mark_of in _running.items():
            if mark_of is not None and mark_of.stopped:
                _kill_group(process)


def runs_for(owner: str) -> bool:
    """Whether a block of `run_for` for this owner has not ended in this process."""
    with _running_lock:
        return any(mark.name == owner for mark in _owners)


def go_on() -> None:
    """Nothing, unless what runs here is not wanted any more.

    Raises KeyboardInterrupt after `stop`, and StoppedError after `stop_for`.
    """
    _check(_owner.get())


def pause(seconds: float) -> None:
    """Wait so long, or until `go_on` raises."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        go_on()
        time.sleep(min(left, _GLANCE))
    go_on()


def _enter(process: subprocess.Popen[bytes], owner: _Owner | None) -> None:
    with _running_lock:
        _running[process] = owner
    # Looked at last: whoever stops us from now on finds this program among those that run.
    _check(owner)


def _lower_priority(process: subprocess.Popen[bytes]) -> None:
    if _lower:
        with suppress(ProcessLookupError):  # it has ended
            ours = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PGRP, process.pid, ours + _lower)


def _check(owner: _Owner | None) -> None:
    if _stopping.is_set():
        raise KeyboardInterrupt
    if owner is not None and owner.stopped:
        raise StoppedError(owner.name)


def _leave(process: subprocess.Popen[bytes]) -> None:
    with _running_lock:
        _running.pop(process, None)


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
