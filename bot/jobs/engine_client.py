"""The workflows seen from outside: the other door to DBOS, for a process that runs none of them.

It launches no executor, because a second one would take the running jobs of the server's for lost.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Self

from dbos import DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions, WorkflowStatus
from dbos import error as dbos_error
from sqlalchemy import inspect

from bot.jobs.engine import APPLICATION_VERSION, Json, Queue
from bot.jobs.engine_file import engine_url
from bot.store.connection import open_to_look, translated

_TABLE, _SCHEMA = "workflow_status", "dbos"


class Progress(StrEnum):
    """How far a workflow, or a delivery, is."""

    RUNNING = "running"
    WAITING = "waiting"
    FAILED = "failed"
    CANCELLED = "cancelled"
    FINISHED = "finished"


# https://docs.dbos.dev/python/reference/contexts#workflow-status
_STATUS = {
    "PENDING": Progress.RUNNING,
    "ENQUEUED": Progress.WAITING,
    "DELAYED": Progress.WAITING,
    "ERROR": Progress.FAILED,
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": Progress.FAILED,
    "CANCELLED": Progress.CANCELLED,
    "SUCCESS": Progress.FINISHED,
}
_CRASHED = "it was begun too often and never came to an end"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One workflow as the database has it; `why` says why it failed, `since` when it was asked."""

    id: str
    name: str
    lane: str
    progress: Progress
    argument: Json
    why: str
    since: datetime


@dataclass(frozen=True, slots=True)
class RecordedStep:
    """A step that came to an end; `seconds` is None where the engine did not measure it."""

    name: str
    seconds: float | None
    failed: bool


class EngineClient:
    """What is recorded of the workflows, and what can be asked of the processes that run them.

    Every method raises TransientError when the database does not answer.
    """

    def __init__(self, database_url: str) -> None:
        logging.getLogger("dbos").setLevel(logging.WARNING)  # it has advice on every start
        with translated():
            self._client = DBOSClient(
                system_database_url=engine_url(database_url),
                serializer=DBOSPortableJSONSerializer(),
                retry_connection_errors=False,
            )

    @classmethod
    def beside(cls, database_url: str) -> Self | None:
        """The client for this database; None where no workflow was ever started."""
        engine = open_to_look(engine_url(database_url))
        if engine is None:
            return None
        try:
            with translated():
                schema = None if engine.dialect.name == "sqlite" else _SCHEMA
                known = inspect(engine).has_table(_TABLE, schema=schema)
        finally:
            engine.dispose()
        return cls(database_url) if known else None

    def close(self) -> None:
        """Give every connection back."""
        self._client.destroy()

    def workflows(
        self, names: Sequence[str], progress: Sequence[Progress], limit: int
    ) -> tuple[Recorded, ...]:
        """The workflows of these names that are so far, the newest first."""
        wanted = [status for status, is_so in _STATUS.items() if is_so in progress]
        with translated():
            found = self._client.list_workflows(
                name=list(names), status=wanted, limit=limit, sort_desc=True
            )
        return tuple(_recorded(one) for one in found)

    def count(self, name: str, progress: Progress, most: int) -> int:
        """How many workflows of a name are so far; `most` stands for any more."""
        wanted = [status for status, is_so in _STATUS.items() if is_so is progress]
        with translated():
            found = self._client.list_workflows(
                name=name, status=wanted, limit=most, load_input=False, load_output=False
            )
        return len(found)

    def find(self, workflow_id: str) -> Recorded | None:
        """The workflow of this id; None when there is none."""
        with translated():
            found = self._client.list_workflows(workflow_ids=[workflow_id])
        return _recorded(found[0]) if found else None

    def runs_in(self, lane: str) -> bool:
        """Whether one of a lane's workflows runs now."""
        with translated():
            found = self._client.list_workflows(
                workflow_id_prefix=f"{lane}@", status="PENDING", load_input=False, load_output=False
            )
        return bool(found)

    def steps(self, workflow_id: str) -> tuple[RecordedStep, ...]:
        """The steps that came to an end, in their order."""
        with translated():
            found = self._client.list_workflow_steps(workflow_id, load_output=False)
        return tuple(
            RecordedStep(
                one["function_name"],
                _seconds(one["started_at_epoch_ms"], one["completed_at_epoch_ms"]),
                one["error"] is not None,
            )
            for one in found
        )

    def again(self, workflow_id: str, queue: Queue, lane: str) -> bool:
        """Let a workflow that ended begin anew; False when another call was faster."""
        try:
            with translated():
                self._client.rewind_workflow(
                    workflow_id, queue_name=queue.value, queue_partition_key=lane
                )
        except dbos_error.DBOSException:
            return False
        return True

    def cancel(self, workflow_id: str) -> None:
        """Let a workflow end at its next step; nothing when it has ended."""
        with translated():
            self._client.cancel_workflow(workflow_id)

    def start(self, name: str, workflow_id: str, lane: str, argument: Json, queue: Queue) -> None:
        """Start a workflow, in a process that knows it."""
        options: EnqueueOptions = {
            "workflow_name": name,
            "queue_name": queue.value,
            "workflow_id": workflow_id,
            "queue_partition_key": lane,
            "app_version": APPLICATION_VERSION,
        }
        with translated():
            self._client.enqueue(options, argument)


def _recorded(one: WorkflowStatus) -> Recorded:
    given = one.input["args"] if one.input else ()
    crashed = one.status == "MAX_RECOVERY_ATTEMPTS_EXCEEDED"
    return Recorded(
        id=one.workflow_id,
        name=one.name,
        lane=one.queue_partition_key or "",
        progress=_STATUS[one.status],
        argument=given[0] if given else {},
        why=_CRASHED if crashed else "" if one.error is None else str(one.error),
        since=datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=one.created_at or 0),
    )


def _seconds(started: int | None, ended: int | None) -> float | None:
    return None if started is None or ended is None else (ended - started) / 1000
