"""The strongest tier: bubblewrap, with namespaces of its own for everything that Linux has."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.engines.scanner.reach import SYSTEM, TOP, Limits, Reach

PROGRAM = "bwrap"
_NOBODY = "65534"
_SPACE = str(64 << 20)  # bytes that may be written to each of its folders in memory
_NAMESPACES = (
    "--unshare-all",
    "--die-with-parent",
    "--new-session",
    "--cap-drop",
    "ALL",
    "--uid",
    _NOBODY,
    "--gid",
    _NOBODY,
    "--hostname",
    "tenet",
)


def command(
    program: str, argv: Sequence[str], files: Sequence[Path], reach: Reach, limits: Limits
) -> list[str]:
    """How to run `argv` inside; `program` is bubblewrap's path, `files` what `argv` is made of."""
    return [
        program,
        *_NAMESPACES,
        *_system(),
        *("--proc", "/proc", "--dev", "/dev"),
        *("--size", _SPACE, "--tmpfs", "/tmp"),  # noqa: S108  its own, in memory
        *_read_only(files),
        *_read_only((*reach.readable, reach.folder)),
        *("--size", _SPACE, "--tmpfs", str(reach.home)),
        *("--remount-ro", "/dev", "--remount-ro", "/"),
        *("--chdir", str(reach.folder)),
        "--",
        *_limited(limits),
        *argv,
    ]


def _system() -> Iterator[str]:
    yield from _read_only([one for one in SYSTEM if one.exists()])
    for place in TOP:
        if place.is_symlink():
            yield from ("--symlink", os.fspath(place.readlink()), os.fspath(place))
        elif place.is_dir():
            yield from _read_only([place])


def _read_only(places: Sequence[Path]) -> Iterator[str]:
    for place in places:
        yield from ("--ro-bind", os.fspath(place), os.fspath(place))


def _limited(limits: Limits) -> Iterator[str]:
    """Set inside, where the user's processes are counted from nought."""
    yield from ("/usr/bin/prlimit", f"--as={limits.memory}", f"--cpu={limits.seconds}")
    yield from (f"--fsize={limits.file}", f"--nofile={limits.open_files}")
    yield from (f"--nproc={limits.processes}", "--core=0", "--")
