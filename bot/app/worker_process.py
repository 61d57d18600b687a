"""The worker of a server as a process of its own: started, watched, started again.

In the server's own process it would keep acknowledgements waiting for Python's one lock. The first
one is forked, which shares the memory of what was imported and is ready sooner; a server that has
threads by then, as it has when a worker must be started again, starts a command.
"""

import gc
import logging
import multiprocessing
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from bot.app.tether import REFUSAL, WAKE
from bot.errors import OperatorError

# Not the folder at hand: it may hold a package of our name.
_COMMAND = (sys.executable, "-P", "-m", "bot", "worker", "--tethered")
_SOME = 4096  # bytes

Work = Callable[[socket.socket], object]


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds in the life of a worker.

    One that has shown nothing for so long is `silent`, and later taken for `hung`. The pause before
    it is started again doubles from `pause` to `longest_pause`, and is short again after one that
    worked for longer than that.
    """

    silent: float = 15.0
    hung: float = 60.0
    pause: float = 1.0
    longest_pause: float = 60.0
    look: float = 1.0


class _Process(Protocol):
    """What we need of a `subprocess.Popen`."""

    def terminate(self) -> None: ...
    def kill(self) -> None: ...
    def wait(self, timeout: float | None = None) -> int: ...


class _Fork:
    """A copy of this process that does `work` at its end of the line, `theirs`."""

    def __init__(self, work: Work, theirs: socket.socket, ours: socket.socket) -> None:
        def begin() -> None:
            ours.close()
            work(theirs)

        gc.freeze()  # a collection would write to what is shared, and so copy it
        # A daemon, for otherwise Python would wait for it when this process ends by a mistake.
        start = multiprocessing.get_context("fork").Process
        self._process = start(target=begin, name="worker", daemon=True)
        self._process.start()

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        code = self._process.exitcode
        if code is None:
            raise subprocess.TimeoutExpired(self._process.name, timeout or 0)
        return code


class WorkerProcess:
    """One worker at a time, as long as it is wanted.

    `work` is what the first one does if it can be forked; each other is started as `command`, with
    the line as its standard input.
    """

    def __init__(
        self,
        work: Work | None,
        command: Sequence[str] = _COMMAND,
        times: Times | None = None,
    ) -> None:
        self._work = work
        self._command = tuple(command)
        self._times = times or Times()
        self._thread: threading.Thread
        self._stopping = threading.Event()
        self._begun = threading.Event()  # it worked, could not, or ended
        self._process: _Process | None = None
        self._line: socket.socket | None = None
        self._shown = 0.0  # when it last showed that it works; 0: it has not begun
        self._refusal = ""

    def start(self) -> None:
        """Begin; it is started again from now on whenever it ends."""
        first = None
        if self._work is not None and threading.active_count() == 1:
            ours, theirs = socket.socketpair()
            with theirs:
                first = _Fork(self._work, theirs, ours), ours
        self._thread = threading.Thread(
            target=self._run, args=(first,), name="worker process", daemon=True
        )
        self._thread.start()

    def wait_until_begun(self, seconds: float) -> None:
        """Wait until it works, but no longer than that. Raises OperatorError when it cannot."""
        self._begun.wait(seconds)
        if self._refusal:
            raise OperatorError(self._refusal)

    def wake(self) -> None:
        """There is a new delivery."""
        line = self._line
        if line is not None:
            with suppress(OSError):  # it ends, or has more to do than it can hear of
                line.send(WAKE, socket.MSG_DONTWAIT)

    def why_not_ready(self) -> str | None:
        """Why it does not work now; None: it does."""
        if self._refusal:
            return f"the worker cannot start: {self._refusal}"
        if not self._shown:
            return "the worker is being started"
        silent = time.monotonic() - self._shown
        if silent > self._times.silent:
            return f"the worker has not shown for {silent:.0f} s that it works"
        return None

    def ask_to_end(self) -> None:
        """Let it end, and start none again; safe in the handler of a signal."""
        self._stopping.set()
        process = self._process
        if process is not None:
            process.terminate()

    def stop(self, seconds: float) -> None:
        """End it, within so many seconds."""
        self.ask_to_end()
        self._thread.join(seconds)
        process = self._process
        if process is not None and self._thread.is_alive():
            process.kill()
            self._thread.join()

    def _run(self, first: tuple[_Process, socket.socket] | None) -> None:
        pause = self._times.pause
        while True:
            started = time.monotonic()
            code = self._live(*(first or self._commanded()))
            first = None
            self._begun.set()
            if time.monotonic() - started > self._times.longest_pause:
                pause = self._times.pause
            why = self._refusal or f"it ended with {code}"
            if self._stopping.wait(pause):
                return
            logging.getLogger(__name__).error("the worker is started again: %s", why)
            pause = min(2 * pause, self._times.longest_pause)

    def _commanded(self) -> tuple[_Process, socket.socket]:
        ours, theirs = socket.socketpair()
        with theirs:
            return subprocess.Popen(self._command, stdin=theirs.fileno()), ours

    def _live(self, process: _Process, line: socket.socket) -> int:
        """One life of the worker; the code with which it ended."""
        with line:
            self._process, self._line = process, line
            if self._stopping.is_set():  # whoever wants it ended did not know of this one
                process.terminate()
            try:
                self._watch(process, line)
            finally:
                self._shown, self._line = 0.0, None
                with suppress(subprocess.TimeoutExpired):
                    process.wait(self._times.silent)
                process.kill()
        return process.wait()

    def _watch(self, process: _Process, line: socket.socket) -> None:
        line.settimeout(self._times.look)
        said, silent = b"", 0.0
        while True:
            try:
                heard = line.recv(_SOME)
            except TimeoutError:
                silent += self._times.look  # and not by the clock: we may have stood still, too
                if self._shown and silent > self._times.hung:
                    logging.getLogger(__name__).warning("the worker hangs, and is killed")
                    process.kill()
                continue
            except OSError:  # it ended with words of ours unread
                heard = b""
            if not heard:
                break
            silent = 0.0
            said = (said + heard).lstrip(b".")
            if not said:
                self._shown, self._refusal = time.monotonic(), ""
                self._begun.set()
        if said.startswith(REFUSAL):
            self._refusal = said.removeprefix(REFUSAL).decode("utf-8", "replace")
