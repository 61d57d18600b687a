"""A person who signs in with GitHub: the way there, and what they may see and do."""

import base64
import hashlib
import re
from enum import IntEnum
from urllib.parse import urlencode

from bot.errors import OperatorError, UserError
from bot.githubapp import answers
from bot.githubapp.auth import PersonalToken
from bot.githubapp.pace import Pace
from bot.githubapp.refusals import NotFoundError
from bot.githubapp.transport import Transport
from bot.githubapp.unsigned import post

_CODE = re.compile(r"[A-Za-z0-9_-]{1,200}")


class Access(IntEnum):
    """What somebody may do in a repository."""

    NONE = 0
    READ = 1
    WRITE = 2


class _Token(answers.Answer):
    access_token: str


class _May(answers.Answer):
    push: bool = False


class _Repository(answers.Answer):
    permissions: _May = _May()


def authorize_url(server_url: str, client_id: str, state: str, verifier: str) -> str:
    """Where a person says yes; `verifier` is what only we know until the code comes back (PKCE)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    query = {
        "client_id": client_id,
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    return f"{server_url}/login/oauth/authorize?{urlencode(query)}"


def exchange(server_url: str, client_id: str, client_secret: str, code: str, verifier: str) -> str:
    """The person's token for a code, which is good once.

    Raises UserError when GitHub does not take the code, and what `post` raises.
    """
    again = UserError("GitHub did not take the sign-in: start it again.")
    if not _CODE.fullmatch(code):
        raise again
    fields = {
        "client_id": client_id,
        "client_secret": client_secret,
        "code": code,
        "code_verifier": verifier,
    }
    told = post(f"{server_url}/login/oauth/access_token", "the sign-in", fields)
    # GitHub answers 200 with an `error` where it refuses.
    if not isinstance(told, dict) or "access_token" not in told:
        raise again
    return answers.read(_Token, told).access_token


class Person:
    """One view of GitHub as a person who signed in; the token stays in memory only."""

    def __init__(self, api_url: str, token: str) -> None:
        pace = Pace.of(api_url, f"person {hashlib.sha256(token.encode()).hexdigest()}")
        credentials = PersonalToken(token)
        self._transport = Transport(api_url, credentials, pace, pause=0.0, backoff=0.2)

    def login(self) -> str:
        """Who it is. Raises what `Transport` raises."""
        return answers.read(answers.User, self._transport.read("/user")).login

    def access(self, repository_id: int) -> Access:
        """What this person may do in a repository now; nothing where GitHub does not say."""
        try:
            told = self._transport.read(f"/repositories/{repository_id}")
            may = answers.read(_Repository, told).permissions
        except NotFoundError:
            return Access.NONE
        except OperatorError:  # the token was withdrawn, or an organisation wants another sign-in
            return Access.NONE
        return Access.WRITE if may.push else Access.READ
