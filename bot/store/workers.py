"""Which workers show that they live: a number each, which grows as long as they do."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.store.connection import Database
from bot.store.schema import insert_once, turns, workers


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

    def take_turn(self, what: str, now: datetime, every: timedelta) -> bool:
        """Whether it is this process's turn to do something that one of all does now and then."""
        due = (turns.c.what == what, turns.c.taken_at <= now - every)
        with self._database.writing() as connection:
            if insert_once(connection, turns, {"what": what, "taken_at": now}):
                return True
            taken = connection.execute(turns.update().where(*due).values(taken_at=now))
            return taken.rowcount == 1

    def forget(self, worker: str) -> None:
        """It has ended."""
        with self._database.writing() as connection:
            connection.execute(workers.delete().where(workers.c.id == worker))
