"""The reviews as durable workflows: started once for a head, superseded, brought to an end."""

import logging

from bot.errors import TenetError
from bot.jobs.engine import CancelledError, JobEngine, Json, State
from bot.jobs.job import NAME, Asked, Job, Parts, lane, occasion_of, start, workflow_id
from bot.jobs.review_run import ReviewRun
from bot.store.reviews import PullRequestKey


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
        job = Job(
            PullRequestKey(
                argument["host"],
                argument["installation_id"],
                argument["repository_id"],
                argument["number"],
            ),
            argument["head_sha"],
            argument["repeats"],
            Asked(argument["asked"]),
        )
        run = ReviewRun(self._engine, self._parts, job, occasion_of(job, self._engine.current))
        try:
            return run.review()
        except CancelledError:
            raise
        except TenetError as exc:
            return run.give_up(str(exc))
        except Exception as exc:
            # The worker's boundary: a bug must end in a visible state too, and stays loud.
            logging.getLogger(__name__).exception("the review of %s failed", job)
            return run.give_up(f"a bug in Tenet ({type(exc).__name__})")
