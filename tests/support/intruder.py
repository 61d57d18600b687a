"""A program that, in the place of Semgrep, tries what it must not be able to do, and tells."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot import process
from bot.engines.scanner import isolation
from bot.engines.scanner.reach import Limits, Reach
from bot.process import Completed
from bot.settings import Isolation

# It is given attempts as JSON, and answers for each what came of it: [true, text] or [false, why].
_PROGRAM = """
import ctypes, json, os, socket, subprocess, sys, time

def connect(kind, family, address):
    with socket.socket(family, kind) as door:
        door.settimeout(2)
        door.connect(address)
        door.send(b"stolen")
    return "sent"

def reconnect(path):
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    ours.connect(path)
    ours.send(b"stolen")
    return "sent"

def write(path):
    with open(path, "w") as file:
        file.write("overwritten")
    return "written"

def read(path):
    with open(path) as file:
        return file.read()

def allocate(mebibytes):
    held = []
    for _ in range(mebibytes):
        held.append(bytearray(1 << 20))
    return "held"

def fill(path, mebibytes):
    with open(path, "wb") as file:
        for _ in range(mebibytes):
            file.write(bytes(1 << 20))
    return "filled"

def spin():
    while True:
        pass

def leave_behind(words, alone):
    subprocess.Popen(words, start_new_session=alone, stdin=-3, stdout=-3, stderr=-3)
    return "left"

def wait():
    print("waiting", flush=True)
    time.sleep(600)

DOORS = {
    "read": read,
    "write": write,
    "list": lambda path: repr(os.listdir(path)),
    "remove": lambda path: repr(os.remove(path)),
    "chmod": lambda path: repr(os.chmod(path, 0o777)),
    "truncate": lambda path: repr(os.truncate(path, 0)),
    "tcp": lambda port: connect(socket.SOCK_STREAM, socket.AF_INET, ("127.0.0.1", port)),
    "udp": lambda port: connect(socket.SOCK_DGRAM, socket.AF_INET, ("127.0.0.1", port)),
    "unix": lambda path: connect(socket.SOCK_STREAM, socket.AF_UNIX, path),
    "reconnect": reconnect,
    "signal": lambda pid: repr(os.kill(pid, 15)),
    "environment": lambda: json.dumps(dict(os.environ)),
    "allocate": allocate,
    "fill": fill,
    "spin": spin,
    "leave_behind": leave_behind,
    "wait": wait,
}

def attempt(name, arguments):
    try:
        return [True, DOORS[name](*arguments)]
    except (OSError, MemoryError, subprocess.SubprocessError) as error:
        return [False, type(error).__name__ + ": " + str(error)]

print(json.dumps([attempt(name, arguments) for name, *arguments in json.loads(sys.argv[1])]))
"""

Attempt = tuple[str, *tuple[str | int | bool | list[str], ...]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether an attempt was carried through, and what was read or what stood against it."""

    succeeded: bool
    said: str


@dataclass(frozen=True, slots=True)
class Intruder:
    """The program, in a folder of its own; `folder` is what it is let into."""

    program: Path
    folder: Path

    @classmethod
    def in_(cls, place: Path) -> "Intruder":
        """Write the program and the folder."""
        program = place / "intruder" / "semgrep"
        program.parent.mkdir(parents=True)
        program.write_text(f"#!{sys.executable}\n{_PROGRAM}")
        program.chmod(0o755)
        folder = place / "scan"
        (folder / "home").mkdir(parents=True)
        (folder / "h00000.py").write_text("the target\n")
        return cls(program, folder)

    def command(
        self, tier: Isolation, attempts: Sequence[Attempt], limits: Limits | None = None
    ) -> list[str]:
        """How it is started at a tier."""
        reach = Reach(self.folder, self.folder / "home")
        words = [json.dumps(attempts)]
        return isolation.locked_in(
            tier, [str(self.program)], words, reach, limits or isolation.LIMITS
        )

    @property
    def environment(self) -> Mapping[str, str]:
        """All that it is told."""
        return {"PATH": os.defpath, "HOME": str(self.folder / "home")}

    def run(
        self,
        tier: Isolation,
        attempts: Sequence[Attempt],
        limits: Limits | None = None,
        seconds: float = 60,
    ) -> Completed:
        """Let it try, through the door that Semgrep is run through."""
        return process.run(
            self.command(tier, attempts, limits),
            env=self.environment,
            cwd=self.folder,
            timeout=seconds,
        )

    def tries(
        self, tier: Isolation, attempts: Sequence[Attempt], limits: Limits | None = None
    ) -> list[Outcome]:
        """What came of each attempt."""
        done = self.run(tier, attempts, limits)
        assert done.code == 0, done.stderr.decode()
        return [Outcome(*one) for one in json.loads(done.stdout)]
