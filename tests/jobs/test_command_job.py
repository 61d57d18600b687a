"""How many commands wait: nothing here is carried out, so that all of them do."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest

from bot.githubapp.values import CommentAddress, CommentPlace
from bot.jobs.check_job import CheckJobs, CheckRequest
from bot.jobs.command_job import CommandJobs
from bot.jobs.command_run import CommandRequest
from bot.jobs.engine import JobEngine, Waits
from bot.jobs.job import MOST_WAITING, Parts, command_lane
from bot.review.buttons import Button
from bot.store.database import open_store
from bot.store.reviews import PullRequestKey

KEY = PullRequestKey("https://api.github.com", 99, 7, 12)
LATER = 3_600.0  # seconds between two looks at the queue


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[JobEngine]:
    url = f"sqlite:///{tmp_path}/tenet.db"
    with closing(open_store(url)), closing(JobEngine(url, "one", Waits(poll=LATER))) as engine:
        yield engine


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    def nobody(*_: object) -> NoReturn:
        raise AssertionError("nothing is carried out here")

    with closing(open_store(f"sqlite:///{tmp_path}/tenet.db")) as store:
        yield Parts(
            store=store,
            github=nobody,
            appoint=nobody,
            rule_page=nobody,
            mirrors=tmp_path,
            server_url="https://github.com",
            clock=lambda: datetime(2026, 11, 27, tzinfo=UTC),
        )


def asked(number: int, author: str = "rita", key: PullRequestKey = KEY) -> CommandRequest:
    comment = CommentAddress(7, key.number, CommentPlace.CONVERSATION, number, number)
    return CommandRequest(key, comment, "/tenet review", author)


def test_of_what_one_person_asks_for_only_so_much_waits(engine: JobEngine, parts: Parts) -> None:
    commands, checks = CommandJobs(engine, parts), CheckJobs(engine, parts)
    engine.launch()
    taken = [commands.start(asked(number)) for number in range(1_000)]
    for number in range(MOST_WAITING):
        checks.start(CheckRequest(KEY, "a" * 40, Button.EXPLAIN, "rita", f"d{number}"))

    assert sum(taken) == MOST_WAITING
    assert len(engine.waiting(f"{command_lane(KEY)}@")) == MOST_WAITING
    assert commands.start(asked(1_000, "wanda")), "somebody else has to wait for a flood"
    assert commands.start(asked(1_001, key=replace(KEY, number=13)))
