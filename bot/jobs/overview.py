"""What runs, waits and failed, for whoever runs the bot; and how to do it again, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.errors import UserError
from bot.githubapp import events
from bot.githubapp.events import CheckEvent, CommandEvent, PullRequestEvent
from bot.githubapp.strict_json import UnreadableError
from bot.jobs import check_job, command_job, job
from bot.jobs.cancelled_job import end_what_is_open
from bot.jobs.check_job import CheckRequest
from bot.jobs.command_run import CommandRequest
from bot.jobs.engine import Queue
from bot.jobs.engine_client import EngineClient, Progress, Recorded, RecordedStep
from bot.review import records
from bot.store.database import Store
from bot.store.deliveries import CANCELLED, Dispatched

REVIEW, COMMAND, CLICK, DELIVERY = "review", "command", "click", "delivery"
_OPEN = (Progress.RUNNING, Progress.WAITING)
_QUEUE = {REVIEW: Queue.REVIEWS, COMMAND: Queue.COMMANDS, CLICK: Queue.COMMANDS}
# By the name of their workflow.
JOB_KINDS = {job.NAME: REVIEW, command_job.NAME: COMMAND, check_job.NAME: CLICK}
_NAMES = tuple(JOB_KINDS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do: a review, a command, a click, or a delivery that became no job.

    `repository` is its `owner/name`, or its number where the name is not known, and
    `repository_id` None for a delivery that is about none; `head_sha` is None for a command.
    `what` says what a command or a delivery asks for, `why` why it failed.
    """

    id: str
    kind: str
    progress: Progress
    since: datetime
    repository: str
    repository_id: int | None
    number: int | None
    head_sha: str | None
    what: str
    why: str

    @property
    def ended_badly(self) -> bool:
        """Whether it failed or was cancelled, and can be done again."""
        return self.progress in (Progress.FAILED, Progress.CANCELLED)


class Overview:
    """All there is to do; `client` is None where no job was ever started.

    Every method raises TransientError when the database does not answer.
    """

    def __init__(self, store: Store, client: EngineClient | None) -> None:
        self._store = store
        self._client = client

    def entries(self, limit: int) -> tuple[Entry, ...]:
        """What runs, waits and failed, in this order: of each kind and state at most `limit`.

        Of the deliveries that wait these are the oldest, of all else the newest.
        """
        waiting = [Dispatched(one, None, "") for one in self._store.deliveries.undispatched(limit)]
        failed = self._store.deliveries.failed(limit)
        return (
            *self._of_jobs(Progress.RUNNING, limit),
            *self._of_jobs(Progress.WAITING, limit),
            *map(_of_delivery, waiting),
            *self._of_jobs(Progress.FAILED, limit),
            *map(_of_delivery, failed),
        )

    def deliveries(self, limit: int) -> tuple[Entry, ...]:
        """What GitHub sent last, whatever came of it."""
        return tuple(map(_of_delivery, self._store.deliveries.latest(limit)))

    def find(self, entry_id: str) -> Entry:
        """The job or delivery of this id. Raises UserError when there is none."""
        recorded = None if self._client is None else self._client.find(entry_id)
        if recorded is not None and recorded.name in _NAMES:
            return _of_job(recorded)
        delivery = self._store.deliveries.find(entry_id)
        if delivery is None:
            raise UserError(f"There is no job {entry_id!r}: `tenet jobs list` shows every id.")
        return _of_delivery(delivery)

    def steps(self, entry: Entry) -> Sequence[RecordedStep]:
        """What was done of it so far."""
        is_job = self._client is not None and entry.kind != DELIVERY
        return self._client.steps(entry.id) if self._client and is_job else ()

    def retry(self, entry_id: str) -> None:
        """Do once more what failed or was cancelled. Raises UserError for anything else."""
        entry = self.find(entry_id)
        if not entry.ended_badly:
            raise UserError(
                f"This {entry.kind} is {entry.progress}: only what failed or was cancelled can be "
                "done again. `/tenet review` on the pull request reviews it once more."
            )
        if not self._again(entry):
            raise UserError(
                f"This {entry.kind} is done again already: `tenet jobs show {entry_id}` shows it."
            )

    def cancel(self, entry_id: str, now: datetime) -> Entry:
        """Do not do it, or not to its end. Raises UserError when it has ended."""
        entry = self.find(entry_id)
        if entry.progress not in _OPEN or not self._cancelled(entry, now):
            ended = self.find(entry_id).progress
            raise UserError(f"This {entry.kind} is {ended}: there is nothing left to cancel.")
        return entry

    def _again(self, entry: Entry) -> bool:
        if entry.kind == DELIVERY:
            return self._store.deliveries.retry(entry.id)
        recorded = self._recorded(entry)
        return self._clients.again(entry.id, _QUEUE[entry.kind], recorded.lane)

    def _cancelled(self, entry: Entry, now: datetime) -> bool:
        if entry.kind == DELIVERY:
            return bool(self._store.deliveries.mark_dispatched({entry.id: CANCELLED}, now))
        self._clients.cancel(entry.id)
        recorded = self._recorded(entry)
        if recorded.progress is not Progress.CANCELLED:
            return False
        if entry.kind == REVIEW:
            review = job.read(recorded.argument)
            # Another review of the same head may be what runs: it is not the one that ended.
            if not self._clients.runs_in(recorded.lane):
                self._store.reviews.cancel(review.pull_request, review.head_sha, now)
            end_what_is_open(self._clients, review, entry.id, now)
        return True

    def _of_jobs(self, progress: Progress, limit: int) -> tuple[Entry, ...]:
        if self._client is None:
            return ()
        return tuple(map(_of_job, self._client.workflows(_NAMES, (progress,), limit)))

    @property
    def _clients(self) -> EngineClient:
        if self._client is None:
            raise UserError("No job was ever started here: `tenet serve` starts them.")
        return self._client

    def _recorded(self, entry: Entry) -> Recorded:
        found = self._clients.find(entry.id)
        if found is None:
            raise UserError(f"The job {entry.id!r} is gone: `tenet jobs list` shows every id.")
        return found


