"""`tenet serve` as a process, installed on a sandbox GitHub."""

import http.client
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.knocking import Door
from bench.measure import DidNotRunError
from bench.programs import environment, tenet
from bot.sandbox import Sandbox

_PATIENCE = 60.0  # seconds
_LOOK = 0.01  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Served:
    """A running service; `ready_after` is in seconds."""

    port: int
    process_id: int
    ready_after: float

    @property
    def webhook(self) -> str:
        """Where deliveries go."""
        return Door(self.port).webhook_url

    def resident_megabytes(self) -> float:
        """The memory that it and its worker hold now; what both hold is counted once."""
        return sum(map(_share, (self.process_id, *self.children()))) / 1024

    def children(self) -> list[int]:
        """The processes that it started and that run now."""
        return children_of(self.process_id)


def children_of(process_id: int) -> list[int]:
    """The processes that it started and that run now."""
    asked = ["pgrep", "-P", str(process_id)]
    said = subprocess.run(asked, capture_output=True, check=False).stdout
    return [int(one) for one in said.split()]


def _share(process_id: int) -> int:
    """Its share of memory in KiB, as the kernel divides what several hold."""
    rollup = Path(f"/proc/{process_id}/smaps_rollup").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))


@contextmanager
def served(
    github: Sandbox, folder: Path, more: Mapping[str, str] | None = None, *options: str
) -> Iterator[Served]:
    """The service with a new database in this folder, or with one that `more` names, ready."""
    folder.mkdir(parents=True)
    port = free_port()
    started = time.perf_counter()
    environment, log = {**settings_for(github, folder), **(more or {})}, folder / "serve.log"
    process = begun(["serve", "--port", str(port), *options], environment, log)
    try:
        wait_until_ready(port, process, log)
        yield Served(port, process.pid, time.perf_counter() - started)
    finally:
        process.terminate()
        process.wait(_PATIENCE)


@dataclass(frozen=True, slots=True)
class Working:
    """A running worker."""

    process: subprocess.Popen[bytes]
    log: Path


@contextmanager
def working(github: Sandbox, folder: Path, more: Mapping[str, str]) -> Iterator[Working]:
    """A `tenet worker` beside a service, begun."""
    folder.mkdir(parents=True)
    log = folder / "worker.log"
    process = begun(["worker"], {**settings_for(github, folder), **more}, log)
    try:
        yield Working(process, log)
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def begun(
    arguments: Sequence[str], environment: Mapping[str, str], log: Path
) -> subprocess.Popen[bytes]:
    """`tenet` with these arguments; what it says goes to the end of the log."""
    with log.open("ab") as said:
        return subprocess.Popen([tenet(), *arguments], env=environment, stdout=said, stderr=said)


def settings_for(github: Sandbox, folder: Path) -> dict[str, str]:
    """The environment of a service with this App, which keeps everything in this folder."""
    return {
        **environment(folder),
        "GITHUB_API_URL": github.api_url,
        "GITHUB_SERVER_URL": github.url,
        "GITHUB_APP_ID": str(github.app.id),
        "GITHUB_APP_PRIVATE_KEY": github.app.private_key_pem,
        "GITHUB_WEBHOOK_SECRET": github.app.webhook_secret,
    }


def wait_until_ready(
    port: int, process: subprocess.Popen[bytes], log: Path, path: str = "/readyz"
) -> None:
    """Wait until a server answers well there. Raises DidNotRunError when it does not."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise DidNotRunError(f"the server ended: {_last_line(log)}")
        if _answers_well(port, path):
            return
        time.sleep(_LOOK)
    raise DidNotRunError(f"the server is not ready after {_PATIENCE:.0f} s: {_last_line(log)}")


def _answers_well(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.client.OK
    except ConnectionRefusedError:
        return False
    finally:
        connection.close()


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else "no message"
