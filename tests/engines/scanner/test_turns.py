"""How many scans one process runs at a time, whoever asks for them."""

import sys
import threading
from contextlib import suppress
from pathlib import Path

from bot import process
from bot.engines.scanner.semgrep_process import Batch, Patience, scan
from bot.settings import Isolation
from tests.support.service import wait_for

BEGUN = "begun"
# It says that it has begun, and goes on for ever.
SEMGREP = f"""
import pathlib, time
with open(pathlib.Path(__file__).with_name("{BEGUN}"), "a") as begun:
    begun.write("one\\n")
time.sleep(600)
"""


def test_a_third_scan_waits_for_its_turn_and_can_be_stopped_meanwhile(tmp_path: Path) -> None:
    program, begun = tmp_path / "semgrep.py", tmp_path / BEGUN
    program.write_text(SEMGREP)
    stopped: list[str] = []

    def look(owner: str) -> None:
        folder = tmp_path / owner
        folder.mkdir()
        (folder / "rules.json").write_text("{}")
        (folder / "shop.py").write_text("")
        some = [Batch(Path("rules.json"), ["shop.py"])]
        start, patience = (sys.executable, str(program)), Patience(batch=600, total=900)
        with process.run_for(owner):
            try:
                scan(start, folder, some, Isolation.NONE, patience)
            except process.StoppedError:
                stopped.append(owner)

    def started() -> int:
        with suppress(FileNotFoundError):
            return len(begun.read_text().splitlines())
        return 0

    threads = {one: threading.Thread(target=look, args=(one,)) for one in ("a", "b", "c")}
    for one in ("a", "b"):
        threads[one].start()
    wait_for(lambda: started() == 2, "two scans")
    threads["c"].start()
    wait_for(lambda: process.runs_for("c"), "the third one")
    process.stop_for("c")
    threads["c"].join(60)
    assert (stopped, started()) == (["c"], 2)

    for one in ("a", "b"):
        process.stop_for(one)
        threads[one].join(60)
    assert sorted(stopped) == ["a", "b", "c"]
