import os
import sys
import threading
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


def test_what_runs_for_an_owner_is_stopped_with_its_children_and_nothing_else(
    tmp_path: Path,
) -> None:
    ended: dict[str, str] = {}

    def work(owner: str, *, owned: bool) -> None:
        script = f"sleep 3 & echo $! > {tmp_path / owner}; wait"
        with process.run_for(owner.partition("-")[0]):
            try:
                process.run(["sh", "-c", script], env=ENVIRONMENT, timeout=20, owned=owned)
                ended[owner] = "by itself"
            except process.StoppedError:
                ended[owner] = "stopped"

    threads = [
        threading.Thread(target=work, args=(name,), kwargs={"owned": name != "a-git"})
        for name in ("a", "a-git", "b")
    ]
    for thread in threads:
        thread.start()
    child = written(tmp_path / "a")
    for name in ("a-git", "b"):
        assert written(tmp_path / name)
    started = time.monotonic()
    process.stop_for("a")
    threads[0].join()
    assert time.monotonic() - started < 2
    assert not is_running(child)
    for thread in threads[1:]:
        thread.join()
    assert ended == {"a": "stopped", "a-git": "by itself", "b": "by itself"}


def test_an_owner_that_was_stopped_starts_nothing_more(tmp_path: Path) -> None:
    touch = ["touch", str(tmp_path / "late")]
    with process.run_for("a"):
        process.stop_for("a")
        with pytest.raises(process.StoppedError):
            process.run(["sleep", "5"], env=ENVIRONMENT, timeout=20, owned=True)
        process.run(touch, env=ENVIRONMENT, timeout=20)
    assert (tmp_path / "late").exists()
    with process.run_for("a"):
        assert process.run(["true"], env=ENVIRONMENT, timeout=20, owned=True).code == 0


STOPPED = """
import os, sys, threading, time
from bot import process

pids, ends = [], []

def wait_for_long():
    code = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
    command = f"{sys.executable} -c '{code}' | tee -a pids"
    done = process.run(["sh", "-c", command], env=dict(os.environ), timeout=60)
    ends.append(done.code)

threads = [threading.Thread(target=wait_for_long) for _ in range(2)]
for thread in threads:
    thread.start()
while not os.path.exists("pids") or open("pids").read().count("\\n") < 2:
    time.sleep(0.05)
process.stop()
for thread in threads:
    thread.join(10)
try:
    process.run(["sh", "-c", "sleep 60; echo > started"], env=dict(os.environ), timeout=60)
except KeyboardInterrupt:
    print(sorted(ends), *open("pids").read().split())
"""


def test_whoever_stops_kills_what_every_thread_runs_and_nothing_starts_any_more(
    tmp_path: Path,
) -> None:
    root = str(Path(process.__file__).parents[1])
    environment = {**ENVIRONMENT, "PYTHONPATH": root}
    argv = [sys.executable, "-c", STOPPED]
    started = time.monotonic()
    done = process.run(argv, env=environment, cwd=tmp_path, timeout=50)

    assert done.code == 0, done.stderr
    ends, _, pids = done.stdout.decode().partition("] ")
    assert ends == "[-9, -9"
    assert [pid for pid in map(int, pids.split()) if is_running(pid)] == []
    assert time.monotonic() - started < 20
    assert not (tmp_path / "started").exists()
