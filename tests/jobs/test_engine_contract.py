"""What we rely on of DBOS and DBOS does not promise: see decision 18."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot import fence, process
from bot.jobs.engine import CancelledError, JobEngine, Json
from bot.store.database import open_store
from tests.support.service import wait_for


class Errand:
    """A workflow of two steps, whose first run stands still in its second one."""

    def __init__(self, engine: JobEngine) -> None:
        self.engine = engine
        self.first: list[int] = []
        self.written: list[int] = []
        self.lost: list[BaseException] = []
        self.reached, self.go_on, self.ended = (threading.Event() for _ in range(3))
        engine.register("errand", self._run)

    def _run(self, _: Json) -> Json:
        self.engine.step("first", lambda: self.first.append(1))
        try:
            self.engine.step("second", self._write)
        except CancelledError as exc:
            self.lost.append(exc)
            self.ended.set()
            raise
        return {"done": True}

    def _write(self) -> int:
        if not self.reached.is_set():
            self.reached.set()
            self.go_on.wait(60)
        fence.still_ours()
        self.written.append(1)
        return len(self.written)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[JobEngine]:
    url = f"sqlite:///{tmp_path}/tenet.db"
    with closing(open_store(url)), closing(JobEngine(url, "a worker")) as engine:
        yield engine


def test_work_that_is_taken_over_is_done_once_and_the_first_who_had_it_is_fenced_off(
    engine: JobEngine,
) -> None:
    errand = Errand(engine)
    engine.launch()
    engine.start("errand", "errand:1", "lane", {})
    errand.reached.wait(60)

    assert engine.workers_with_work() == {"a worker"}
    assert engine.take_over("somebody else") == 0
    assert engine.take_over("a worker") == 1
    wait_for(lambda: not engine.workers_with_work() and bool(errand.written), "the second run")
    errand.go_on.set()
    errand.ended.wait(60)

    assert errand.first == [1], "a finished step was repeated"
    assert errand.written == [1]
    assert len(errand.lost) == 1


def test_what_runs_for_a_workflow_that_another_process_cancelled_is_killed(
    engine: JobEngine,
) -> None:
    stopped = threading.Event()

    def wait_for_ever(_: Json) -> Json:
        try:
            engine.step("wait", lambda: process.pause(60))
        finally:
            stopped.set()
        return {}

    engine.register("errand", wait_for_ever)
    engine.launch()
    engine.start("errand", "errand:1", "lane", {})
    wait_for(lambda: bool(engine.workers_with_work()), "it to run")
    from dbos import DBOS  # noqa: PLC0415  as the other process would

    engine.let_go()
    assert not stopped.wait(0.3), "it was killed though nobody took it"
    DBOS.cancel_workflow("errand:1")
    engine.let_go()

    assert stopped.wait(30)
