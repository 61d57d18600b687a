"""The numbers that all processes counted together, since the store was made."""

from collections.abc import Mapping

from sqlalchemy import select

from bot.meters import Key, Labels
from bot.review import records
from bot.store.connection import Database
from bot.store.schema import meters, put, upserting

_KEY = ("name", "labels")


class Meters:
    """The sums of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, counted: Mapping[Key, float], measured: Mapping[Key, float]) -> None:
        """Add what was counted, and put what was measured in the place of what was before."""
        # In one order, so that two processes never wait for each other.
        more, instead = _rows(counted), _rows(measured)
        with self._database.writing() as connection:
            if more:
                new = upserting(connection, meters)
                sums = {"value": meters.c.value + new.excluded.value}
                connection.execute(new.on_conflict_do_update(index_elements=_KEY, set_=sums), more)
            put(connection, meters, _KEY, instead)

    def all(self) -> dict[Key, float]:
        """Every number, by name and labels."""
        with self._database.reading() as connection:
            rows = connection.execute(select(meters)).all()
        return {(row.name, records.read(Labels, row.labels)): row.value for row in rows}


def _rows(numbers: Mapping[Key, float]) -> list[dict[str, object]]:
    return [
        {"name": name, "labels": records.write(labels), "value": value}
        for (name, labels), value in sorted(numbers.items())
    ]
