"""The change that a CI job runs on, reviewed and shown where the job's people look."""

import os
from dataclasses import dataclass
from pathlib import Path

from bot.app.reviewer import Bot, Wishes
from bot.cli import job_page
from bot.cli.job_page import warn
from bot.cli.job_variables import job_of, remote_of
from bot.cli.pull_request import post, review_pull_request, shared_policy
from bot.cli.review import tell, today
from bot.errors import OperatorError, TenetError, TransientError, UserError
from bot.githubapp.client import GitHub
from bot.githubapp.job_event import PullRequestJob, RevisionsJob
from bot.pipeline import Reviewer
from bot.pipeline import review as review_change
from bot.review import markdown
from bot.review.contents import Contents
from bot.review.policy import FailOn, Forks, OnIncomplete, Policy
from bot.review.reasons import RULES_ONLY_FORK
from bot.review.unwanted import Traits, why_unwanted
from bot.review.verdict import Review, Verdict
from bot.settings import Settings, load_settings
from bot.sources.deepening import NotThereError
from bot.sources.mirror import Remote
from bot.sources.mirror_room import Place
from bot.sources.pull_request import Between, PullRequestSource
from bot.sources.shared_policy import NO_POLICY, SharedPolicy
from bot.sources.worktree import LocalSource

# A workflow run's own token may not ask whose it is: this is who writes with it.
_ACTIONS = "github-actions[bot]"
_TOKEN_OF_AN_APP = "ghs_"  # noqa: S105  what such tokens begin with
_SKIPPED = "skipped"


class UnwantedError(TenetError):
    """The policy wants no review of this change; the message says why."""


@dataclass(frozen=True, slots=True)
class Done:
    """A review, and whether the job may pass though the review is incomplete."""

    review: Review
    is_neutral: bool


def review_job(
    base: str | None, head: str | None, fail_on: FailOn | None, *, with_flows: bool
) -> Done:
    """Review what lies between base and head, or where neither is given what the job runs on.

    A pull request's review is posted; each review is shown on the job's page, where it has one.
    Raises UserError where nothing says what to review, NotThereError where it cannot be read, and
    UnwantedError where the policy wants no review.
    """
    settings = load_settings(os.environ)
    job = job_of(os.environ) if not base and not head else None
    one = _Reviewing(settings, Bot(settings, Wishes(fail_on=fail_on, with_flows=with_flows)), job)
    try:
        done = one.review(base, head)
    except (UnwantedError, NotThereError) as exc:
        wanted = isinstance(exc, NotThereError)
        title = "nothing was looked at" if wanted else "not reviewed"
        said = markdown.sentence(str(exc)).removesuffix(".")
        job_page.summarise(f"### Tenet: {title}\n\n{said}.\n", os.environ)
        job_page.put_out(Verdict.INCOMPLETE if wanted else _SKIPPED, None, os.environ)
        raise
    url = f"{settings.server_url}/{job.repository}" if job and job.repository_id else None
    job_page.summarise(job_page.summary_of(done, url), os.environ)
    job_page.put_out(done.verdict, done, os.environ)
    if not one.is_posted:
        job_page.annotate(done, os.environ)
    is_incomplete = done.verdict is Verdict.INCOMPLETE
    return Done(done, is_incomplete and one.policy.incomplete is OnIncomplete.NEUTRAL)


class _Reviewing:
    """One job's review, by the way that is open: GitHub's API, the clone, what it lacks fetched."""

    def __init__(
        self, settings: Settings, bot: Bot, job: PullRequestJob | RevisionsJob | None
    ) -> None:
        self._settings = settings
        self._bot = bot
        self._job = job
        self._traits = job.traits if job else Traits()
        self._token = settings.github_token.get_secret_value() if settings.github_token else None
        self.policy = Policy()
        self.is_posted = False

    def review(self, base: str | None, head: str | None) -> Review:
        """The review, posted where the token may."""
        job = self._job
        if isinstance(job, PullRequestJob):
            done = self._of_pull_request(job)
            if done is not None:
                return done
            job = job.revisions
        if job is not None:
            base, head = job.base, job.head
        remote = remote_of(job, os.environ, self._settings)
        source = LocalSource(Path.cwd(), base=base, head=head, remote=remote)
        try:
            return review_change(source, self._appoint, today(), tell)
        except NotThereError as lacking:
            if self._token is None or job is None or job.repository_id is None or remote is None:
                raise
            return self._by_api(job, job.repository_id, remote, self._token, lacking)

    def _appoint(self, contents: Contents) -> Reviewer:
        shared = self._shared_policy(contents)
        reviewer = self._bot.appoint(contents, shared=shared)
        self.policy = reviewer.policy
        why_not = why_unwanted(self._traits, reviewer.policy)
        if why_not is not None:
            raise UnwantedError(why_not)
        if self._traits.is_fork and reviewer.policy.forks is Forks.RULES_ONLY:
            return self._bot.appoint(contents, RULES_ONLY_FORK, shared=shared)
        return reviewer

    def _shared_policy(self, contents: Contents) -> SharedPolicy:
        """The organisation's policy, where the job is one of GitHub's."""
        job = self._job
        if job is None or job.repository_id is None:
            return NO_POLICY
        github = None if self._token is None else self._github(self._token)
        return shared_policy(github, job.repository, contents)

    def _of_pull_request(self, job: PullRequestJob) -> Review | None:
        """The review of the job's pull request, or None where the API does not help."""
        if self._token is None:
            warn("nothing is posted, because there is no GITHUB_TOKEN")
            return None
        github = self._github(self._token)
        tell(f"Reading {job.repository}#{job.number}")
        try:
            pull = github.pull_request_by_name(job.repository, job.number)
            if pull.head_sha != job.head_sha:
                raise UserError(
                    f"The pull request moved on from {job.head_sha[:7]}: the job of its newest "
                    "commit reviews it."
                )
            self._traits = Traits(pull.author, pull.labels, pull.draft, pull.is_fork)
            done = review_pull_request(
                self._settings, self._settings.server_url, github, pull, self._appoint
            )
        except (OperatorError, TransientError) as exc:
            warn(f"nothing is posted, and the clone is reviewed instead: {exc}")
            return None
        try:
            post(github, pull, done, with_summary=self.policy.summary)
            self.is_posted = True
        except (OperatorError, TransientError) as exc:
            # A token that may not write, as a fork's, costs nobody the answer.
            warn(f"the review is not posted, or not all of it: {exc}")
        return done

    def _by_api(
        self,
        job: RevisionsJob,
        repository_id: int,
        remote: Remote,
        token: str,
        lacking: NotThereError,
    ) -> Review:
        """The review of what only GitHub's API gives."""
        warn(f"{lacking} GitHub's API is asked instead.")
        github = self._github(token)
        base = job.base.removeprefix("refs/remotes/origin/")
        try:
            fork = github.merge_base(repository_id, base, job.head)
            source = PullRequestSource(
                Between(job.repository, fork, job.head),
                fork,
                remote,
                github,
                Place(
                    self._settings.data_dir / "mirrors",
                    self._settings.server_url,
                    "own",
                    repository_id,
                ),
            )
            return review_change(source, self._appoint, today(), tell)
        except (OperatorError, TransientError) as exc:
            raise NotThereError(f"{lacking} GitHub's API did not help: {exc}") from exc

    def _github(self, token: str) -> GitHub:
        login = _ACTIONS if token.startswith(_TOKEN_OF_AN_APP) else None
        return GitHub.for_token(token, self._settings.api_url, login=login)
