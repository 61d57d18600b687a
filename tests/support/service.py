"""`tenet serve` as a real process, pointed at the sandbox GitHub."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import requests

from bot.engines.scanner import isolation
from bot.sandbox import Sandbox, SandboxPullRequest, Shown
from bot.settings import Isolation
from tests.support import commands
from tests.support.data_folder import with_parsed_rules

PATIENCE = 200.0  # seconds; far more than anything takes on a busy machine
_APP = ("GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY", "GITHUB_WEBHOOK_SECRET")


class Service:
    """A running server; its state lies in `data_dir` and survives `kill`.

    One that is `cold` has imported everything by itself, as an operator's has.
    """

    def __init__(
        self,
        github: Sandbox,
        data_dir: Path,
        more: Mapping[str, str] | None = None,
        *,
        first_start: bool = False,
        cold: bool = False,
    ) -> None:
        self.data_dir = data_dir
        self.environment = environment(github, data_dir, more)
        self._cold = cold
        # A server without an App is never ready, and alive.
        self._sign = "/healthz" if first_start else "/readyz"
        if first_start:
            self.environment = {k: v for k, v in self.environment.items() if k not in _APP}
        self._log_path = data_dir.with_name(data_dir.name + ".log")
        self._github = github
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | commands.Running | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start it, and wait until it is ready; the sandbox delivers to it from now on."""
        self.spawn()
        wait_for(self._ready, f"the server to be ready; it logged:\n{self.log}")
        self._github.webhook_url = f"{self.url}/webhook"

    def spawn(self) -> None:
        """Start it, and wait for nothing."""
        words = ["serve", "--port", str(self.port)]
        with self._log_path.open("ab") as log:
            if not self._cold:
                self.process = commands.start(words, self.environment, log, log)
                return
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", *words],
                env=dict(self.environment),
                stdout=log,
                stderr=log,
            )

    def kill(self) -> None:
        """As a power cut would: the server and its worker at once."""
        assert self.process is not None
        both = (self.process.pid, *self.workers)
        for pid in both:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    @property
    def workers(self) -> tuple[int, ...]:
        """The process of its worker, if that runs now."""
        assert self.process is not None
        found = subprocess.run(
            ["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        return tuple(map(int, found.stdout.split()))

    @property
    def readiness(self) -> tuple[int, list[str]]:
        """What it answers when it is asked whether it is ready, and why not."""
        answer = requests.get(f"{self.url}/readyz", timeout=10)
        return answer.status_code, answer.json()["reasons"]

    @property
    def is_dead(self) -> bool:
        """Whether it has ended, by itself or not."""
        return self.process is None or self.process.poll() is not None

    def stop(self) -> int:
        """As an operator would; the exit code."""
        assert self.process is not None
        self._github.webhook_url = None
        self.process.terminate()
        return self.process.wait(PATIENCE)

    @property
    def log(self) -> str:
        """What it logged so far."""
        return self._log_path.read_text() if self._log_path.exists() else ""

    def _ready(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.log
        try:
            return requests.get(f"{self.url}{self._sign}", timeout=5).status_code == 200
        except (requests.ConnectionError, requests.Timeout):
            return False


def environment(
    github: Sandbox, data_dir: Path, more: Mapping[str, str] | None = None
) -> dict[str, str]:
    """What an operator sets; nothing of the machine's own keys gets through."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(data_dir),
        "GITHUB_APP_ID": str(github.app.id),
        "GITHUB_APP_PRIVATE_KEY": github.app.private_key_pem,
        "GITHUB_WEBHOOK_SECRET": github.app.webhook_secret,
        "GITHUB_API_URL": github.api_url,
        "GITHUB_SERVER_URL": github.url,
        "TENET_DATA_DIR": str(with_parsed_rules(data_dir)),
        "TENET_ISOLATION": isolation.strongest(Isolation.AUTO),
        **(more or {}),
    }


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(holds: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait until something holds; the test fails when it does not within so many seconds."""
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


def concluded(pull: SandboxPullRequest) -> Shown:
    """What the pull request shows once the check of its head has come to an end."""

    def done() -> bool:
        return any(
            check.head == pull.head_sha and check.status == "completed"
            for check in pull.shown().checks
        )

    wait_for(done, f"the check of {pull.head_sha}")
    return pull.shown()
