"""Workflows seen from outside, on both databases: what failed is begun anew by one call of many."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from bot.jobs.engine import FailedError, JobEngine, Json, Queue
from bot.jobs.engine_client import EngineClient, Progress
from bot.store.database import open_store
from tests.support.postgres import create_database, running_postgres
from tests.support.service import wait_for

LANE = "review:here:1#2"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/tenet.db"
        return
    with running_postgres() as server:
        yield create_database(server)


def test_of_many_who_retry_a_failed_workflow_one_starts_it_and_it_runs_once_more(url: str) -> None:
    runs: list[Json] = []

    def work(argument: Json) -> Json:
        runs.append(argument)
        raise FailedError("GitHub said no.")

    open_store(url).close()
    assert EngineClient.beside(url) is None
    engine = JobEngine(url, "embedded")
    engine.register("work", work)
    engine.launch()
    try:
        found = EngineClient.beside(url)
        assert found is not None
        with closing(found) as client:

            def failed() -> bool:
                return client.count("work", Progress.FAILED, 10) == 1

            client.start("work", f"{LANE}@a", LANE, {"n": 1}, Queue.REVIEWS)
            wait_for(failed, "the failure")
            recorded = client.find(f"{LANE}@a")
            assert recorded is not None
            assert (recorded.name, recorded.lane, recorded.argument) == ("work", LANE, {"n": 1})
            assert (recorded.progress, recorded.why) == (Progress.FAILED, "GitHub said no.")
            engine.close()

            with ThreadPoolExecutor(4) as several:
                calls = [
                    several.submit(client.again, recorded.id, Queue.REVIEWS, LANE) for _ in range(4)
                ]
            assert sorted(one.result() for one in calls) == [False, False, False, True]
            assert client.workflows(["work"], [Progress.WAITING], 10)[0].id == recorded.id

            engine = JobEngine(url, "embedded")
            engine.register("work", work)
            engine.launch()
            wait_for(failed, "the second failure")
            assert runs == [{"n": 1}, {"n": 1}]

            client.cancel(recorded.id)
            assert failed(), "what has ended stays as it is"
    finally:
        engine.close()
