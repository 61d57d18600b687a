"""The reviews as durable workflows: started once for a head, superseded, brought to an end."""

from bot.jobs.boundary import to_its_end
from bot.jobs.engine import JobEngine, Json, State
from bot.jobs.job import NAME, Job, Parts, lane, logged, occasion_of, read, start, workflow_id
from bot.jobs.review_run import ReviewRun
from bot.log import bound
from bot.store.reviews import PullRequestKey
from bot.tracing import span


class ReviewJobs:
    """Starts, supersedes and runs reviews; a head is reviewed once, however often it is asked."""

    def __init__(self, engine: JobEngine, parts: Parts) -> None:
        self._engine = engine
        self._parts = parts
        engine.register(NAME, self._run)

    def start(self, job: Job, again: str = "") -> bool:
        """Start a review and cancel the others of this pull request; False when it is known.

        `again` names the occasion when a head that was reviewed is to be looked at once more.
        """
        name = workflow_id(job, again)
        if self._engine.state(name) is not State.UNKNOWN:
            return False
        start(self._engine, job, again)
        self._engine.cancel(f"{lane(job.pull_request)}@", but=name)
        return True

    def of_head(
        self, host: str, installation_id: int, repository_id: int, head_sha: str
    ) -> tuple[PullRequestKey, ...]:
        """The pull requests for which this head was reviewed."""
        return self._parts.store.reviews.of_head(host, installation_id, repository_id, head_sha)

    def cancel(self, key: PullRequestKey) -> int:
        """Cancel what runs for a pull request; how many reviews that were."""
        return len(self._engine.cancel(f"{lane(key)}@"))

    def _run(self, argument: Json) -> Json:
        job = read(argument)
        about = logged(job.pull_request, job.repository, job.delivery, job.head_sha)
        with bound(**about), span("review", **about):
            run = ReviewRun(self._engine, self._parts, job, occasion_of(job, self._engine.current))
            return to_its_end("review", run.review, run.give_up)
