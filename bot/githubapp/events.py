"""A delivery read into something that we act on."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import ValidationError

from bot.githubapp import payloads
from bot.githubapp.strict_json import UnreadableError, parse
from bot.githubapp.values import CommentAddress, CommentPlace
from bot.review.buttons import Button
from bot.review.commands import command_line
from bot.review.redaction import redact

GHOST = "ghost"  # whom GitHub names where an account was deleted
_CREATED, _DELETED = "created", "deleted"
_RERUN, _CLICKED = "rerequested", "requested_action"


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
class CommandEvent:
    """A person asked something of us in a new comment; `line` says what, without secrets."""

    comment: CommentAddress
    line: str
    author: str
    repository: str
    installation_id: int

    @property
    def repository_id(self) -> int:
        """The repository's number."""
        return self.comment.repository_id


@dataclass(frozen=True, slots=True)
class CheckEvent:
    """A person asked something of a check: at the run itself, or of its whole suite."""

    event: str
    button: Button
    repository_id: int
    repository: str
    head_sha: str
    author: str
    installation_id: int


@dataclass(frozen=True, slots=True)
class RemovedEvent:
    """Somebody removed the App from an account."""

    installation_id: int


@dataclass(frozen=True, slots=True)
class PingEvent:
    """GitHub tries out the webhook."""

    hook_id: int | None


@dataclass(frozen=True, slots=True)
class Ignored:
    """A delivery that asks nothing of us, and why."""

    event: str
    why: str


Event = PullRequestEvent | CommandEvent | CheckEvent | RemovedEvent | PingEvent | Ignored


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


def is_read(event: str) -> bool:
    """Whether anything is done about events of this name."""
    return event in _READERS


def write(event: PullRequestEvent | CommandEvent | CheckEvent | RemovedEvent) -> bytes:
    """A payload that `read` reads the same event from, without anything else that was said.

    It is what is kept of a delivery: titles, bodies and branch names may hold secrets.
    """
    told: dict[str, object] = {"installation": {"id": event.installation_id}}
    if not isinstance(event, RemovedEvent):
        told["repository"] = {"id": event.repository_id, "full_name": event.repository}
    match event:
        case RemovedEvent():
            told["action"] = _DELETED
        case PullRequestEvent():
            told |= _pull_request_told(event)
        case CommandEvent():
            told |= _command_told(event)
        case CheckEvent():
            told |= _check_told(event)
    return json.dumps(told).encode()


def logged(event: PullRequestEvent | CommandEvent | CheckEvent | RemovedEvent) -> dict[str, object]:
    """What stands on every line of the log that is about this event; None where it names none."""
    if isinstance(event, RemovedEvent):
        return {"installation_id": event.installation_id}
    named: dict[str, object] = {"number": None, "head": None}
    match event:
        case PullRequestEvent():
            named = {"number": event.number, "head": event.head_sha}
        case CommandEvent():
            named["number"] = event.comment.number
        case CheckEvent():
            named["head"] = event.head_sha
    return {"repository": event.repository, "repository_id": event.repository_id, **named}


def _pull_request_told(event: PullRequestEvent) -> dict[str, object]:
    return {
        "action": event.action.value,
        "pull_request": {
            "number": event.number,
            "draft": event.draft,
            "user": {
                "login": redact(event.author),
                "type": "Bot" if event.author_is_bot else payloads.PERSON,
            },
            "head": {"sha": event.head_sha},
        },
        "changes": {"base": {}} if event.base_changed else {},
    }


def _command_told(event: CommandEvent) -> dict[str, object]:
    comment = event.comment
    on = "issue" if comment.place is CommentPlace.CONVERSATION else "pull_request"
    reply = {} if comment.thread_id == comment.id else {"in_reply_to_id": comment.thread_id}
    return {
        "action": _CREATED,
        "comment": {
            "id": comment.id,
            "body": event.line,
            "user": {"login": redact(event.author), "type": payloads.PERSON},
            **reply,
        },
        on: {"number": comment.number, "pull_request": {}},
    }


def _check_told(event: CheckEvent) -> dict[str, object]:
    return {
        "action": _CLICKED,
        event.event: {"head_sha": event.head_sha},
        "requested_action": {"identifier": event.button.value},
        "sender": {"login": redact(event.author), "type": payloads.PERSON},
    }


