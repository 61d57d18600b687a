"""One review to do: what it is about, what it works with, and how it is named and started."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from bot.githubapp.client import GitHub
from bot.githubapp.values import PullRequest
from bot.jobs.engine import JobEngine, Json
from bot.pipeline import Reviewer
from bot.review import records
from bot.review.contents import Contents
from bot.sources.shared_policy import SharedPolicy
from bot.store.database import Store
from bot.store.reviews import PullRequestKey

NAME = "review_job"


MOST_WAITING = 20  # commands and clicks of one person on one pull request
MAY_WRITE = frozenset({"admin", "write"})  # GitHub's words for who may ask for everything
_ASKED = "asked-"  # begins the occasion of every review that somebody asks for


class Asked(StrEnum):
    """Whether a person asked for a review in so many words, and for which."""

    NOT = ""
    REVIEW = "review"
    FULL_REVIEW = "full review"


@dataclass(frozen=True, slots=True)
class Job:
    """One review to do: a pull request, the head that it is about, and who wants it.

    `repeats` counts how often it is done again because the model could not be asked. What a person
    asks for is done on a paused pull request and on a draft, too; a full review looks again at
    what is known already. For people only: `repository` is its `owner/name` of that day, `delivery`
    the delivery that it was started for.
    """

    pull_request: PullRequestKey
    head_sha: str
    repeats: int = 0
    asked: Asked = Asked.NOT
    repository: str = ""
    delivery: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a job works with.

    `github` is the view that an installation has; `appoint` says who does a job, given why the
    model may not, if it may not, and the organisation's policy, if it counts;
    `rule_page` gives the page of a rule of our own, as Markdown;
    `mirrors` is the folder of the repositories' mirrors, `server_url` the web and git root of
    GitHub.
    """

    store: Store
    github: Callable[[PullRequestKey], GitHub]
    appoint: Callable[[Job, Contents, str | None, SharedPolicy], Reviewer]
    rule_page: Callable[[str], str | None]
    mirrors: Path
    server_url: str
    clock: Callable[[], datetime]


def lane(key: PullRequestKey) -> str:
    """What the reviews of one pull request have in common: one of them runs at a time."""
    return f"review:{key.host}:{key.repository_id}#{key.number}"


def command_lane(key: PullRequestKey) -> str:
    """What is asked for on one pull request, by commands and clicks: one after the other."""
    return f"command:{key.host}:{key.repository_id}#{key.number}"


@dataclass(frozen=True, slots=True)
class _Asker:
    author: str


def is_flooded(engine: JobEngine, key: PullRequestKey, author: str) -> bool:
    """Whether so much waits that this person asked for there that nothing more is taken.

    Who may ask is looked up only when it is their turn: strangers must not fill the lane.
    """
    waiting = engine.waiting(f"{command_lane(key)}@")
    theirs = [one for one in waiting if records.read(_Asker, one["asked"]).author == author]
    return len(theirs) >= MOST_WAITING


def workflow_id(job: Job, again: str) -> str:
    """The name of a review; `again` names the occasion when a head is looked at once more."""
    return f"{lane(job.pull_request)}@{job.head_sha}{':' + again if again else ''}"


def occasion_of(job: Job, workflow: str) -> str:
    """What `again` was when this review was started."""
    return workflow.removeprefix(workflow_id(job, "")).removeprefix(":")


def pull_request_now(engine: JobEngine, github: GitHub, key: PullRequestKey) -> PullRequest:
    """The pull request as it is when this step runs first."""

    def read() -> str:
        return records.write(github.pull_request(key.repository_id, key.number))

    return records.read(PullRequest, engine.step("read pull request", read))


def start(engine: JobEngine, job: Job, again: str, delay: float = 0.0) -> None:
    """Start a review after so many seconds; nothing if one of this name was ever started."""
    name, in_lane = workflow_id(job, again), lane(job.pull_request)
    engine.start(NAME, name, in_lane, write(job), delay=delay)


def write(job: Job) -> Json:
    """A job as a workflow's argument."""
    return asdict(job.pull_request) | {
        "head_sha": job.head_sha,
        "repeats": job.repeats,
        "asked": job.asked.value,
        "repository": job.repository,
        "delivery": job.delivery,
    }


def read(argument: Json) -> Job:
    """The job that `write` made an argument of, or an earlier Tenet did."""
    names = ("host", "installation_id", "repository_id", "number")
    return Job(
        PullRequestKey(*(argument[name] for name in names)),
        argument["head_sha"],
        argument["repeats"],
        Asked(argument["asked"]),
        argument.get("repository", ""),
        argument.get("delivery", ""),
    )


def logged(
    key: PullRequestKey, repository: str, delivery: str, head_sha: str | None
) -> dict[str, object]:
    """What stands on every line of the log; `head_sha` is None until it is known."""
    return {
        "delivery": delivery,
        "repository": repository,
        "repository_id": key.repository_id,
        "number": key.number,
        "head": head_sha,
    }


def asked_for(job: Job) -> str:
    """How the names of all reviews of this head begin that somebody asked for."""
    return workflow_id(job, _ASKED)


def start_instead(engine: JobEngine, job: Job, asked_in: str) -> None:
    """Start a review that somebody asked for, instead of the one that is under way.

    `asked_in` names the comment or the click. Inside a workflow, not in a step.
    """
    again = f"{_ASKED}{asked_in}"
    start(engine, job, again)
    lane_of_all, name = f"{lane(job.pull_request)}@", workflow_id(job, again)
    engine.step("cancel others", lambda: len(engine.cancel(lane_of_all, but=name)))
