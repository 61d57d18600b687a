"""What we rely on of DBOS and DBOS does not promise: see decision 18."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot import fence, process
from bot.errors import OperatorError, TenetError, TransientError, UserError
from bot.jobs.engine import CancelledError, JobEngine, Json, Waits
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


@pytest.mark.parametrize("kind", [OperatorError, UserError, TransientError])
def test_a_step_that_failed_fails_alike_after_a_crash(
    tmp_path: Path, kind: type[TenetError]
) -> None:
    url = f"sqlite:///{tmp_path}/tenet.db"
    caught: list[TenetError] = []
    reached, go_on = threading.Event(), threading.Event()

    def fail() -> None:
        raise kind("Say it again.")

    def wait_once() -> None:
        if not reached.is_set():
            reached.set()
            go_on.wait(60)

    with closing(open_store(url)), closing(JobEngine(url, "one", Waits(attempts=1))) as engine:

        def run(_: Json) -> Json:
            try:
                engine.step("fail", fail)
            except TenetError as exc:
                caught.append(exc)
            engine.step("wait", wait_once)
            return {}

        engine.register("errand", run)
        engine.launch()
        engine.start("errand", "errand:1", "lane", {})
        reached.wait(60)
        engine.take_over("one")
        wait_for(lambda: len(caught) == 2 and not engine.workers_with_work(), "the second run")
        go_on.set()

    assert [type(one) for one in caught] == [kind, kind]


def test_a_workflow_of_a_version_with_other_steps_is_left_and_does_nothing(
    engine: JobEngine,
) -> None:
    names, done, left = ["old", "older"], [], threading.Event()
    reached, go_on = threading.Event(), threading.Event()

    def wait_once() -> None:
        if not reached.is_set():
            reached.set()
            go_on.wait(60)

    def run(_: Json) -> Json:
        try:
            engine.step(names[0], lambda: done.append(names[0]))
            engine.step(names[1], wait_once)
        except CancelledError:
            left.set()
            raise
        return {}

    engine.register("errand", run)
    engine.launch()
    engine.start("errand", "errand:1", "lane", {})
    reached.wait(60)
    names[:] = ["new", "newer"]
    engine.take_over("a worker")

    assert left.wait(60)
    assert done == ["old"]
    wait_for(lambda: not engine.under_way("errand:1"), "the workflow to end")
    go_on.set()
