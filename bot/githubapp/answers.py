"""GitHub's answers, checked before we believe them and turned into our own values."""

from datetime import datetime
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import TransientError
from bot.githubapp import values
from bot.review import leaks
from bot.review.change import CommitMessage
from bot.review.change import Issue as Linked
from bot.review.redaction import redact

GHOST = "ghost"  # whom GitHub names where an account was deleted


class Answer(BaseModel):
    """An object of GitHub's; what we do not use of it is left out."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


Model = TypeVar("Model", bound=Answer)


class User(Answer):
    """An account."""

    login: str
    type: str = "User"


class Permission(Answer):
    """What somebody may do in a repository."""

    permission: str


class Token(Answer):
    """A new installation token."""

    token: str
    expires_at: datetime = Field(strict=False)


class Identified(Answer):
    """Anything with an id: an installation, for one."""

    id: int


class Installation(Answer):
    """Where the App is installed."""

    id: Annotated[int, Field(gt=0, lt=2**63)]
    created_at: datetime = Field(strict=False)
    suspended_at: datetime | None = Field(None, strict=False)

    def value(self) -> values.Installation:
        """The same in our words."""
        return values.Installation(self.id, self.created_at, self.suspended_at is not None)


class HookDelivery(Answer):
    """One attempt to deliver an event."""

    id: Annotated[int, Field(gt=0, lt=2**63)]
    guid: Annotated[str, Field(min_length=1, max_length=100)]
    event: str
    delivered_at: datetime = Field(strict=False)
    status: str
    status_code: int

    def value(self) -> values.HookDelivery:
        """The same in our words."""
        return values.HookDelivery(
            self.id, self.guid, self.event, self.delivered_at, self.status, self.status_code
        )


class App(Answer):
    """The App itself."""

    slug: str
    permissions: dict[str, str] = {}
    events: list[str] = []


class HookConfig(Answer):
    """Where the App's deliveries go, and how they are written."""

    url: str | None = None
    content_type: str = "form"
    insecure_ssl: str | float = "0"


class OwnApp(App):
    """The App as its operator knows it."""

    name: str
    html_url: str


class InstalledOn(Answer):
    """An installation; an enterprise has no login."""

    account: User | None = None


class Repository(Answer):
    """A repository."""

    id: int
    default_branch: str


class Commit(Answer):
    """A commit."""

    sha: str


class Comparison(Answer):
    """Two commits compared."""

    merge_base_commit: Commit


class Content(Answer):
    """A file, or what stands in its place."""

    type: str
    encoding: str | None = None
    content: str | None = None


class GitCommit(Answer):
    """A commit as git has it."""

    tree: Commit


class _TreeEntry(Answer):
    path: str
    mode: str
    type: str
    sha: str


class Tree(Answer):
    """The entries of a tree; `truncated` when there are more than GitHub lists."""

    tree: list[_TreeEntry]
    truncated: bool

    def value(self) -> tuple[values.TreeEntry, ...]:
        """The same in our words."""
        return tuple(values.TreeEntry(one.path, one.mode, one.type, one.sha) for one in self.tree)


class Blob(Answer):
    """The bytes of a file."""

    encoding: Literal["base64"]
    content: str


class _Repository(Answer):
    id: int
    full_name: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}$")]


class _Reference(Answer):
    ref: str
    sha: str


class _Base(_Reference):
    repo: _Repository


class _Head(_Reference):
    repo: Identified | None


class _Label(Answer):
    name: str


class PullRequest(Answer):
    """A pull request, from a list or by itself."""

    number: int
    title: str
    body: str | None
    state: str
    merged_at: str | None
    draft: bool = False
    user: User | None
    labels: list[_Label]
    base: _Base
    head: _Head
    html_url: str

    def value(self) -> values.PullRequest:
        """The same in our words."""
        author = self.user or User(login=GHOST)
        head_repository_id = self.head.repo.id if self.head.repo else None
        return values.PullRequest(
            repository_id=self.base.repo.id,
            repository=self.base.repo.full_name,
            number=self.number,
            title=redact(self.title),
            body=redact(self.body or ""),
            is_open=self.state == "open",
            merged=self.merged_at is not None,
            draft=self.draft,
            author=redact(author.login),
            author_is_bot=author.type == "Bot",
            labels=tuple(redact(label.name) for label in self.labels),
            base_ref=redact(self.base.ref),
            base_sha=self.base.sha,
            head_ref=redact(self.head.ref),
            head_sha=self.head.sha,
            head_repository_id=head_repository_id,
            is_fork=head_repository_id != self.base.repo.id,
            html_url=self.html_url,
            leaks=leaks.leaks_in(self.title, self.body or ""),
        )


