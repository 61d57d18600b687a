"""pr-agent's server beside ours: the same deliveries, at the same rates, on the same machine.

It is measured where `TENET_BENCH_PR_AGENT` names a Python in which `pr_agent` is installed. Nothing
of it answers for a model, so that its reviews end early: it has less to do than ours.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.knocking import Door
from bench.programs import environment
from bench.served import free_port, wait_until_ready
from bot.sandbox import Sandbox

SETTING = "TENET_BENCH_PR_AGENT"


@contextmanager
def rival(github: Sandbox, folder: Path) -> Iterator[Door | None]:
    """Its server, installed on this GitHub; None where there is none."""
    python = os.environ.get(SETTING)
    if not python:
        yield None
        return
    folder.mkdir(parents=True)
    door = Door(free_port(), "/api/v1/github_webhooks", "/")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [python, "-m", "pr_agent.servers.github_app"],
            env={
                **environment(folder),
                "PORT": str(door.port),
                "GITHUB__DEPLOYMENT_TYPE": "app",
                "GITHUB__BASE_URL": github.api_url,
                "GITHUB__APP_ID": str(github.app.id),
                "GITHUB__PRIVATE_KEY": github.app.private_key_pem,
                "GITHUB__WEBHOOK_SECRET": github.app.webhook_secret,
                "OPENAI__KEY": "none",
            },
            cwd=folder,
            stdout=log,
            stderr=log,
        )
        try:
            wait_until_ready(door.port, process, folder / "log", door.alive)
            yield door
        finally:
            process.kill()
            process.wait()
