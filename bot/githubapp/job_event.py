"""What the event file of a CI job says: which change the job runs on."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, ValidationError

from bot.errors import UserError
from bot.githubapp import payloads
from bot.githubapp.payloads import Payload, Sha
from bot.githubapp.strict_json import parse
from bot.review.unwanted import Traits

MAX_BYTES = 26_214_400  # GitHub sends no larger event: 25 MiB
_UNKNOWN = Traits()
_NOTHING = "0"  # what the revision that a new branch stood at before consists of


@dataclass(frozen=True, slots=True)
class RevisionsJob:
    """A job on what lies between two revisions; `base` is a SHA, or the ref of a branch.

    `repository_id` is GitHub's number, None elsewhere; `traits` are those of the pull request that
    it is about, if it is about one.
    """

    repository: str
    base: str
    head: str
    repository_id: int | None = None
    traits: Traits = _UNKNOWN


@dataclass(frozen=True, slots=True)
class PullRequestJob:
    """A job on a pull request; `base_sha` is the tip of its base branch."""

    repository: str
    repository_id: int
    number: int
    base_sha: str
    head_sha: str
    traits: Traits

    @property
    def revisions(self) -> RevisionsJob:
        """The same without the pull request: what lies between its two revisions."""
        return RevisionsJob(
            self.repository, self.base_sha, self.head_sha, self.repository_id, self.traits
        )


class _Repository(payloads.Repository):
    default_branch: Annotated[str, Field(min_length=1, max_length=255)] = "main"


class _Head(payloads.Head):
    repo: payloads.Repository | None = None  # None where the fork was deleted


class _Label(Payload):
    name: str


class _PullRequest(payloads.PullRequest):
    base: payloads.Head
    head: _Head
    labels: tuple[_Label, ...] = Field((), strict=False)


class _PullRequestEvent(Payload):
    pull_request: _PullRequest
    repository: _Repository


class _Push(Payload):
    ref: str
    before: Sha
    after: Sha
    repository: _Repository


class _MergeGroup(Payload):
    base_sha: Sha
    head_sha: Sha


class _MergeGroupEvent(Payload):
    merge_group: _MergeGroup
    repository: _Repository


def read_job(event: str, body: bytes) -> PullRequestJob | RevisionsJob:
    """The change that a job runs on; `event` is what GitHub calls its occasion.

    Titles, descriptions and names of branches are a stranger's and are not read, but for the name
    of the default branch. Raises UserError, with what to do, for an event that names no change.
    """
    try:
        return _read(event, body)
    except ValidationError as exc:
        problem = exc.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(step) for step in problem["loc"])
        raise UserError(
            f"The job's event file is not what GitHub writes (`{where}`: {problem['msg']}): "
            "say by --base REF what to compare with."
        ) from exc


def _read(event: str, body: bytes) -> PullRequestJob | RevisionsJob:
    payload = parse(body)
    match event:
        case "pull_request" | "pull_request_target":
            told = _PullRequestEvent.model_validate(payload)
            pull, where = told.pull_request, told.repository
            return PullRequestJob(
                where.full_name,
                where.id,
                pull.number,
                pull.base.sha,
                pull.head.sha,
                _traits(pull, where.id),
            )
        case "push":
            return _of_push(_Push.model_validate(payload))
        case "merge_group":
            said = _MergeGroupEvent.model_validate(payload)
            group, place = said.merge_group, said.repository
            return RevisionsJob(place.full_name, group.base_sha, group.head_sha, place.id)
        case _:
            raise UserError(
                f"The event {event[:40]!r} names no change: say by --base REF what to compare "
                "with, or let `tenet scan` look at everything."
            )


def _traits(pull: _PullRequest, repository_id: int) -> Traits:
    is_fork = pull.head.repo is None or pull.head.repo.id != repository_id
    author = pull.user.login if pull.user else ""
    return Traits(author, tuple(one.name for one in pull.labels), pull.draft, is_fork)


def _of_push(push: _Push) -> RevisionsJob:
    where, default = push.repository, push.repository.default_branch
    base = base_of_push(push.before, push.ref.removeprefix("refs/heads/"), default)
    return RevisionsJob(where.full_name, base, push.after, where.id)


def base_of_push(before: str, branch: str, default: str) -> str:
    """What a push is compared with; of a new branch, the default branch.

    Raises UserError for the first push to the default branch.
    """
    if before.strip(_NOTHING):
        return before
    if branch == default:
        raise UserError(
            "This is the first push to the default branch, so there is nothing to compare it "
            "with: let `tenet scan` look at everything."
        )
    return f"refs/remotes/origin/{default}"
