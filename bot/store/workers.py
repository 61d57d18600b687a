"""Which workers show that they live: a number each, which grows as long as they do."""

from collections.abc import Mapping

from sqlalchemy import select

from bot.store.connection import Database
from bot.store.schema import insert_once, workers


class Workers:
    """The workers of one store. Numbers and no times, for two machines never have one clock."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def beat(self, worker: str) -> None:
        """Show that this worker lives."""
        mine = workers.c.id == worker
        with self._database.writing() as connection:
            if not insert_once(connection, workers, {"id": worker, "beats": 1}):
                grown = workers.update().where(mine).values(beats=workers.c.beats + 1)
                connection.execute(grown)

    def beats(self) -> Mapping[str, int]:
        """How often each worker has shown that it lives."""
        with self._database.reading() as connection:
            return {row.id: row.beats for row in connection.execute(select(workers))}

    def forget(self, worker: str) -> None:
        """It has ended."""
        with self._database.writing() as connection:
            connection.execute(workers.delete().where(workers.c.id == worker))
