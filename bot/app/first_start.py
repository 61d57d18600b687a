"""The first start of a server: it has no App yet, and waits until somebody has registered one."""

import os
import secrets
import signal
import socket
import sys
from ipaddress import ip_address

import uvicorn

from bot.githubapp.manifest import NewApp
from bot.server.doorway import Sessions
from bot.server.setup import SetUp
from bot.settings import Settings, load_settings, remember_app


def is_first(settings: Settings) -> bool:
    """Whether nothing says which App this is. A secret alone is half an App, and a mistake."""
    return not settings.has_app and settings.webhook_secret is None


def wait_for_app(
    settings: Settings, listening: socket.socket, sessions: Sessions
) -> Settings | None:
    """Serve the set-up page until an App is stored; the settings with it. None: told to stop.

    The socket stays open, so that a browser that comes back meanwhile waits and is not refused.
    """
    host, port = listening.getsockname()[:2]
    token = None if ip_address(host).is_loopback else secrets.token_urlsafe(32)

    def store(app: NewApp) -> None:
        sign_in = (app.client_id, app.client_secret)
        remember_app(settings.data_dir, app.id, app.private_key, app.webhook_secret, sign_in)

    def done() -> None:
        server.should_exit = True

    set_up = SetUp(
        settings.server_url, settings.api_url, store, done, sessions=sessions, token=token
    )
    config = uvicorn.Config(
        set_up.application(),
        log_config=None,
        access_log=False,  # the token and GitHub's code stand in the addresses
        server_header=False,
        proxy_headers=False,  # a proxy's word decides nothing, least of all who is local
        lifespan="off",
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    shown = f"[{host}]" if ":" in host else host
    query = f"?token={token}" if token else ""
    # Printed and not logged: the token is for the person who started the server, and for nobody
    # who reads its logs later.
    sys.stderr.write(
        f"There is no GitHub App yet. Set one up: http://{shown}:{port}/setup{query}\n"
    )
    sys.stderr.flush()
    # uvicorn raises the signal again once it has shut down.
    stopped: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: stopped.append(number))
    server.run(sockets=[listening.dup()])
    signal.signal(signal.SIGTERM, before)
    loaded = load_settings(os.environ)
    return loaded if loaded.has_app and not stopped else None
