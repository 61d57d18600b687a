"""A private folder in memory for one scan, and none left behind of a scan that was killed."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.engines.scanner.reach import memory_folder

_PREFIX = "tenet-scan-"
_YOUNG = 60  # seconds, in which a folder that was just made may not be locked yet


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder that only this user may read, gone at the end.

    It is locked as long as this process lives, which no `kill -9` can change: a folder that is not
    locked was left behind, and the next scan removes it.
    """
    place = Path(memory_folder() or tempfile.gettempdir())
    _remove_left_behind(place)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=place) as name:
        number = os.open(name, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(number, fcntl.LOCK_EX)
            yield Path(name)
        finally:
            os.close(number)


def _remove_left_behind(place: Path) -> None:
    for folder in place.glob(f"{_PREFIX}*"):
        # Somebody else's, a link, gone meanwhile, or locked: it is left alone.
        with suppress(OSError):
            number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                about = os.fstat(number)
                if about.st_uid != os.getuid() or time.time() - about.st_mtime < _YOUNG:
                    continue
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(number)
