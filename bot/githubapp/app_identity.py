"""The GitHub App itself: who it is, and where it is installed."""

import re
from datetime import datetime

from bot.errors import UserError
from bot.githubapp import answers
from bot.githubapp.auth import AppKey
from bot.githubapp.pace import Pace
from bot.githubapp.transport import Transport

_FULL_NAME = re.compile(r"(?!\.{1,2}/)[A-Za-z0-9_.-]+/(?!\.{1,2}\Z)[A-Za-z0-9_.-]+")


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