def _pull_request(payload: Mapping[str, object], host: str | None) -> Event:
    action = payload.get("action")
    if action not in list(Action):  # a list, as it may be anything
        return Ignored("pull_request", "nothing is done about this action")
    if payload.get("installation") is None:
        return Ignored("pull_request", "it does not come from the App's own webhook")
    told = payloads.PullRequestDelivery.model_validate(payload)
    base_changed = action == Action.EDITED and told.changes.base is not None
    if action == Action.EDITED and not base_changed:
        return Ignored("pull_request", "the edit leaves the code as it was")
    author = told.pull_request.user or payloads.User(login=GHOST)
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


def _comment(payload: Mapping[str, object], place: CommentPlace) -> Event:
    comment, issue = payload.get("comment"), payload.get("issue")
    if payload.get("action") != _CREATED:  # also an edit, by which anybody could put words there
        return Ignored(place, "only new comments are read")
    if payload.get("installation") is None:
        return Ignored(place, "it does not come from the App's own webhook")
    if isinstance(issue, dict) and issue.get("pull_request") is None:
        return Ignored(place, "it is not about a pull request")
    if not isinstance(comment, dict) or not _by_a_person(comment):
        return Ignored(place, "no person wrote it")
    told = payloads.CommentDelivery.model_validate(payload)
    line = command_line(told.comment.body)
    on = told.issue if place is CommentPlace.CONVERSATION else told.pull_request
    if line is None or on is None:
        return Ignored(place, "it asks nothing of us")
    comment_id, thread_id = told.comment.id, told.comment.in_reply_to_id
    where = CommentAddress(
        told.repository.id, on.number, place, comment_id, thread_id or comment_id
    )
    return CommandEvent(
        comment=where,
        line=line,
        author=told.comment.user.login,
        repository=told.repository.full_name,
        installation_id=told.installation.id,
    )


def _by_a_person(comment: Mapping[str, object]) -> bool:
    """Whether a person typed it: not a bot, nor an App, nor somebody whose account is gone."""
    user = comment.get("user")
    through_app = comment.get("performed_via_github_app") is not None
    return isinstance(user, dict) and user.get("type") == payloads.PERSON and not through_app


def _check(payload: Mapping[str, object], event: str) -> Event:
    if payload.get("action") not in (_RERUN, _CLICKED):
        return Ignored(event, "nothing is done about this action")
    if payload.get("installation") is None:
        return Ignored(event, "it does not come from the App's own webhook")
    sender = payload.get("sender")
    if not isinstance(sender, dict) or sender.get("type") != payloads.PERSON:
        return Ignored(event, "no person asked for it")
    told = payloads.CheckDelivery.model_validate(payload)
    checked = told.check_run if event == "check_run" else told.check_suite
    clicked = told.requested_action
    button = Button.REVIEW_AGAIN.value if clicked is None else clicked.identifier
    if checked is None or button not in list(Button):
        return Ignored(event, "it asks nothing of us")
    return CheckEvent(
        event=event,
        button=Button(button),
        repository_id=told.repository.id,
        repository=told.repository.full_name,
        head_sha=checked.head_sha,
        author=told.sender.login,
        installation_id=told.installation.id,
    )


def _installation(payload: Mapping[str, object], _host: str | None) -> Event:
    if payload.get("action") != _DELETED:
        return Ignored("installation", "nothing is done about this action")
    told = payloads.InstallationDelivery.model_validate(payload)
    return RemovedEvent(told.installation.id)


def _ping(payload: Mapping[str, object], _host: str | None) -> Event:
    return PingEvent(payloads.PingDelivery.model_validate(payload).hook_id)


# Which event is read by what.
_READERS: Mapping[str, Callable[[Mapping[str, object], str | None], Event]] = {
    "check_run": lambda payload, _host: _check(payload, "check_run"),
    "check_suite": lambda payload, _host: _check(payload, "check_suite"),
    "installation": _installation,
    "issue_comment": lambda payload, _host: _comment(payload, CommentPlace.CONVERSATION),
    "ping": _ping,
    "pull_request": _pull_request,
    "pull_request_review_comment": lambda payload, _host: _comment(payload, CommentPlace.DIFF),
}
