"""Which event leads to which job: one table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.githubapp import events
from bot.githubapp.events import (
    Action,
    CheckEvent,
    CommandEvent,
    Ignored,
    PingEvent,
    PullRequestEvent,
    RemovedEvent,
)
from bot.jobs.check_job import CheckJobs, CheckRequest
from bot.jobs.command_job import CommandJobs
from bot.jobs.command_run import CommandRequest
from bot.jobs.job import Job
from bot.jobs.review_job import ReviewJobs
from bot.store.deliveries import Delivery
from bot.store.reviews import PullRequestKey


@dataclass(frozen=True, slots=True)
class Handlers:
    """Hands deliveries on to the jobs; `forget` removes what is kept of an installation."""

    reviews: ReviewJobs
    commands: CommandJobs
    checks: CheckJobs
    forget: Callable[[str, int], None]

    def handle(self, delivery: Delivery) -> str:
        """Do what a delivery asks for, and say in words what was done."""
        event = events.read(delivery.event, delivery.payload)
        match event:
            case PullRequestEvent():
                key = _key(delivery, event, event.number)
                job = Job(key, event.head_sha, repository=event.repository, delivery=delivery.id)
                return _HANDLERS[event.action](self.reviews, job, delivery.id)
            case CommandEvent():
                key = _key(delivery, event, event.comment.number)
                started = self.commands.start(
                    CommandRequest(
                        key, event.comment, event.line, event.author, event.repository, delivery.id
                    )
                )
                return "command started" if started else "too many commands"
            case CheckEvent():
                return self._ask(delivery, event)
            case RemovedEvent():
                self.forget(delivery.host, event.installation_id)
                return "installation forgotten"
            case PingEvent() | Ignored():
                return "nothing to do"

    def _ask(self, delivery: Delivery, event: CheckEvent) -> str:
        """What was asked of a head counts for every pull request that has it."""
        where = (delivery.host, event.installation_id, event.repository_id)
        found = self.reviews.of_head(*where, event.head_sha)
        for key in found:
            self.checks.start(
                CheckRequest(
                    key, event.head_sha, event.button, event.author, delivery.id, event.repository
                )
            )
        return "check asked" if found else "head unknown"


def _key(delivery: Delivery, event: PullRequestEvent | CommandEvent, number: int) -> PullRequestKey:
    return PullRequestKey(delivery.host, event.installation_id, event.repository_id, number)


def _review_new_head(reviews: ReviewJobs, job: Job, _delivery_id: str) -> str:
    return "review started" if reviews.start(job) else "head known"


def _review_again(reviews: ReviewJobs, job: Job, delivery_id: str) -> str:
    # The head may be known, but what it is compared with, or whether it is wanted, has changed.
    reviews.start(job, again=delivery_id)
    return "review started"


def _end(reviews: ReviewJobs, job: Job, delivery_id: str) -> str:
    reviews.cancel(job.pull_request)
    # This last run finds the pull request closed, and closes the checks that were cancelled.
    reviews.start(job, again=delivery_id)
    return "reviews ended"


_HANDLERS: Mapping[Action, Callable[[ReviewJobs, Job, str], str]] = {
    Action.OPENED: _review_new_head,
    Action.SYNCHRONIZE: _review_new_head,
    Action.REOPENED: _review_again,
    Action.READY_FOR_REVIEW: _review_again,
    Action.EDITED: _review_again,
    Action.CLOSED: _end,
}
