"""Puts the operator's window together from the settings."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from starlette.routing import BaseRoute

from bot.githubapp.app_identity import App
from bot.server.doorway import Sessions
from bot.server.pages import Pages
from bot.server.sign_in import GitHubSignIn, SignIn
from bot.server.visitors import Visitors
from bot.server.window import Window
from bot.settings import AppCredentials, Settings, WindowOpen
from bot.store.database import Store

if TYPE_CHECKING:
    from bot.jobs.overview import Overview


def window_routes(
    settings: Settings,
    credentials: AppCredentials,
    store: Store,
    jobs: "Callable[[], Overview]",
    sessions: Sessions,
    clock: Callable[[], datetime],
    wake: Callable[[], None],
) -> list[BaseRoute]:
    """The routes of the window over a store and its `jobs`; `sessions` are known already."""
    pages = Pages()
    app = App(credentials.app_id, credentials.private_key, settings.api_url)
    window = Window(
        store=store,
        jobs=jobs,
        host=settings.api_url,
        server_url=settings.server_url,
        about=app.about,
        last_delivery=app.last_delivery,
        clock=clock,
        wake=wake,
        visitors=Visitors(sessions, trusts_local=settings.window is WindowOpen.LOCAL),
        sign_in=SignIn(_sign_in(settings), sessions, pages),
        pages=pages,
    )
    return window.routes()


def _sign_in(settings: Settings) -> GitHubSignIn | None:
    if settings.client_id is None or settings.client_secret is None:
        return None
    secret = settings.client_secret.get_secret_value()
    return GitHubSignIn(settings.server_url, settings.api_url, settings.client_id, secret)
