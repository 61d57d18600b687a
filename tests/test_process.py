import os
import sys
import time
from pathlib import Path

import pytest

from bot import process

ENVIRONMENT = {"PATH": os.environ["PATH"]}


def is_running(pid: int) -> bool:
    """Whether a process goes on running; a killed one has lost its pipes before it is gone."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return False
        if state in "ZX":  # it ended, and nobody has waited for it yet
            return False
        time.sleep(0.05)
    return True


def written(file: Path) -> int:
    for _ in range(100):
        if file.exists() and file.read_text().endswith("\n"):
            return int(file.read_text())
        time.sleep(0.05)
    raise AssertionError(f"{file} was not written")


def test_a_program_says_what_it_says() -> None:
    code = "import sys; print(sys.stdin.read()); print('no', file=sys.stderr); sys.exit(3)"
    done = process.run([sys.executable, "-c", code], env=ENVIRONMENT, timeout=20, stdin=b"yes")
    assert done == process.Completed(3, b"yes\n", b"no\n", timed_out=False)


def test_a_program_has_the_environment_that_it_is_given_and_no_more() -> None:
    done = process.run(["env"], env={**ENVIRONMENT, "A": "b"}, timeout=20)
    assert set(done.stdout.decode().split()) == {f"PATH={ENVIRONMENT['PATH']}", "A=b"}


def test_a_program_that_reads_nothing_is_no_failure() -> None:
    done = process.run(["true"], env=ENVIRONMENT, timeout=20, stdin=b"x" * 1_000_000)
    assert (done.code, done.timed_out) == (0, False)


def test_a_missing_program_is_told() -> None:
    with pytest.raises(FileNotFoundError):
        process.run(["no-such-program"], env=ENVIRONMENT, timeout=20)


def test_a_program_that_takes_too_long_is_killed_with_its_children(tmp_path: Path) -> None:
    child = tmp_path / "child"
    script = f"sleep 60 & echo $! > {child}; wait"
    started = time.monotonic()
    done = process.run(["sh", "-c", script], env=ENVIRONMENT, timeout=0.5)
    assert done.timed_out
    assert time.monotonic() - started < 10
    assert not is_running(written(child))


@pytest.mark.timeout(30)
def test_a_child_that_outlives_its_program_and_holds_the_output_is_killed(tmp_path: Path) -> None:
    child = tmp_path / "child"
    done = process.run(
        ["sh", "-c", f"sleep 60 & echo $! > {child}; echo out"], env=ENVIRONMENT, timeout=0.5
    )
    assert done.timed_out
    assert done.stdout == b"out\n"
    assert not is_running(written(child))
