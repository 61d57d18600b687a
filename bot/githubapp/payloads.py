"""What we read of a delivery's body, checked before it is believed."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[int, Field(gt=0, lt=2**63)]
Sha = Annotated[str, Field(pattern=r"^[0-9a-f]{40}(?:[0-9a-f]{24})?$")]
FullName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}$")]
Login = Annotated[str, Field(min_length=1, max_length=100)]
PERSON = "User"  # the type of an account that a person has


class Payload(BaseModel):
    """A part of what GitHub sends; what we do not use of it is left out."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class User(Payload):
    """An account."""

    login: Login
    type: str = PERSON


class Repository(Payload):
    """A repository."""

    id: Id
    full_name: FullName


class Head(Payload):
    """What a pull request wants to bring in."""

    sha: Sha


class PullRequest(Payload):
    """A pull request."""

    number: Id
    draft: bool = False
    user: User | None = None
    head: Head


class Changes(Payload):
    """What an edit changed."""

    base: dict[str, object] | None = None


class Installation(Payload):
    """Where the App is installed."""

    id: Id


class PullRequestDelivery(Payload):
    """Something happened to a pull request."""

    pull_request: PullRequest
    repository: Repository
    installation: Installation
    changes: Changes = Changes()


class Numbered(Payload):
    """An issue or a pull request, of which only the number counts."""

    number: Id


class Comment(Payload):
    """A comment, in the conversation or in the diff."""

    id: Id
    body: str
    user: User
    in_reply_to_id: Id | None = None


class CommentDelivery(Payload):
    """Something happened to a comment."""

    comment: Comment
    issue: Numbered | None = None
    pull_request: Numbered | None = None
    repository: Repository
    installation: Installation


class Checked(Payload):
    """A check run or a check suite, of which only the commit counts."""

    head_sha: Sha


class RequestedAction(Payload):
    """The button of a check run that somebody clicked on."""

    identifier: str = Field(max_length=100)


class CheckDelivery(Payload):
    """Something is asked of a check."""

    check_run: Checked | None = None
    check_suite: Checked | None = None
    requested_action: RequestedAction | None = None
    sender: User
    repository: Repository
    installation: Installation


class InstallationDelivery(Payload):
    """Something happened to an installation."""

    installation: Installation


class PingDelivery(Payload):
    """GitHub tries out the webhook."""

    hook_id: Id | None = None
