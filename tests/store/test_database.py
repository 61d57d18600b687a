import sqlite3
import subprocess
import sys
import traceback
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import OperationalError

from bot.errors import OperatorError, TransientError
from bot.store.connection import open_database
from bot.store.database import Store, open_store
from bot.store.deliveries import Delivery
from bot.store.migrations import STEPS
from bot.store.schema import metadata
from tests.support.postgres import create_database

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CANARY = "canary-password"  # by a name, because tracebacks quote the lines of tests
ASK_FOR_KEY = """
import sys
from bot.store.database import open_store
sys.stdin.readline()
print(open_store(sys.argv[1]).marker_key().hex())
"""
# Four processes open each of 100 new databases in the same instant.
STAMPEDE = """
import sys
from multiprocessing import get_context
from bot.store.database import open_store
def open_each(together):
    for number in range(100):
        together.wait(9)
        open_store(f"sqlite:///{sys.argv[1]}/{number}.db").close()
context = get_context("fork")
together = context.Barrier(4)
openers = [context.Process(target=open_each, args=(together,)) for _ in range(4)]
[opener.start() for opener in openers]
[opener.join() for opener in openers]
sys.exit(any(opener.exitcode for opener in openers))
"""
# A file-size limit is what a full disk looks like to SQLite, and it can be lifted again.
FULL_DISK = """
import resource, sys
from datetime import UTC, datetime
from bot.errors import TransientError
from bot.store.database import open_store
from bot.store.deliveries import Delivery
store = open_store(sys.argv[1])
now = datetime.now(UTC)
def add(name):
    try:
        return store.deliveries.add(Delivery(name, "github.com", "ping", None, b"x" * 50_000, now))
    except TransientError as exc:
        return str(exc)
print(add("before"))
unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, unlimited[1]))
answers = [add(str(number)) for number in range(10)]
print(answers[-1])
resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
print(add("after"))
kept = {one.id for one in store.deliveries.undispatched(100)}
acknowledged = {str(number) for number, answer in enumerate(answers) if answer is True}
print(kept == {"before", "after"} | acknowledged)
"""


def delivery(name: str, payload: bytes = b"{}") -> Delivery:
    return Delivery(name, "github.com", "ping", None, payload, NOON)


def ids(store: Store) -> list[str]:
    return [one.id for one in store.deliveries.undispatched(100)]


