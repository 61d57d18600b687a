"""What the operator's window reads: many reviews and answers at once.

`repositories` is always the set of repository ids that may be shown; None: every one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select, true

from bot.review.verdict import Verdict
from bot.store.answers import AnswerKind
from bot.store.connection import Database
from bot.store.reports import Tally, read_tallies
from bot.store.reviews import PullRequestKey, ReviewRecord, ReviewState
from bot.store.schema import answers, reports, reviews

Shown = frozenset[int] | None

_SAME_HEAD = and_(
    *(
        reports.c[name] == reviews.c[name]
        for name in ("host", "installation_id", "repository_id", "number", "head_sha")
    )
)


@dataclass(frozen=True, slots=True)
class ListedReview:
    """A review in a list; without a report, `repository` and `title` are empty."""

    record: ReviewRecord
    repository: str
    title: str
    author: str
    tallies: tuple[Tally, ...]


class Overview:
    """Lists over one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def repositories(self) -> frozenset[int]:
        """The ids of every repository that was reviewed, or answered in."""
        with self._database.reading() as connection:
            found = {
                number
                for table in (reviews, answers)
                for number in connection.execute(select(table.c.repository_id).distinct()).scalars()
            }
        return frozenset(found)

    def reviews(
        self,
        repositories: Shown,
        limit: int,
        *,
        state: ReviewState | Verdict | None = None,
        before: datetime | None = None,
    ) -> tuple[ListedReview, ...]:
        """The reviews that began last, and `before` a moment; with one state or verdict only."""
        query = (
            select(
                reviews,
                reports.c.repository,
                reports.c.title,
                reports.c.author,
                reports.c.tallies,
            )
            .outerjoin(reports, _SAME_HEAD)
            .where(_among(reviews.c.repository_id, repositories))
            .order_by(reviews.c.started_at.desc())
            .limit(limit)
        )
        if isinstance(state, Verdict):
            query = query.where(reviews.c.verdict == state.value)
        elif state is not None:
            query = query.where(reviews.c.state == state.value)
        if before is not None:
            query = query.where(reviews.c.started_at < before)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            ListedReview(
                record=ReviewRecord(
                    PullRequestKey(row.host, row.installation_id, row.repository_id, row.number),
                    row.head_sha,
                    ReviewState(row.state),
                    None if row.verdict is None else Verdict(row.verdict),
                    row.started_at,
                    row.finished_at,
                    row.detail,
                ),
                repository=row.repository or "",
                title=row.title or "",
                author=row.author or "",
                tallies=() if row.tallies is None else read_tallies(row.tallies),
            )
            for row in rows
        )

    def tallies(
        self, repositories: Shown, since: datetime
    ) -> tuple[tuple[datetime, tuple[Tally, ...]], ...]:
        """What the reviews since a moment found, and when, the oldest first."""
        query = (
            select(reports.c.kept_at, reports.c.tallies)
            .where(reports.c.kept_at >= since, _among(reports.c.repository_id, repositories))
            .order_by(reports.c.kept_at)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple((row.kept_at, read_tallies(row.tallies)) for row in rows)

    def false_positives(self, repositories: Shown) -> dict[str, int]:
        """How many findings of each rule people called wrong."""
        query = (
            select(answers.c.rule_id, func.count())
            .where(
                answers.c.kind == AnswerKind.FALSE_POSITIVE.value,
                answers.c.rule_id.is_not(None),
                answers.c.taken_back_at.is_(None),
                _among(answers.c.repository_id, repositories),
            )
            .group_by(answers.c.rule_id)
        )
        with self._database.reading() as connection:
            return {row[0]: int(row[1]) for row in connection.execute(query)}


def _among(column: ColumnElement[int], repositories: Iterable[int] | None) -> ColumnElement[bool]:
    return true() if repositories is None else column.in_(sorted(repositories))
