"""The set-up page: a server without an App lets its operator register one with one click."""

import hmac
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.errors import TenetError, UserError
from bot.githubapp.manifest import NewApp, Wish, convert, manifest, registration_url
from bot.server.doorway import Session, Sessions, attach, is_local, scheme
from bot.server.pages import Pages
from bot.settings import web_address

_NO_APP = "There is no GitHub App yet: open /setup."
_NOT_HERE = (
    "The set-up page is for whoever runs this server. Open it on that machine, or with the "
    "one-time link that the server printed when it started; start it again for a new one."
)
_FORGED = (
    "This answer does not belong to a registration that this browser began here. Nothing was "
    "stored. Register the App once more."
)


@dataclass(slots=True)
class SetUp:
    """One set-up: `store` puts the App on disk, `done` is called when the browser knows.

    `token` lets one browser in that is not on this machine; without it only loopback counts.
    """

    server_url: str
    api_url: str
    store: Callable[[NewApp], None]
    done: Callable[[], None]
    sessions: Sessions
    token: str | None = None
    _pages: Pages = field(default_factory=Pages)
    _converting: threading.Lock = field(default_factory=threading.Lock)
    _finished: bool = False

    def application(self) -> Starlette:
        """What is served until there is an App."""
        return Starlette(
            routes=[
                Route("/", _to_setup, methods=["GET"]),
                Route("/setup", self._register, methods=["GET"]),
                Route("/setup/registered", self._registered, methods=["GET"]),
                Route("/webhook", _no_webhook, methods=["POST"]),
                Route("/healthz", _alive, methods=["GET"]),
                Route("/readyz", _not_ready, methods=["GET"]),
                *self._pages.routes(),
            ]
        )

    def _admitted(self, request: Request) -> Session | None:
        """The session of a browser that may set up; a local one gets in by being local."""
        session = self.sessions.find(request)
        if session is not None and session.operator:
            return session
        if self.token is None and is_local(request):
            return self.sessions.open(request)
        return None

    def _register(self, request: Request) -> Response:
        if self._finished:
            return self._moving_on()
        given = request.query_params.get("token")
        if given is not None and self._take_token(given):
            session = self.sessions.open(request)
            session.operator = True
            return attach(RedirectResponse("/setup", 303), session, request)
        admitted = self._admitted(request)
        if admitted is None:
            return self._pages.problem(_NOT_HERE, 403, "/setup")
        return attach(self._form(request, admitted), admitted, request)

    def _take_token(self, given: str) -> bool:
        """Whether this is the token, which is then used up."""
        with self._converting:
            right = bool(self.token) and hmac.compare_digest(
                given.encode(), (self.token or "").encode()
            )
            if right:
                self.token = ""
        return right

    def _form(self, request: Request, session: Session) -> Response:
        query = request.query_params
        address = query.get("address") or f"{scheme(request)}://{request.headers.get('host', '')}"
        webhook = query.get("webhook") or f"{address.rstrip('/')}/webhook"
        shown: dict[str, Any] = {
            "name": query.get("name", "Tenet"),
            "organisation": query.get("organisation", "").strip(),
            "address": address,
            "webhook": webhook,
        }
        try:
            wish = Wish(
                name=shown["name"].strip(),
                organisation=shown["organisation"],
                address=_address("This server's address", address),
                webhook=_address("The webhook's address", webhook),
            )
        except UserError as exc:
            return self._pages.show("setup.html", 400, **shown, wrong=str(exc), visitor=None)
        state = session.start()
        return self._pages.show(
            "setup.html",
            forms_to=[self.server_url],
            **shown,
            wrong=None,
            visitor=None,
            github=self.server_url,
            action=registration_url(self.server_url, wish.organisation, state),
            manifest=manifest(wish),
            reachable=not webhook.startswith("http://"),
        )

    def _registered(self, request: Request) -> Response:
        admitted = self._admitted(request)
        if admitted is None:
            return self._pages.problem(_NOT_HERE, 403, "/setup")
        if admitted.finish(request.query_params.get("state", "")) is None:
            return self._pages.problem(_FORGED, 403, "/setup")
        with self._converting:
            if self._finished:
                return self._moving_on()
            try:
                self.store(convert(self.api_url, request.query_params.get("code", "")))
            except UserError as exc:
                return self._pages.problem(str(exc), 400, "/setup")
            except TenetError as exc:
                return self._pages.problem(f"{exc} Nothing was stored.", 502, "/setup")
            self._finished = True
        answer = self._moving_on()
        answer.background = BackgroundTask(self.done)
        return answer

    def _moving_on(self) -> Response:
        """A page that asks again by itself; that question waits until the whole server answers."""
        answer = self._pages.show("moving_on.html", visitor=None)
        answer.headers["Refresh"] = "1; url=/setup"
        answer.headers["Connection"] = "close"
        return answer


def _address(what: str, value: str) -> str:
    try:
        return web_address(value.strip())
    except ValueError as exc:
        raise UserError(f"{what} {exc}.") from exc


def _to_setup(_: Request) -> Response:
    return RedirectResponse("/setup", 303)


def _no_webhook(_: Request) -> Response:
    return JSONResponse({"detail": _NO_APP}, 503, {"Retry-After": "60"})


def _alive(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


def _not_ready(_: Request) -> Response:
    return JSONResponse({"ready": False, "reasons": [_NO_APP]}, 503)
