"""The numbers that all processes counted together, since the store was made."""

from collections.abc import Mapping

from sqlalchemy import select

from bot.meters import Key, Labels
from bot.review import records
from bot.store.connection import Database
from bot.store.schema import insert_once, meters, put


class Meters:
    """The sums of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, counted: Mapping[Key, float], measured: Mapping[Key, float]) -> None:
        """Add what was counted, and put what was measured in the place of what was before."""
        # In one order, so that two processes never wait for each other.
        with self._database.writing() as connection:
            for (name, labels), amount in sorted(counted.items()):
                key = _row_key(name, labels)
                insert_once(connection, meters, {**key, "value": 0.0})
                connection.execute(
                    meters.update()
                    .where(meters.c.name == name, meters.c.labels == key["labels"])
                    .values(value=meters.c.value + amount)
                )
            for (name, labels), value in sorted(measured.items()):
                put(connection, meters, _row_key(name, labels), {"value": value})

    def all(self) -> dict[Key, float]:
        """Every number, by name and labels."""
        with self._database.reading() as connection:
            rows = connection.execute(select(meters)).all()
        return {(row.name, records.read(Labels, row.labels)): row.value for row in rows}


def _row_key(name: str, labels: Labels) -> dict[str, object]:
    return {"name": name, "labels": records.write(labels)}