def _of_job(recorded: Recorded) -> Entry:
    kind = JOB_KINDS[recorded.name]
    about: job.Job | CommandRequest | CheckRequest
    if kind == REVIEW:
        about = job.read(recorded.argument)
        head, what = about.head_sha, about.asked.value
    elif kind == COMMAND:
        about = records.read(CommandRequest, recorded.argument["asked"])
        head, what = None, f"{about.line} ({about.author})"
    else:
        about = records.read(CheckRequest, recorded.argument["asked"])
        head, what = about.head_sha, f"{about.button} ({about.author})"
    return Entry(
        id=recorded.id,
        kind=kind,
        progress=recorded.progress,
        since=recorded.since,
        repository=about.repository or str(about.pull_request.repository_id),
        repository_id=about.pull_request.repository_id,
        number=about.pull_request.number,
        head_sha=head,
        what=what,
        why=recorded.why,
    )


def _of_delivery(one: Dispatched) -> Entry:
    delivery = one.delivery
    repository, number, head, what = "", None, None, delivery.event
    try:
        event = events.read(delivery.event, delivery.payload)
    except UnreadableError:  # an earlier Tenet wrote it, and it is to be seen all the same
        event = None
    if isinstance(event, PullRequestEvent):
        repository, number, head = event.repository, event.number, event.head_sha
        what = f"{delivery.event} {event.action}"
    if isinstance(event, CheckEvent):
        repository, head = event.repository, event.head_sha
    if isinstance(event, CommandEvent):
        repository, number = event.repository, event.comment.number
    if one.at is None:
        progress = Progress.WAITING
    elif one.has_failed:
        progress = Progress.FAILED
    else:
        cancelled = one.outcome == CANCELLED
        progress = Progress.CANCELLED if cancelled else Progress.FINISHED
    return Entry(
        id=delivery.id,
        kind=DELIVERY,
        progress=progress,
        since=delivery.received_at,
        repository=repository,
        repository_id=getattr(event, "repository_id", None),
        number=number,
        head_sha=head,
        what=what,
        why=one.outcome,
    )
