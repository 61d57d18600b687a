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
    for _ in range(600):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return False
        if state in "ZX":  # it ended, and nobody has waited for it yet
            return False
        time.sleep(0.05)
    return True


def written(file: Path) -> int:
    for _ in range(600):
        if file.exists() and file.read_text().endswith("\n"):
            return int(file.read_text())
        time.sleep(0.05)
    raise AssertionError(f"{file} was not written")


def test_a_program_says_what_it_says() -> None:
    code = "import sys; print(sys.stdin.read()); print('no', file=sys.stderr); sys.exit(3)"
    done = process.run([sys.executable, "-c", code], env=ENVIRONMENT, timeout=100, stdin=b"yes")
    assert done == process.Completed(3, b"yes\n", b"no\n", timed_out=False)


def test_a_program_has_the_environment_that_it_is_given_and_no_more() -> None:
    done = process.run(["env"], env={**ENVIRONMENT, "A": "b"}, timeout=100)
    assert set(done.stdout.decode().split()) == {f"PATH={ENVIRONMENT['PATH']}", "A=b"}


def test_a_program_that_reads_nothing_is_no_failure() -> None:
    done = process.run(["true"], env=ENVIRONMENT, timeout=100, stdin=b"x" * 1_000_000)
    assert (done.code, done.timed_out) == (0, False)


def test_a_program_gives_way_to_us_when_it_is_to(tmp_path: Path) -> None:
    program = "import os\nwhile os.nice(0) != WANTED: pass"
    script = tmp_path / "script.py"
    script.write_text(f"""
import os, sys
from bot import process
process.give_way(3)
program = {program!r}.replace("WANTED", str(os.nice(0) + 3))
done = process.run([sys.executable, "-c", program], env=dict(os.environ), timeout=100)
sys.exit(done.code)
""")
    done = process.run([sys.executable, str(script)], env=dict(os.environ), timeout=200)
    assert (done.code, done.stderr) == (0, b"")


def test_a_missing_program_is_told() -> None:
    with pytest.raises(FileNotFoundError):
        process.run(["no-such-program"], env=ENVIRONMENT, timeout=100)


def test_a_program_that_takes_too_long_is_killed_with_its_children(tmp_path: Path) -> None:
    child = tmp_path / "child"
    script = f"sleep 900 & echo $! > {child}; wait"
    done = process.run(["sh", "-c", script], env=ENVIRONMENT, timeout=2)
    assert done.timed_out
    assert not is_running(written(child))


def test_a_child_that_outlives_its_program_and_holds_the_output_is_killed(tmp_path: Path) -> None:
    child = tmp_path / "child"
    done = process.run(
        ["sh", "-c", f"sleep 900 & echo $! > {child}; echo out"], env=ENVIRONMENT, timeout=2
    )
    assert done.timed_out
    assert done.stdout == b"out\n"
    assert not is_running(written(child))


def test_what_runs_for_an_owner_is_stopped_with_its_children_and_nothing_else(
    tmp_path: Path,
) -> None:
    ended: dict[str, str] = {}
    go_on = tmp_path / "go-on"

    def work(owner: str, *, owned: bool) -> None:
        # The others end by themselves, once the first was stopped.
        long = "sleep 900" if owner == "a" else f"until [ -e {go_on} ]; do sleep 0.05; done"
        script = f"{long} & echo $! > {tmp_path / owner}; wait"
        with process.run_for(owner.partition("-")[0]):
            try:
                process.run(["sh", "-c", script], env=ENVIRONMENT, timeout=200, owned=owned)
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
    process.stop_for("a")
    threads[0].join()
    assert ended == {"a": "stopped"}
    assert not is_running(child)
    go_on.touch()
    for thread in threads[1:]:
        thread.join()
    assert ended == {"a": "stopped", "a-git": "by itself", "b": "by itself"}


def test_an_owner_that_was_stopped_starts_nothing_more(tmp_path: Path) -> None:
    touch = ["touch", str(tmp_path / "late")]
    with process.run_for("a"):
        process.stop_for("a")
        with pytest.raises(process.StoppedError):
            process.run(["sleep", "5"], env=ENVIRONMENT, timeout=100, owned=True)
        process.run(touch, env=ENVIRONMENT, timeout=100)
    assert (tmp_path / "late").exists()
    with process.run_for("a"):
        assert process.run(["true"], env=ENVIRONMENT, timeout=100, owned=True).code == 0


STOPPED = """
import os, sys, threading, time
from bot import process

pids, ends = [], []

def wait_for_long():
    code = "import os, time; print(os.getpid(), flush=True); time.sleep(900)"
    command = f"{sys.executable} -c '{code}' | tee -a pids"
    done = process.run(["sh", "-c", command], env=dict(os.environ), timeout=900)
    ends.append(done.code)

threads = [threading.Thread(target=wait_for_long) for _ in range(2)]
for thread in threads:
    thread.start()
while not os.path.exists("pids") or open("pids").read().count("\\n") < 2:
    time.sleep(0.05)
process.stop()
for thread in threads:
    thread.join(100)
try:
    process.run(["sh", "-c", "sleep 900; echo > started"], env=dict(os.environ), timeout=900)
except KeyboardInterrupt:
    print(sorted(ends), *open("pids").read().split())
"""


def test_whoever_stops_kills_what_every_thread_runs_and_nothing_starts_any_more(
    tmp_path: Path,
) -> None:
    root = str(Path(process.__file__).parents[1])
    environment = {**ENVIRONMENT, "PYTHONPATH": root}
    argv = [sys.executable, "-c", STOPPED]
    done = process.run(argv, env=environment, cwd=tmp_path, timeout=200)

    assert done.code == 0, done.stderr
    ends, _, pids = done.stdout.decode().partition("] ")
    assert ends == "[-9, -9"
    assert [pid for pid in map(int, pids.split()) if is_running(pid)] == []
    assert not (tmp_path / "started").exists()
