"""Our credentials as PyGithub wants them; imported late, because PyGithub is slow to load."""

from github.Auth import Auth

from bot.githubapp.auth import Credentials


class Bearer(Auth):
    """Signs each request with whatever token is good at that moment."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials

    @property
    def token_type(self) -> str:
        """The scheme of the `Authorization` header: one that every kind of token goes by."""
        return "Bearer"

    @property
    def token(self) -> str:
        """The token itself."""
        return self._credentials.token()
