"""Waiting until somebody wants this program to stop."""

import os
import signal
from collections.abc import Callable


def stop_signal() -> Callable[[], None]:
    """Listen for an interrupt or a request to end; what is given blocks until there was one.

    The signal is written into a pipe. With a lock or an event it would be lost, or block for good,
    when it comes at the moment in which the main thread begins to wait.
    """
    told, tell = os.pipe()
    os.set_blocking(tell, False)
    signal.set_wakeup_fd(tell)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)

    def wait() -> None:
        os.read(told, 1)

    return wait
