"""Waiting until somebody wants this program to stop, and stopping in time."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import NoReturn

RELEASE_SECONDS = 13.0  # for letting go of jobs, which go on elsewhere or at the next start


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


def end_within(seconds: float) -> None:
    """End with code 0 after so many seconds, whatever still runs then."""
    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()


def end() -> NoReturn:
    """End now, with code 0; threads that wait for somebody else's answer are not waited for.

    Python itself would join them, and a model may take minutes.
    """
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
