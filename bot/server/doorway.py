"""Who stands at the door: a person at this machine, or a browser that we know by its cookie."""

import hmac
import secrets
import threading
import time
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from bot.githubapp.person import Person

_COOKIE = "tenet_session"
_LIFE = 8 * 3600  # seconds
MOST_SESSIONS = 1_000  # with what was started in each, so that memory stays bounded
_MOST_STARTED = 10
_MAX_FORM = 4096  # bytes
_NAMES = frozenset({"127.0.0.1", "::1", "localhost"})
_PROXIES = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


@dataclass(slots=True)
class Session:
    """A browser that we know. `started` maps a state to what only we know of it.

    An operator has shown the one-time token; `person` is who signed in, with their `login`.
    """

    id: str
    csrf: str
    opened_at: float
    started: dict[str, str] = field(default_factory=dict, repr=False)
    operator: bool = False
    person: Person | None = None
    login: str = ""

    @property
    def is_strangers(self) -> bool:
        """Whether nobody has shown who they are in it."""
        return self.person is None and not self.operator

    def start(self, secret: str = "") -> str:
        """A new state, to be sent to GitHub and to come back once."""
        while len(self.started) >= _MOST_STARTED:
            del self.started[next(iter(self.started))]
        state = secrets.token_urlsafe(32)
        self.started[state] = secret
        return state

    def finish(self, state: str) -> str | None:
        """What belongs to a state that came back; None where this browser never sent it."""
        return self.started.pop(state, None)


class Sessions:
    """The sessions of this process: they end with it."""

    def __init__(self) -> None:
        self._known: dict[str, Session] = {}
        self._lock = threading.Lock()

    def find(self, request: Request) -> Session | None:
        """The session of this browser, while it lasts."""
        with self._lock:
            found = self._known.get(request.cookies.get(_COOKIE, ""))
            if found is not None and time.monotonic() - found.opened_at >= _LIFE:
                del self._known[found.id]
                return None
        return found

    def open(self, request: Request) -> Session:
        """The session of this browser, or a new one; `attach` lets the browser keep it."""
        return self.find(request) or self._new()

    def renew(self, old: Session) -> Session:
        """A session of another name, so that nobody signs in under one that somebody else knows."""
        with self._lock:
            self._known.pop(old.id, None)
        new = self._new()
        new.operator = old.operator
        return new

    def close(self, session: Session) -> None:
        """Forget a session."""
        with self._lock:
            self._known.pop(session.id, None)

    def _new(self) -> Session:
        made = Session(secrets.token_urlsafe(32), secrets.token_urlsafe(32), time.monotonic())
        with self._lock:
            if len(self._known) >= MOST_SESSIONS:
                # Whoever asks often enough may push out strangers, and nobody who signed in.
                strangers = (key for key, one in self._known.items() if one.is_strangers)
                del self._known[next(strangers, next(iter(self._known)))]
            self._known[made.id] = made
        return made


def attach(response: Response, session: Session, request: Request) -> Response:
    """The response, with the session's cookie."""
    response.set_cookie(
        _COOKIE,
        session.id,
        max_age=_LIFE,
        httponly=True,
        samesite="lax",
        secure=scheme(request) == "https",
    )
    return response


def is_local(request: Request) -> bool:
    """Whether a person at this machine asks: from loopback, by its name, through no proxy.

    The name matters because a stranger's page can point a name of its own to 127.0.0.1, and the
    proxy because a tunnel brings the whole world to loopback. A proxy that hides itself and
    writes our own name into `Host` cannot be told from a person here; no browser speaks HTTP/1.0,
    which such proxies do if they are not told otherwise.
    """
    client = request.client
    if client is None or any(name in request.headers for name in _PROXIES):
        return False
    if request.scope.get("http_version") == "1.0":
        return False
    try:
        loopback = ip_address(client.host).is_loopback
    except ValueError:
        return False
    return loopback and _host_name(request) in _NAMES


def scheme(request: Request) -> str:
    """`https` where a proxy before us says so, for what a person is shown first."""
    told = request.headers.get("x-forwarded-proto", request.scope["scheme"])
    return "https" if told == "https" else "http"


async def form(request: Request) -> dict[str, str]:
    """The fields of a small form; empty where it is too large, or no form of our own pages.

    What comes from another origin is no form of ours, whatever it holds.
    """
    origin = request.headers.get("origin")
    if origin is not None and origin.partition("://")[2] != request.headers.get("host"):
        return {}
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_FORM:
            return {}
    return dict(parse_qsl(body.decode("utf-8", "replace")))


def is_ours(fields: dict[str, str], session: Session | None) -> bool:
    """Whether a form was made for this session."""
    given = fields.get("csrf", "").encode()
    return session is not None and hmac.compare_digest(given, session.csrf.encode())


def _host_name(request: Request) -> str | None:
    try:
        return urlsplit(f"//{request.headers.get('host', '')}").hostname
    except ValueError:
        return None
