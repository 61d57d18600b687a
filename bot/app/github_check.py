"""Whether GitHub knows our App as we need it: what it may, its webhook, and what time it is."""

from collections.abc import Callable, Mapping
from functools import cache
from http import HTTPStatus
from urllib.parse import urlsplit

from bot.app.health import Found, State
from bot.errors import OperatorError
from bot.githubapp.app_identity import App, Granted
from bot.githubapp.manifest import EVENTS, PERMISSIONS
from bot.review.markdown import visible
from bot.settings import Settings, app_credentials

_LEVELS = ("none", "read", "write", "admin")
_TOLERANCE = 30.0  # seconds; what a token is backdated by leaves room for twice as much
_PAGE = "On the App's settings page"
_BACKOFF = 0.1


def permissions(settings: Settings) -> Found:
    """Whether the App may do what we do, and hears what we answer to."""
    return _asked(settings, lambda app: _judged(_granted(app)))


def webhook(settings: Settings) -> Found:
    """Whether deliveries go somewhere, in a form that we read, and were taken in."""
    return _asked(settings, _judged_hook)


def clock(settings: Settings) -> Found:
    """Whether our clock and GitHub's agree: tokens are dated."""
    return _asked(settings, lambda app: _judged_clock(_granted(app).clock_error))


def _asked(settings: Settings, look: Callable[[App], Found]) -> Found:
    if not settings.has_app and settings.webhook_secret is None:
        return State.OK, "not looked at: there is no App", None
    try:
        credentials = app_credentials(settings)
    except OperatorError:
        return State.WARNING, "not looked at, because the App's settings are wrong", "See `app`."
    return look(_app(credentials.app_id, credentials.private_key, settings.api_url))


@cache
def _app(app_id: int, key_pem: str, api_url: str) -> App:
    return App(app_id, key_pem, api_url, backoff=_BACKOFF)


@cache
def _granted(app: App) -> Granted:
    return app.granted()


def _judged(granted: Granted) -> Found:
    missing = [
        f"{name}: {level}" for name, level in PERMISSIONS.items() if _less(granted, name, level)
    ]
    deaf = [one for one in EVENTS if one not in granted.events]
    name = visible(granted.slug)
    if missing or deaf:
        lacks = [f"the permission {one}" for one in missing] + [f"the event {one}" for one in deaf]
        next_step = (
            f"{_PAGE}, below *Permissions & events*, give it what it lacks, and let the owners of "
            "its installations accept it."
        )
        return State.FAILED, f"{name} lacks {', '.join(lacks)}", next_step
    spare = _spare(granted.permissions)
    if spare:
        next_step = f"{_PAGE}, take away what Tenet never uses: a stolen key could use it."
        return State.WARNING, f"{name} may more than it needs: {', '.join(spare)}", next_step
    return State.OK, f"{name} has its permissions and events", None


def _less(granted: Granted, name: str, level: str) -> bool:
    return _rank(granted.permissions.get(name, "none")) < _rank(level)


def _spare(permissions: Mapping[str, str]) -> list[str]:
    return [
        visible(f"{name}: {level}")
        for name, level in sorted(permissions.items())
        if _rank(level) > _rank(PERMISSIONS.get(name, "none"))
    ]


def _rank(level: str) -> int:
    return _LEVELS.index(level) if level in _LEVELS else 0


def _judged_hook(app: App) -> Found:
    hook = app.hook()
    url = visible(hook.url)
    status = hook.last_status or 0
    good = HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES
    wrong = (
        (
            not url,
            State.FAILED,
            "the App has no webhook URL",
            "set it to https://YOUR-HOST/webhook and tick *Active*.",
        ),
        (
            not hook.is_json,
            State.FAILED,
            f"{url} gets forms, which nobody reads",
            "set the content type to application/json.",
        ),
        (
            not hook.checks_certificates,
            State.WARNING,
            f"{url} may be anybody: its certificate is not checked",
            "enable the verification of certificates.",
        ),
        (
            not _path(hook.url).endswith("/webhook"),
            State.WARNING,
            f"{url} does not lead to /webhook",
            "let the webhook URL end with /webhook, unless a proxy changes it.",
        ),
        (
            hook.last_status is None,
            State.WARNING,
            f"{url}; nothing was ever delivered there",
            "tick *Active*; the next pull request is delivered then.",
        ),
        (
            not good,
            State.WARNING,
            f"{url}; the last delivery was answered {status or 'by nobody'}",
            "below *Advanced*, look why, and let it be delivered again.",
        ),
    )
    for holds, state, found, next_step in wrong:
        if holds:
            return state, found, f"{_PAGE}, {next_step}"
    return State.OK, f"{url}; the last delivery was answered {status}", None


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:  # what GitHub says may be anything
        return ""


def _judged_clock(error: float | None) -> Found:
    if error is None:
        return State.WARNING, "GitHub did not tell its time", "Look whether a proxy hides it."
    found = f"{abs(error):.0f} s {'behind' if error > 0 else 'before'} GitHub's"
    if abs(error) > _TOLERANCE:
        return State.WARNING, found, "Set this machine's clock, best by NTP: tokens are dated."
    return State.OK, found, None
