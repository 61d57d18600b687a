"""Each test goes through Semgrep's own door, and without isolation it shows the harm."""

import json
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot import process
from bot.engines.scanner import isolation, semgrep_process
from bot.engines.scanner.reach import Limits, Reach
from bot.engines.scanner.semgrep_process import Batch
from bot.settings import Isolation
from tests.support.intruder import Intruder

SECRET = "canary-7f3a9c"
MEBIBYTE = 1 << 20
TIERS = [Isolation.BUBBLEWRAP, Isolation.LANDLOCK]
NOBODY = 65534
KERNEL = tuple(int(part) for part in platform.release().split(".")[:2] if part.isdigit())


@pytest.fixture(params=TIERS, ids=str)
def tier(request: pytest.FixtureRequest) -> Isolation:
    """Every tier that works here; the others are listed as skipped, and why."""
    wanted: Isolation = request.param
    reason = isolation.why_not(wanted)
    if reason is not None:
        pytest.skip(f"{wanted} does not work here: {reason}")
    return wanted


@pytest.fixture
def intruder(tmp_path: Path) -> Intruder:
    return Intruder.in_(tmp_path)


@pytest.fixture
def someone_elses(tmp_path: Path) -> Iterator[list[Path]]:
    """Files that are none of the scan's: a key at home, another tenant's target, our own code."""
    memory = Path("/dev/shm")  # noqa: S108  where scans really lie
    other = Path(tempfile.mkdtemp(prefix="tenet-scan-", dir=memory if memory.is_dir() else None))
    places = [tmp_path / "home" / ".ssh" / "id_ed25519", other / "h00000.py"]
    for place in places:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(SECRET)
    yield places
    shutil.rmtree(other)


@pytest.fixture
def neighbour() -> Iterator[subprocess.Popen[bytes]]:
    """Another process of the same user, with a secret in its environment."""
    with subprocess.Popen(["sleep", "600"], env={"PATH": os.defpath, "KEY": SECRET}) as running:
        yield running
        running.kill()


def test_nothing_outside_can_be_read(
    tier: Isolation,
    intruder: Intruder,
    someone_elses: list[Path],
    neighbour: subprocess.Popen[bytes],
) -> None:
    places = [*map(str, someone_elses), f"/proc/{neighbour.pid}/environ"]
    outside = [("read", place) for place in [*places, __file__, "/etc/passwd", "/etc/shadow"]]
    assert all(SECRET in one.said for one in intruder.tries(Isolation.NONE, outside)[:3])
    answers = intruder.tries(tier, outside)
    assert [one.said for one in answers if one.succeeded] == []


def test_folders_outside_cannot_be_listed(
    tier: Isolation, intruder: Intruder, someone_elses: list[Path]
) -> None:
    listing = [("list", str(place.parent)) for place in someone_elses]
    assert all(one.succeeded for one in intruder.tries(Isolation.NONE, listing))
    assert not any(one.succeeded for one in intruder.tries(tier, listing))


@pytest.mark.parametrize("harm", ["write", "remove", "chmod", "truncate"])
def test_nothing_outside_can_be_changed(
    tier: Isolation, intruder: Intruder, someone_elses: list[Path], harm: str
) -> None:
    place = someone_elses[0]
    before = place.stat().st_mode
    (answer,) = intruder.tries(tier, [(harm, str(place))])
    assert not answer.succeeded
    assert place.read_text() == SECRET
    assert place.stat().st_mode == before
    (answer,) = intruder.tries(Isolation.NONE, [(harm, str(place))])
    assert answer.succeeded


def test_nothing_new_can_be_made_outside(
    tier: Isolation, intruder: Intruder, tmp_path: Path
) -> None:
    new = [str(tmp_path / "new"), f"/dev/shm/{SECRET}", f"/tmp/{SECRET}"]  # noqa: S108  that is it
    intruder.tries(tier, [("write", place) for place in new])
    assert [place for place in new if Path(place).exists()] == []


