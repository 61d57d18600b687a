"""Which heads were reviewed, and with what verdict."""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Row, Table, and_, select

from bot.review.redaction import redact
from bot.review.verdict import Verdict
from bot.store.connection import Database
from bot.store.schema import insert_once, reviews


class ReviewState(StrEnum):
    """How far a review is; every state but `running` is final."""

    RUNNING = "running"
    FINISHED = "finished"
    SUPERSEDED = "superseded"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class PullRequestKey:
    """A pull request by ids, never by names: repositories are renamed and transferred."""

    host: str
    installation_id: int
    repository_id: int
    number: int


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """What is remembered of the review of one head; `verdict` is None where it has none."""

    pull_request: PullRequestKey
    head_sha: str
    state: ReviewState
    verdict: Verdict | None
    started_at: datetime
    finished_at: datetime | None
    detail: str


class Reviews:
    """The reviews of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, pull_request: PullRequestKey, head_sha: str, now: datetime) -> bool:
        """Notes that this head is being reviewed; False when it was begun before.

        A head that was begun before runs again, and its old verdict is forgotten.
        """
        fresh = {
            "state": ReviewState.RUNNING.value,
            "verdict": None,
            "started_at": now,
            "finished_at": None,
            "detail": "",
        }
        key = {**asdict(pull_request), "head_sha": head_sha}
        with self._database.writing() as connection:
            if insert_once(connection, reviews, key | fresh):
                return True
            connection.execute(reviews.update().where(_of(pull_request, head_sha)).values(fresh))
            return False

    def finish(
        self,
        pull_request: PullRequestKey,
        head_sha: str,
        state: ReviewState,
        verdict: Verdict | None,
        now: datetime,
        detail: str = "",
    ) -> bool:
        """Notes how the review of this head ended; False when none was started."""
        statement = (
            reviews.update()
            .where(_of(pull_request, head_sha))
            .values(
                state=state.value,
                verdict=None if verdict is None else verdict.value,
                finished_at=now,
                detail=redact(detail),
            )
        )
        with self._database.writing() as connection:
            return connection.execute(statement).rowcount == 1

    def cancel(self, pull_request: PullRequestKey, head_sha: str, now: datetime) -> bool:
        """Notes that the review of this head was cancelled; False when none is under way."""
        statement = (
            reviews.update()
            .where(_of(pull_request, head_sha), reviews.c.state == ReviewState.RUNNING.value)
            .values(state=ReviewState.CANCELLED.value, finished_at=now)
        )
        with self._database.writing() as connection:
            return connection.execute(statement).rowcount == 1

    def find(self, pull_request: PullRequestKey, head_sha: str) -> ReviewRecord | None:
        """What is remembered of this head; None when it was never begun."""
        query = select(reviews).where(_of(pull_request, head_sha))
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _record(row)

    def of_head(
        self, host: str, installation_id: int, repository_id: int, head_sha: str
    ) -> tuple[PullRequestKey, ...]:
        """The pull requests of a repository that had this head when it was reviewed."""
        query = (
            select(reviews)
            .where(
                reviews.c.host == host,
                reviews.c.installation_id == installation_id,
                reviews.c.repository_id == repository_id,
                reviews.c.head_sha == head_sha,
            )
            .order_by(reviews.c.number)
        )
        with self._database.reading() as connection:
            return tuple(_record(row).pull_request for row in connection.execute(query))

    def running(self, pull_request: PullRequestKey) -> tuple[ReviewRecord, ...]:
        """The reviews of this pull request that are under way, one for each head."""
        query = (
            select(reviews)
            .where(
                of_pull_request(reviews, pull_request), reviews.c.state == ReviewState.RUNNING.value
            )
            .order_by(reviews.c.started_at)
        )
        with self._database.reading() as connection:
            return tuple(_record(row) for row in connection.execute(query))

    def left_running(self, before: datetime) -> tuple[ReviewRecord, ...]:
        """The reviews that began before then and have not ended, the oldest first."""
        query = (
            select(reviews)
            .where(reviews.c.state == ReviewState.RUNNING.value, reviews.c.started_at < before)
            .order_by(reviews.c.started_at)
        )
        with self._database.reading() as connection:
            return tuple(_record(row) for row in connection.execute(query))

    def latest(self, pull_request: PullRequestKey) -> ReviewRecord | None:
        """The review of this pull request that was begun last; None when there was none."""
        query = (
            select(reviews)
            .where(of_pull_request(reviews, pull_request))
            .order_by(reviews.c.started_at.desc())
        )
        with self._database.reading() as connection:
            row = connection.execute(query.limit(1)).one_or_none()
        return None if row is None else _record(row)


def of_pull_request(table: Table, pull_request: PullRequestKey) -> ColumnElement[bool]:
    """The rows of one pull request in a table that has the columns of its key."""
    return and_(*(table.c[name] == value for name, value in asdict(pull_request).items()))


def _of(pull_request: PullRequestKey, head_sha: str) -> ColumnElement[bool]:
    return and_(of_pull_request(reviews, pull_request), reviews.c.head_sha == head_sha)


def _record(row: Row[tuple[object, ...]]) -> ReviewRecord:
    return ReviewRecord(
        pull_request=PullRequestKey(row.host, row.installation_id, row.repository_id, row.number),
        head_sha=row.head_sha,
        state=ReviewState(row.state),
        verdict=None if row.verdict is None else Verdict(row.verdict),
        started_at=row.started_at,
        finished_at=row.finished_at,
        detail=row.detail,
    )
