"""What people ask for at a check run: each click is carried out once, by who may ask."""

from dataclasses import dataclass
from functools import partial

from bot.githubapp.client import GitHub
from bot.githubapp.values import PullRequest
from bot.jobs.boundary import to_its_end
from bot.jobs.engine import JobEngine, Json, Queue
from bot.jobs.job import (
    MAY_WRITE,
    Asked,
    Job,
    Parts,
    asked_for,
    command_lane,
    is_flooded,
    logged,
    pull_request_now,
    start_instead,
)
from bot.log import bound
from bot.publishers import command_reply
from bot.review import records
from bot.review.buttons import Button
from bot.review.explanation import SaidFinding, explanations
from bot.store.reviews import PullRequestKey
from bot.tracing import span

NAME = "check_job"
_NAME_LENGTH = 16  # of what stands for a delivery


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What somebody clicked on, for which pull request and head, in which delivery."""

    pull_request: PullRequestKey
    head_sha: str
    button: Button
    author: str
    delivery: str
    repository: str = ""  # its `owner/name` of that day, for people only


class CheckJobs:
    """Starts and carries out what was clicked on."""

    def __init__(self, engine: JobEngine, parts: Parts) -> None:
        self._engine = engine
        self._parts = parts
        engine.register(NAME, self._run)

    def start(self, asked: CheckRequest) -> None:
        """Carry a click out, after the commands that came before it on its pull request.

        Nothing where too much of what this person asked for waits there.
        """
        if is_flooded(self._engine, asked.pull_request, asked.author):
            return
        lane = command_lane(asked.pull_request)
        name = f"{lane}@check-{_short(asked)}"
        self._engine.start(NAME, name, lane, {"asked": records.write(asked)}, queue=Queue.COMMANDS)

    def _run(self, argument: Json) -> Json:
        asked = records.read(CheckRequest, argument["asked"])
        about = logged(asked.pull_request, asked.repository, asked.delivery, asked.head_sha)
        with bound(**about), span("click", **about):
            lane = command_lane(asked.pull_request)
            anew = partial(self._engine.start_anew, NAME, lane, argument, Queue.COMMANDS)
            return to_its_end(
                "click", lambda: {"outcome": self._carry_out(asked)}, _nobody_is_told, anew
            )

    def _carry_out(self, asked: CheckRequest) -> str:
        key, github = asked.pull_request, self._parts.github(asked.pull_request)
        pull = pull_request_now(self._engine, github, key)
        may = partial(_may, github, pull, asked.author)
        if not self._engine.step("may they ask", may):
            return "not permitted"
        if asked.button is Button.EXPLAIN:
            self._engine.step("explain", lambda: self._explain(github, pull, asked))
            return "explained"
        if not pull.is_open:
            return "closed"
        job = Job(
            key,
            pull.head_sha,
            asked=Asked.REVIEW,
            repository=pull.repository,
            delivery=asked.delivery,
        )
        look = partial(self._engine.under_way, asked_for(job))
        if self._engine.step("is it under way", look):
            return "under way"
        start_instead(self._engine, job, f"check-{_short(asked)}")
        return "review started"

    def _explain(self, github: GitHub, pull: PullRequest, asked: CheckRequest) -> None:
        store, key = self._parts.store, asked.pull_request
        base = github.merge_base(pull.repository_id, pull.base_sha, asked.head_sha)
        given = store.answers.of_repository(key)
        answered = {one.fingerprint for one in given if one.taken_back_at is None}
        kept = store.said.of_pull_request(key)
        said = [
            one
            for fingerprint, record in kept.items()
            if (one := records.read(SaidFinding, record)).sha in {asked.head_sha, base}
            and fingerprint not in answered
        ]
        text = explanations(said, self._parts.rule_page, pull.repository_url, asked.head_sha)
        command_reply.answer_click(github, pull, text, store.marker_key(), _short(asked))


def _may(github: GitHub, pull: PullRequest, author: str) -> bool:
    """Whether they may ask now, as for the command: with write access, or as the author."""
    return author == pull.author or github.permission(pull.repository_id, author) in MAY_WRITE


def _nobody_is_told(_reason: str) -> None:
    """A click has no comment to answer; its failure is among the jobs."""


def _short(asked: CheckRequest) -> str:
    return records.digest(asked.delivery)[:_NAME_LENGTH]
