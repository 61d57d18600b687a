"""Who may write to GitHub now: one of all processes for each installation, and never too soon."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, extract, func, select, text

from bot.store.connection import Database
from bot.store.schema import insert_once, silences, writers

_MILLI = 1000
# A process that stands still in the middle of a write keeps the others waiting no longer than this.
_LIMITS = (
    "SET LOCAL idle_in_transaction_session_timeout = 60000",
    "SET LOCAL statement_timeout = 40000",
    "SET LOCAL lock_timeout = 30000",
)


class Writers:
    """The turns to write of one store, and the silence that GitHub asked for.

    Every time is the database's own, for two machines never have one clock. On SQLite there is one
    worker, which keeps its turns by itself; the silence is kept for the next one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def alone(self, who: str, pause: float) -> Iterator[None]:
        """While this is held, no other process has the turn; it ends with the connection.

        It begins `pause` seconds after the end of the last turn. Raises TransientError when the
        turn does not come, and when it was lost: then others may have written meanwhile.
        """
        if not self._database.is_shared:
            yield
            return
        with self._database.writing() as connection:
            insert_once(connection, writers, {"who": who, "free_at": 0})
        failure: BaseException | None = None
        with self._database.writing() as connection:
            for limit in _LIMITS:
                connection.execute(text(limit))
            row = select(writers.c.free_at).where(writers.c.who == who).with_for_update()
            free_at = connection.execute(row).scalar_one()
            time.sleep(max(0, free_at - _now(connection)) / _MILLI)
            try:
                yield
            except BaseException as exc:  # noqa: BLE001  raised below, once the turn is given back
                failure = exc
            ended = {"free_at": _now(connection) + round(pause * _MILLI)}
            connection.execute(writers.update().where(writers.c.who == who).values(ended))
        if failure is not None:
            raise failure

    def be_silent(self, who: str, seconds: float) -> None:
        """Nobody may ask anything for so long."""
        with self._database.writing() as connection:
            until = _now(connection) + round(seconds * _MILLI)
            if not insert_once(connection, silences, {"who": who, "until": until}):
                longer = (silences.c.who == who, silences.c.until < until)
                connection.execute(silences.update().where(*longer).values(until=until))

    def silent_for(self, who: str) -> float:
        """For how many seconds nobody may ask anything; 0 when everybody may."""
        query = select(silences.c.until).where(silences.c.who == who)
        with self._database.reading() as connection:
            until = connection.execute(query).scalar_one_or_none()
            return 0.0 if until is None else max(0, until - _now(connection)) / _MILLI


def _now(connection: Connection) -> int:
    """Milliseconds by the database's clock."""
    if connection.dialect.name != "postgresql":
        return round(time.time() * _MILLI)
    seconds = connection.execute(select(extract("epoch", func.clock_timestamp()))).scalar_one()
    return round(float(seconds) * _MILLI)
