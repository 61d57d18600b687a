"""The only door to DBOS: named workflows whose finished steps survive a crash.

A step runs at least once: the one that a crash interrupts runs again, so whatever it does outside
looks first whether it was done already.
"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from contextvars import Context
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from dbos import (
    DBOS,
    DBOSConfig,
    DBOSPortableJSONSerializer,
    SetEnqueueOptions,
    SetWorkflowID,
    StepOptions,
)
from dbos import error as dbos_error
from dbos._context import current_owner_xid  # private, see decision 18
from dbos._dbos import _get_dbos_instance  # the same
from dbos._serialization import PortableWorkflowError  # the same

from bot import fence, meters, process, tracing
from bot.errors import OperatorError, TenetError, TransientError, UserError
from bot.jobs.engine_file import engine_url, prepare

Json = Mapping[str, Any]
Workflow = Callable[[Json], Json]
Result = TypeVar("Result")

# A constant: DBOS would otherwise strand unfinished work whenever the source changes.
APPLICATION_VERSION = "1"
_RECORDED: Mapping[str, type[TenetError]] = {
    "DBOSMaxStepRetriesExceeded": TransientError,
    "NotFoundError": OperatorError,
    "OperatorError": OperatorError,
    "RefusedError": OperatorError,
    "TransientError": TransientError,
    "UserError": UserError,
}
_ENDED = ("SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
_BATCH = 500  # workflows
_FIRST_PAUSE, _PAUSE_FACTOR = 1.0, 2.0  # seconds between attempts: 1, 2, 4 …


_CANCELLED = (
    dbos_error.DBOSWorkflowCancelledError,
    dbos_error.DBOSAwaitedWorkflowCancelledError,
    dbos_error.DBOSWorkflowConflictIDError,
)


class CancelledError(Exception):
    """The current workflow is no longer wanted: let it end at once, and do nothing more outside."""


class OtherVersionError(CancelledError):
    """The current workflow was begun by a version of ours that took other steps."""


class FailedError(Exception):
    """The current workflow ended without having done its work, and whoever waits was told why."""


class Queue(StrEnum):
    """What waits for its turn; a command never waits for a review."""

    REVIEWS = "reviews"
    COMMANDS = "commands"


class State(StrEnum):
    """What is known of a workflow id."""

    UNKNOWN = "unknown"
    CANCELLED = "cancelled"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Waits:
    """How often a step is tried, how often a queue is looked at (seconds), how many run of it.

    Most of a review is waiting, for GitHub and for the model; how many scan is bounded elsewhere.
    """

    attempts: int = 9
    poll: float = 0.25
    at_once: int = 4


class JobEngine:
    """Durable workflows in one database; one instance a process, as DBOS has it.

    `executor` names this process among those of the database, and no two may bear one name: what
    it left unfinished is taken up when a process of that name starts, or another takes it over.
    """

    def __init__(self, database_url: str, executor: str, waits: Waits | None = None) -> None:
        self.executor = executor
        self._closing = False
        self._waits = waits or Waits()
        self._running: dict[str, str] = {}  # workflow ids by the tokens of those who run them
        _quiet_about_cancelling()
        prepare(database_url)
        config: DBOSConfig = {
            "name": "tenet",
            "system_database_url": engine_url(database_url),
            "application_version": APPLICATION_VERSION,
            "executor_id": executor,
            "serializer": DBOSPortableJSONSerializer(),
            "enable_otlp": False,
            "log_level": "WARNING",
        }
        DBOS(config=config)
        self._workflows: dict[str, Workflow] = {}

    def register(self, name: str, workflow: Workflow) -> None:
        """Name a workflow, before `launch`; its argument and result are JSON.

        One that could not do its work raises FailedError, and is then listed as failed.
        """

        # DBOS marks what it is given, which a bound method does not allow.
        def run(argument: Json) -> Json:
            name, token = self.current, current_owner_xid(self.current) or ""
            self._running[token] = name
            try:
                with process.run_for(token), fence.guarded_by(lambda: _still_owned(name, token)):
                    return workflow(argument)
            finally:
                del self._running[token]

        self._workflows[name] = DBOS.workflow(name=name)(run)

    def launch(self) -> None:
        """Start working, with what was left unfinished first."""
        DBOS.launch()
        for queue in Queue:
            DBOS.register_queue(
                queue.value,
                worker_concurrency=self._waits.at_once,
                partition_concurrency=1,
                polling_interval_sec=self._waits.poll,
                on_conflict="always_update",
            )

    def close(self) -> None:
        """Stop working; unfinished workflows go on at the next launch."""
        self._closing = True
        DBOS.destroy(destroy_registry=True)

    @property
    def current(self) -> str:
        """The id of the workflow that asks."""
        return DBOS.workflow_id or ""

    def state(self, workflow_id: str) -> State:
        """Whether a workflow of this id was ever started; inside a workflow, ask in a step."""
        known = DBOS.get_workflow_status(workflow_id)
        if known is None:
            return State.UNKNOWN
        return State.CANCELLED if known.status == "CANCELLED" else State.KNOWN

    def start(
        self,
        name: str,
        workflow_id: str,
        lane: str,
        argument: Json,
        *,
        delay: float = 0.0,
        queue: Queue = Queue.REVIEWS,
    ) -> None:
        """Start a workflow, `delay` seconds from now; nothing if one of this id was ever started.

        Of the workflows in one lane, one runs at a time. Inside a workflow, not in a step.
        """
        options = SetEnqueueOptions(queue_partition_key=lane, delay_seconds=delay or None)
        with SetWorkflowID(workflow_id), options:
            DBOS.enqueue_workflow(queue.value, self._workflows[name], argument)

    def start_anew(self, name: str, lane: str, argument: Json, queue: Queue) -> None:
        """Start what the current workflow does once more, from its start and under a new id."""
        workflow_id = f"{self.current}+"
        # Without the context of this workflow, of which it would be one more step.
        Context().run(
            lambda: self.start(name, workflow_id, lane, argument, queue=queue),
        )

    def step(self, name: str, action: Callable[[], Result]) -> Result:
        """Run a step of the current workflow, or give its recorded result.

        A TransientError makes it try again, after growing pauses; the last one is raised. The
        result is JSON. Raises CancelledError when the workflow was cancelled meanwhile, or given to
        another process, and OtherVersionError.
        """
        options = StepOptions(
            name=name,
            retries_allowed=True,
            interval_seconds=_FIRST_PAUSE,
            backoff_rate=_PAUSE_FACTOR,
            max_attempts=self._waits.attempts,
            should_retry=lambda exc: isinstance(exc, TransientError),
        )
        try:
            return DBOS.run_step(options, lambda: _until_stopped(name, action))
        except dbos_error.DBOSMaxStepRetriesExceeded as exc:
            raise TransientError(str(exc.errors[-1]) if exc.errors else str(exc)) from exc
        except _CANCELLED as exc:
            logging.getLogger(__name__).info("%s is not ours any more", self.current)
            raise CancelledError from exc
        except PortableWorkflowError as exc:
            raise _recorded(exc) from exc
        except dbos_error.DBOSUnexpectedStepError as exc:
            logging.getLogger(__name__).warning("another version began %s", self.current)
            raise OtherVersionError from exc
        except dbos_error.DBOSException as exc:
            if self._closing:  # it goes on elsewhere, or at the next start
                raise CancelledError from exc
            raise

    def under_way(self, prefix: str) -> bool:
        """Whether a workflow whose id begins with `prefix` runs, or is next; ask in a step."""
        return bool(_ids(prefix, "ENQUEUED", "PENDING"))

    def waiting(self, prefix: str) -> list[Json]:
        """What those workflows were started with whose id begins with `prefix`, and that wait."""
        found = DBOS.list_workflows(
            workflow_id_prefix=prefix, status=["ENQUEUED"], load_output=False
        )
        return [one.input["args"][0] for one in found if one.input]

    def cancel(self, prefix: str, *, but: str | None = None) -> Sequence[str]:
        """Cancel the unfinished workflows whose id begins with `prefix`, but for one id.

        What they run in this process is killed at once, and in another one with its next beat.
        """
        ids = [one for one in _ids(prefix, "ENQUEUED", "PENDING", "DELAYED") if one != but]
        for workflow_id in ids:
            DBOS.cancel_workflow(workflow_id)
        for token, workflow_id in list(self._running.items()):
            if workflow_id in ids:
                process.stop_for(token)
        return ids

    def workers_with_work(self) -> set[str]:
        """The names of the processes that have something running, or had when they ended."""
        found = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        return {one.executor_id for one in found if one.executor_id is not None}

    def take_over(self, executor: str) -> int:
        """Let any process do what this dead one had running; how many workflows that were.

        Finished steps are not repeated. Whoever ran them before does nothing more outside.
        """
        return len(DBOS._recover_pending_workflows([executor]))  # noqa: SLF001  see decision 18

    def forget(self, prefix: str) -> None:
        """Remove what is kept of the ended workflows whose id begins with `prefix`."""
        DBOS.delete_workflows(_ids(prefix, *_ENDED))

    def forget_ended(self, before: datetime) -> None:
        """Remove what is kept of workflows that were started before then and have ended."""
        found = DBOS.list_workflows(
            status=list(_ENDED),
            end_time=before.isoformat(),
            limit=_BATCH,
            load_input=False,
            load_output=False,
        )
        DBOS.delete_workflows([one.workflow_id for one in found])

    def let_go(self) -> None:
        """Kill what runs here for workflows that another process cancelled or took over."""
        for token, workflow_id in list(self._running.items()):
            if _owner(workflow_id) != token:
                process.stop_for(token)


def _ids(prefix: str, *status: str) -> list[str]:
    found = DBOS.list_workflows(
        workflow_id_prefix=prefix, status=list(status), load_input=False, load_output=False
    )
    return [one.workflow_id for one in found]


def _until_stopped(name: str, action: Callable[[], Result]) -> Result:
    """The action, or DBOS's own error when it was stopped: then the step leaves no result."""
    started = time.monotonic()
    try:
        fence.still_ours()
        with tracing.span(name):
            return action()
    except process.StoppedError as exc:
        raise dbos_error.DBOSWorkflowCancelledError(str(exc)) from exc
    finally:
        meters.observe(meters.STEP_SECONDS, time.monotonic() - started, step=name)


def _owner(workflow_id: str) -> str | None:
    """The token of whoever runs a workflow; None while nobody does."""
    return _get_dbos_instance()._sys_db.get_workflow_owner(workflow_id)  # noqa: SLF001  the same


def _still_owned(workflow_id: str, token: str) -> None:
    if _owner(workflow_id) != token:
        raise process.StoppedError(workflow_id)


def _recorded(error: PortableWorkflowError) -> Exception:
    """The error with which a step ended before a crash; DBOS keeps its name and its words."""
    kind = _RECORDED.get(error.name)
    return error if kind is None else kind(error.message)


def _quiet_about_cancelling() -> None:
    """DBOS logs a traceback for every workflow that was cancelled, or whose job logged its own."""

    def wanted(record: logging.LogRecord) -> bool:
        exc = record.exc_info[1] if record.exc_info else None
        return not isinstance(exc, (CancelledError, FailedError, *_CANCELLED))

    logging.getLogger("dbos").addFilter(wanted)
