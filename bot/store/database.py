"""Opens what the bot remembers: one store over SQLite or PostgreSQL."""

import secrets
from collections.abc import Sequence

from sqlalchemy import exc, select

from bot.errors import OperatorError
from bot.store.answers import Answers
from bot.store.connection import Database, open_database, open_to_look, translated
from bot.store.deliveries import Deliveries
from bot.store.meters import Meters
from bot.store.migrations import STEPS, Step, found_version, migrate
from bot.store.overview import Overview
from bot.store.pauses import Pauses
from bot.store.reports import Reports
from bot.store.retention import Retention
from bot.store.reviews import Reviews
from bot.store.said import Said
from bot.store.schema import insert_once, keys
from bot.store.spending import Spending
from bot.store.workers import Workers
from bot.store.writers import Writers

MARKER_KEY_BYTES = 32
_MARKER_KEY_NAME = "marker"


class Store:
    """Everything that is remembered; safe for threads, and for several processes at once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.deliveries = Deliveries(database)
        self.reviews = Reviews(database)
        self.spending = Spending(database)
        self.pauses = Pauses(database)
        self.said = Said(database)
        self.answers = Answers(database)
        self.workers = Workers(database)
        self.reports = Reports(database)
        self.overview = Overview(database)
        self.retention = Retention(database)
        self.meters = Meters(database)
        self.writers = Writers(database)

    def marker_key(self) -> bytes:
        """The random key that authenticates our hidden markers: made once, by whoever is first."""
        of_marker = select(keys.c.value).where(keys.c.name == _MARKER_KEY_NAME)
        with self._database.reading() as connection:
            found = connection.execute(of_marker).scalar_one_or_none()
        if found is None:
            fresh: dict[str, object] = {
                "name": _MARKER_KEY_NAME,
                "value": secrets.token_bytes(MARKER_KEY_BYTES),
            }
            with self._database.writing() as connection:
                insert_once(connection, keys, fresh)
                found = connection.execute(of_marker).scalar_one()
        return bytes(found)

    def ping(self) -> None:
        """Raises TransientError when the database does not answer."""
        with self._database.reading() as connection:
            connection.execute(select(1))

    def close(self) -> None:
        """Gives every connection back."""
        self._database.close()


def version_of(url: str) -> int | None:
    """The version of the database behind a URL, nothing changed or made; None: not made yet.

    Raises what `open_store` raises.
    """
    engine = open_to_look(url)
    if engine is None:
        return None
    try:
        with translated():
            return found_version(engine)
    finally:
        engine.dispose()


def look_into(url: str) -> Store | None:
    """The store behind a URL, to be read and never changed; None: not made yet.

    Raises what `open_store` raises, and OperatorError for a database that is not up to date.
    """
    engine = open_to_look(url) if _is_up_to_date(url) else None
    return None if engine is None else Store(Database(engine))


def open_beside(url: str) -> Store | None:
    """The store that a service made, to act in it beside the service; None: not made yet.

    Its tables stay as they are. Raises what `look_into` raises.
    """
    return Store(open_database(url)) if _is_up_to_date(url) else None


def _is_up_to_date(url: str) -> bool:
    """Whether the database is there; OperatorError where another Tenet must change it first."""
    version = version_of(url)
    if version is not None and version < len(STEPS):
        raise OperatorError(
            f"The database is of version {version}, and this Tenet knows version {len(STEPS)}: "
            "start `tenet serve` or `tenet worker` once, which brings it up to date."
        )
    return version is not None


def open_store(url: str, steps: Sequence[Step] = STEPS) -> Store:
    """The store behind `sqlite:///FILE` or `postgresql://…`, brought up to date.

    Raises OperatorError for a URL that we do not understand and for a database of a newer Tenet,
    TransientError when the database does not answer.
    """
    database = open_database(url)
    try:
        with translated():
            migrate(*database.engines, steps)
    except exc.ProgrammingError as fault:
        database.close()
        raise OperatorError(
            "The database's tables could not be made: give Tenet a database of its own, and a user "
            "who may create tables in it."
        ) from fault
    except BaseException:
        database.close()
        raise
    return Store(database)
