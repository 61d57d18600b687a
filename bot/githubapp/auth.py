"""What our requests are signed with: the App's key, its installation tokens, personal tokens."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from bot.errors import OperatorError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

# GitHub takes ten minutes at most, and wants the issue time a minute back against slow clocks.
# https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app
_JWT_LIFE = timedelta(minutes=9)
_JWT_BACKDATED = timedelta(minutes=1)
_CLOCK_TOLERANCE = timedelta(seconds=30)
_RENEW_BEFORE = timedelta(minutes=5)
_NEW_KEY = "Generate a private key in the App's settings and give its PEM text unchanged."


class Credentials(Protocol):
    """Whatever can sign a request."""

    def token(self) -> str:
        """A token that is good now."""
        ...

    def renew(self, refused_at: datetime | None) -> bool:
        """Whether another token may do better than the one that GitHub refused at its time."""
        ...


class PersonalToken:
    """A token that somebody gave us."""

    def __init__(self, token: str) -> None:
        if not token.isascii() or not token.isprintable() or not token.strip():
            raise OperatorError("The GitHub token is empty or unreadable. Copy it once more.")
        self._token = token.strip()

    def token(self) -> str:
        """The token itself."""
        return self._token

    def renew(self, refused_at: datetime | None) -> bool:  # noqa: ARG002  the protocol's
        """There is no other one."""
        return False


class AppKey:
    """The App's private key, which signs a short-lived JWT for each request.

    Raises OperatorError when the PEM text holds no usable key.
    """

    def __init__(self, app_id: int, key_pem: str) -> None:
        self.app_id = app_id
        self._key = read_key(key_pem)
        self._clock_error = timedelta(0)

    def token(self) -> str:
        """A new JWT."""
        import jwt  # noqa: PLC0415  not every command talks to GitHub

        now = datetime.now(UTC) + self._clock_error
        claims = {"iat": now - _JWT_BACKDATED, "exp": now + _JWT_LIFE, "iss": str(self.app_id)}
        return jwt.encode(claims, self._key, algorithm="RS256")

    def renew(self, refused_at: datetime | None) -> bool:
        """Go by GitHub's clock from now on, where ours is wrong."""
        if refused_at is None:
            return False
        error = refused_at - datetime.now(UTC)
        if abs(error - self._clock_error) < _CLOCK_TOLERANCE:
            return False
        self._clock_error = error
        return True


class InstallationToken:
    """An installation's token, minted when needed and good for an hour.

    `mint` returns a new token and when it expires.
    """

    def __init__(self, mint: Callable[[], tuple[str, datetime]]) -> None:
        self._mint = mint
        self._minting = threading.Lock()
        self._token = ""
        self._good_until = datetime.min.replace(tzinfo=UTC)

    def token(self) -> str:
        """The token that is good for some minutes more."""
        with self._minting:
            if datetime.now(UTC) >= self._good_until:
                self._token, expires = self._mint()
                self._good_until = expires - _RENEW_BEFORE
            return self._token

    def renew(self, refused_at: datetime | None) -> bool:  # noqa: ARG002  the protocol's
        """Forget a token that GitHub no longer takes, however long it was promised."""
        with self._minting:
            self._good_until = datetime.min.replace(tzinfo=UTC)
        return True


def read_key(pem: str) -> "RSAPrivateKey":
    r"""The RSA key in a PEM text, also when its lines end in CRLF or in a written `\n`.

    OperatorError, with the next step, for anything else.
    """
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415  slow to import
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415  the same
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey  # noqa: PLC0415

    text = pem.replace("\r\n", "\n").replace("\\n", "\n").strip()
    try:
        key = serialization.load_pem_private_key(text.encode(), password=None)
    except TypeError as exc:
        raise OperatorError(
            "The App's private key is encrypted. Take off its pass phrase:"
            " `openssl rsa -in KEY.pem -out PLAIN.pem`."
        ) from exc
    except (ValueError, UnsupportedAlgorithm) as exc:
        raise OperatorError(f"The App's private key cannot be read. {_NEW_KEY}") from exc
    if not isinstance(key, RSAPrivateKey):
        raise OperatorError(f"The App's private key is no RSA key. {_NEW_KEY}")
    return key
