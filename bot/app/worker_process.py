"""The worker of a server as a process of its own: started, watched, started again.

In the server's own process it would keep acknowledgements waiting for Python's one lock.
"""

import logging
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from bot.app.tether import REFUSAL, WAKE
from bot.errors import OperatorError

# Not the folder at hand: it may hold a package of our name.
_COMMAND = (sys.executable, "-P", "-m", "bot", "worker", "--tethered")
_SOME = 4096  # bytes


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


class WorkerProcess:
    """One worker at a time, as long as it is wanted."""

    def __init__(self, command: Sequence[str] = _COMMAND, times: Times | None = None) -> None:
        self._command = tuple(command)
        self._times = times or Times()
        self._thread = threading.Thread(target=self._run, name="worker process", daemon=True)
        self._stopping = threading.Event()
        self._begun = threading.Event()  # it worked, could not, or ended
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._shown = 0.0  # when it last showed that it works; 0: it has not begun
        self._refusal = ""

    def start(self) -> None:
        """Begin; it is started again from now on whenever it ends."""
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

    def _run(self) -> None:
        pause = self._times.pause
        while not self._stopping.is_set():
            started = time.monotonic()
            code = self._live()
            self._begun.set()
            if time.monotonic() - started > self._times.longest_pause:
                pause = self._times.pause
            why = self._refusal or f"it ended with {code}"
            if self._stopping.wait(pause):
                return
            logging.getLogger(__name__).error("the worker is started again: %s", why)
            pause = min(2 * pause, self._times.longest_pause)

    def _live(self) -> int:
        """One life of the worker; the code with which it ended."""
        ours, theirs = socket.socketpair()
        with ours, subprocess.Popen(self._command, stdin=theirs.fileno()) as process:
            theirs.close()
            self._process, self._line = process, ours
            if self._stopping.is_set():  # whoever wants it ended did not know of this one
                process.terminate()
            try:
                self._watch(process, ours)
            finally:
                self._shown, self._line = 0.0, None
                with suppress(subprocess.TimeoutExpired):
                    process.wait(self._times.silent)
                process.kill()
        return process.returncode

    def _watch(self, process: subprocess.Popen[bytes], line: socket.socket) -> None:
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
