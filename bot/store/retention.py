"""What is forgotten: records that are old, and everything of an account that removed us."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, Table, and_, select, union

from bot.store.connection import Database
from bot.store.schema import deliveries, metadata, reviews, said

# Each holds what belongs to one installation; found by its key, so that none is ever left out.
_OF_PULL_REQUESTS: tuple[Table, ...] = tuple(
    table for table in metadata.sorted_tables if "repository_id" in table.c
)


class Retention:
    """What one store still holds, and for how long."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def installations(self, host: str) -> dict[int, frozenset[int]]:
        """Of which installations anything is kept, and of which of their repositories."""
        kept = union(*(_kept(one, host) for one in _OF_PULL_REQUESTS))
        from_deliveries = select(deliveries.c.installation_id).where(
            deliveries.c.host == host, deliveries.c.installation_id.is_not(None)
        )
        with self._database.reading() as connection:
            found: dict[int, set[int]] = {
                row.installation_id: set() for row in connection.execute(from_deliveries.distinct())
            }
            for row in connection.execute(kept):
                found.setdefault(row.installation_id, set()).add(row.repository_id)
        return {installation: frozenset(where) for installation, where in found.items()}

    def forget_installation(self, host: str, installation_id: int) -> None:
        """Remove everything that is kept of an installation."""
        with self._database.writing() as connection:
            for table in (*_OF_PULL_REQUESTS, deliveries):
                connection.execute(table.delete().where(_of(table, host, installation_id)))

    def forget_deliveries(self, before: datetime) -> None:
        """Remove the deliveries that were handed on before then."""
        with self._database.writing() as connection:
            connection.execute(deliveries.delete().where(deliveries.c.dispatched_at < before))

    def forget_findings(self, before: datetime) -> None:
        """Remove what was said of pull requests that were last reviewed before then."""
        same = ("host", "installation_id", "repository_id", "number")
        later = (
            select(reviews.c.number)
            .where(and_(*(reviews.c[name] == said.c[name] for name in same)))
            .where(reviews.c.started_at >= before)
        )
        with self._database.writing() as connection:
            connection.execute(said.delete().where(~later.exists()))


def _kept(table: Table, host: str) -> Select[tuple[int, int]]:
    columns = (table.c.installation_id, table.c.repository_id)
    return select(*columns).where(table.c.host == host).distinct()


def _of(table: Table, host: str, installation_id: int) -> ColumnElement[bool]:
    return and_(table.c.host == host, table.c.installation_id == installation_id)
