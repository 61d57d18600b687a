"""What a killed scan left in memory is removed by the next one, and nothing else is."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.engines.scanner.private_folder import private_folder
from tests.support.scans import Scanner

NOBODY = 65534

SCAN = (
    "import time\n"
    "from bot.engines.scanner.private_folder import private_folder\n"
    "with private_folder() as folder:\n"
    "    (folder / 'h00000.py').write_text('private')\n"
    "    print(folder, flush=True)\n"
    "    time.sleep(60)\n"
)


@contextmanager
def scan_of_another_process() -> Iterator[tuple[subprocess.Popen[str], Path]]:
    with subprocess.Popen([sys.executable, "-c", SCAN], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        try:
            yield other, Path(other.stdout.readline().strip())
        finally:
            other.kill()


def grow_old(folder: Path) -> None:
    hour_ago = time.time() - 3600
    os.utime(folder, (hour_ago, hour_ago), follow_symlinks=False)


def test_a_folder_is_its_users_own_and_gone_at_the_end() -> None:
    with private_folder() as folder:
        assert folder.stat().st_mode & 0o077 == 0
        (folder / "h00000.py").write_text("private")
    assert not folder.exists()


def test_what_a_killed_scan_left_is_removed_by_the_next_one() -> None:
    with scan_of_another_process() as (other, left):
        other.send_signal(signal.SIGKILL)
        other.wait()
        assert (left / "h00000.py").exists()
        grow_old(left)
        with private_folder():
            assert not left.exists()


def test_a_scan_looks_for_what_killed_ones_left(tmp_path: Path) -> None:
    with scan_of_another_process() as (other, left):
        other.send_signal(signal.SIGKILL)
        other.wait()
        grow_old(left)
        # No file is given to Semgrep, so it is not started.
        Scanner(tmp_path).scan({}, {}, fake="sys.exit(1)")
        assert not left.exists()


def test_the_folder_of_a_scan_in_this_process_stays_however_old() -> None:
    with private_folder() as folder:
        (folder / "h00000.py").write_text("private")
        grow_old(folder)
        with private_folder():
            assert (folder / "h00000.py").read_text() == "private"


@pytest.mark.skipif(os.getuid() != 0, reason="only root can make a folder that is somebody else's")
def test_the_folder_of_another_user_stays() -> None:
    with private_folder() as beside:
        theirs = beside.with_name(f"{beside.name}-theirs")
        theirs.mkdir()
        try:
            os.chown(theirs, NOBODY, NOBODY)
            grow_old(theirs)
            with private_folder():
                assert theirs.exists()
        finally:
            shutil.rmtree(theirs, ignore_errors=True)


def test_the_folder_of_a_scan_that_still_runs_stays_however_old() -> None:
    with scan_of_another_process() as (_, folder):
        grow_old(folder)
        with private_folder():
            assert (folder / "h00000.py").read_text() == "private"


def test_a_folder_that_was_only_just_made_stays() -> None:
    with private_folder() as beside:
        young = beside.with_name(f"{beside.name}-young")
        young.mkdir()
        try:
            with private_folder():
                assert young.exists()
        finally:
            young.rmdir()


def test_links_and_files_of_that_name_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("kept")
    with private_folder() as beside:
        link, file = (beside.with_name(f"{beside.name}-{kind}") for kind in ("link", "file"))
        link.symlink_to(tmp_path)
        file.write_text("kept")
        try:
            for one in (tmp_path, link, file):
                grow_old(one)
            with private_folder():
                assert link.is_symlink()
                assert file.read_text() == "kept"
                assert (tmp_path / "precious").read_text() == "kept"
        finally:
            link.unlink()
            file.unlink()
