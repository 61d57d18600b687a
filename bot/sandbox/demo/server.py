"""The real server as a process of its own: `tenet serve`, on SQLite, pointed at the sandbox."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.engines.scanner import isolation
from bot.errors import OperatorError
from bot.sandbox.demo.reading import UnreachableError, get_json
from bot.sandbox.github import Sandbox
from bot.settings import Isolation

_READY_SECONDS = 60.0
_STOP_SECONDS = 25.0  # the server gives its own requests 20
_LOG_LINES = 15
_OURS = ("GITHUB_", "TENET_")
# What is true of this machine and of the person's wishes holds for the demo, too.
_KEPT = frozenset(
    {"TENET_SEMGREP", "TENET_ISOLATION", "TENET_MODEL", "TENET_BUDGET_USD_PER_PR"}
    | {"TENET_BUDGET_USD_PER_DAY", "TENET_LOG_LEVEL"}
)


class TenetServer:
    """`tenet serve` with its data in a folder; a context manager that leaves no process behind."""

    def __init__(self, github: Sandbox, folder: Path) -> None:
        self._port = _free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._log = folder / "server.log"
        self._environment = _environment(github, folder / "data")
        self._process: subprocess.Popen[bytes]

    def __enter__(self) -> Self:
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "serve", "--port", str(self._port)],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C is for us: we end the server after it has let go of its work.
                start_new_session=True,
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def wait_until_ready(self) -> Mapping[str, object]:
        """What the server says of itself once it is ready. Raises OperatorError when it is not."""
        end = time.monotonic() + _READY_SECONDS
        while time.monotonic() < end:
            self.check_alive()
            try:
                status, said = get_json(f"{self.url}/readyz")
            except UnreachableError:
                time.sleep(0.05)
                continue
            if status == 200 and isinstance(said, dict):  # noqa: PLR2004  ready, says the contract
                return said
            time.sleep(0.2)
        raise OperatorError(f"The server was not ready in {_READY_SECONDS:.0f} s.{self.last_words}")

    def check_alive(self) -> None:
        """Raise OperatorError with the end of its log when the server has ended."""
        code = self._process.poll()
        if code is not None:
            raise OperatorError(f"The server ended by itself with code {code}.{self.last_words}")

    @property
    def last_words(self) -> str:
        """The end of its log, to put behind a sentence."""
        lines = self._log.read_text(errors="replace").splitlines()[-_LOG_LINES:]
        return "".join(f"\n  | {line}" for line in lines)


def _environment(github: Sandbox, data: Path) -> dict[str, str]:
    """The machine's environment, but with nobody's GitHub and nobody's Tenet in it."""
    machine = {
        name: value
        for name, value in os.environ.items()
        if name in _KEPT or not name.startswith(_OURS)
    }
    # A proxy cannot reach this machine's loopback.
    direct = ",".join(filter(None, (machine.get("no_proxy"), "127.0.0.1", "localhost")))
    # What is scanned is our own, so the demo also runs where nothing locks Semgrep in.
    machine.setdefault("TENET_ISOLATION", isolation.strongest(Isolation.AUTO))
    return machine | {
        "NO_PROXY": direct,
        "no_proxy": direct,
        "GITHUB_API_URL": github.api_url,
        "GITHUB_SERVER_URL": github.url,
        "GITHUB_APP_ID": str(github.app.id),
        "GITHUB_APP_PRIVATE_KEY": github.app.private_key_pem,
        "GITHUB_WEBHOOK_SECRET": github.app.webhook_secret,
        "TENET_DATA_DIR": str(data),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
