"""The way to the database: how it is opened, and what its faults mean to us."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection

from bot.errors import OperatorError, TransientError

# GitHub gives up on a delivery after 10 s and we answer within 8: waiting ends well before that.
BUSY_SECONDS = 5
_LOOK_SECONDS = 0.001  # a lock is held for some milliseconds
_MILLISECONDS = 1000

_SENTENCES = (
    ("locked", "The database is locked by another process; it is tried again."),
    ("disk is full", "The database's disk is full: make room; it is tried again."),
    ("No space left", "The database's disk is full: make room; it is tried again."),
    ("readonly", "The database is read-only: make it writable; it is tried again."),
    ("read-only", "The database is read-only: make it writable; it is tried again."),
    ("QueuePool limit", "All connections to the database are in use; it is tried again."),
)
_UNREACHABLE = (
    "The database does not answer: check that it runs, that its disk works, and that "
    "TENET_DATABASE_URL names it; it is tried again."
)


@contextmanager
def translated() -> Iterator[None]:
    """Turns the database's faults into TransientError, and a broken file into OperatorError."""
    try:
        yield
    except (exc.OperationalError, exc.InterfaceError, exc.InternalError, exc.TimeoutError) as fault:
        if _is_mistake_of_ours(fault):
            raise
        said = str(fault)
        raise TransientError(
            next((sentence for part, sentence in _SENTENCES if part in said), _UNREACHABLE)
        ) from fault
    except exc.DatabaseError as fault:
        if type(fault) is not exc.DatabaseError:  # the finer kinds are mistakes of ours, and loud
            raise
        raise OperatorError(
            "The database file is damaged or is no SQLite file: restore it from a backup, or "
            "point TENET_DATABASE_URL to another one."
        ) from fault


def _is_mistake_of_ours(fault: exc.SQLAlchemyError) -> bool:
    """Whether SQLite refused the statement itself, which it calls operational as well."""
    original = fault.orig if isinstance(fault, exc.DBAPIError) else None
    return (
        isinstance(original, sqlite3.Error)
        and getattr(original, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
    )


class Database:
    """Transactions on one database, for any number of threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(tenet_writes=True)

    @property
    def engines(self) -> tuple[Engine, Engine]:
        """The engine whose transactions read, and the one whose transactions write."""
        return self._engine, self._writer

    @property
    def is_shared(self) -> bool:
        """Whether several workers may have it: PostgreSQL, and not a file."""
        return self._engine.dialect.name == "postgresql"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads; raises TransientError when the database is not there."""
        with translated(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is on disk when it ends; raises TransientError when it is not."""
        with translated(), self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Gives every connection back."""
        self._engine.dispose()


def open_database(url: str) -> Database:
    """The database behind `sqlite:///FILE` or `postgresql://…`; OperatorError for anything else."""
    try:
        parsed = make_url(url)
    except exc.ArgumentError as fault:
        raise _wrong_url() from fault
    if parsed.drivername in {"sqlite", "sqlite+pysqlite"}:
        return Database(_open_sqlite(parsed))
    if parsed.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return Database(_open_postgresql(parsed))
    raise _wrong_url()


def open_to_look(url: str) -> Engine | None:
    """The database behind a URL, to be read and never changed; None: a file nobody has made yet.

    Raises OperatorError as `open_database` does.
    """
    try:
        parsed = make_url(url)
    except exc.ArgumentError as fault:
        raise _wrong_url() from fault
    if not parsed.drivername.startswith("sqlite"):
        return open_database(url).engines[0]
    path = file_of(parsed)
    if path.startswith("file:"):
        return create_engine(parsed, hide_parameters=True)
    if not Path(path).exists():
        return None
    read_only = f"{Path(path).absolute().as_uri()}?mode=ro"
    return create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(read_only, uri=True), hide_parameters=True
    )


def file_of(url: URL) -> str:
    """The file of a SQLite database; OperatorError where there is none."""
    if url.database in {None, "", ":memory:"}:
        raise OperatorError(
            "TENET_DATABASE_URL names a database in memory, which forgets everything: "
            "write sqlite:///PATH/OF/FILE."
        )
    return str(url.database)


def _wrong_url() -> OperatorError:
    return OperatorError(
        "TENET_DATABASE_URL is not understood: "
        "write sqlite:///PATH/OF/FILE or postgresql://USER:PASSWORD@HOST/DATABASE."
    )


def _open_postgresql(url: URL) -> Engine:
    arguments: dict[str, object] = {"connect_timeout": BUSY_SECONDS}
    if "options" not in url.query:
        arguments["options"] = f"-c statement_timeout={BUSY_SECONDS * 1000}"
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args=arguments,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=BUSY_SECONDS,
    )


def _open_sqlite(url: URL) -> Engine:
    path = file_of(url)
    if not path.startswith("file:"):
        create_private_file(Path(path))
    engine = create_engine(
        url,
        connect_args={} if "timeout" in url.query else {"timeout": BUSY_SECONDS},
        hide_parameters=True,
        pool_timeout=BUSY_SECONDS,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def create_private_file(path: Path) -> None:
    """Make a file and its folder: only we may read it and the ones beside it.

    For it holds other people's words. Raises OperatorError when it cannot be made.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as fault:
        raise OperatorError(
            f"The database file {path} cannot be made ({fault.strerror}): make its folder writable "
            "for this user, or set TENET_DATA_DIR to another one."
        ) from fault


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        raise TypeError(f"This is no connection of the sqlite3 module: {type(connection)}.")
    connection.isolation_level = None  # transactions begin where we say so, schema changes too
    _switch_to_write_ahead_log(connection)
    connection.execute("PRAGMA synchronous=FULL")  # a commit that returned survives a power cut
    connection.execute("PRAGMA foreign_keys=ON")


def _switch_to_write_ahead_log(connection: sqlite3.Connection) -> None:
    """SQLite does not wait for its busy time-out when two processes switch at once; so we do."""
    _until_not_locked(lambda: connection.execute("PRAGMA journal_mode=WAL"), BUSY_SECONDS)


def _until_not_locked(action: Callable[[], object], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            action()
        except (sqlite3.OperationalError, exc.OperationalError) as fault:
            if "locked" not in str(fault) or time.monotonic() > deadline:
                raise
            time.sleep(_LOOK_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: one that reads first and writes later cannot wait for it.
    if connection.get_execution_options().get("tenet_writes", False):
        _take_lock(connection)
    else:
        connection.exec_driver_sql("BEGIN")


def _take_lock(connection: Connection) -> None:
    """Begin to write; SQLite's own way of waiting sleeps up to 0.1 s at a time."""
    patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        _until_not_locked(
            lambda: connection.exec_driver_sql("BEGIN IMMEDIATE"), patience / _MILLISECONDS
        )
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={patience}")
