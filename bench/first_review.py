"""From a fresh clone to a reviewed pull request through the set-up page, timed.

    python bench/first_review.py

Clones the committed state of this repository, runs `make setup` there, and lets a headless browser
register the App, install it and wait for the first review, against the small GitHub on this
machine. The bar is five minutes.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
BAR = 300  # seconds
_JOURNEY = "tests/browser/test_setup.py::test_from_nothing_to_a_reviewed_pull_request"


def main() -> int:
    """0 when it took less than the bar."""
    with tempfile.TemporaryDirectory(prefix="tenet-clone-") as folder:
        clone, started = Path(folder) / "tenet", time.monotonic()
        _run(["git", "clone", "--quiet", str(ROOT), str(clone)], Path(folder))
        cloned = time.monotonic()
        _run(["make", "--silent", "setup"], clone)
        ready = time.monotonic()
        _run([".venv/bin/pytest", "-n", "0", _JOURNEY], clone)
        reviewed = time.monotonic()
    for what, seconds in (
        ("clone", cloned - started),
        ("make setup", ready - cloned),
        ("set-up page to reviewed pull request", reviewed - ready),
        ("altogether", reviewed - started),
    ):
        print(f"{seconds:7.1f} s  {what}")
    return 0 if reviewed - started <= BAR else 1


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True)


if __name__ == "__main__":
    sys.exit(main())
