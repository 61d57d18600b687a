"""Signing in to the window with GitHub: the App's web flow, with state and PKCE."""

import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.errors import TenetError, UserError
from bot.githubapp.person import Person, authorize_url, exchange
from bot.server.doorway import Sessions, attach, form, is_ours
from bot.server.pages import Pages

_NO_SIGN_IN = (
    "This window opens on the machine that Tenet runs on. To sign in from elsewhere, set "
    "GITHUB_APP_CLIENT_ID and GITHUB_APP_CLIENT_SECRET on the server."
)
_FORGED = "This sign-in was not begun in this browser, or is used up. Start it again."


@dataclass(frozen=True, slots=True)
class GitHubSignIn:
    """Where people sign in, and as which App's users."""

    server_url: str
    api_url: str
    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """The routes of signing in and out; `github` is None where nobody can."""

    github: GitHubSignIn | None
    sessions: Sessions
    pages: Pages

    def routes(self) -> list[BaseRoute]:
        """Away to GitHub, back from it, and out."""
        return [
            Route("/sign-in", self._away, methods=["GET"]),
            Route("/sign-in/done", self._back, methods=["GET"]),
            Route("/sign-out", self._out, methods=["POST"]),
        ]

    def ask(self, status: int = 401) -> Response:
        """The page for whom nothing may be shown to."""
        if self.github is None:
            return self.pages.problem(_NO_SIGN_IN, 403)
        host = urlsplit(self.github.server_url).netloc
        return self.pages.show("sign_in.html", status, visitor=None, host=host)

    def _away(self, request: Request) -> Response:
        if self.github is None:
            return self.pages.problem(_NO_SIGN_IN, 403)
        session = self.sessions.open(request)
        verifier = secrets.token_urlsafe(48)
        state = session.start(verifier)
        # Without a `redirect_uri` GitHub takes the one that the App was registered with: nobody
        # can have the code sent elsewhere by the host that he writes into a request.
        url = authorize_url(self.github.server_url, self.github.client_id, state, verifier)
        return attach(RedirectResponse(url, 303), session, request)

    def _back(self, request: Request) -> Response:
        session, query = self.sessions.find(request), request.query_params
        verifier = session.finish(query.get("state", "")) if session else None
        if session is None or not verifier or self.github is None:
            return self.pages.problem(_FORGED, 403)
        github = self.github
        try:
            token = exchange(
                github.server_url,
                github.client_id,
                github.client_secret,
                query.get("code", ""),
                verifier,
            )
            person = Person(github.api_url, token)
            login = person.login()
        except UserError as exc:
            return self.pages.problem(str(exc), 403)
        except TenetError as exc:
            return self.pages.problem(str(exc), 502)
        fresh = self.sessions.renew(session)
        fresh.person, fresh.login = person, login
        return attach(RedirectResponse("/", 303), fresh, request)

    async def _out(self, request: Request) -> Response:
        session = self.sessions.find(request)
        if session is not None and is_ours(await form(request), session):
            self.sessions.close(session)
        return RedirectResponse("/", 303)
