"""`make demo`: the whole path on this machine, a pull request in, a review out."""

import os
import signal
import sys
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path

from bot.errors import TenetError
from bot.sandbox.demo.course import Outcome, run
from bot.sandbox.demo.screen import Screen
from bot.sandbox.demo.server import TenetServer
from bot.sandbox.github import Sandbox

EXIT_DIFFERS = 1
EXIT_INTERRUPTED = 130


def main() -> int:
    """Run the demo; the exit code is 0 only if the review is the expected one."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    screen = Screen()
    screen.head("Tenet's demo: a pull request in, a review out, all of it on this machine.")
    outcome = None
    try:
        with ExitStack() as stack:
            outcome = _run(stack, screen)
            _stay(screen, outcome)
    except KeyboardInterrupt:
        screen.end("")
        if outcome is None:
            return EXIT_INTERRUPTED
    except TenetError as exc:
        screen.end(f"The demo did not come to its end: {exc}")
        return EXIT_DIFFERS
    return EXIT_DIFFERS if outcome is None or outcome.differences else 0


def _run(stack: ExitStack, screen: Screen) -> Outcome:
    """Start everything, and show what comes of it; the stack ends it all, in turn."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tenet-demo-")))
    github = stack.enter_context(Sandbox(folder / "github"))
    server = stack.enter_context(TenetServer(github, folder))
    # First of all when it ends: a second Ctrl-C must not leave anything behind.
    stack.callback(_ignore_interrupts)
    outcome = run(github, server, screen.step)
    screen.posted(outcome.posted)
    if outcome.differences:
        screen.differs(outcome.differences)
    else:
        screen.agrees(outcome.expected, outcome.posted)
    return outcome


def _stay(screen: Screen, outcome: Outcome) -> None:
    """Leave the page up for a person, until they interrupt; nobody waits without a terminal."""
    stays = sys.stdout.isatty() and os.environ.get("DEMO_EXIT", "") in {"", "0"}
    screen.last(outcome.address, stays=stays)
    if stays:
        threading.Event().wait()


def _ignore_interrupts() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(main())
