"""Which pull requests are not reviewed until somebody says so."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select

from bot.store.connection import Database
from bot.store.reviews import PullRequestKey, of_pull_request
from bot.store.schema import insert_once, pauses


class Pauses:
    """The pauses of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pause(self, pull_request: PullRequestKey, person: str, now: datetime) -> None:
        """New heads are not reviewed from now on; who paused it first stays on record."""
        row = {**asdict(pull_request), "paused_by": person, "paused_at": now}
        with self._database.writing() as connection:
            insert_once(connection, pauses, row)

    def resume(self, pull_request: PullRequestKey) -> None:
        """They are reviewed again."""
        with self._database.writing() as connection:
            connection.execute(pauses.delete().where(of_pull_request(pauses, pull_request)))

    def is_paused(self, pull_request: PullRequestKey) -> bool:
        """Whether new heads are not reviewed now."""
        query = select(pauses.c.number).where(of_pull_request(pauses, pull_request))
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None
