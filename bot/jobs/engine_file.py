"""Where the engine keeps its jobs: in the server's database, or in a file beside our SQLite file.

SQLite has one lock a file. In ours, whoever acknowledges a delivery would wait for the engine's
transactions, of which reviews under way have many.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from bot.errors import OperatorError
from bot.store.connection import create_private_file, file_of
from bot.store.schema import metadata

_BESIDE = "-jobs"
_OURS = {*metadata.tables, "schema_version"}
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def engine_url(database_url: str) -> str:
    """The URL of the engine's database, for that of ours."""
    url = make_url(database_url)
    if not url.drivername.startswith("sqlite") or file_of(url).startswith("file:"):
        return database_url
    return url.set(database=file_of(url) + _BESIDE).render_as_string(hide_password=False)


def prepare(database_url: str) -> None:
    """Make the file, readable for us alone, with what an older Tenet kept in our own.

    Raises OperatorError when that cannot be done. No other worker may be at work on our file.
    """
    beside = engine_url(database_url)
    if beside == database_url:
        return
    ours, theirs = (Path(file_of(make_url(one))) for one in (database_url, beside))
    try:
        if not theirs.exists():
            _copy(ours, theirs)
        with closing(sqlite3.connect(theirs)) as engine, closing(sqlite3.connect(ours)) as store:
            _drop(store, _tables(engine) & _tables(store) - _OURS)
    except (sqlite3.Error, OSError) as exc:
        raise OperatorError(
            f"The file {theirs} cannot be made ({exc}): make room, and its folder writable."
        ) from exc


def _copy(ours: Path, theirs: Path) -> None:
    part = theirs.with_name(f"{theirs.name}.part")
    part.unlink(missing_ok=True)
    create_private_file(part)
    with closing(sqlite3.connect(ours)) as store, closing(sqlite3.connect(part)) as engine:
        store.backup(engine)
        _drop(engine, _OURS & _tables(engine))
        engine.execute("VACUUM")
        engine.execute("PRAGMA journal_mode=WAL")
    part.replace(theirs)


def _tables(database: sqlite3.Connection) -> set[str]:
    return {name for (name,) in database.execute(_TABLES)}


def _drop(database: sqlite3.Connection, tables: set[str]) -> None:
    with database:
        for name in tables:
            database.execute(f'DROP TABLE "{name}"')
