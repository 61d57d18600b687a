"""What was said of each finding of a pull request, for whoever asks or answers."""

from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import select

from bot.store.connection import Database
from bot.store.reviews import PullRequestKey, of_pull_request
from bot.store.schema import put, said


class Said:
    """The findings of one store, by pull request and fingerprint; a record is a text of ours."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(self, pull_request: PullRequestKey, records: Mapping[str, str]) -> None:
        """Keep these records, by fingerprint, beside those of other findings."""
        of = asdict(pull_request)
        rows = [{**of, "fingerprint": one, "record": records[one]} for one in sorted(records)]
        with self._database.writing() as connection:
            put(connection, said, (*of, "fingerprint"), rows)

    def of_pull_request(self, pull_request: PullRequestKey) -> Mapping[str, str]:
        """Every record of a pull request, by fingerprint."""
        query = select(said.c.fingerprint, said.c.record).where(of_pull_request(said, pull_request))
        with self._database.reading() as connection:
            return {row.fingerprint: row.record for row in connection.execute(query)}

    def find(self, pull_request: PullRequestKey, fingerprint: str) -> str | None:
        """The record of a finding; None where this pull request never had it."""
        query = select(said.c.record).where(
            of_pull_request(said, pull_request), said.c.fingerprint == fingerprint
        )
        with self._database.reading() as connection:
            found: str | None = connection.execute(query).scalar_one_or_none()
        return found
