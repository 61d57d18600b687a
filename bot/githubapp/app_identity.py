"""The GitHub App itself: who it is, and where it is installed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.errors import UserError
from bot.githubapp import answers
from bot.githubapp.auth import AppKey
from bot.githubapp.pace import Pace
from bot.githubapp.transport import Transport

_FULL_NAME = re.compile(r"(?!\.{1,2}/)[A-Za-z0-9_.-]+/(?!\.{1,2}\Z)[A-Za-z0-9_.-]+")


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

    def granted(self) -> Granted:
        """What its settings on GitHub allow, which each installation has agreed to or will."""
        answer, moment = self._transport.read_dated("/app")
        app = answers.read(answers.App, answer)
        error = None if moment is None else (moment - datetime.now(UTC)).total_seconds()
        return Granted(app.slug, app.permissions, tuple(app.events), error)

    def hook(self) -> Hook:
        """Its webhook; whether it is switched on shows only in what was delivered."""
        config = answers.read(answers.HookConfig, self._transport.read("/app/hook/config"))
        newest = self._transport.read("/app/hook/deliveries", {"per_page": "1"})
        sent = [
            answers.read(answers.HookDelivery, one)
            for one in (newest if isinstance(newest, list) else [])
        ]
        return Hook(
            config.url or "",
            config.content_type == "json",
            str(config.insecure_ssl) in {"0", "0.0"},
            sent[0].status_code if sent else None,
        )

    def installation_for(self, repository: str) -> int:
        """The id of the installation that covers `owner/name`; NotFoundError where none does."""
        path = f"/repos/{checked_name(repository)}/installation"
        return answers.read(answers.Identified, self._transport.read(path)).id

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
