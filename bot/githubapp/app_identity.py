"""The GitHub App itself: who it is, and where it is installed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from bot.errors import OperatorError, UserError
from bot.githubapp import answers
from bot.githubapp.auth import AppKey
from bot.githubapp.pace import Pace
from bot.githubapp.refusals import NotFoundError
from bot.githubapp.transport import Transport
from bot.githubapp.values import HookDelivery, Installation

_DELIVERY_PAGES = 30  # of a hundred each
_FULL_NAME = re.compile(r"(?!\.{1,2}/)[A-Za-z0-9_.-]+/(?!\.{1,2}\Z)[A-Za-z0-9_.-]+")
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


@dataclass(frozen=True, slots=True)
class AppPage:
    """The App's name, the path of its page on GitHub's web root, and whose accounts have it."""

    name: str
    path: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Granted:
    """What the App may do and hears of; `clock_error` is how far ours is behind, in seconds."""

    slug: str
    permissions: Mapping[str, str]
    events: tuple[str, ...]
    clock_error: float | None


@dataclass(frozen=True, slots=True)
class Hook:
    """The App's webhook; `last_status` is how its newest delivery was answered (None: none sent).

    A status of 0 means that nobody answered.
    """

    url: str
    is_json: bool
    checks_certificates: bool
    last_status: int | None


class App:
    """One view of GitHub as the App, signed with its JWT.

    Raises OperatorError when the key is unusable; the methods raise what `Transport` raises.
    """

    def __init__(
        self, app_id: int, key_pem: str, api_url: str, *, pause: float = 1.0, backoff: float = 0.5
    ) -> None:
        self.id = app_id
        pace = Pace.of(api_url, f"app {app_id}")
        key = AppKey(app_id, key_pem)
        self._transport = Transport(api_url, key, pace, pause=pause, backoff=backoff)
        self._login: str | None = None

    def login(self) -> str:
        """The name that stands on what the App writes."""
        if self._login is None:
            app = answers.read(answers.App, self._transport.read("/app"))
            self._login = f"{app.slug}[bot]"
        return self._login

    def about(self) -> AppPage:
        """What its operator sees of it: its name, its page, and where it is installed."""
        app = answers.read(answers.OwnApp, self._transport.read("/app"))
        found = self._transport.read_all("/app/installations")
        accounts = [answers.read(answers.InstalledOn, one).account for one in found]
        names = tuple(one.login for one in accounts if one is not None)
        return AppPage(app.name, page_path(app.slug, app.html_url), names)

    def last_delivery(self) -> HookDelivery | None:
        """The newest delivery that GitHub tried, and how that went; None: there was none."""
        found = self._transport.read("/app/hook/deliveries", {"per_page": "1"})
        if not isinstance(found, list) or not found:
            return None
        return answers.read(answers.HookDelivery, found[0]).value()

    def granted(self) -> Granted:
        """What its settings on GitHub allow, which each installation has agreed to or will."""
        answer, moment = self._transport.read_dated("/app")
        app = answers.read(answers.App, answer)
        error = None if moment is None else (moment - datetime.now(UTC)).total_seconds()
        return Granted(app.slug, app.permissions, tuple(app.events), error)

    def hook(self) -> Hook:
        """Its webhook; whether it is switched on shows only in what was delivered."""
        config = answers.read(answers.HookConfig, self._transport.read("/app/hook/config"))
        newest = self.last_delivery()
        return Hook(
            config.url or "",
            config.content_type == "json",
            str(config.insecure_ssl) in {"0", "0.0"},
            newest.code if newest else None,
        )

    def installation_for(self, repository: str) -> int:
        """The id of the installation that covers `owner/name`; NotFoundError where none does."""
        path = f"/repos/{checked_name(repository)}/installation"
        return answers.read(answers.Identified, self._transport.read(path)).id

    def installations(self) -> tuple[Installation, ...]:
        """Where the App is installed now."""
        found = self._transport.read_all("/app/installations")
        return tuple(answers.read(answers.Installation, one).value() for one in found)

    def is_installed(self, installation_id: int) -> bool:
        """Whether there is an installation of this id, also one that is suspended."""
        try:
            answer = self._transport.read(f"/app/installations/{installation_id}")
        except NotFoundError:
            return False
        return answers.read(answers.Installation, answer).id == installation_id

    def hook_deliveries(self, since: datetime) -> tuple[HookDelivery, ...]:
        """What GitHub tried to deliver since then, the newest first; the last few thousand."""
        found: list[HookDelivery] = []
        cursor = None
        for _ in range(_DELIVERY_PAGES):
            page, cursor = self._transport.read_page("/app/hook/deliveries", {}, cursor)
            read = [answers.read(answers.HookDelivery, one).value() for one in page]
            found += [one for one in read if one.delivered_at >= since]
            if cursor is None or any(one.delivered_at < since for one in read):
                break
        return tuple(found)

    def redeliver(self, delivery: HookDelivery) -> None:
        """Ask for one more attempt, which bears the same GUID."""
        # Repeated like a read: what arrives twice is taken in once.
        self._transport.read(f"/app/hook/deliveries/{delivery.id}/attempts", verb="POST")

    def new_token(self, installation_id: int) -> tuple[str, datetime]:
        """A new token for an installation, and when it expires."""
        path = f"/app/installations/{installation_id}/access_tokens"
        # Repeated like a read: a second token does no harm.
        answer = answers.read(answers.Token, self._transport.read(path, verb="POST"))
        return answer.token, answer.expires_at


def checked_name(repository: str) -> str:
    """The `owner/name` of a repository; UserError for anything that would ask another path."""
    if not _FULL_NAME.fullmatch(repository):
        raise UserError(f"{repository!r} is no repository. Write it as OWNER/NAME.")
    return repository


def page_path(slug: str, html_url: str) -> str:
    """The path of an App's page: of GitHub's answer no host is believed, and no other path.

    github.com has it at `/apps/SLUG`, GitHub Enterprise Server at `/github-apps/SLUG`.
    """
    if not _SLUG.fullmatch(slug):
        raise OperatorError("GitHub names the App in a way that cannot be read. Try it again.")
    try:
        enterprise = urlsplit(html_url).path == f"/github-apps/{slug}"
    except ValueError:
        enterprise = False
    return f"/github-apps/{slug}" if enterprise else f"/apps/{slug}"
