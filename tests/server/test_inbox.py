"""Deliveries that wait for one commit: each hears what became of it, whatever became of others."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import TransientError
from bot.server.inbox import Inbox
from bot.store.database import Store, open_store
from bot.store.deliveries import Delivery

NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Woken:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        self.times += 1


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(f"sqlite:///{tmp_path}/tenet.db")) as opened:
        yield opened


def delivery(number: str) -> Delivery:
    return Delivery(number, "https://api.github.com", "pull_request", 1, b"{}", NOW)


async def all_put(inbox: Inbox, ids: Sequence[str]) -> list[bool | BaseException]:
    waiting = [asyncio.create_task(inbox.put(delivery(one))) for one in ids]
    await asyncio.sleep(0)  # every one of them waits now
    inbox.start()
    return await asyncio.gather(*waiting, return_exceptions=True)


def test_those_that_wait_together_are_stored_together_and_one_that_comes_twice_once(
    store: Store,
) -> None:
    woken = Woken()
    inbox = Inbox(store.deliveries, woken)

    fresh = asyncio.run(all_put(inbox, ["a", "b", "a", "c"]))
    inbox.stop()

    assert fresh == [True, True, False, True]
    assert [one.id for one in store.deliveries.undispatched(9)] == ["a", "b", "c"]
    assert woken.times == 1


def test_none_is_acknowledged_that_the_disk_does_not_take_and_the_next_one_is(
    store: Store, tmp_path: Path
) -> None:
    inbox = Inbox(store.deliveries, Woken())
    with closing(sqlite3.connect(tmp_path / "tenet.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        heard = asyncio.run(all_put(inbox, ["a", "b"]))
        other.execute("ROLLBACK")

    assert [type(one) for one in heard] == [TransientError, TransientError]
    assert store.deliveries.undispatched(9) == ()
    assert asyncio.run(inbox.put(delivery("a")))
    inbox.stop()


def test_what_waits_when_the_server_stops_is_stored_first(store: Store) -> None:
    inbox = Inbox(store.deliveries, Woken())
    heard: list[bool] = []

    async def put() -> None:
        heard.append(await inbox.put(delivery("a")))

    sender = threading.Thread(target=lambda: asyncio.run(put()))
    sender.start()
    inbox.start()
    sender.join()
    inbox.stop()

    assert heard == [True]
