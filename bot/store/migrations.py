"""Brings an older database up to date by ordered steps, and refuses a newer one.

A tuple of functions and one version row, not Alembic: the schema is a few tables, the steps run
when the server starts (no second command, no configuration file to ship), and every step must
work on SQLite and PostgreSQL alike. A step that was published is never changed, only followed.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, Engine, inspect, text

from bot.errors import OperatorError

Step = Callable[[Connection], None]

_LOCK_NUMBER = 0x74656E6574  # "tenet"; any number of ours, the same in every process


def _deliveries_keys_reviews(connection: Connection) -> None:
    binary = "BYTEA" if connection.dialect.name == "postgresql" else "BLOB"
    for statement in (
        f"""CREATE TABLE deliveries (
            id TEXT NOT NULL PRIMARY KEY,
            host TEXT NOT NULL,
            event TEXT NOT NULL,
            installation_id BIGINT,
            payload {binary} NOT NULL,
            received_at TEXT NOT NULL,
            dispatched_at TEXT,
            outcome TEXT)""",
        """CREATE INDEX deliveries_undispatched ON deliveries (received_at, id)
            WHERE dispatched_at IS NULL""",
        f"CREATE TABLE keys (name TEXT NOT NULL PRIMARY KEY, value {binary} NOT NULL)",
        """CREATE TABLE reviews (
            host TEXT NOT NULL,
            installation_id BIGINT NOT NULL,
            repository_id BIGINT NOT NULL,
            number BIGINT NOT NULL,
            head_sha TEXT NOT NULL,
            state TEXT NOT NULL,
            verdict TEXT,
            started_at TEXT NOT NULL,
            finished_at TEXT,
            detail TEXT NOT NULL,
            CONSTRAINT reviews_head
                UNIQUE (host, installation_id, repository_id, number, head_sha))""",
    ):
        connection.exec_driver_sql(statement)


def _spending(connection: Connection) -> None:
    connection.exec_driver_sql(
        """CREATE TABLE spending (
            host TEXT NOT NULL,
            installation_id BIGINT NOT NULL,
            repository_id BIGINT NOT NULL,
            number BIGINT NOT NULL,
            day TEXT NOT NULL,
            micro_usd BIGINT NOT NULL,
            CONSTRAINT spending_day
                UNIQUE (host, installation_id, repository_id, number, day))"""
    )


def _conversation(connection: Connection) -> None:
    pull_request = """
            host TEXT NOT NULL,
            installation_id BIGINT NOT NULL,
            repository_id BIGINT NOT NULL,
            number BIGINT NOT NULL,"""
    for statement in (
        f"""CREATE TABLE pauses ({pull_request}
            paused_by TEXT NOT NULL,
            paused_at TEXT NOT NULL,
            CONSTRAINT pauses_one UNIQUE (host, installation_id, repository_id, number))""",
        f"""CREATE TABLE said ({pull_request}
            fingerprint TEXT NOT NULL,
            record TEXT NOT NULL,
            CONSTRAINT said_finding
                UNIQUE (host, installation_id, repository_id, number, fingerprint))""",
        f"""CREATE TABLE answers ({pull_request}
            fingerprint TEXT NOT NULL,
            repository TEXT NOT NULL,
            kind TEXT NOT NULL,
            rule_id TEXT,
            owner TEXT NOT NULL,
            reason TEXT NOT NULL,
            expires TEXT,
            answered_at TEXT NOT NULL,
            CONSTRAINT answers_finding
                UNIQUE (host, installation_id, repository_id, fingerprint))""",
        "CREATE INDEX answers_of_rule ON answers (rule_id, kind)",
    ):
        connection.exec_driver_sql(statement)


def _machines(connection: Connection) -> None:
    for statement in (
        "CREATE TABLE workers (id TEXT NOT NULL PRIMARY KEY, beats BIGINT NOT NULL)",
        "CREATE TABLE turns (what TEXT NOT NULL PRIMARY KEY, taken_at TEXT NOT NULL)",
        "CREATE TABLE writers (who TEXT NOT NULL PRIMARY KEY, free_at BIGINT NOT NULL)",
        "CREATE TABLE silences (who TEXT NOT NULL PRIMARY KEY, until BIGINT NOT NULL)",
    ):
        connection.exec_driver_sql(statement)


def _reports(connection: Connection) -> None:
    for statement in (
        """CREATE TABLE reports (
            host TEXT NOT NULL,
            installation_id BIGINT NOT NULL,
            repository_id BIGINT NOT NULL,
            number BIGINT NOT NULL,
            head_sha TEXT NOT NULL,
            repository TEXT NOT NULL,
            title TEXT NOT NULL,
            author TEXT NOT NULL,
            tallies TEXT NOT NULL,
            report TEXT NOT NULL,
            kept_at TEXT NOT NULL,
            CONSTRAINT reports_head
                UNIQUE (host, installation_id, repository_id, number, head_sha))""",
        "CREATE INDEX reports_kept_at ON reports (kept_at)",
    ):
        connection.exec_driver_sql(statement)


def _meters(connection: Connection) -> None:
    double = "DOUBLE PRECISION" if connection.dialect.name == "postgresql" else "DOUBLE"
    connection.exec_driver_sql(
        f"""CREATE TABLE meters (
            name TEXT NOT NULL,
            labels TEXT NOT NULL,
            value {double} NOT NULL,
            CONSTRAINT meters_one UNIQUE (name, labels))"""
    )


def _answers_taken_back(connection: Connection) -> None:
    for column in ("taken_back_by", "taken_back_at"):
        connection.exec_driver_sql(f"ALTER TABLE answers ADD COLUMN {column} TEXT")


def _jobs_elsewhere(_: Connection) -> None:
    """Nothing: an older Tenet would look for its jobs here, and must refuse (`engine_file`)."""


STEPS: tuple[Step, ...] = (
    _deliveries_keys_reviews,
    _spending,
    _conversation,
    _machines,
    _reports,
    _meters,
    _answers_taken_back,
    _jobs_elsewhere,
)


def migrate(reader: Engine, writer: Engine, steps: Sequence[Step] = STEPS) -> None:
    """Runs the steps that this database lacks, in one transaction that other processes wait for.

    Raises OperatorError when a newer Tenet wrote the database.
    """
    if found_version(reader, steps) == len(steps):
        return
    with writer.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK_NUMBER})
        version = _version(connection)  # another process may have been faster
        _refuse_newer(version, len(steps))
        if version is None:
            connection.execute(text("CREATE TABLE schema_version (version INTEGER NOT NULL)"))
            connection.execute(text("INSERT INTO schema_version VALUES (0)"))
        for step in steps[version or 0 :]:
            step(connection)
        connection.execute(text("UPDATE schema_version SET version = :v"), {"v": len(steps)})


def found_version(reader: Engine, steps: Sequence[Step] = STEPS) -> int | None:
    """How many steps a database has taken, nothing changed; None when it is not one of ours yet.

    Raises OperatorError when a newer Tenet wrote the database.
    """
    with reader.connect() as connection:
        version = _version(connection)
    _refuse_newer(version, len(steps))
    return version


def _version(connection: Connection) -> int | None:
    if not inspect(connection).has_table("schema_version"):
        return None
    found = connection.execute(text("SELECT version FROM schema_version")).scalar_one()
    return int(found)


def _refuse_newer(version: int | None, known: int) -> None:
    if version is not None and version > known:
        raise OperatorError(
            f"The database is of version {version}, and this Tenet knows versions up to {known}: "
            "install the newer Tenet again, or point TENET_DATABASE_URL to another database."
        )
