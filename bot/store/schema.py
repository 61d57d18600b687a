"""The tables in which the bot remembers, as queries see them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Dialect,
    Double,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, kept as ISO 8601 text of one width: it sorts, and no database shifts it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The text for the database; refuses a time without a zone."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment in the store needs a time zone.")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The moment that the text stands for."""
        del dialect
        return None if value is None else datetime.fromisoformat(value)


metadata = MetaData()

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Text, primary_key=True),
    Column("host", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("installation_id", BigInteger),
    Column("payload", LargeBinary, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("dispatched_at", Instant),
    Column("outcome", Text),
)
Index(
    "deliveries_undispatched",
    deliveries.c.received_at,
    deliveries.c.id,
    sqlite_where=deliveries.c.dispatched_at.is_(None),
    postgresql_where=deliveries.c.dispatched_at.is_(None),
)

keys = Table(
    "keys",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)


def _of_pull_request() -> tuple[Column[Any], ...]:
    # Host and installation are part of the key: one tenant never reads another's row.
    return (
        Column("host", Text, nullable=False),
        Column("installation_id", BigInteger, nullable=False),
        Column("repository_id", BigInteger, nullable=False),
        Column("number", BigInteger, nullable=False),
    )


reviews = Table(
    "reviews",
    metadata,
    *_of_pull_request(),
    Column("head_sha", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("verdict", Text),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("detail", Text, nullable=False),
    UniqueConstraint(
        "host", "installation_id", "repository_id", "number", "head_sha", name="reviews_head"
    ),
)

# Whole millionths of a dollar, by day (ISO date, UTC).
spending = Table(
    "spending",
    metadata,
    *_of_pull_request(),
    Column("day", Text, nullable=False),
    Column("micro_usd", BigInteger, nullable=False),
    UniqueConstraint(
        "host", "installation_id", "repository_id", "number", "day", name="spending_day"
    ),
)

pauses = Table(
    "pauses",
    metadata,
    *_of_pull_request(),
    Column("paused_by", Text, nullable=False),
    Column("paused_at", Instant, nullable=False),
    UniqueConstraint("host", "installation_id", "repository_id", "number", name="pauses_one"),
)

# What was said of each finding, as a record of `review/explanation.py`.
said = Table(
    "said",
    metadata,
    *_of_pull_request(),
    Column("fingerprint", Text, nullable=False),
    Column("record", Text, nullable=False),
    UniqueConstraint(
        "host", "installation_id", "repository_id", "number", "fingerprint", name="said_finding"
    ),
)

# One answer for each finding of a repository; `number` is where it was given, `expires` a day.
# One that was taken back stays, so that everybody can read who did that.
answers = Table(
    "answers",
    metadata,
    *_of_pull_request(),
    Column("fingerprint", Text, nullable=False),
    Column("repository", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("rule_id", Text),
    Column("owner", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("expires", Text),
    Column("answered_at", Instant, nullable=False),
    Column("taken_back_by", Text),
    Column("taken_back_at", Instant),
    UniqueConstraint(
        "host", "installation_id", "repository_id", "fingerprint", name="answers_finding"
    ),
)
Index("answers_of_rule", answers.c.rule_id, answers.c.kind)

workers = Table(
    "workers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("beats", BigInteger, nullable=False),
)

# When somebody last did what one of all processes does in turn.
turns = Table(
    "turns",
    metadata,
    Column("what", Text, primary_key=True),
    Column("taken_at", Instant, nullable=False),
)

# In milliseconds of the database's own clock, as below.
writers = Table(
    "writers",
    metadata,
    Column("who", Text, primary_key=True),
    Column("free_at", BigInteger, nullable=False),
)

# A table of its own: whoever writes holds the row of its turn, and may be told to be silent.
silences = Table(
    "silences",
    metadata,
    Column("who", Text, primary_key=True),
    Column("until", BigInteger, nullable=False),
)

# The report of a head's last review, and beside it what lists and charts count of it. No names
# are keys: `repository` is the `owner/name` of that day.
reports = Table(
    "reports",
    metadata,
    *_of_pull_request(),
    Column("head_sha", Text, nullable=False),
    Column("repository", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("tallies", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("kept_at", Instant, nullable=False),
    UniqueConstraint(
        "host", "installation_id", "repository_id", "number", "head_sha", name="reports_head"
    ),
)
Index("reports_kept_at", reports.c.kept_at)

# What all processes counted together; `labels` as a record.
meters = Table(
    "meters",
    metadata,
    Column("name", Text, nullable=False),
    Column("labels", Text, nullable=False),
    Column("value", Double, nullable=False),
    UniqueConstraint("name", "labels", name="meters_one"),
)


def upserting(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that can say what is done where a row of the same key is there."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return insert(table)


def insert_once(connection: Connection, table: Table, values: dict[str, object]) -> bool:
    """Whether this call wrote the row; False when a row of the same key was there before."""
    statement = upserting(connection, table).values(values).on_conflict_do_nothing()
    # Without the option SQLAlchemy forgets how many rows an INSERT wrote on PostgreSQL.
    result = connection.execute(statement, execution_options={"preserve_rowcount": True})
    return result.rowcount == 1


def put(
    connection: Connection, table: Table, key: Sequence[str], rows: Sequence[Mapping[str, object]]
) -> None:
    """Writes rows, each over the one of the same key; by one statement, for others may wait."""
    if rows:
        new = upserting(connection, table)
        values = {name: new.excluded[name] for name in rows[0] if name not in key}
        connection.execute(new.on_conflict_do_update(index_elements=key, set_=values), rows)
