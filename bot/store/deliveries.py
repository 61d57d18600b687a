"""Deliveries that GitHub sent: on disk before they are acknowledged, until they are dispatched."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Row, bindparam, func, select

from bot.review.redaction import redact
from bot.store.connection import Database
from bot.store.schema import deliveries, insert_once

FAILED = "failed: "  # begins the outcome of a delivery that could not be handed on
CANCELLED = "cancelled"  # the outcome of one that nobody wanted to be handed on


@dataclass(frozen=True, slots=True)
class Delivery:
    """One signed HTTP call from GitHub; `id` is its X-GitHub-Delivery.

    `payload` is what is kept of its body: enough to read the event again. `host` names the GitHub
    that sent it; `installation_id` is None where the event has none.
    """

    id: str
    host: str
    event: str
    installation_id: int | None
    payload: bytes = field(repr=False)
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Dispatched:
    """A delivery and what became of it; it waits where `at` is None."""

    delivery: Delivery
    at: datetime | None
    outcome: str

    @property
    def has_failed(self) -> bool:
        """Whether it could not be handed on, for a reason that does not pass by itself."""
        return self.outcome.startswith(FAILED)


class Deliveries:
    """The deliveries of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, delivery: Delivery) -> bool:
        """Puts a delivery on disk; False when one of the same id was there before.

        Raises TransientError when it could not be stored: then it must not be acknowledged.
        """
        return bool(self.add_all((delivery,)))

    def add_all(self, some: Sequence[Delivery]) -> set[str]:
        """Puts deliveries on disk, all or none; the ids of those that were not there before.

        Raises TransientError when they could not be stored: then none may be acknowledged.
        """
        with self._database.writing() as connection:
            return {one.id for one in some if insert_once(connection, deliveries, _as_row(one))}

    def undispatched(self, limit: int) -> tuple[Delivery, ...]:
        """The oldest deliveries that wait, at most `limit`, in the order in which they came."""
        query = (
            select(deliveries)
            .where(deliveries.c.dispatched_at.is_(None))
            .order_by(deliveries.c.received_at, deliveries.c.id)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return tuple(_delivery(row) for row in connection.execute(query))

    def latest(self, limit: int) -> tuple[Dispatched, ...]:
        """The deliveries that came last."""
        query = (
            select(deliveries)
            .order_by(deliveries.c.received_at.desc(), deliveries.c.id)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return tuple(_dispatched(row) for row in connection.execute(query))

    def failed(self, limit: int) -> tuple[Dispatched, ...]:
        """The deliveries that could not be handed on, the newest first."""
        query = (
            select(deliveries)
            .where(deliveries.c.outcome.startswith(FAILED))
            .order_by(deliveries.c.dispatched_at.desc(), deliveries.c.id)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return tuple(_dispatched(row) for row in connection.execute(query))

    def find(self, delivery_id: str) -> Dispatched | None:
        """A delivery and what became of it; None when it is not known."""
        query = select(deliveries).where(deliveries.c.id == delivery_id)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _dispatched(row)

    def retry(self, delivery_id: str) -> bool:
        """Lets a failed or cancelled delivery wait once more; False when it waits already."""
        ended_badly = deliveries.c.outcome.startswith(FAILED) | (deliveries.c.outcome == CANCELLED)
        statement = (
            deliveries.update()
            .where(deliveries.c.id == delivery_id, ended_badly)
            .values(dispatched_at=None, outcome=None)
        )
        with self._database.writing() as connection:
            return connection.execute(statement).rowcount == 1

    def oldest_undispatched(self) -> datetime | None:
        """Since when the oldest delivery waits; None when none does."""
        query = select(func.min(deliveries.c.received_at)).where(
            deliveries.c.dispatched_at.is_(None)
        )
        with self._database.reading() as connection:
            oldest: datetime | None = connection.execute(query).scalar_one()
        return oldest

    def known(self, ids: Collection[str]) -> set[str]:
        """Which of these have been taken in."""
        query = select(deliveries.c.id).where(deliveries.c.id.in_(ids))
        with self._database.reading() as connection:
            return {row.id for row in connection.execute(query)}

    def mark_dispatched(self, outcomes: Mapping[str, str], now: datetime) -> int:
        """Notes what became of deliveries, by their ids; how many of them waited until now.

        Of the others the first answer stays.
        """
        statement = (
            deliveries.update()
            .where(deliveries.c.id == bindparam("one"), deliveries.c.dispatched_at.is_(None))
            .values(dispatched_at=now, outcome=bindparam("said"))
        )
        rows = [{"one": one, "said": redact(outcome)} for one, outcome in outcomes.items()]
        with self._database.writing() as connection:
            return connection.execute(statement, rows).rowcount


def _as_row(delivery: Delivery) -> dict[str, object]:
    return {
        "id": delivery.id,
        "host": delivery.host,
        "event": delivery.event,
        "installation_id": delivery.installation_id,
        "payload": delivery.payload,
        "received_at": delivery.received_at,
    }


def _dispatched(row: Row[tuple[object, ...]]) -> Dispatched:
    return Dispatched(_delivery(row), row.dispatched_at, row.outcome or "")


def _delivery(row: Row[tuple[object, ...]]) -> Delivery:
    return Delivery(
        id=row.id,
        host=row.host,
        event=row.event,
        installation_id=row.installation_id,
        payload=bytes(row.payload),
        received_at=row.received_at,
    )
