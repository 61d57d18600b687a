"""What nobody else ends: reviews that stand still, waivers that ran out, data of who left us."""

import logging
from datetime import timedelta

from bot.githubapp.app_identity import App
from bot.githubapp.refusals import NotFoundError
from bot.jobs.engine import JobEngine, State
from bot.jobs.job import Job, Parts, workflow_id
from bot.jobs.review_job import ReviewJobs
from bot.publishers import check_run
from bot.review.policy import OnIncomplete
from bot.sources import mirror_room
from bot.store.reviews import ReviewRecord, ReviewState

_STANDS_STILL = timedelta(minutes=5)  # without anything running or waiting for this head
_MOST_TRIES = 3
_GIVEN_UP = "it was begun again and again, and never came to an end"
_RAISED = timedelta(days=7)  # after a waiver's last day
_DELIVERIES_KEPT = timedelta(days=30)
_JOBS_KEPT = timedelta(days=30)
_FINDINGS_KEPT = timedelta(days=180)  # after the last review of their pull request


class Leftovers:
    """Brings to an end what should have ended, and forgets what nobody needs."""

    def __init__(
        self, app: App, host: str, engine: JobEngine, parts: Parts, reviews: ReviewJobs
    ) -> None:
        self._app = app
        self._host = host
        self._engine = engine
        self._parts = parts
        self._reviews = reviews

    def finish(self) -> None:
        """Begin those reviews again that began and neither ended nor run; end them at last."""
        before = self._parts.clock() - _STANDS_STILL
        for record in self._parts.store.reviews.left_running(before):
            job = Job(record.pull_request, record.head_sha)
            if not self._engine.under_way(workflow_id(job, "")) and not self._begin_again(job):
                self._give_up(record)

    def raise_waived(self) -> None:
        """Review those pull requests once more of whose findings a waiver ran out."""
        today = self._parts.clock().date()
        first, last = today - _RAISED, today - timedelta(days=1)
        for key, expired in self._parts.store.answers.ended(first, last).items():
            latest = self._parts.store.reviews.latest(key)
            if latest is not None:
                again = f"waived until {expired.isoformat()}"
                self._reviews.start(Job(key, latest.head_sha), again)

    def purge(self) -> None:
        """Forget installations that GitHub says are gone; its list alone is not believed."""
        present = {one.id for one in self._app.installations()}
        for installation_id in self._parts.store.retention.installations(self._host):
            if installation_id not in present and not self._app.is_installed(installation_id):
                self.forget(self._host, installation_id)

    def forget(self, host: str, installation_id: int) -> None:
        """Remove everything that is kept of an installation."""
        retention = self._parts.store.retention
        for repository_id in retention.installations(host).get(installation_id, ()):
            for kind in ("review", "command"):
                self._engine.forget(f"{kind}:{host}:{repository_id}#")
        mirror_room.forget(self._parts.mirrors, host, str(installation_id))
        retention.forget_installation(host, installation_id)
        logging.getLogger(__name__).info("forgot installation %d", installation_id)

    def forget_old(self) -> None:
        """Remove records that are too old to be of use."""
        now = self._parts.clock()
        self._parts.store.retention.forget_deliveries(now - _DELIVERIES_KEPT)
        self._parts.store.retention.forget_findings(now - _FINDINGS_KEPT)
        self._engine.forget_ended(now - _JOBS_KEPT)

    def _begin_again(self, job: Job) -> bool:
        """Whether the review could be begun once more."""
        for count in range(1, _MOST_TRIES + 1):
            again = f"caught up {count}"
            if self._engine.state(workflow_id(job, again)) is State.UNKNOWN:
                return self._reviews.start(job, again)
        return False

    def _give_up(self, record: ReviewRecord) -> None:
        key, head_sha = record.pull_request, record.head_sha
        github = self._parts.github(key)
        try:
            pull = github.pull_request(key.repository_id, key.number)
            if check_run.is_open(github, pull, head_sha):
                check_run.give_up(github, pull, head_sha, _GIVEN_UP, OnIncomplete.NEUTRAL)
        except NotFoundError:
            pass  # nobody waits for it any more
        now = self._parts.clock()
        self._parts.store.reviews.finish(key, head_sha, ReviewState.FAILED, None, now, _GIVEN_UP)
