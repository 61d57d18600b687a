"""What happened while nobody listened: deliveries that failed, and heads that nobody reviewed."""

import logging
from collections import defaultdict
from datetime import timedelta

from bot.errors import OperatorError
from bot.githubapp import events
from bot.githubapp.app_identity import App
from bot.githubapp.client import GitHub
from bot.githubapp.values import HookDelivery, Installation
from bot.jobs.engine import JobEngine
from bot.jobs.job import Job, Parts, workflow_id
from bot.jobs.review_job import ReviewJobs
from bot.publishers import check_run
from bot.review.policy import OnIncomplete
from bot.store.reviews import PullRequestKey, ReviewState

# GitHub delivers again what is at most three days old.
# https://docs.github.com/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks
_REDELIVERED = timedelta(days=3)
_MOST_ATTEMPTS = 10  # of one delivery; whatever refuses it so often will not take it
_MOST_AT_ONCE = 100  # redeliveries, and repositories of one installation, in one round
_REVIEWED = timedelta(days=14)  # since somebody touched a pull request


class Missed:
    """Finds what was missed, and starts what it should have started; doing so twice is harmless."""

    def __init__(
        self, app: App, host: str, engine: JobEngine, parts: Parts, reviews: ReviewJobs
    ) -> None:
        self._app = app
        self._host = host
        self._engine = engine
        self._parts = parts
        self._reviews = reviews
        self._next: dict[int, int] = {}  # at which repository of an installation to go on
        self._settled: set[tuple[PullRequestKey, str]] = set()

    def redeliver(self) -> None:
        """Have those deliveries sent again of which no attempt arrived."""
        tried: dict[str, list[HookDelivery]] = defaultdict(list)
        for one in self._app.hook_deliveries(self._parts.clock() - _REDELIVERED):
            if events.is_read(one.event):
                tried[one.guid].append(one)
        failed = {
            guid: attempts[0]
            for guid, attempts in tried.items()
            if len(attempts) < _MOST_ATTEMPTS and not any(one.arrived for one in attempts)
        }
        for guid in failed.keys() & self._parts.store.deliveries.known(failed.keys()):
            del failed[guid]  # it is here, and only our answer was too late
        oldest_first = sorted(failed.values(), key=lambda one: one.delivered_at)
        for one in oldest_first[:_MOST_AT_ONCE]:
            self._app.redeliver(one)
        if failed:
            logging.getLogger(__name__).info("%d deliveries are sent again", len(failed))

    def review(self) -> None:
        """Start a review of every head that was touched lately and that nobody looked at.

        What is older than the installation was there before us, and is reviewed when it changes.
        """
        for installation in self._app.installations():
            if not installation.suspended:
                self._review_in(installation)

    def _review_in(self, installation: Installation) -> None:
        anywhere = PullRequestKey(self._host, installation.id, 0, 0)
        github = self._parts.github(anywhere)
        since = max(installation.created_at, self._parts.clock() - _REVIEWED)
        for repository_id in self._in_turn(installation.id, github.repositories()):
            for number, head_sha in github.heads_since(repository_id, since).items():
                key = PullRequestKey(self._host, installation.id, repository_id, number)
                try:
                    self._review_head(github, key, head_sha)
                except OperatorError as exc:  # of this one, and the others may be well
                    logging.getLogger(__name__).warning("%s is not caught up: %s", key, exc)

    def _in_turn(self, installation_id: int, repositories: tuple[int, ...]) -> tuple[int, ...]:
        """The repositories that are looked at in this round: all of them, or the next hundred."""
        if len(repositories) <= _MOST_AT_ONCE:
            return repositories
        begin = self._next.get(installation_id, 0) % len(repositories)
        self._next[installation_id] = begin + _MOST_AT_ONCE
        return (repositories[begin:] + repositories[:begin])[:_MOST_AT_ONCE]

    def _review_head(self, github: GitHub, key: PullRequestKey, head_sha: str) -> None:
        job = Job(key, head_sha)
        if (key, head_sha) in self._settled:
            return
        record = self._parts.store.reviews.find(key, head_sha)
        if record is None and not self._engine.under_way(workflow_id(job, "")):
            if not self._is_checked(github, key, head_sha) and not self._reviews.start(job):
                self._reviews.start(job, again="caught up")
        elif record is not None and record.state is ReviewState.FAILED:
            self._say_failed(github, key, head_sha, record.detail)
            self._settled.add((key, head_sha))

    def _is_checked(self, github: GitHub, key: PullRequestKey, head_sha: str) -> bool:
        """Whether our check of a head that we know nothing of has ended: the store may be new."""
        pull = github.pull_request(key.repository_id, key.number)
        checked = check_run.is_open(github, pull, head_sha) is False
        if checked:
            self._settled.add((key, head_sha))
        return checked

    def _say_failed(self, github: GitHub, key: PullRequestKey, head_sha: str, why: str) -> None:
        """End a check that stayed open because GitHub did not take its end."""
        pull = github.pull_request(key.repository_id, key.number)
        if check_run.is_open(github, pull, head_sha):
            check_run.give_up(github, pull, head_sha, why, OnIncomplete.NEUTRAL)
