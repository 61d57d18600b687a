"""What people answered to findings: waivers, and findings that were wrong."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Row, Select, and_, func, select

from bot.review.policy import How, Waiver
from bot.review.redaction import redact
from bot.store.connection import Database
from bot.store.reviews import PullRequestKey
from bot.store.schema import answers, put, said

_STANDS = answers.c.taken_back_at.is_(None)


class AnswerKind(StrEnum):
    """What somebody says of a finding: that it may stay for a while, or that it is wrong."""

    WAIVER = "waiver"
    FALSE_POSITIVE = "false-positive"


@dataclass(frozen=True, slots=True)
class Answer:
    """What `owner` answered to a finding; it holds in the whole repository.

    `pull_request` is where it was given, `repository` the `owner/name` of that day, `expires` the
    last day on which it counts (None: it does not end), `rule_id` None for a finding of the model.
    One that somebody took back counts no more.
    """

    pull_request: PullRequestKey
    repository: str
    fingerprint: str
    kind: AnswerKind
    rule_id: str | None
    owner: str
    reason: str
    expires: date | None
    answered_at: datetime
    taken_back_by: str | None = None
    taken_back_at: datetime | None = None


def as_waiver(answer: Answer) -> Waiver:
    """What an answer does to its finding."""
    wrong = answer.kind is AnswerKind.FALSE_POSITIVE
    reason = f"false positive: {answer.reason}" if wrong else answer.reason
    return Waiver(
        answer.fingerprint,
        reason,
        answer.owner,
        answer.expires,
        How.WAIVER,
        answer.taken_back_by or "",
        answer.taken_back_at.date() if answer.taken_back_at else None,
    )


class Answers:
    """The answers of one store: one for each finding of a repository, the last one given."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def give(self, answer: Answer) -> None:
        """Keep an answer, instead of an earlier one to the same finding."""
        place = asdict(answer.pull_request)
        number = place.pop("number")
        row = {
            **place,
            "fingerprint": answer.fingerprint,
            "number": number,
            "repository": answer.repository,
            "kind": answer.kind.value,
            "rule_id": answer.rule_id,
            "owner": answer.owner,
            "reason": redact(answer.reason),
            "expires": None if answer.expires is None else answer.expires.isoformat(),
            "answered_at": answer.answered_at,
            "taken_back_by": answer.taken_back_by,
            "taken_back_at": answer.taken_back_at,
        }
        with self._database.writing() as connection:
            put(connection, answers, (*place, "fingerprint"), [row])

    def take_back(
        self, pull_request: PullRequestKey, fingerprint: str, person: str, moment: datetime
    ) -> bool:
        """Let an answer count no more; False where nobody gave one. Who did it first is kept."""
        same = _of_repository(pull_request) & (answers.c.fingerprint == fingerprint)
        with self._database.writing() as connection:
            connection.execute(
                answers.update()
                .where(same, _STANDS)
                .values(taken_back_by=person, taken_back_at=moment)
            )
            found = connection.execute(select(func.count()).select_from(answers).where(same))
            return bool(found.scalar_one())

    def of_repository(self, pull_request: PullRequestKey) -> tuple[Answer, ...]:
        """The answers in the repository of this pull request, the oldest first.

        Those that were taken back are among them, and say so.
        """
        return self._read(select(answers).where(_of_repository(pull_request)))

    def all(self) -> tuple[Answer, ...]:
        """Every answer, also those that have ended, the oldest first."""
        return self._read(select(answers))

    def false_positives(self, rule_id: str) -> int:
        """How many findings of a rule people called wrong."""
        query = select(func.count()).where(
            answers.c.rule_id == rule_id,
            answers.c.kind == AnswerKind.FALSE_POSITIVE.value,
            _STANDS,
        )
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def ended(self, first: date, last: date) -> Mapping[PullRequestKey, date]:
        """The pull requests with findings whose waiver was in force last on one of these days."""
        same = ("host", "installation_id", "repository_id", "fingerprint")
        query = (
            select(said.c.host, said.c.installation_id, said.c.repository_id, said.c.number)
            .add_columns(func.max(answers.c.expires).label("expires"))
            .where(*(said.c[name] == answers.c[name] for name in same))
            .where(answers.c.expires.between(first.isoformat(), last.isoformat()), _STANDS)
            .group_by(said.c.host, said.c.installation_id, said.c.repository_id, said.c.number)
        )
        with self._database.reading() as connection:
            return {
                PullRequestKey(*row[:4]): date.fromisoformat(row.expires)
                for row in connection.execute(query)
            }

    def _read(self, query: Select[tuple[object, ...]]) -> tuple[Answer, ...]:
        ordered = query.order_by(answers.c.answered_at, answers.c.fingerprint)
        with self._database.reading() as connection:
            return tuple(_answer(row) for row in connection.execute(ordered))


def _of_repository(pull_request: PullRequestKey) -> ColumnElement[bool]:
    return and_(
        answers.c.host == pull_request.host,
        answers.c.installation_id == pull_request.installation_id,
        answers.c.repository_id == pull_request.repository_id,
    )


def _answer(row: Row[tuple[object, ...]]) -> Answer:
    return Answer(
        pull_request=PullRequestKey(row.host, row.installation_id, row.repository_id, row.number),
        repository=row.repository,
        fingerprint=row.fingerprint,
        kind=AnswerKind(row.kind),
        rule_id=row.rule_id,
        owner=row.owner,
        reason=row.reason,
        expires=None if row.expires is None else date.fromisoformat(row.expires),
        answered_at=row.answered_at,
        taken_back_by=row.taken_back_by,
        taken_back_at=row.taken_back_at,
    )
