"""`tenet serve`, `tenet worker` and `tenet sandbox`: what runs until it is stopped."""

import logging
import os
import signal
import socket
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import UserError

# Whoever stops a container kills it after 30 s as a rule: we are gone after 25 at most.
_SHUTDOWN_SECONDS = 10  # for requests that are under way
_BEGIN_SECONDS = 30.0  # for a worker to begin; then deliveries are taken in without it


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on; 0: any free one.")] = 8000,
    *,
    no_worker: Annotated[
        bool, typer.Option("--no-worker", help="Only take deliveries in; `tenet worker` works.")
    ] = False,
) -> None:
    """Take in GitHub's webhooks, and review; without a GitHub App, open the set-up page."""
    import uvicorn

    from bot.app.first_start import is_first, wait_for_app
    from bot.cli.settings import set_up_log, settings
    from bot.log import without_query
    from bot.server.doorway import Sessions
    from bot.stopping import RELEASE_SECONDS, end, end_within

    loaded, sessions = settings(), Sessions()
    with ExitStack() as stack:
        # Bound by us and kept open: a browser that comes from set-up is never refused.
        listening = stack.enter_context(_listening(host, port)) if is_first(loaded) else None
        if listening is not None:
            found = wait_for_app(loaded, listening, sessions)
            if found is None:
                return
            loaded = found
            set_up_log(loaded)
        # Only now: the set-up page needs less than what is served.
        from bot.app.service import Service

        worker = None
        if not no_worker:
            from bot.app.tether import Tether
            from bot.app.worker import work_for_server
            from bot.app.worker_process import WorkerProcess

            worker = WorkerProcess(lambda line: work_for_server(Tether(line), lambda: loaded))
            stack.callback(worker.stop, RELEASE_SECONDS)
            worker.start()  # it makes itself ready while we do
        service = stack.enter_context(Service(loaded, worker))
        config = uvicorn.Config(
            service.web(sessions),
            host=host,
            port=port,
            log_config=None,
            server_header=False,
            proxy_headers=False,  # a proxy's word decides nothing, least of all who is local
            timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
        )
        logging.getLogger("uvicorn.access").addFilter(without_query)
        server = uvicorn.Server(config)
        if worker is not None:
            worker.wait_until_begun(_BEGIN_SECONDS)
        # uvicorn raises the signal again once it has shut down; we still have to let go of jobs.
        signal.signal(signal.SIGTERM, lambda *_: None)
        server.run([listening] if listening else None)
        end_within(RELEASE_SECONDS)
    end()


def _listening(host: str, port: int) -> socket.socket:
    """A socket at this address. Raises UserError where there can be none."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as exc:
        raise UserError(
            f"Nobody can listen on {host}, port {port} ({exc.strerror}): choose others with --host "
            "and --port, or stop what listens there."
        ) from exc


def worker(
    *,
    tethered: Annotated[
        bool, typer.Option("--tethered", hidden=True, help="For `tenet serve`, which starts it.")
    ] = False,
) -> None:
    """Review what another process has taken in."""
    from bot.cli.settings import settings
    from bot.stopping import RELEASE_SECONDS, end, end_within, stop_signal

    if tethered:
        from bot.app.tether import Tether

        tether = Tether(socket.socket(fileno=os.dup(sys.stdin.fileno())))
        from bot.app.worker import work_for_server  # takes a while, in which it may be cut

        work_for_server(tether, settings)
    wait_until_stopped = stop_signal()
    from bot.app.worker import Worker

    with Worker(settings()):
        wait_until_stopped()
        end_within(RELEASE_SECONDS)
    end()


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
