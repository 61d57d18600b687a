"""`tenet scan` as a program: what it prints, what it remembers, and how it ends."""

import json
import os
import pty
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.engines.scanner.chunks import MAX_FILES
from bot.engines.scanner.targets import MAX_BYTES
from tests.support import commands
from tests.support.data_folder import with_parsed_rules
from tests.support.mistakes import MISTAKE
from tests.support.repositories import Files, Repository
from tests.support.scans import RULES
from tests.support.service import wait_for

SCHEMA = json.loads((Path(__file__).parents[2] / "bot" / "report.schema.json").read_text())
CLEAN = "x = 1\n"
DANGER = "danger(1)\n"
TOO_LARGE = CLEAN * (MAX_BYTES // len(CLEAN) + 1)
MODEL_OFF = "The model did not look: a scan runs the rules only."
# Stands in for Semgrep where only its runs count: each leaves how many files it was given.
COUNTING = """\
#!{python}
import json, os, sys, time
from tests.support import commands
names = sys.argv[sys.argv.index("--") + 1 :]
parent = os.getppid()
with open({log!r}, "a") as log:
    log.write(f"{{len(names)}}\\n")
    log.flush()
    run = len(open({log!r}).readlines())
if run > {runs}:
    open({waiting!r}, "a").write(f"{{os.getpid()}} {{os.getcwd()}}\\n")
    while os.getppid() == parent:
        time.sleep(0.05)
    sys.exit(1)
start, end = {{"line": 1, "col": 1, "offset": 0}}, {{"line": 1, "col": 10, "offset": 9}}
results = [
    {{"path": name, "check_id": "no-danger", "start": start, "end": end}}
    for name in names
    if b"danger" in open(name, "rb").read()
]
print(json.dumps({{"results": results, "errors": [], "paths": {{"scanned": names}}}}))
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A repository, rules of its own, a memory, and a Semgrep that counts."""

    folder: Path

    @property
    def repository(self) -> Path:
        return self.folder / "repository"

    @property
    def logs(self) -> list[Path]:
        """One for each Semgrep: that of a killed program may still be writing to its own."""
        return sorted(self.folder.glob("runs-*"))

    @property
    def waiting(self) -> Path:
        return self.folder / "waiting"

    def commit(self, files: Files) -> None:
        repository = Repository(self.repository)
        repository.commit(files)
        repository.check_out()

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "TENET_DATA_DIR": str(with_parsed_rules(self.folder / "data")),
            "TMPDIR": str(self.folder),
        }

    def counting(self, runs: int = 1000) -> dict[str, str]:
        """The environment in which Semgrep counts; after so many runs it ends no more."""
        log = self.folder / f"runs-{len(self.logs)}"
        log.touch()
        script = self.folder / "semgrep"
        script.write_text(
            COUNTING.format(
                python=sys.executable, log=str(log), waiting=str(self.waiting), runs=runs
            )
        )
        script.chmod(0o700)
        return {"TENET_SEMGREP": str(script), "TENET_ISOLATION": "none"}

    @property
    def scanned(self) -> int:
        """How many files Semgrep was given since this was asked last."""
        counts = [int(line) for line in self.logs[-1].read_text().splitlines()]
        self.logs[-1].write_text("")
        return sum(counts)

    def start(
        self, *arguments: str, more: dict[str, str] | None = None, cwd: Path | None = None
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [commands.COMMAND, *self._words(arguments)],
            env={**self.environment, **(more or {})},
            cwd=cwd or self.repository,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(
        self, *arguments: str, more: dict[str, str] | None = None, cwd: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        environment = {**self.environment, **(more or {})}
        return commands.run(self._words(arguments), environment, cwd or self.repository)

    def _words(self, arguments: Sequence[str]) -> list[str]:
        """What `tenet` is called with; the rules are there from then on."""
        (self.folder / "rules").mkdir(exist_ok=True)
        (self.folder / "rules" / "rules.yaml").write_text(json.dumps(RULES))
        return ["scan", "--rules", str(self.folder / "rules"), *arguments]

    def report(self, *arguments: str, more: dict[str, str] | None = None) -> dict[str, Any]:
        done = self.run(*arguments, "--format", "json", more=more)
        assert done.returncode in {0, 1, 3}, done.stderr
        report: dict[str, Any] = json.loads(done.stdout)
        jsonschema.validate(report, SCHEMA)
        report.pop("timings_ms")
        return report


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def found(report: dict[str, Any]) -> list[tuple[str, int, str]]:
    return [(one["path"], one["start_line"], one["status"]) for one in report["findings"]]


def many(count: int) -> dict[str, str]:
    return {f"{number:04}.py": DANGER + f"# {number}\n" for number in range(count)}


def until_waiting(place: Place) -> dict[int, Path]:
    """The Semgreps that do not end, as soon as there are any: their ids, and where they run."""
    wait_for(place.waiting.exists, "Semgrep to start")
    time.sleep(0.3)  # another one may be on its way
    lines = (line.split(" ", 1) for line in place.waiting.read_text().splitlines())
    return {int(pid): Path(folder) for pid, folder in lines}


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_whole_tree_is_scanned_by_the_rules_alone(place: Place) -> None:
    place.commit({"a.py": MISTAKE, "src/b.py": CLEAN, "read.md": "# Read\n"})
    first = place.report()

    assert found(first) == [("a.py", 5, "introduced")]
    assert first["verdict"] == "failed"
    assert MODEL_OFF in first["reasons"]
    assert first["change"]["files"] == 3
    assert first["change"]["added"] == 7
    assert [one["path"] for one in first["coverage"]] == ["a.py", "read.md", "src/b.py"]
    assert first["tool"]["model"] is None
    assert place.report() == first  # and the second one is from memory


@pytest.mark.parametrize(
    ("files", "arguments", "code"),
    [
        ({"a.py": CLEAN}, [], 0),
        ({}, [], 0),
        ({"a.py": DANGER}, [], 1),
        ({"a.py": DANGER}, ["--fail-on", "never"], 0),
        ({"a.py": TOO_LARGE}, [], 3),
        ({"a.py": DANGER, "b.py": TOO_LARGE}, [], 1),
        ({"a.py": CLEAN}, ["--head", "nonsense"], 2),
        ({"a.py": CLEAN}, ["nowhere"], 2),
        ({"a.py": CLEAN}, ["--policy", "nowhere.yml"], 2),
        ({"a.py": CLEAN}, ["--output", "nowhere/report"], 2),
    ],
)
def test_the_exit_code_says_how_it_ended(
    place: Place, files: Files, arguments: Sequence[str], code: int
) -> None:
    place.commit(files)
    done = place.run(*arguments, more=place.counting())

    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    if code == 2:
        assert done.stderr.splitlines()[-1].startswith("tenet: ")
        assert done.stdout == ""
    else:
        assert MODEL_OFF in done.stdout


def test_a_semgrep_that_does_not_work_makes_it_incomplete(place: Place) -> None:
    place.commit(many(MAX_FILES + 1))
    report = place.report(more={"TENET_SEMGREP": "/bin/false", "TENET_ISOLATION": "none"})

    assert report["verdict"] == "incomplete"
    assert {one["reason"] for one in report["coverage"]} == {"the engine failed"}
    assert any(one.startswith("Semgrep did not look: ") for one in report["reasons"])
    # Nothing of it is remembered.
    assert len(found(place.report(more=place.counting()))) == MAX_FILES + 1


def test_a_path_narrows_it_and_what_lies_outside_is_not_read(place: Place) -> None:
    place.commit({"a.py": DANGER, "src/b.py": DANGER, "src/c.py": CLEAN})
    report = place.report("src", more=place.counting())

    assert found(report) == [("src/b.py", 1, "introduced")]
    assert place.scanned == 2
    assert place.report("a.py", more=place.counting())["change"]["files"] == 1


def test_the_policy_is_that_of_the_tree(place: Place) -> None:
    policy = "version: 1\nfail_on: never\npaths: {exclude: ['old/**']}\n"
    place.commit({"old/a.py": DANGER, "b.py": DANGER, ".github/tenet.yml": policy})
    environment = place.counting()

    report = place.report(more=environment)
    assert report["verdict"] == "passed"
    assert found(report) == [("b.py", 1, "introduced")]
    assert [one["path"] for one in report["coverage"] if one["status"] == "skipped"][-1:] == [
        "old/a.py"
    ]
    # What a policy excludes for a while is not remembered as clean.
    (place.folder / "policy.yml").write_text("version: 1\n")
    report = place.report("--policy", str(place.folder / "policy.yml"), more=environment)
    assert [one[0] for one in found(report)] == ["b.py", "old/a.py"]


def test_only_what_changed_is_scanned_again(place: Place) -> None:
    place.commit({"a.py": DANGER, "b.py": CLEAN, "c.py": CLEAN})
    environment = place.counting()
    first = place.report(more=environment)
    assert place.scanned == 3

    assert place.report(more=environment) == first
    assert place.scanned == 0

    place.commit({"a.py": DANGER, "b.py": DANGER, "d.py": CLEAN})
    assert found(place.report(more=environment)) == [
        ("a.py", 1, "introduced"),
        ("b.py", 1, "introduced"),
    ]
    assert place.scanned == 2  # b.py, and c.py under another name


def test_damaged_memory_is_scanned_again(place: Place) -> None:
    place.commit({"a.py": DANGER, "b.py": CLEAN})
    environment = place.counting()
    first = place.report(more=environment)
    kept = [path for path in (place.folder / "data" / "scans").rglob("*") if path.is_file()]
    assert len(kept) == 2
    for path in kept:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.write_bytes(path.read_bytes()[:-20])
    assert place.scanned == 2

    assert place.report(more=environment) == first
    assert place.scanned == 2
    assert place.report(more=environment) == first
    assert place.scanned == 0


def test_a_killed_scan_goes_on_where_it_was(place: Place) -> None:
    total = 3 * MAX_FILES + 10
    place.commit(many(total))
    with place.start(more=place.counting(runs=2)) as process:
        waiting = until_waiting(place)
        process.kill()
    for folder in set(waiting.values()):
        shutil.rmtree(folder)  # a killed program cannot
    before = sum(path.is_file() for path in (place.folder / "data" / "scans").rglob("*"))
    assert 0 < before < total
    assert place.scanned > before  # also the chunk that was not finished

    report = place.report("--fail-on", "never", more=place.counting())
    assert len(found(report)) == total
    assert place.scanned == total - before


def test_an_interrupt_leaves_no_program_behind(place: Place) -> None:
    total = 2 * MAX_FILES + 10
    place.commit(many(total))
    with place.start(more=place.counting(runs=0)) as process:
        waiting = until_waiting(place)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=commands.PATIENCE)
    assert process.returncode == 130
    assert out == ""
    assert "Traceback" not in err
    assert [pid for pid in waiting if is_running(pid)] == []
    assert [folder for folder in waiting.values() if folder.exists()] == []
    assert len(found(place.report(more=place.counting()))) == total


def test_no_secret_lies_in_the_memory(place: Place) -> None:
    secret = "ghp_" + "k3Jd8sLq2Zx7Vb5Nm1Rt9Yw4Pc6Hf0Ga2Sd"
    place.commit({"a.py": f'token = "{secret}"\npassword = "sesame-{secret[4:12]}-open"\n'})
    report = place.report()

    assert report["findings"]
    kept = b"".join(
        path.read_bytes() for path in (place.folder / "data" / "scans").rglob("*") if path.is_file()
    )
    assert b"[SECRET" in kept
    assert secret[4:12].encode() not in kept


def test_progress_is_a_line_now_and_then(place: Place) -> None:
    place.commit(many(3 * MAX_FILES))
    done = place.run(more=place.counting())

    lines = done.stderr.splitlines()
    assert lines[:3] == [
        "Reading the change",
        f"Semgrep looks at {3 * MAX_FILES} files",
        f"0 of {3 * MAX_FILES} files",
    ]
    assert "\x1b" not in done.stderr
    assert done.stdout.startswith("error  ")


def test_a_terminal_shows_a_bar_that_is_gone_in_the_end(place: Place) -> None:
    place.commit(many(3))
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [commands.COMMAND, "scan", "--format", "json"],
        env={**place.environment, **place.counting(), "TERM": "xterm-256color", "COLUMNS": "80"},
        cwd=place.repository,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=follower,
        text=True,
    ) as process:
        os.close(follower)
        seen = b"".join(iter(partial(_read, leader), b""))
        out, _ = process.communicate(timeout=commands.PATIENCE)
    os.close(leader)

    assert json.loads(out)["verdict"] == "passed"
    shown = seen.decode()
    assert "Semgrep looks at 3 files" in shown
    assert "3/3" in shown
    assert shown.rpartition("3/3")[2].strip("\x1b[0123456789;?hlmAKG\r\n ") == ""


def test_what_is_wrong_with_a_rule_is_said_from_memory_too(place: Place) -> None:
    place.commit(many(1))
    broken = place.folder / "broken"
    broken.mkdir()
    (broken / "rule.yaml").write_text("rules: [{id: 'no rule'}]\n")
    environment = place.counting()

    first = place.report("--rules", str(broken), more=environment)
    assert any("no rule" in one for one in first["reasons"])
    assert place.scanned == 1
    assert place.report("--rules", str(broken), more=environment) == first
    assert place.scanned == 0


def test_a_bare_repository_is_scanned(place: Place) -> None:
    Repository(place.repository, bare=True).commit({"a.py": DANGER})

    assert found(place.report(more=place.counting())) == [("a.py", 1, "introduced")]


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so where the other end is closed
        return b""