class _ListedHead(Answer):
    sha: Annotated[str, Field(pattern=r"^[0-9a-f]{40}(?:[0-9a-f]{24})?$")]


class ListedPull(Answer):
    """A pull request in a list, of which only the head counts."""

    number: Annotated[int, Field(gt=0, lt=2**63)]
    updated_at: datetime = Field(strict=False)
    head: _ListedHead


class _Message(Answer):
    message: str


class ListedCommit(Answer):
    """A commit of a pull request."""

    sha: str
    commit: _Message

    def value(self) -> CommitMessage:
        """The same in our words, without the secrets in them."""
        return leaks.commit_message(self.sha, self.commit.message)


class ReviewComment(Answer):
    """A comment on lines or on a file."""

    id: int
    user: User | None
    body: str
    path: str
    line: int | None = None
    commit_id: str
    html_url: str
    node_id: str = ""
    in_reply_to_id: int | None = None
    pull_request_review_id: int | None = None

    def value(self) -> values.ReviewComment:
        """The same in our words."""
        return values.ReviewComment(
            self.id,
            self.user.login if self.user else GHOST,
            self.body,
            self.path,
            self.line,
            self.commit_id,
            self.html_url,
            self.node_id,
            self.in_reply_to_id,
            self.pull_request_review_id,
        )


class Review(Answer):
    """A review."""

    id: int
    user: User | None
    body: str | None
    state: str
    commit_id: str | None = None
    html_url: str
    node_id: str = ""

    def value(self) -> values.PostedReview:
        """The same in our words."""
        return values.PostedReview(
            self.id,
            self.user.login if self.user else GHOST,
            self.body or "",
            self.state,
            self.commit_id,
            self.html_url,
            self.node_id,
        )


class Issue(Answer):
    """An issue; a pull request is one too."""

    number: int
    title: str
    body: str | None

    def value(self) -> Linked:
        """The same in our words, without its secrets."""
        return Linked(self.number, redact(self.title), redact(self.body or ""))


class IssueComment(Answer):
    """A comment in the conversation."""

    id: int
    user: User | None
    body: str | None = None
    html_url: str

    def value(self) -> values.IssueComment:
        """The same in our words."""
        author = self.user.login if self.user else GHOST
        return values.IssueComment(self.id, author, self.body or "", self.html_url)


class _CheckOutput(Answer):
    title: str | None = None
    summary: str | None = None
    text: str | None = None


class CheckRun(Answer):
    """A check run."""

    id: int
    name: str
    head_sha: str
    app: Identified | None = None
    status: str
    conclusion: str | None = None
    output: _CheckOutput = _CheckOutput()
    html_url: str | None = None

    def value(self) -> values.CheckRun:
        """The same in our words."""
        return values.CheckRun(
            id=self.id,
            name=self.name,
            head_sha=self.head_sha,
            app_id=self.app.id if self.app else None,
            status=self.status,
            conclusion=self.conclusion,
            title=self.output.title or "",
            summary=self.output.summary or "",
            text=self.output.text or "",
            html_url=self.html_url or "",
        )


class Annotation(Answer):
    """A finding inside a check run."""

    path: str
    start_line: int
    end_line: int
    annotation_level: str | None
    title: str | None
    message: str | None

    def value(self) -> values.Annotation:
        """The same in our words."""
        return values.Annotation(
            self.path,
            self.start_line,
            self.end_line,
            self.annotation_level or "",
            self.title or "",
            self.message or "",
        )


def read(model: type[Model], answer: object) -> Model:
    """The answer as this model; TransientError when it is something else.

    A proxy or a half-broken GitHub sends such answers, and the next one may be right.
    """
    try:
        return model.model_validate(answer)
    except ValidationError as exc:
        problem = exc.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(step) for step in problem["loc"])
        raise TransientError(
            f"GitHub's answer is not the {model.__name__} it should be"
            f" (`{where}`: {problem['msg']})."
        ) from exc
