"""What we say to GitHub and what it tells us, as values of our own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus

from bot.review.change import Leak
from bot.review.findings import Location


class CommentPlace(StrEnum):
    """Where a comment stands, by the name of its event."""

    CONVERSATION = "issue_comment"
    DIFF = "pull_request_review_comment"


@dataclass(frozen=True, slots=True)
class CommentAddress:
    """Where somebody's comment stands; `thread_id` is the first comment of its thread in a diff."""

    repository_id: int
    number: int
    place: CommentPlace
    id: int
    thread_id: int


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request as it is now; `repository` is `owner/name` of the base.

    `base_sha` is the tip of the base branch, not the merge base. `head_repository_id` is None
    where the fork was deleted. No text in it holds a secret of a known format: they are taken out
    when GitHub's answer is read, and `leaks` keeps which kinds stood in title and body.
    """

    repository_id: int
    repository: str
    number: int
    title: str
    body: str
    is_open: bool
    merged: bool
    draft: bool
    author: str
    author_is_bot: bool
    labels: tuple[str, ...]
    base_ref: str
    base_sha: str
    head_ref: str
    head_sha: str
    head_repository_id: int | None
    is_fork: bool
    html_url: str
    leaks: tuple[Leak, ...] = ()

    def git_url(self, server_url: str) -> str:
        """Where git finds the repository: on the server that we know, wherever GitHub points."""
        return f"{server_url}/{self.repository}.git"

    @property
    def repository_url(self) -> str:
        """The web address of the base repository."""
        return self.html_url.rsplit("/pull/", 1)[0]


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """What stands at a path of a tree; `kind` is git's word: `blob`, `tree` or `commit`."""

    path: str
    mode: str
    kind: str
    sha: str


@dataclass(frozen=True, slots=True)
class DraftComment:
    """A review comment to be made: at the lines of `anchor`, or on the file where it is None."""

    path: str
    body: str
    anchor: Location | None

    def as_json(self) -> Mapping[str, object]:
        """The comment as GitHub takes it."""
        said: dict[str, object] = {"path": self.path, "body": self.body}
        if self.anchor is None:
            return {**said, "subject_type": "file"}
        side, first, last = self.anchor.side.value, self.anchor.start_line, self.anchor.end_line
        said |= {"side": side, "line": last}
        # GitHub refuses a range of one line, and a start without its side.
        return {**said, "start_side": side, "start_line": first} if first < last else said


@dataclass(frozen=True, slots=True)
class ReviewComment:
    """A comment on lines or on a file; `line` is None when the lines are gone from the diff.

    `node_id` is its name in GraphQL, `reply_to` the first comment of its thread, if it is another,
    `review_id` the review that it came with.
    """

    id: int
    author: str
    body: str
    path: str
    line: int | None
    commit_id: str
    html_url: str
    node_id: str = ""
    reply_to: int | None = None
    review_id: int | None = None


@dataclass(frozen=True, slots=True)
class PostedReview:
    """A review of somebody's; `state` is GitHub's word, such as `COMMENTED`."""

    id: int
    author: str
    body: str
    state: str
    commit_id: str | None
    html_url: str
    node_id: str = ""


@dataclass(frozen=True, slots=True)
class IssueComment:
    """A comment in the conversation of a pull request."""

    id: int
    author: str
    body: str
    html_url: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """A finding inside a check run; `level` is `failure`, `warning` or `notice`."""

    path: str
    start_line: int
    end_line: int
    level: str
    title: str
    message: str

    def as_json(self) -> Mapping[str, object]:
        """The annotation as GitHub takes it."""
        return {
            "path": self.path,
            "start_line": self.start_line,
            "end_line": self.end_line,
            "annotation_level": self.level,
            "title": self.title,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class CheckOutput:
    """What a check run shows; annotations are added to those that it has already."""

    title: str
    summary: str
    text: str = ""
    annotations: tuple[Annotation, ...] = ()

    def as_json(self) -> Mapping[str, object]:
        """The output as GitHub takes it."""
        return {
            "title": self.title,
            "summary": self.summary,
            "text": self.text,
            "annotations": [one.as_json() for one in self.annotations],
        }


@dataclass(frozen=True, slots=True)
class CheckRun:
    """A check run; `conclusion` is None until it is completed."""

    id: int
    name: str
    head_sha: str
    app_id: int | None
    status: str
    conclusion: str | None
    title: str
    summary: str
    text: str
    html_url: str


@dataclass(frozen=True, slots=True)
class Installation:
    """Where the App is installed; while it is suspended, nothing may be done there."""

    id: int
    created_at: datetime
    suspended: bool


@dataclass(frozen=True, slots=True)
class HookDelivery:
    """One attempt of GitHub's to deliver an event; the attempts of one event share its `guid`."""

    id: int
    guid: str
    event: str
    delivered_at: datetime
    status: str
    code: int  # what the server answered; 0: nothing

    @property
    def arrived(self) -> bool:
        """Whether the server took it in."""
        return self.code in range(200, 300)

    @property
    def too_early(self) -> bool:
        """Whether it is the ping that greets a new App, which comes before its secret is known."""
        return self.event == "ping" and self.code == HTTPStatus.SERVICE_UNAVAILABLE
