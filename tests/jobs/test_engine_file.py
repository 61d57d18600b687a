"""The engine's file beside ours, and the move into it from a Tenet that had one file."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.errors import OperatorError
from bot.jobs.engine import JobEngine
from bot.jobs.engine_file import engine_url, prepare
from bot.store.connection import open_database
from bot.store.database import open_store


def tables(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as database:
        return {name for (name,) in database.execute("SELECT name FROM sqlite_master")}


def with_one_file(folder: Path) -> str:
    """A database as an older Tenet left it: a job of the engine's lies in our file."""
    url = f"sqlite:///{folder}/tenet.db"
    with closing(open_store(url)), closing(JobEngine(url, "one")) as engine:
        engine.launch()
    theirs = folder / "tenet.db-jobs"
    with closing(sqlite3.connect(theirs)) as jobs, closing(sqlite3.connect(url[10:])) as ours:
        ours.executescript("\n".join(jobs.iterdump()))
        ours.execute(
            "INSERT INTO workflow_status (workflow_uuid, status) VALUES ('old', 'PENDING')"
        )
        ours.commit()
    theirs.unlink()
    return url


def test_a_file_of_ours_has_the_engines_beside_it() -> None:
    assert engine_url("sqlite:////data/tenet.db?timeout=3") == (
        "sqlite:////data/tenet.db-jobs?timeout=3"
    )


@pytest.mark.parametrize(
    "url", ["postgresql://tenet:secret@db/tenet", "sqlite:///file:/data/tenet.db?uri=true"]
)
def test_elsewhere_the_engine_is_in_the_same_database(url: str) -> None:
    prepare(url)

    assert engine_url(url) == url


def test_the_jobs_of_a_tenet_with_one_file_are_moved_and_nothing_else_is(tmp_path: Path) -> None:
    url = with_one_file(tmp_path)
    ours, theirs = tmp_path / "tenet.db", tmp_path / "tenet.db-jobs"
    with closing(open_store(url)) as store:
        key = store.marker_key()

    for _ in range(2):  # a second start finds nothing to do
        prepare(url)

        with closing(sqlite3.connect(theirs)) as engine:
            assert engine.execute("SELECT workflow_uuid FROM workflow_status").fetchall() == [
                ("old",)
            ]
        assert "deliveries" not in tables(theirs)
        assert "workflow_status" not in tables(ours)
        with closing(open_store(url)) as store:
            assert store.marker_key() == key
    assert oct(theirs.stat().st_mode)[-3:] == "600"


def test_a_move_that_was_cut_short_is_made_again(tmp_path: Path) -> None:
    url = with_one_file(tmp_path)
    (tmp_path / "tenet.db-jobs.part").write_bytes(b"half a file")

    prepare(url)

    assert "workflow_status" in tables(tmp_path / "tenet.db-jobs")
    assert not (tmp_path / "tenet.db-jobs.part").exists()


def test_tables_of_somebody_else_stay(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/tenet.db"
    with closing(open_store(url)):
        prepare(url)
    with open_database(url).writing() as connection:
        connection.execute(text("CREATE TABLE somebody_elses (id INTEGER)"))

    prepare(url)

    assert "somebody_elses" in tables(tmp_path / "tenet.db")


def test_a_file_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/tenet.db"
    (tmp_path / "tenet.db-jobs").mkdir()
    with closing(open_store(url)), pytest.raises(OperatorError, match=r"tenet\.db-jobs cannot be"):
        prepare(url)
