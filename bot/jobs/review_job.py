"""The reviews as durable workflows: started once for a head, superseded, brought to an end."""

from bot import meters
from bot.errors import TenetError
from bot.jobs.engine import CancelledError, FailedError, JobEngine, Json, State
from bot.jobs.job import NAME, Job, Parts, lane, logged, occasion_of, read, start, workflow_id
from bot.jobs.review_run import ReviewRun
from bot.log import Log, bound
from bot.review.redaction import redact
from bot.store.reviews import PullRequestKey
from bot.tracing import span

_LOG = Log(__name__)


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
        with bound(**logged(job)), span("review", **logged(job)):
            return self._reviewed(job)

    def _reviewed(self, job: Job) -> Json:
        _LOG.info("the review begins")
        run = ReviewRun(self._engine, self._parts, job, occasion_of(job, self._engine.current))
        try:
            done = run.review()
        except CancelledError:
            raise
        except TenetError as exc:
            meters.failed("review", exc)
            _LOG.warning("the review failed", reason=str(exc))
            run.give_up(str(exc))
            raise FailedError(redact(str(exc))) from exc
        except Exception as exc:
            # The worker's boundary: a bug must end in a visible state too, and stays loud.
            _LOG.exception("the review failed")
            meters.failed("review", exc)
            why = f"a bug in Tenet ({type(exc).__name__})"
            run.give_up(why)
            raise FailedError(why) from exc
        _LOG.info("the review ended", **done)
        return done
