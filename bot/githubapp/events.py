"""A delivery read into something that we act on."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.githubapp.strict_json import UnreadableError, parse
from bot.review.redaction import redact

_Id = Annotated[int, Field(gt=0, lt=2**63)]
_Sha = Annotated[str, Field(pattern=r"^[0-9a-f]{40}(?:[0-9a-f]{24})?$")]
_FullName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}$")]
_Login = Annotated[str, Field(min_length=1, max_length=100)]
GHOST = "ghost"  # whom GitHub names where an account was deleted


class Action(StrEnum):
    """What happened to a pull request that we act on."""

    OPENED = "opened"
    SYNCHRONIZE = "synchronize"
    REOPENED = "reopened"
    READY_FOR_REVIEW = "ready_for_review"
    EDITED = "edited"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class PullRequestEvent:
    """A pull request changed; `host` is set by a GitHub Enterprise Server.

    What it says may be old when it is acted on: the pull request is read again from the API.
    """

    action: Action
    repository_id: int
    repository: str
    number: int
    head_sha: str
    base_changed: bool
    draft: bool
    author: str
    author_is_bot: bool
    installation_id: int
    host: str | None = None


@dataclass(frozen=True, slots=True)
class PingEvent:
    """GitHub tries out the webhook."""

    hook_id: int | None


@dataclass(frozen=True, slots=True)
class Ignored:
    """A delivery that asks nothing of us, and why."""

    event: str
    why: str


Event = PullRequestEvent | PingEvent | Ignored


class _Payload(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class _User(_Payload):
    login: _Login
    type: str = "User"


class _Repository(_Payload):
    id: _Id
    full_name: _FullName


class _Head(_Payload):
    sha: _Sha


class _PullRequest(_Payload):
    number: _Id
    draft: bool = False
    user: _User | None = None
    head: _Head


class _Changes(_Payload):
    base: dict[str, object] | None = None


class _Installation(_Payload):
    id: _Id


class _PullRequestPayload(_Payload):
    pull_request: _PullRequest
    repository: _Repository
    installation: _Installation
    changes: _Changes = _Changes()


class _PingPayload(_Payload):
    hook_id: _Id | None = None


def read(event: str, body: bytes, host: str | None = None) -> Event:
    """What a delivery means: `event` is its `X-GitHub-Event`, `host` its enterprise host.

    UnreadableError when the body is not what GitHub sends for this event.
    """
    payload = parse(body)
    if not isinstance(payload, dict):
        raise UnreadableError("The body is not a JSON object.")
    reader = _READERS.get(event)
    if reader is None:
        return Ignored(event, "nothing is done about this event")
    try:
        return reader(payload, host)
    except ValidationError as exc:
        problem = exc.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(step) for step in problem["loc"])
        raise UnreadableError(f"The delivery's `{where}` is wrong: {problem['msg']}.") from exc


def write(event: PullRequestEvent) -> bytes:
    """A payload that `read` reads the same event from, without anything else that was said.

    It is what is kept of a delivery: titles, bodies and branch names may hold secrets.
    """
    told: dict[str, object] = {
        "action": event.action.value,
        "pull_request": {
            "number": event.number,
            "draft": event.draft,
            "user": {
                "login": redact(event.author),
                "type": "Bot" if event.author_is_bot else "User",
            },
            "head": {"sha": event.head_sha},
        },
        "repository": {"id": event.repository_id, "full_name": event.repository},
        "installation": {"id": event.installation_id},
        "changes": {"base": {}} if event.base_changed else {},
    }
    return json.dumps(told).encode()


def _pull_request(payload: Mapping[str, object], host: str | None) -> Event:
    action = payload.get("action")
    if action not in list(Action):  # a list, as it may be anything
        return Ignored("pull_request", "nothing is done about this action")
    if payload.get("installation") is None:
        return Ignored("pull_request", "it does not come from the App's own webhook")
    told = _PullRequestPayload.model_validate(payload)
    base_changed = action == Action.EDITED and told.changes.base is not None
    if action == Action.EDITED and not base_changed:
        return Ignored("pull_request", "the edit leaves the code as it was")
    author = told.pull_request.user or _User(login=GHOST)
    return PullRequestEvent(
        action=Action(str(action)),
        repository_id=told.repository.id,
        repository=told.repository.full_name,
        number=told.pull_request.number,
        head_sha=told.pull_request.head.sha,
        base_changed=base_changed,
        draft=told.pull_request.draft,
        author=author.login,
        author_is_bot=author.type == "Bot",
        installation_id=told.installation.id,
        host=host,
    )


def _ping(payload: Mapping[str, object], _host: str | None) -> Event:
    return PingEvent(_PingPayload.model_validate(payload).hook_id)


# Which event is read by what. Comments, check runs and installations get their line here.
_READERS: Mapping[str, Callable[[Mapping[str, object], str | None], Event]] = {
    "ping": _ping,
    "pull_request": _pull_request,
}
