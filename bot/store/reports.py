"""The report of each reviewed head, kept for the operator's window for a while."""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, select

from bot.review import records
from bot.review.findings import Severity
from bot.review.redaction import redact
from bot.review.verdict import Review
from bot.store.connection import Database
from bot.store.reviews import PullRequestKey, of_pull_request
from bot.store.schema import put, reports

KEPT_FOR = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of one rule (None: of the model) and severity a change brought in."""

    principle: str
    rule_id: str | None
    severity: Severity
    count: int


@dataclass(frozen=True, slots=True)
class KeptReport:
    """The report of one head: `report` is its JSON, without secrets in any field.

    `repository` is the `owner/name` of that day.
    """

    pull_request: PullRequestKey
    head_sha: str
    repository: str
    title: str
    author: str
    tallies: tuple[Tally, ...]
    report: str
    kept_at: datetime


class Reports:
    """The reports of one store, none older than `KEPT_FOR`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, kept: KeptReport) -> None:
        """Keep a report instead of an earlier one of this head, and let go of old ones."""
        key = {**asdict(kept.pull_request), "head_sha": kept.head_sha}
        row: dict[str, object] = {
            **key,
            "repository": kept.repository,
            "title": redact(kept.title),
            "author": redact(kept.author),
            "tallies": records.write(kept.tallies),
            "report": kept.report,
            "kept_at": kept.kept_at,
        }
        with self._database.writing() as connection:
            put(connection, reports, tuple(key), [row])
            too_old = reports.c.kept_at < kept.kept_at - KEPT_FOR
            connection.execute(reports.delete().where(too_old))

    def find(self, pull_request: PullRequestKey, head_sha: str) -> KeptReport | None:
        """The report of this head; None where there is none, or no longer."""
        query = select(reports).where(
            and_(of_pull_request(reports, pull_request), reports.c.head_sha == head_sha)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        return KeptReport(
            pull_request=pull_request,
            head_sha=row.head_sha,
            repository=row.repository,
            title=row.title,
            author=row.author,
            tallies=read_tallies(row.tallies),
            report=row.report,
            kept_at=row.kept_at,
        )


def tallies_of(review: Review) -> tuple[Tally, ...]:
    """What a review counts as found: what the change brought in."""
    counted = Counter(
        (one.finding.principle, one.finding.rule_id, one.finding.severity)
        for one in review.introduced
    )
    ordered = sorted(counted.items(), key=lambda item: tuple(str(part) for part in item[0]))
    return tuple(Tally(*what, count) for what, count in ordered)


def read_tallies(record: str) -> tuple[Tally, ...]:
    """The tallies that were kept."""
    return records.read(tuple[Tally, ...], record)
