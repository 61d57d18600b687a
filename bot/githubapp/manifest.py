"""A GitHub App made from a manifest: what we ask for, and what GitHub hands out for its code.

https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
"""

import json
import re
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import quote

from pydantic import Field

from bot.errors import UserError
from bot.githubapp import answers
from bot.githubapp.app_identity import page_path
from bot.githubapp.auth import read_key
from bot.githubapp.unsigned import post

PERMISSIONS = {
    "metadata": "read",
    "contents": "read",
    "pull_requests": "write",
    "checks": "write",
    "issues": "read",
}
# GitHub sends `installation` and `installation_repositories` to every App without being asked.
EVENTS = (
    "check_run",
    "check_suite",
    "issue_comment",
    "pull_request",
    "pull_request_review_comment",
)
LONGEST_NAME = 34  # characters, GitHub's limit
SHORTEST_SECRET = 32  # characters; `serve` refuses a shorter one
_CODE = re.compile(r"[A-Za-z0-9_-]{1,100}")
_ORGANISATION = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98}[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class Wish:
    """The App that somebody wants: its name, and who is to own it ("": the person themselves).

    `address` is where a browser finds this server, `webhook` where GitHub does; both are URLs.
    """

    name: str
    organisation: str
    address: str
    webhook: str

    def __post_init__(self) -> None:
        if not 0 < len(self.name) <= LONGEST_NAME or not self.name.isprintable():
            raise UserError(f"The App needs a name of 1 to {LONGEST_NAME} characters.")
        if self.organisation and not _ORGANISATION.fullmatch(self.organisation):
            raise UserError(
                f"{self.organisation!r} is no organisation: write its name as in its web address."
            )


def manifest(wish: Wish) -> str:
    """What GitHub is asked to make, as JSON."""
    return json.dumps(
        {
            "name": wish.name,
            "url": wish.address,
            "description": "Reviews pull requests.",
            "public": False,
            "hook_attributes": {"url": wish.webhook, "active": True},
            "redirect_url": f"{wish.address}/setup/registered",
            "callback_urls": [f"{wish.address}/sign-in/done"],
            "setup_url": f"{wish.address}/setup",
            "default_permissions": PERMISSIONS,
            "default_events": list(EVENTS),
        }
    )


def registration_url(server_url: str, organisation: str, state: str) -> str:
    """Where the manifest is posted to by the person's own browser."""
    owner = f"/organizations/{quote(organisation, safe='')}" if organisation else ""
    return f"{server_url}{owner}/settings/apps/new?state={quote(state, safe='')}"


@dataclass(frozen=True, slots=True)
class NewApp:
    """An App that GitHub has just made, with its secrets; `path` is its page on the web root."""

    id: int
    slug: str
    path: str
    private_key: str = field(repr=False)
    webhook_secret: str = field(repr=False)
    client_id: str
    client_secret: str = field(repr=False)


class _Conversion(answers.Answer):
    id: Annotated[int, Field(gt=0)]
    slug: str
    html_url: str
    pem: str
    webhook_secret: Annotated[str, Field(min_length=SHORTEST_SECRET)]
    client_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,100}$")]
    client_secret: Annotated[str, Field(pattern=r"^[!-~]{1,200}$")]


def convert(api_url: str, code: str) -> NewApp:
    """The App that a code stands for; it is good once, and for an hour.

    Raises UserError for what is no code, OperatorError when GitHub refuses it or hands out a key
    that cannot be used, TransientError when its answer is not understood.
    """
    if not _CODE.fullmatch(code):
        raise UserError("GitHub's code is missing or damaged: register the App once more.")
    told = post(f"{api_url}/app-manifests/{code}/conversions", "the App's registration")
    app = answers.read(_Conversion, told)
    read_key(app.pem)
    return NewApp(
        id=app.id,
        slug=app.slug,
        path=page_path(app.slug, app.html_url),
        private_key=app.pem,
        webhook_secret=app.webhook_secret,
        client_id=app.client_id,
        client_secret=app.client_secret,
    )
