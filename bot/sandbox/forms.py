"""The routes of what people do in a browser beside looking: forms, and where they lead."""

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.authorizing import Authorizing
from bot.sandbox.page import HEADERS
from bot.sandbox.page_forms import authorize_page, install_page, new_app_page
from bot.sandbox.registration import Registrations
from bot.sandbox.world import World

_PERSON = "mona"  # who sits before the screen when nobody is asked
# A form leads to an address that the manifest names, and browsers check that one, too.
_HEADERS = {
    **HEADERS,
    "Content-Security-Policy": HEADERS["Content-Security-Policy"].replace(
        "form-action 'none'", "form-action 'self' http: https:"
    ),
}


class Forms:
    """Registering an App, installing it, signing in."""

    def __init__(
        self, world: World, registrations: Registrations, authorizing: Authorizing
    ) -> None:
        self._world = world
        self._registrations = registrations
        self._authorizing = authorizing

    def routes(self) -> list[BaseRoute]:
        """Every form and where it is sent."""
        new = self.new_app
        return [
            Route("/settings/apps/new", new, methods=["POST"]),
            Route("/organizations/{owner}/settings/apps/new", new, methods=["POST"]),
            Route("/_sandbox/apps", self.register, methods=["POST"]),
            Route("/apps/{slug}/installations/new", self.ask_to_install, methods=["GET"]),
            Route("/apps/{slug}/installations/new", self.install, methods=["POST"]),
            Route("/login/oauth/authorize", self.ask_to_authorize, methods=["GET"]),
            Route("/login/oauth/authorize", self.authorize, methods=["POST"]),
            Route("/login/oauth/access_token", self.exchange, methods=["POST"]),
        ]

    async def new_app(self, request: Request) -> Response:
        """What a manifest is posted to."""
        fields = await _fields(request)
        owner = request.path_params.get("owner", _PERSON)
        with self._world.lock:
            written = fields.get("manifest", "")
            manifest = self._registrations.read(written)
            page = new_app_page(manifest, owner, written, request.query_params.get("state", ""))
            return HTMLResponse(page, headers=_HEADERS)

    async def register(self, request: Request) -> Response:
        """Somebody said yes to the App."""
        fields = await _fields(request)
        with self._world.lock:
            manifest = self._registrations.read(fields.get("manifest", ""))
            owner = self._world.user(fields.get("owner") or _PERSON)
            name, state = fields.get("name") or manifest.name or "", fields.get("state", "")
            return _to(self._registrations.register(manifest, name, owner, state))

    def ask_to_install(self, request: Request) -> Response:
        """The page behind an App's button."""
        with self._world.lock:
            page = install_page(self._world, request.path_params["slug"])
            return HTMLResponse(page, headers=_HEADERS)

    async def install(self, request: Request) -> Response:
        """Somebody said yes to having it."""
        fields = await _fields(request)
        with self._world.lock:
            account = self._world.users.get(fields.get("account", "").lower())
            if account is None:
                raise HTTPException(404)
            return _to(self._registrations.install(account))

    def ask_to_authorize(self, request: Request) -> Response:
        """The page on which somebody signs in."""
        query = request.query_params
        method = query.get("code_challenge_method", "")
        with self._world.lock:
            self._authorizing.check(query.get("client_id", ""), method)
            state, challenge = query.get("state", ""), query.get("code_challenge", "")
            page = authorize_page(self._world, state, challenge)
            return HTMLResponse(page, headers=_HEADERS)

    async def authorize(self, request: Request) -> Response:
        """Somebody said who they are."""
        fields = await _fields(request)
        with self._world.lock:
            challenge = fields.get("code_challenge", "")
            login, state = fields.get("login", _PERSON), fields.get("state", "")
            return _to(self._authorizing.allow(login, state, challenge))

    async def exchange(self, request: Request) -> Response:
        """A code against a token."""
        fields = await _fields(request)
        with self._world.lock:
            return JSONResponse(self._authorizing.exchange(fields))


async def _fields(request: Request) -> dict[str, str]:
    body = await request.body()
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _to(address: str) -> Response:
    return RedirectResponse(address, 303, headers=_HEADERS)