def test_targets_can_be_read_but_not_changed(tier: Isolation, intruder: Intruder) -> None:
    target = str(intruder.folder / "h00000.py")
    read, *changed = intruder.tries(
        tier, [("read", target), ("write", target), ("remove", target), ("chmod", target)]
    )
    assert read.said == "the target\n"
    assert not any(one.succeeded for one in changed)
    assert Path(target).read_text() == "the target\n"


def test_its_home_can_be_written_to(tier: Isolation, intruder: Intruder) -> None:
    settings = str(intruder.folder / "home" / "settings.yml")
    assert [
        one.said for one in intruder.tries(tier, [("write", settings), ("read", settings)])
    ] == [
        "written",
        "overwritten",
    ]


def test_no_network_is_reached(tier: Isolation, intruder: Intruder, tmp_path: Path) -> None:
    with (
        closing(socket.create_server(("127.0.0.1", 0))) as tcp,
        closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as udp,
        closing(socket.socket(socket.AF_UNIX)) as named,
        closing(socket.socket(socket.AF_UNIX)) as abstract,
        closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as letterbox,
    ):
        letterbox.bind(str(tmp_path / "letterbox"))
        udp.bind(("127.0.0.1", 0))
        named.bind(str(tmp_path / "door"))
        abstract.bind(f"\0{tmp_path}")
        named.listen()
        abstract.listen()
        doors = [
            ("tcp", tcp.getsockname()[1]),
            ("udp", udp.getsockname()[1]),
            ("unix", str(tmp_path / "door")),
            ("unix", f"\0{tmp_path}"),
            ("reconnect", str(tmp_path / "letterbox")),
        ]
        assert all(one.succeeded for one in intruder.tries(Isolation.NONE, doors))
        assert udp.recv(100) == b"stolen"
        answers = intruder.tries(tier, doors)
        udp.setblocking(False)
        with pytest.raises(BlockingIOError):
            udp.recv(100)
    # A datagram leaves a network of its own without an error, and arrives nowhere.
    assert [name for (name, _), one in zip(doors, answers, strict=True) if one.succeeded] in (
        [],
        ["udp"],
    )


def test_other_processes_are_left_in_peace(
    tier: Isolation, intruder: Intruder, neighbour: subprocess.Popen[bytes]
) -> None:
    if tier is Isolation.LANDLOCK and KERNEL < (6, 12):
        pytest.skip("Landlock rules over signals since Linux 6.12")
    (answer,) = intruder.tries(tier, [("signal", neighbour.pid)])
    assert not answer.succeeded
    assert neighbour.poll() is None
    (answer,) = intruder.tries(Isolation.NONE, [("signal", neighbour.pid)])
    assert neighbour.wait(10) == -signal.SIGTERM


