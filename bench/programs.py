"""Running the installed `tenet` and `semgrep` in an environment of our own."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.measure import DidNotRunError

BESIDE_PYTHON = Path(sys.executable).parent


def environment(home: Path) -> dict[str, str]:
    """No key, no token, no setting of whoever runs the benchmark."""
    path = os.pathsep.join([str(BESIDE_PYTHON), os.environ.get("PATH", os.defpath)])
    return {
        "PATH": path,
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "TENET_DATA_DIR": str(home / "data"),
    }


def run(argv: Sequence[str], home: Path, cwd: Path, expected: Sequence[int] = (0,)) -> bytes:
    """Run a program to its end, for what it prints.

    Raises DidNotRunError when it ends with another exit code.
    """
    done = subprocess.run(argv, env=environment(home), cwd=cwd, capture_output=True, check=False)
    if done.returncode not in expected:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        said = words[-1] if words else "no message"
        raise DidNotRunError(f"`{' '.join(argv[:3])} …` ended with {done.returncode}: {said}")
    return done.stdout


def tenet() -> str:
    """The command of this environment."""
    return str(BESIDE_PYTHON / "tenet")
