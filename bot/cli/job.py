"""The change that a CI job runs on, reviewed and shown where the job's people look."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import typer

from bot.app.reviewer import Bot, Wishes
from bot.cli.pull_request import post, review_pull_request
from bot.cli.review import tell, today
from bot.errors import OperatorError, TransientError, UserError
from bot.githubapp.client import GitHub
from bot.githubapp.job_event import MAX_BYTES, PullRequestJob, RevisionsJob, read_job
from bot.pipeline import Reviewer
from bot.pipeline import review as review_change
from bot.publishers import markdown_report
from bot.publishers.terminal import inert
from bot.review.contents import Contents
from bot.review.policy import FailOn, Forks, OnIncomplete, Policy
from bot.review.reasons import RULES_ONLY_FORK
from bot.review.verdict import Review, Verdict
from bot.settings import Settings, load_settings
from bot.sources.worktree import LocalSource

# A workflow run's own token may not ask whose it is: this is who writes with it.
_ACTIONS = "github-actions[bot]"
_TOKEN_OF_AN_APP = "ghs_"  # noqa: S105  what such tokens begin with


@dataclass(frozen=True, slots=True)
class Done:
    """A review, and the policy by which it was made."""

    review: Review
    policy: Policy

    @property
    def is_neutral(self) -> bool:
        """Whether it is incomplete, and the policy lets that pass."""
        incomplete = self.review.verdict is Verdict.INCOMPLETE
        return incomplete and self.policy.incomplete is OnIncomplete.NEUTRAL


def review_job(base: str | None, head: str | None, fail_on: FailOn | None) -> Done:
    """Review what lies between base and head, or where neither is given what the job runs on.

    A pull request's review is posted; each review is shown on the job's page, where it has one.
    Raises UserError where nothing says what to review.
    """
    job = None if base or head else _job(os.environ)
    settings = load_settings(os.environ)
    is_fork = isinstance(job, PullRequestJob) and job.is_fork
    appointing = _Appointing(Bot(settings, Wishes(fail_on=fail_on)), is_fork)
    if isinstance(job, PullRequestJob) and settings.github_token is not None:
        done = _posted(settings, job, settings.github_token.get_secret_value(), appointing)
    else:
        if isinstance(job, PullRequestJob):
            warn("nothing is posted, because there is no GITHUB_TOKEN")
            job = RevisionsJob(job.repository, job.base_sha, job.head_sha)
        if job is not None:
            base, head = job.base, job.head
        source = LocalSource(Path.cwd(), base=base, head=head)
        done = review_change(source, appointing, today(), tell)
    _summarise(done, os.environ, None if job is None else f"{settings.server_url}/{job.repository}")
    return Done(done, appointing.policy)


def warn(words: str) -> None:
    """A warning on standard error, which steers no job."""
    typer.echo(f"tenet: warning: {inert(words)}", err=True)


@dataclass(slots=True)
class _Appointing:
    """Appoints who reviews, and keeps by which policy."""

    bot: Bot
    is_fork: bool
    policy: Policy = field(default_factory=Policy)

    def __call__(self, contents: Contents) -> Reviewer:
        reviewer = self.bot.appoint(contents)
        if self.is_fork and reviewer.policy.forks is not Forks.FULL:
            reviewer = self.bot.appoint(contents, RULES_ONLY_FORK)
        self.policy = reviewer.policy
        return reviewer


def _job(environ: Mapping[str, str]) -> PullRequestJob | RevisionsJob:
    """The change that the job runs on. Raises UserError where no job says which."""
    event, path = environ.get("GITHUB_EVENT_NAME", ""), environ.get("GITHUB_EVENT_PATH", "")
    if not event or not path:
        raise UserError(
            "No GitHub Actions job is to be seen here: say what to compare with, such as "
            "`tenet ci --base origin/main`."
        )
    try:
        with Path(path).open("rb") as file:
            body = file.read(MAX_BYTES + 1)
    except OSError as exc:
        raise UserError(
            f"The job's event file cannot be read ({exc.strerror}): check GITHUB_EVENT_PATH, or "
            "say by --base REF what to compare with."
        ) from exc
    if len(body) > MAX_BYTES:
        raise UserError(
            "The job's event file is larger than any that GitHub writes: check GITHUB_EVENT_PATH."
        )
    return read_job(event, body)


def _posted(settings: Settings, job: PullRequestJob, token: str, appointing: _Appointing) -> Review:
    """The review of the job's pull request, posted where the token may."""
    login = _ACTIONS if token.startswith(_TOKEN_OF_AN_APP) else None
    github = GitHub.for_token(token, settings.api_url, login=login)
    tell(f"Reading {job.repository}#{job.number}")
    pull = github.pull_request_by_name(job.repository, job.number)
    if pull.head_sha != job.head_sha:
        raise UserError(
            f"The pull request moved on from {job.head_sha[:7]}: the job of its newest commit "
            "reviews it."
        )
    done = review_pull_request(settings, settings.server_url, github, pull, appointing)
    try:
        post(github, pull, done, with_summary=appointing.policy.summary)
    except (OperatorError, TransientError) as exc:
        # A token that may not write, as a fork's, costs nobody the answer.
        warn(f"the review is not posted, or not all of it: {exc}")
    return done


def _summarise(done: Review, environ: Mapping[str, str], repository_url: str | None) -> None:
    """Show the review on the job's page, where the job has one."""
    path = environ.get("GITHUB_STEP_SUMMARY", "")
    if not path:
        return
    try:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(markdown_report.render(done, repository_url))
    except OSError as exc:
        warn(f"the job's summary cannot be written ({exc.strerror})")