def file_of(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///").partition("?")[0])


def test_what_was_stored_is_there_after_opening_again(store_url: str) -> None:
    with closing(open_store(store_url)) as store:
        store.deliveries.add(delivery("d1"))
        key = store.marker_key()
    with closing(open_store(store_url)) as store:
        assert ids(store) == ["d1"]
        assert store.marker_key() == key


def test_the_marker_key_is_random_and_always_the_same(store: Store, tmp_path: Path) -> None:
    assert len(store.marker_key()) == 32
    assert store.marker_key() == store.marker_key()
    with closing(open_store(f"sqlite:///{tmp_path}/other.db")) as other:
        assert other.marker_key() != store.marker_key()


def test_processes_that_open_a_new_database_at_once_agree_on_the_key(store_url: str) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", ASK_FOR_KEY, store_url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    assert len({process.communicate("go\n")[0] for process in processes}) == 1
    assert [process.returncode for process in processes] == [0] * 4


def test_a_new_database_that_many_processes_open_at_once_is_never_locked(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", STAMPEDE, str(tmp_path)], check=False)
    assert done.returncode == 0


def test_sqlite_writes_ahead_and_waits_for_the_disk(sqlite_url: str) -> None:
    with closing(open_database(sqlite_url)) as database:
        for transaction in (database.reading, database.writing):
            with transaction() as connection:
                pragmas = [
                    connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                    for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
                ]
            assert pragmas == ["wal", 2, 5000, 1]


def test_only_our_user_may_read_the_database_file(sqlite_url: str) -> None:
    with closing(open_store(sqlite_url)) as store:
        store.deliveries.add(delivery("d1"))
        folder = file_of(sqlite_url).parent
        assert folder.stat().st_mode & 0o777 == 0o700
        modes = {one.name: one.stat().st_mode & 0o777 for one in folder.iterdir()}
    assert modes == {"tenet.db": 0o600, "tenet.db-wal": 0o600, "tenet.db-shm": 0o600}


@pytest.mark.parametrize(
    "url",
    ["", "nonsense", "mysql://user:canary@db/x", "sqlite+aiosqlite:///x", "postgresql+asyncpg://x"],
)
def test_a_url_that_is_not_understood_is_refused(url: str) -> None:
    with pytest.raises(OperatorError, match="TENET_DATABASE_URL is not understood") as refusal:
        open_store(url)
    assert "canary" not in str(refusal.value)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_that_forgets_everything_is_refused(url: str) -> None:
    with pytest.raises(OperatorError, match="in memory, which forgets everything"):
        open_store(url)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OperatorError, match=r"cannot be made .*: make its folder writable"):
        open_store(f"sqlite:///{tmp_path}/file/data/tenet.db")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tenet.db"
    path.write_text("no database at all " * 100)
    with pytest.raises(OperatorError, match="damaged or is no SQLite file"):
        open_store(f"sqlite:///{path}")


def test_a_locked_database_is_tried_again_and_recovers(sqlite_url: str) -> None:
    with closing(open_store(f"{sqlite_url}?timeout=0.1")) as store:
        store.deliveries.add(delivery("before"))
        with closing(sqlite3.connect(file_of(sqlite_url), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(TransientError, match="locked by another process"):
                store.deliveries.add(delivery("d1"))
            assert ids(store) == ["before"]  # reading goes on
            other.execute("ROLLBACK")
        assert store.deliveries.add(delivery("d1"))


def test_a_locked_table_on_postgresql_is_tried_again_and_recovers(postgres_url: str) -> None:
    url = create_database(postgres_url)
    with (
        closing(open_store(f"{url}&options=-c%20statement_timeout%3D200")) as store,
        psycopg.connect(url) as other,
    ):
        other.execute("LOCK TABLE deliveries IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(TransientError):
            store.deliveries.add(delivery("d1"))
        other.rollback()
        assert store.deliveries.add(delivery("d1"))


def test_a_disk_without_room_loses_nothing_and_recovers_by_itself(sqlite_url: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, sqlite_url], capture_output=True, check=True, text=True
    )
    before, while_full, after, kept = done.stdout.splitlines()
    assert (before, after, kept) == ("True", "True", "True")
    assert while_full.endswith("it is tried again.")


def test_a_read_only_database_is_tried_again(sqlite_url: str) -> None:
    with closing(open_store(sqlite_url)) as store:
        store.deliveries.add(delivery("d1"))
    read_only = f"sqlite:///file:{file_of(sqlite_url)}?mode=ro&uri=true"
    with closing(open_store(read_only)) as store:
        assert ids(store) == ["d1"]
        with pytest.raises(TransientError, match="read-only: make it writable"):
            store.deliveries.add(delivery("d2"))


def test_a_postgresql_that_closes_its_connections_is_found_again(postgres_url: str) -> None:
    url = create_database(postgres_url)
    with closing(open_store(url)) as store, psycopg.connect(url, autocommit=True) as other:
        store.ping()
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert store.deliveries.add(delivery("d1"))


def test_a_postgresql_that_does_not_answer_is_tried_again(tmp_path: Path) -> None:
    with pytest.raises(TransientError, match="check that it runs") as refusal:
        open_store(f"postgresql://tenet:{CANARY}@/tenet?host={tmp_path}")
    assert CANARY not in "".join(traceback.format_exception(refusal.value))


def test_a_mistake_of_ours_is_loud_and_does_not_show_what_was_to_be_stored(
    sqlite_url: str,
) -> None:
    with closing(open_store(f"{sqlite_url}?timeout=0.1")) as store:
        with closing(sqlite3.connect(file_of(sqlite_url))) as other:
            other.execute("DROP TABLE deliveries")
        with pytest.raises(OperationalError, match="no such table") as fault:
            store.deliveries.add(delivery("d1", CANARY.encode()))
    assert CANARY not in "".join(traceback.format_exception(fault.value))


def test_the_migrated_database_is_the_one_that_queries_see(store_url: str) -> None:
    open_store(store_url).close()
    with closing(open_database(store_url)) as database, database.reading() as connection:
        found = inspect(connection)
        assert {*found.get_table_names()} == {*metadata.tables, "schema_version"}
        for name, table in metadata.tables.items():
            assert [
                (column["name"], str(column["type"]), column["nullable"])
                for column in found.get_columns(name)
            ] == [
                (column.name, column.type.compile(connection.dialect), column.nullable)
                for column in table.columns
            ]
            assert found.get_pk_constraint(name)["constrained_columns"] == [
                column.name for column in table.primary_key
            ]
        [unique] = found.get_unique_constraints("reviews")
        assert unique["column_names"] == [
            "host",
            "installation_id",
            "repository_id",
            "number",
            "head_sha",
        ]
        assert [one["name"] for one in found.get_indexes("deliveries")] == [
            "deliveries_undispatched"
        ]


def a_later_step(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE deliveries ADD COLUMN later TEXT"))


def a_broken_step(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE half (x TEXT)"))
    raise OperatorError("The step failed half-way.")


def test_an_older_database_is_brought_up_to_date_and_keeps_its_rows(store_url: str) -> None:
    with closing(open_store(store_url)) as store:
        store.deliveries.add(delivery("old"))
    with closing(open_store(store_url, (*STEPS, a_later_step))) as store:
        assert ids(store) == ["old"]
    with closing(open_database(store_url)) as database, database.reading() as connection:
        columns = [one["name"] for one in inspect(connection).get_columns("deliveries")]
        assert "later" in columns


def test_a_newer_database_is_refused_with_what_to_do(store_url: str) -> None:
    open_store(store_url, (*STEPS, a_later_step)).close()
    with pytest.raises(OperatorError) as refusal:
        open_store(store_url)
    assert str(refusal.value) == (
        f"The database is of version {len(STEPS) + 1}, and this Tenet knows versions up to "
        f"{len(STEPS)}: install the newer Tenet again, or point TENET_DATABASE_URL to another "
        "database."
    )


def test_a_step_that_fails_leaves_nothing_behind(store_url: str) -> None:
    open_store(store_url).close()
    with pytest.raises(OperatorError, match="half-way"):
        open_store(store_url, (*STEPS, a_broken_step))
    with closing(open_store(store_url)) as store:
        assert store.deliveries.add(delivery("d1"))
    with closing(open_database(store_url)) as database, database.reading() as connection:
        assert not inspect(connection).has_table("half")


def test_a_database_of_another_program_is_refused(postgres_url: str) -> None:
    url = create_database(postgres_url)
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("CREATE TABLE deliveries (parcel TEXT)")
    with pytest.raises(OperatorError, match="give Tenet a database of its own"):
        open_store(url)
