"""One writer for each installation among all processes, and silence for all of them."""

import threading
import time
from contextlib import closing
from itertools import pairwise

import pytest

from bot.store.database import Store, open_store
from tests.support.postgres import create_database

PAUSE = 0.3
SLACK = 0.005  # seconds by which two clocks round


@pytest.fixture
def shared_url(postgres_url: str) -> str:
    return create_database(postgres_url)


def test_two_processes_write_one_after_the_other_with_a_pause_between_them(shared_url: str) -> None:
    spans: list[tuple[float, float]] = []

    def write(store: Store) -> None:
        for _ in range(2):
            with store.writers.alone("one", PAUSE):
                begun = time.monotonic()
                time.sleep(0.02)
                spans.append((begun, time.monotonic()))

    with closing(open_store(shared_url)) as first, closing(open_store(shared_url)) as second:
        threads = [threading.Thread(target=write, args=(one,)) for one in (first, second)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    spans.sort()
    assert len(spans) == 4
    gaps = [later[0] - earlier[1] for earlier, later in pairwise(spans)]
    assert min(gaps) >= PAUSE - SLACK


def test_a_write_that_fails_gives_its_turn_back_and_counts(shared_url: str) -> None:
    with closing(open_store(shared_url)) as store:
        ended = 0.0

        def fail() -> None:
            nonlocal ended
            with store.writers.alone("one", PAUSE):
                store.writers.be_silent("one", 9)
                ended = time.monotonic()
                raise ValueError("refused")

        with pytest.raises(ValueError, match="refused"):
            fail()
        with store.writers.alone("another", PAUSE):
            pass
        with store.writers.alone("one", PAUSE):
            assert time.monotonic() - ended >= PAUSE - SLACK


def test_silence_holds_for_every_process_and_the_longest_one_counts(store: Store) -> None:
    assert store.writers.silent_for("one") == 0
    store.writers.be_silent("one", 500)
    store.writers.be_silent("one", 1)

    assert 400 < store.writers.silent_for("one") <= 500
    assert store.writers.silent_for("another") == 0
