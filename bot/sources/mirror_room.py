"""Where mirrors lie, who may touch them when, and which of them go when there are too many."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote
from uuid import uuid4

# All mirrors together: what a small machine can spare, and a mirror without blobs of most
# repositories takes less than 50 MB of it.
TOTAL_BYTES = 5_000_000_000
# One of them: nothing is ever packed anew in a mirror, so that it only grows.
SHARE_BYTES = 1_000_000_000
# Every fetch tells the server about each commit that lies here, in 53 bytes.
SHARE_COMMITS = 2_000
_LEFT_BEHIND = 3_600.0  # seconds; no fetch takes as long, so that nobody works on it any more
_ASIDE = ".aside-"


@dataclass(frozen=True, slots=True)
class Place:
    """The place of one repository's mirror; `whose` names who may see it: an installation.

    Two who see the same repository never share one, whatever the repository is called.
    """

    mirrors: Path
    host: str
    whose: str
    repository_id: int

    @property
    def folder(self) -> Path:
        """The mirror that git fetches into."""
        return self._folder("git")

    @property
    def folder_by_api(self) -> Path:
        """The store of what was read through the API instead."""
        return self._folder("api.git")

    @property
    def folder_of_history(self) -> Path:
        """The mirror of the commits behind a base, which only those reviews need that ask a model.

        It is one of its own, so that no other review waits for it or loses what it needs by it.
        """
        return self._folder("history.git")

    def _folder(self, ending: str) -> Path:
        parts = [quote(part, safe="") for part in (self.host, self.whose)]
        if any(not part.strip(".") for part in parts):
            raise ValueError(f"{parts} name no folder")
        return self.mirrors.joinpath(*parts, f"{self.repository_id}.{ending}")


def forget(mirrors: Path, host: str, whose: str) -> None:
    """Remove the mirrors that one installation may see; whoever reads one has to fetch again."""
    shutil.rmtree(Place(mirrors, host, whose, 0).folder.parent, ignore_errors=True)


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """While this is held, the mirror is not thrown away to make room."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _opened(folder, "use") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        os.utime(lock.fileno())
        yield


@contextmanager
def being_filled(folder: Path) -> Iterator[None]:
    """While this is held, nobody else puts anything into the mirror."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _opened(folder, "lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def new_folder(folder: Path) -> Path:
    """A name beside a mirror for one that is only being made."""
    return folder.with_name(f"{_ASIDE}{uuid4().hex}")


def put_in_place(new: Path, folder: Path) -> None:
    """Let a new mirror take the place of an old one, which somebody may be reading."""
    old = new_folder(folder)
    with suppress(FileNotFoundError):
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def discard(folder: Path) -> None:
    """Throw a mirror away at once: under its own name nobody ever finds half of it."""
    aside = new_folder(folder)
    with suppress(FileNotFoundError):
        folder.rename(aside)
    shutil.rmtree(aside, ignore_errors=True)


def begin_anew_if_full(folder: Path) -> None:
    """Throw a mirror away that has outgrown its share, unless somebody reads it now."""
    if not folder.exists() or not _outgrown(folder):
        return
    with _unused(folder) as unused:
        if unused:
            discard(folder)


def make_room(mirrors: Path, total: int = TOTAL_BYTES) -> None:
    """Throw away what was used longest ago, and is not used now, until the rest fits."""
    for left in mirrors.glob(f"*/*/{_ASIDE}*"):
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND:
                shutil.rmtree(left, ignore_errors=True)
    sizes = {folder: _size(folder) for folder in mirrors.glob("*/*/*.git")}
    excess = sum(sizes.values()) - total
    for folder in sorted(sizes, key=_last_used):
        if excess <= 0:
            return
        with _unused(folder) as unused:
            if unused:
                discard(folder)
                excess -= sizes[folder]


def _opened(folder: Path, ending: str) -> BinaryIO:
    # Never deleted: whoever waits for a lock on a deleted file waits for nobody.
    return folder.with_suffix(f".{ending}").open("ab")


@contextmanager
def _unused(folder: Path) -> Iterator[bool]:
    with _opened(folder, "use") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _last_used(folder: Path) -> float:
    try:
        return folder.with_suffix(".use").stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _outgrown(folder: Path) -> bool:
    with suppress(FileNotFoundError):
        if (folder / "shallow").stat().st_size > SHARE_COMMITS * 41:
            return True
    return _size(folder) > SHARE_BYTES


def _size(folder: Path) -> int:
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            # Another process may throw it away while we count.
            with suppress(FileNotFoundError):
                total += (Path(where) / name).lstat().st_blocks * 512
    return total
