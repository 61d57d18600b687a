"""A program stops when it is told to, whenever that is."""

import subprocess
import sys
from pathlib import Path

# A timer fires at any moment around the one in which the program begins to wait.
PROGRAM = """
import os, random, signal
from bot.stopping import stop_signal
chance = random.Random(1)
signal.signal(signal.SIGALRM, lambda *_: None)
wait = stop_signal()
signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
for _ in range(3000):
    signal.setitimer(signal.ITIMER_REAL, chance.uniform(1e-6, 6e-5))
    wait()
    wait()
print("stopped each time")
"""


def test_no_request_to_stop_is_missed() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.stdout == "stopped each time\n", ended.stderr
