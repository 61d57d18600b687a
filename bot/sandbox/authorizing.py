"""Signing in with GitHub: a person says yes in a browser, and the App gets a token for them."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.exceptions import HTTPException

from bot.sandbox.registration import Registrations
from bot.sandbox.tokens import App


@dataclass(frozen=True, slots=True)
class _Grant:
    login: str
    challenge: str


class Authorizing:
    """Codes and tokens of people, under the world's lock."""

    def __init__(self, app: App, registrations: Registrations) -> None:
        self._app = app
        self._registrations = registrations
        self._grants: dict[str, _Grant] = {}

    def check(self, client_id: str, method: str) -> None:
        """Refuse another App's id, and a way of proof that GitHub does not know."""
        if client_id != self._app.client_id:
            raise HTTPException(404)
        if method not in {"", "S256"}:
            raise HTTPException(400)

    def allow(self, login: str, state: str, challenge: str) -> str:
        """Where the browser goes when somebody has said yes."""
        manifest = self._registrations.manifest
        if manifest is None or not manifest.callback_urls:
            raise HTTPException(400, "The App has no callback URL")
        code = secrets.token_hex(10)
        self._grants[code] = _Grant(login, challenge)
        return f"{manifest.callback_urls[0]}?{urlencode({'code': code, 'state': state})}"

    def exchange(self, fields: dict[str, str]) -> dict[str, object]:
        """What GitHub answers, with status 200 also where it refuses."""
        secret = fields.get("client_secret", "")
        known = fields.get("client_id") == self._app.client_id
        if not known or not hmac.compare_digest(secret, self._app.client_secret):
            return {"error": "incorrect_client_credentials"}
        grant = self._grants.pop(fields.get("code", ""), None)
        if grant is None or not _proven(grant.challenge, fields.get("code_verifier", "")):
            return {"error": "bad_verification_code"}
        token = self._app.new_user_token(grant.login)
        return {"access_token": token, "token_type": "bearer", "scope": ""}


def _proven(challenge: str, verifier: str) -> bool:
    digest = hashlib.sha256(verifier.encode()).digest()
    return not challenge or challenge == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
