"""Who is calling: the App's JWT, installation tokens and personal tokens."""

import base64
import binascii
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.sandbox.refusals import Refusal, bad_credentials
from bot.sandbox.said import User
from bot.sandbox.world import Installation, Repository, World

TOKEN_LIFE = timedelta(hours=1)
_JWT_LIFE = timedelta(minutes=10)
_LEVELS = {"none": 0, "read": 1, "triage": 1, "write": 2, "maintain": 2, "admin": 3}


@dataclass(frozen=True, slots=True)
class AppCaller:
    """The App itself, by its JWT."""


@dataclass(frozen=True, slots=True)
class InstallationCaller:
    """The App on one account, by an installation token that may be narrowed."""

    installation: Installation
    user: User
    permissions: dict[str, str]
    repositories: frozenset[int] | None
    expires_at: datetime

    def may(self, permission: str, level: str) -> bool:
        """Whether the token carries this permission, and the installation still does."""
        granted = min(
            _LEVELS[self.permissions.get(permission, "none")],
            _LEVELS[self.installation.permissions.get(permission, "none")],
        )
        return granted >= _LEVELS[level]

    def reaches(self, repository: Repository) -> bool:
        """Whether the repository is one of this token's."""
        narrowed = self.repositories is None or repository.id in self.repositories
        return narrowed and repository.id in self.installation.repositories


@dataclass(frozen=True, slots=True)
class PersonCaller:
    """A person, by a personal token."""

    user: User

    def reaches(self, repository: Repository) -> bool:
        """Whether this person may read the repository."""
        return not repository.private or permission_of(repository, self.user) != "none"


Caller = AppCaller | InstallationCaller | PersonCaller | None


def role_of(repository: Repository, user: User) -> str:
    """admin, maintain, write, triage, read or none: what somebody was made in a repository."""
    if user is repository.owner:
        return "admin"
    return repository.collaborators.get(user.login, "none" if repository.private else "read")


def permission_of(repository: Repository, user: User) -> str:
    """admin, write, read or none: what GitHub says that somebody may do in a repository."""
    role = role_of(repository, user)
    return {"maintain": "write", "triage": "read"}.get(role, role)


def new_key() -> rsa.RSAPrivateKey:
    """A private key as GitHub makes them for Apps."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class App:
    """The GitHub App and every token that was handed out in this world."""

    def __init__(
        self,
        world: World,
        slug: str,
        permissions: dict[str, str],
        key: rsa.RSAPrivateKey | None = None,
    ) -> None:
        self.world = world
        self.id = world.new_id()
        self.client_id = f"Iv23li{secrets.token_hex(7)}"
        self.slug = slug
        self.permissions = permissions
        self.events = ["check_run", "check_suite", "issue_comment", "pull_request"]
        self.events += ["pull_request_review_comment"]
        self.owner = world.user("tenet-maintainers", "Organization")
        self.bot = world.user(f"{slug}[bot]")
        self.created_at = world.now()
        self.webhook_secret = secrets.token_hex(32)
        self.client_secret = secrets.token_hex(20)
        self.webhook_url: str | None = None
        self._key = key or new_key()
        self._tokens: dict[str, InstallationCaller | PersonCaller] = {}

    @property
    def private_key_pem(self) -> str:
        """The private key as GitHub hands it out: PKCS#1 PEM."""
        return self._key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        ).decode()

    def new_token(
        self,
        installation: Installation,
        permissions: dict[str, str] | None = None,
        repositories: frozenset[int] | None = None,
    ) -> tuple[str, InstallationCaller]:
        """An installation token and what it may do, for an hour."""
        expires = self.world.now() + TOKEN_LIFE
        claims = {"iss": self.client_id, "exp": int(expires.timestamp())}
        claims |= {"jti": secrets.token_hex(16), "inst": installation.id}
        token = f"ghs_{self.id}_{jwt.encode(claims, self._key, algorithm='RS256')}"
        granted = dict(installation.permissions) if permissions is None else permissions
        caller = InstallationCaller(installation, self.bot, granted, repositories, expires)
        self._tokens[token] = caller
        return token, caller

    def new_personal_token(self, login: str) -> str:
        """A personal token that never expires."""
        token = f"ghp_{secrets.token_hex(18)}"
        self._tokens[token] = PersonCaller(self.world.user(login))
        return token

    def new_user_token(self, login: str) -> str:
        """A token of the App for a person who signed in."""
        token = f"ghu_{secrets.token_hex(18)}"
        self._tokens[token] = PersonCaller(self.world.user(login))
        return token

    def become(self, slug: str, permissions: dict[str, str], owner: User) -> None:
        """Be registered anew: another App, with secrets and a number of its own."""
        self.id, self.slug, self.permissions = self.world.new_id(), slug, dict(permissions)
        self.client_id = f"Iv23li{secrets.token_hex(7)}"
        self.owner, self.bot = owner, self.world.user(f"{slug}[bot]")
        self.webhook_secret, self.client_secret = secrets.token_hex(32), secrets.token_hex(20)
        self._key = new_key()
        self._tokens = {k: v for k, v in self._tokens.items() if isinstance(v, PersonCaller)}

    def revoke_tokens(self) -> None:
        """Make every installation token invalid at once, before its time."""
        persons = {k: v for k, v in self._tokens.items() if isinstance(v, PersonCaller)}
        self._tokens = dict(persons)

    def caller(self, authorization: str | None) -> Caller:
        """Who sent this `Authorization` header; refused when it is no good."""
        if not authorization:
            return None
        scheme, _, value = authorization.partition(" ")
        if scheme.lower() == "basic":
            value = _password(value)
        elif scheme.lower() not in {"bearer", "token"}:
            raise bad_credentials()
        if value.count(".") == 2 and not value.startswith("ghs_"):  # noqa: PLR2004  a JWT's dots
            self._check_jwt(value)
            return AppCaller()
        known = self._tokens.get(value)
        if known is None:
            raise bad_credentials()
        if isinstance(known, InstallationCaller):
            self._check_alive(known)
        return known

    def _check_alive(self, caller: InstallationCaller) -> None:
        gone = caller.installation.id not in self.world.installations
        if gone or caller.expires_at <= self.world.now():
            raise bad_credentials()
        if caller.installation.suspended_at is not None:
            raise Refusal(403, "This installation has been suspended")

    def _check_jwt(self, token: str) -> None:
        try:
            claims = jwt.decode(
                token,
                self._key.public_key(),
                algorithms=["RS256"],
                options={"verify_exp": False, "verify_iat": False, "verify_iss": False},
            )
            issued = datetime.fromtimestamp(int(claims["iat"]), UTC)
            expires = datetime.fromtimestamp(int(claims["exp"]), UTC)
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
            raise Refusal(401, "A JSON web token could not be decoded") from error
        now = self.world.now()
        if str(claims.get("iss")) not in {str(self.id), self.client_id}:
            raise Refusal(401, "A JSON web token could not be decoded")
        if expires <= now:
            raise Refusal(401, "'Expiration time' claim ('exp') must be a numeric value in future")
        if expires > now + _JWT_LIFE:
            raise Refusal(401, "'Expiration time' claim ('exp') is too far in the future")
        if issued > now:
            raise Refusal(401, "'Issued at' claim ('iat') must be in the past")


def _password(value: str) -> str:
    try:
        _, _, password = base64.b64decode(value).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise bad_credentials() from error
    return password
