"""Users, and what they say on a pull request: comments, reviews, reactions, check runs."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True, eq=False)
class User:
    """Somebody with a login; `kind` is `User`, `Bot` or `Organization`."""

    id: int
    login: str
    kind: str = "User"


@dataclass(slots=True, eq=False)
class Reaction:
    """One emoji of one user."""

    id: int
    user: User
    content: str
    created_at: datetime


@dataclass(slots=True, eq=False)
class IssueComment:
    """A comment in the conversation."""

    id: int
    user: User
    body: str
    created_at: datetime
    updated_at: datetime
    by_app: bool = False
    reactions: list[Reaction] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Review:
    """One review; `state` is `PENDING` until it is submitted, `minimized` why it was hidden."""

    id: int
    user: User
    body: str
    state: str
    commit_id: str
    submitted_at: datetime | None
    minimized: str | None = None


@dataclass(slots=True, eq=False)
class ReviewComment:
    """A comment on lines of the diff; `line` is None once the line is outdated.

    `minimized` is why it was hidden; `resolved` counts for the first comment of a thread.
    """

    id: int
    user: User
    body: str
    path: str
    subject: str
    line: int | None
    side: str
    start_line: int | None
    start_side: str | None
    commit_id: str
    diff_hunk: str
    review: Review
    created_at: datetime
    updated_at: datetime
    original_line: int | None
    original_start_line: int | None
    original_position: int
    original_commit_id: str
    in_reply_to: int | None = None
    minimized: str | None = None
    resolved: bool = False
    reactions: list[Reaction] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class CheckRun:
    """A check run of our App on one commit; `annotations` are kept as they were sent.

    `actions` are the identifiers of its buttons.
    """

    id: int
    suite_id: int
    name: str
    head_sha: str
    status: str
    started_at: datetime
    conclusion: str | None = None
    completed_at: datetime | None = None
    external_id: str = ""
    details_url: str | None = None
    title: str | None = None
    summary: str | None = None
    text: str | None = None
    annotations: list[dict[str, object]] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
