"""What a review leaves behind that an operator cancelled: its row and its check, brought to an end.

It is a workflow of its own, because whoever cancels may be another process than the one that runs
the review, and may be without a way to GitHub.
"""

import time
from datetime import datetime

from bot import process
from bot.jobs import counting
from bot.jobs.engine import JobEngine, Json, Queue
from bot.jobs.engine_client import EngineClient
from bot.jobs.job import Job, Parts, lane, logged, pull_request_now, read, write
from bot.log import Log, bound
from bot.publishers import check_run
from bot.store.reviews import ReviewState

NAME = "cancelled_job"
_PATIENCE = 60.0  # seconds that the step at hand may take to end
_GLANCE = 0.1


class CancelledJobs:
    """Ends what cancelled reviews left open, in the lane of their pull request."""

    def __init__(self, engine: JobEngine, parts: Parts) -> None:
        self._engine = engine
        self._parts = parts
        engine.register(NAME, self._run)

    def _run(self, argument: Json) -> Json:
        job = read(argument["job"])
        with bound(**logged(job.pull_request, job.repository, job.delivery, job.head_sha)):
            return self._ended(job, argument["workflow"])

    def _ended(self, job: Job, workflow: str) -> Json:
        key, step = job.pull_request, self._engine.step
        step("stop it", lambda: _stop(workflow))
        step("finish", lambda: self._finish(job))
        github = self._parts.github(key)
        pull = pull_request_now(self._engine, github, key)

        def close_check() -> bool:
            return check_run.cancel(github, pull, job.head_sha) is not None

        closed = step("close check", close_check)
        Log(__name__).info("what a cancelled review left open is ended", check_closed=closed)
        return {"check_closed": closed}

    def _finish(self, job: Job) -> bool:
        counting.review(ReviewState.CANCELLED, None)
        now = self._parts.clock()
        return self._parts.store.reviews.cancel(job.pull_request, job.head_sha, now)


def end_what_is_open(client: EngineClient, job: Job, workflow: str, now: datetime) -> None:
    """Let a server end what the review of this id left open when it was cancelled."""
    name = f"cancelled:{workflow}:{now.isoformat()}"
    argument = {"job": write(job), "workflow": workflow}
    client.start(NAME, name, lane(job.pull_request), argument, Queue.REVIEWS)


def _stop(workflow: str) -> None:
    """Kill what still runs for it in this process; a step that writes to GitHub ends by itself."""
    process.stop_for(workflow)
    end = time.monotonic() + _PATIENCE
    while process.runs_for(workflow) and time.monotonic() < end:
        process.pause(_GLANCE)
