"""`tenet serve`, `tenet worker` and `tenet sandbox`: what runs until it is stopped."""

import signal
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import UserError

_SHUTDOWN_SECONDS = 20


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on; 0: any free one.")] = 8000,
    *,
    no_worker: Annotated[
        bool, typer.Option("--no-worker", help="Only take deliveries in; `tenet worker` works.")
    ] = False,
) -> None:
    """Take in GitHub's webhooks, and review."""
    import uvicorn

    from bot.app.service import Service
    from bot.cli.settings import settings

    with Service(settings(), with_worker=not no_worker) as service:
        config = uvicorn.Config(
            service.web(),
            host=host,
            port=port,
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
        )
        # uvicorn raises the signal again once it has shut down; we still have to let go of jobs.
        signal.signal(signal.SIGTERM, lambda *_: None)
        uvicorn.Server(config).run()


def worker() -> None:
    """Review what another process has taken in."""
    from bot.app.service import Service
    from bot.cli.settings import settings
    from bot.stopping import stop_signal

    wait_until_stopped = stop_signal()
    with Service(settings(), with_worker=True):
        wait_until_stopped()


def sandbox(
    port: Annotated[int, typer.Option(help="The port to listen on; 0: any free one.")] = 8080,
    base_dir: Annotated[
        Path | None, typer.Option(help="A folder as it was before the pull request.")
    ] = None,
    head_dir: Annotated[Path | None, typer.Option(help="The same folder after it.")] = None,
) -> None:
    """Run a small GitHub on this machine, with one pull request to try the bot on."""
    from bot.sandbox.serve import run

    if (base_dir is None) != (head_dir is None):
        raise UserError("--base-dir and --head-dir go together: give both or none.")
    for folder in (base_dir, head_dir):
        if folder is not None and not folder.is_dir():
            raise UserError(f"{folder} is no folder: check the path.")
    run(port, base_dir, head_dir)
