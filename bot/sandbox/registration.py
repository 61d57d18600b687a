"""Registering the App from a manifest, and installing it, as a person does it in a browser."""

import json
import secrets
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.exceptions import HTTPException

from bot.sandbox import shapes
from bot.sandbox.call import Answer, Call
from bot.sandbox.refusals import not_found
from bot.sandbox.said import User
from bot.sandbox.webhooks import Webhooks
from bot.sandbox.world import Installation, World

LONGEST_NAME = 34
# Which permission an App needs for an event.
_NEEDED = {
    "check_run": "checks",
    "check_suite": "checks",
    "issue_comment": "issues",
    "pull_request": "pull_requests",
    "pull_request_review_comment": "pull_requests",
}


class _Hook(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    url: str
    active: bool = True


class Manifest(BaseModel):
    """What GitHub takes: https://docs.github.com/apps/sharing-github-apps."""

    model_config = ConfigDict(extra="forbid", strict=True)
    url: str
    name: str | None = None
    hook_attributes: _Hook | None = None
    redirect_url: str | None = None
    callback_urls: list[str] = []
    setup_url: str | None = None
    description: str | None = None
    public: bool = False
    default_events: list[str] = []
    default_permissions: dict[str, str] = {}
    request_oauth_on_install: bool = False
    setup_on_update: bool = False


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A registration that nobody has fetched yet."""

    manifest: Manifest
    owner: User


class Registrations:
    """The App as it is registered, and what its manifest said; under the world's lock."""

    def __init__(self, world: World, webhooks: Webhooks) -> None:
        self._world = world
        self._webhooks = webhooks
        self._waiting: dict[str, _Waiting] = {}
        self.manifest: Manifest | None = None

    def read(self, written: str) -> Manifest:
        """The manifest that somebody posted; refused as GitHub does."""
        try:
            found = Manifest.model_validate(json.loads(written))
        except (ValueError, ValidationError) as error:
            raise HTTPException(422, f"Invalid GitHub App configuration: {error}") from error
        addresses = [found.url, found.redirect_url, found.setup_url, *found.callback_urls]
        if found.hook_attributes is not None:
            addresses.append(found.hook_attributes.url)
        if not all(urlsplit(one).scheme in {"http", "https"} for one in addresses if one):
            raise HTTPException(422, "Invalid GitHub App configuration: Url must be a valid URL")
        granted = found.default_permissions
        for event in found.default_events:
            if _NEEDED.get(event) not in granted:
                raise HTTPException(422, f"Default events unsupported: {event}")
        if found.name is not None and len(found.name) > LONGEST_NAME:
            raise HTTPException(422, "Name is too long (maximum is 34 characters)")
        return found

    def register(self, manifest: Manifest, name: str, owner: User, state: str) -> str:
        """Make the App what the manifest says; the address that the browser goes to."""
        code = secrets.token_hex(20)
        self._waiting[code] = _Waiting(manifest, owner)
        app = self._webhooks.site.app
        app.become(name.lower().replace(" ", "-"), manifest.default_permissions, owner)
        app.events = list(manifest.default_events)
        self.manifest = manifest
        self._world.installations.clear()  # those were another App's
        app.webhook_url = manifest.hook_attributes.url if manifest.hook_attributes else None
        query = {"code": code} | ({"state": state} if state else {})
        return f"{manifest.redirect_url}?{urlencode(query)}"

    def convert(self, call: Call) -> Answer:
        """POST /app-manifests/{code}/conversions: once for each code."""
        waiting = self._waiting.pop(call.parameters["code"], None)
        if waiting is None:
            raise not_found()
        app = call.site.app
        told: shapes.Json = {
            "client_secret": app.client_secret,
            "webhook_secret": app.webhook_secret,
            "pem": app.private_key_pem,
        }
        self._webhooks.ping()
        return Answer(shapes.app(call.site) | told, 201)

    def install(self, account: User) -> str:
        """Install the App on every repository of an account; where the browser goes then."""
        installed = next(
            (one for one in self._world.installations.values() if one.account is account), None
        )
        if installed is None:
            app = self._webhooks.site.app
            number, now = self._world.new_id(), self._world.now()
            installed = Installation(number, account, dict(app.permissions), now)
            self._world.installations[number] = installed
        owned = [one.id for one in self._world.repositories.values() if one.owner is account]
        installed.repositories.update(owned)
        self._webhooks.announce_installation("created", installed)
        page = f"/organizations/{account.login}/settings/installations/{installed.id}"
        if self.manifest is None or self.manifest.setup_url is None:
            return page
        query = {"installation_id": str(installed.id), "setup_action": "install"}
        return f"{self.manifest.setup_url}?{urlencode(query)}"
