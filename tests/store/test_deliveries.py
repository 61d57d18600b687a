import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from bot.store.database import Store, open_store
from bot.store.deliveries import Delivery

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DELIVERY = Delivery(
    id="72d3162e-cc78-11e3-81ab-4c9367dc0958",
    host="github.com",
    event="pull_request",
    installation_id=7,
    payload=b'{"zen": "\x00\xff \xc3\xa9"}',
    received_at=NOON,
)

# Adds deliveries 0 to 99 of the same ids as every other such process, and counts its own.
RACER = """
import sys
from datetime import UTC, datetime
from bot.store.database import open_store
from bot.store.deliveries import Delivery
store = open_store(sys.argv[1])
sys.stdin.readline()
now = datetime.now(UTC)
print(sum(
    store.deliveries.add(Delivery(str(one), "github.com", "ping", None, b"{}", now))
    for one in range(100)
))
"""
DOOMED = """
import os, signal, sys
from datetime import UTC, datetime
from bot.store.database import open_store
from bot.store.deliveries import Delivery
store = open_store(sys.argv[1])
now = datetime.now(UTC)
store.deliveries.add(Delivery("doomed", "github.com", "ping", None, b"{}", now))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_delivery_is_kept_as_it_came(store: Store) -> None:
    assert store.deliveries.add(DELIVERY)
    assert store.deliveries.undispatched(10) == (DELIVERY,)


def test_a_delivery_of_the_same_id_is_a_duplicate_and_changes_nothing(store: Store) -> None:
    assert store.deliveries.add(DELIVERY)
    assert not store.deliveries.add(replace(DELIVERY, payload=b"forged", event="ping"))
    assert store.deliveries.undispatched(10) == (DELIVERY,)


def test_a_delivery_without_an_installation_is_kept(store: Store) -> None:
    ping = replace(DELIVERY, installation_id=None)
    store.deliveries.add(ping)
    assert store.deliveries.undispatched(10) == (ping,)


def test_the_oldest_deliveries_come_first_and_no_more_than_asked_for(store: Store) -> None:
    for minute in (3, 1, 2, 0):
        later = NOON + timedelta(minutes=minute)
        store.deliveries.add(replace(DELIVERY, id=f"d{minute}", received_at=later))
    assert [one.id for one in store.deliveries.undispatched(3)] == ["d0", "d1", "d2"]
    assert store.deliveries.oldest_undispatched() == NOON


def test_moments_are_compared_across_time_zones(store: Store) -> None:
    tokyo = timezone(timedelta(hours=9))
    store.deliveries.add(replace(DELIVERY, id="later", received_at=NOON + timedelta(minutes=1)))
    store.deliveries.add(replace(DELIVERY, id="first", received_at=NOON.astimezone(tokyo)))
    assert [one.id for one in store.deliveries.undispatched(2)] == ["first", "later"]


def test_a_dispatched_delivery_waits_no_more_and_is_still_a_duplicate(store: Store) -> None:
    store.deliveries.add(DELIVERY)
    store.deliveries.mark_dispatched({DELIVERY.id: "review queued"}, NOON)
    store.deliveries.mark_dispatched({DELIVERY.id: "review queued again"}, NOON)
    assert store.deliveries.undispatched(10) == ()
    assert store.deliveries.oldest_undispatched() is None
    assert not store.deliveries.add(DELIVERY)


def test_a_moment_without_a_time_zone_is_refused(sqlite_url: str) -> None:
    with (
        closing(open_store(sqlite_url)) as store,
        pytest.raises(StatementError, match="needs a time zone"),
    ):
        store.deliveries.add(replace(DELIVERY, received_at=datetime(2026, 11, 22)))  # noqa: DTZ001  the mistake under test


def test_many_threads_add_at_once_and_none_is_lost(store: Store) -> None:
    with ThreadPoolExecutor(12) as pool:
        added = pool.map(
            lambda number: store.deliveries.add(replace(DELIVERY, id=str(number % 100))),
            range(200),
        )
        assert sum(added) == 100
    assert len(store.deliveries.undispatched(1000)) == 100


def test_of_two_processes_that_add_the_same_delivery_one_wins(store_url: str) -> None:
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, store_url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    counts = [int(racer.communicate("go\n")[0]) for racer in racers]
    assert sum(counts) == 100
    with closing(open_store(store_url)) as store:
        assert len(store.deliveries.undispatched(1000)) == 100


def test_a_delivery_that_was_added_survives_the_kill_of_its_process(store_url: str) -> None:
    done = subprocess.run([sys.executable, "-c", DOOMED, store_url], check=False)
    assert done.returncode == -9
    with closing(open_store(store_url)) as store:
        assert [one.id for one in store.deliveries.undispatched(10)] == ["doomed"]
