"""Stores on both databases that we support."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.database import Store, open_store
from tests.support.postgres import create_database, running_postgres


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with running_postgres() as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/data/tenet.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> str:
    """A fresh database: each test that asks for it runs on SQLite and on PostgreSQL."""
    if request.param == "postgresql":
        return create_database(request.getfixturevalue("postgres_url"))
    url: str = request.getfixturevalue("sqlite_url")
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with closing(open_store(store_url)) as opened:
        yield opened
