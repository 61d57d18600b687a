"""`tenet serve` without a GitHub App: as a real process, which opens only the set-up page."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from tests.support.service import free_port, wait_for


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[bytes], str, Path]]:
    """The process, its address and what it wrote."""
    port, log = free_port(), folder / "log"
    environment = {"PATH": os.environ["PATH"], "TENET_DATA_DIR": str(folder / "data")}
    command = [sys.executable, "-m", "bot", "serve", "--port", str(port), *options]
    with (
        log.open("wb") as written,
        subprocess.Popen(command, env=environment, stdout=written, stderr=written) as process,
    ):
        url = f"http://127.0.0.1:{port}"

        def alive() -> bool:
            assert process.poll() is None, log.read_text()
            try:
                return requests.get(f"{url}/healthz", timeout=5).status_code == 200
            except (requests.ConnectionError, requests.Timeout):
                return False

        wait_for(alive, "the set-up page")
        try:
            yield process, url, log
        finally:
            process.kill()


def test_it_opens_the_set_up_page_and_stops_when_it_is_told_to(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, url, log):
        assert f"Set one up: {url}/setup\n" in log.read_text()
        assert requests.post(f"{url}/webhook", timeout=30).status_code == 503
        assert requests.get(f"{url}/setup", timeout=30).status_code == 200
        process.terminate()
        assert process.wait(60) == 0


def test_where_others_can_reach_it_only_the_printed_link_opens_it(tmp_path: Path) -> None:
    with serving(tmp_path, "--host", "0.0.0.0") as (_, url, log):  # noqa: S104  that is the point
        [link] = [word for word in log.read_text().split() if "/setup?token=" in word]
        query = link.partition("/setup")[2]
        # From this machine, too: whoever forwards a port to it would come from here.
        assert requests.get(f"{url}/setup", timeout=30).status_code == 403
        with requests.Session() as browser:
            assert "Register on GitHub" in browser.get(f"{url}/setup{query}", timeout=30).text
        assert requests.get(f"{url}/setup{query}", timeout=30).status_code == 403
        assert log.read_text().count("token=") == 1