def test_only_the_given_environment_is_seen(
    tier: Isolation, intruder: Intruder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WEBHOOK_SECRET", SECRET)
    (answer,) = intruder.tries(tier, [("environment",)])
    assert SECRET not in answer.said
    assert set(json.loads(answer.said)) <= {*intruder.environment, "PWD", "LC_CTYPE"}


def test_memory_has_an_end(tier: Isolation, intruder: Intruder) -> None:
    bomb = [("allocate", 2048)]
    (answer,) = intruder.tries(tier, bomb, Limits(memory=512 * MEBIBYTE))
    assert answer.said.startswith("MemoryError")


def test_processor_time_has_an_end(tier: Isolation, intruder: Intruder) -> None:
    done = intruder.run(tier, [("spin",)], Limits(seconds=1))
    assert not done.timed_out
    assert done.code in {-signal.SIGKILL, 128 + signal.SIGKILL}


def test_a_file_has_an_end(tier: Isolation, intruder: Intruder) -> None:
    big = str(intruder.folder / "home" / "big")
    (answer,) = intruder.tries(tier, [("fill", big, 20)], Limits(file=10 * MEBIBYTE))
    assert answer.said.startswith("OSError")


@pytest.mark.parametrize("alone", [False, True], ids=["in its group", "in a session of its own"])
def test_a_time_out_leaves_no_orphan(tier: Isolation, intruder: Intruder, *, alone: bool) -> None:
    word = f"600.{os.getpid()}{alone:d}"
    done = intruder.run(tier, [("leave_behind", ["sleep", word], alone), ("wait",)], seconds=3)
    assert done.timed_out
    assert eventually(lambda: not running(word))


@pytest.mark.parametrize("alone", [False, True], ids=["in its group", "in a session of its own"])
def test_a_program_that_ends_leaves_no_orphan(
    tier: Isolation, intruder: Intruder, *, alone: bool
) -> None:
    word = f"601.{os.getpid()}{alone:d}"
    intruder.tries(tier, [("leave_behind", ["sleep", word], alone)])
    assert eventually(lambda: not running(word))


def test_a_killed_server_leaves_no_scan_behind(tier: Isolation, intruder: Intruder) -> None:
    run = (
        "import sys; from pathlib import Path; from bot.settings import Isolation;"
        "from tests.support.intruder import Intruder;"
        "Intruder(Path(sys.argv[1]), Path(sys.argv[2])).run(Isolation(sys.argv[3]), [('wait',)])"
    )
    words = [str(intruder.program), str(intruder.folder), tier]
    root = Path(__file__).parents[3]
    with subprocess.Popen([sys.executable, "-c", run, *words], cwd=root) as server:
        assert eventually(lambda: len(running(str(intruder.program))) > 1)
        time.sleep(0.5)  # until the program itself runs
        server.kill()
    assert eventually(lambda: not running(str(intruder.program)))


def test_it_works_without_privileges(tier: Isolation) -> None:
    if os.geteuid() != 0:
        pytest.skip("every other test shows it: nobody here is root")
    folder = Path(tempfile.mkdtemp())
    (folder / "home").mkdir()
    (folder / "h00000.py").write_text("the target\n")
    try:
        for place in (folder, folder / "home"):
            os.chown(place, NOBODY, NOBODY)
        read = ["-c", f"cat h00000.py; cat {__file__} /etc/passwd; echo done"]
        reach = Reach(folder, folder / "home")
        argv = isolation.locked_in(tier, ["/bin/sh"], read, reach)
        become = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        if subprocess.run([*become, argv[0], "--version"], check=False).returncode:
            pytest.skip(f"nobody may run {argv[0]} here")
        environment = {"PATH": os.defpath}
        done = process.run([*become, *argv], env=environment, cwd=folder, timeout=30)
        assert done.stdout == b"the target\ndone\n", done.stderr
    finally:
        shutil.rmtree(folder)


def test_semgrep_finds_the_same_at_every_tier(tier: Isolation, tmp_path: Path) -> None:
    scans = []
    for one in (Isolation.NONE, tier):
        folder = tmp_path / one
        folder.mkdir()
        (folder / "rules.json").write_text(json.dumps({"rules": [_rule("eval($X)")]}))
        (folder / "h00000.py").write_text("def f(x):\n    return eval(x)\n")
        (folder / "b00001.py").write_text("eval(1)\neval(2)\n")
        (folder / "h00002.py").write_text("def broken(:\n")
        start = semgrep_process.command(None)
        batch = Batch(folder / "rules.json", ["h00000.py", "b00001.py", "h00002.py"])
        scans.append(semgrep_process.scan(start, folder, [batch], one))
    assert scans[0] == scans[1]
    assert len(scans[1].matches) == 3


def _rule(pattern: str) -> dict[str, object]:
    return {
        "id": "evaluation",
        "languages": ["python"],
        "severity": "ERROR",
        "message": "-",
        "pattern": pattern,
    }


def running(word: str) -> list[str]:
    """The processes that have this word in their command line."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = place.read_bytes()
        except OSError:
            continue
        if word.encode() in line:
            found.append(place.parent.name)
    return found


def eventually(holds: Callable[[], object]) -> bool:
    end = time.monotonic() + 60
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
