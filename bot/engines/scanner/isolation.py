"""How Semgrep is locked in: the tiers, and the strongest that works here."""

import os
import shutil
import sys
from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import assert_never

from bot import process
from bot.engines.scanner import bubblewrap
from bot.engines.scanner.private_folder import private_folder
from bot.engines.scanner.reach import SYSTEM, TOP, Limits, Reach, installation
from bot.errors import OperatorError
from bot.settings import Isolation

LIMITS = Limits()
_TIERS = (Isolation.BUBBLEWRAP, Isolation.LANDLOCK)
_LAUNCHER = Path(__file__).with_name("landlock.py")
_PROBE_SECONDS = 10.0
# Reads what is inside, and must not be able to read what is outside.
_PROBE = 'read -r x < "$1" && ! { read -r x < "$2"; } 2> /dev/null'
_NEXT_STEP = {
    Isolation.BUBBLEWRAP: "Install bubblewrap and allow user namespaces to unprivileged users",
    Isolation.LANDLOCK: "It needs Linux 5.13 or newer with Landlock switched on, x86-64 or ARM",
}


def strongest(wanted: Isolation) -> Isolation:
    """The tier to run at; `none` where nothing works and `auto` was wanted.

    Raises OperatorError when a certain one was wanted that does not work here.
    """
    if wanted is Isolation.NONE:
        return wanted
    if wanted is Isolation.AUTO:
        return next((tier for tier in _TIERS if why_not(tier) is None), Isolation.NONE)
    reason = why_not(wanted)
    if reason is not None:
        raise OperatorError(
            f"TENET_ISOLATION={wanted} does not work here: {reason}. {_NEXT_STEP[wanted]}, or "
            "unset it to take what works."
        )
    return wanted


def required(wanted: Isolation) -> Isolation:
    """The tier for a server: `none` only on purpose. Raises OperatorError as `strongest`, too."""
    tier = strongest(wanted)
    if tier is Isolation.NONE and wanted is not Isolation.NONE:
        reasons = why_no_stronger(tier)
        raise OperatorError(
            f"Semgrep cannot be locked in here ({reasons}). {_NEXT_STEP[Isolation.BUBBLEWRAP]}, or "
            "set TENET_ISOLATION=none to scan without isolation on purpose."
        )
    return tier


def why_no_stronger(tier: Isolation) -> str:
    """Why each tier that is stronger than this one does not work here; "" for the strongest."""
    stronger = takewhile(lambda one: one is not tier, _TIERS)
    return "; ".join(f"{one}: {why_not(one)}" for one in stronger)


@cache
def why_not(tier: Isolation) -> str | None:
    """Why a tier does not work here, if it does not; tried once in the life of this process."""
    if tier is Isolation.BUBBLEWRAP and shutil.which(bubblewrap.PROGRAM) is None:
        return f"there is no program {bubblewrap.PROGRAM}"
    with private_folder() as folder:
        inside, outside = folder / "inside", folder / "outside"
        for one in (inside, outside):
            one.mkdir()
            (one / "file").write_text("readable\n")
        home = inside / "home"
        home.mkdir()
        words = ("/bin/sh", "-c", _PROBE, "sh", str(inside / "file"), str(outside / "file"))
        argv = locked_in(tier, words[:1], words[1:], Reach(inside, home))
        try:
            done = process.run(argv, env={"PATH": os.defpath}, cwd=inside, timeout=_PROBE_SECONDS)
        except OSError as exc:
            return f"{argv[0]}: {exc.strerror}"
    if done.timed_out:
        return f"it took longer than {_PROBE_SECONDS:.0f} s to start"
    if done.code == 0:
        return None
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return said[-1] if said else "it does not hold"


def locked_in(
    tier: Isolation,
    start: Sequence[str],
    arguments: Sequence[str],
    reach: Reach,
    limits: Limits = LIMITS,
) -> list[str]:
    """How to run a command at a tier, which is not `auto`; `start` is what the operator chose.

    The environment, the working directory and the clock are up to whoever runs it.
    """
    argv = [*start, *arguments]
    search = os.environ.get("PATH", os.defpath)
    match tier:
        case Isolation.NONE:
            return argv
        case Isolation.BUBBLEWRAP:
            program = shutil.which(bubblewrap.PROGRAM) or bubblewrap.PROGRAM
            files = installation(start, search)
            return bubblewrap.command(program, argv, files, reach, limits)
        case Isolation.LANDLOCK:
            return _landlocked(argv, installation(start, search), reach, limits)
        case Isolation.AUTO:
            raise ValueError("choose with strongest() first")
    assert_never(tier)


def _landlocked(
    argv: Sequence[str], files: Sequence[Path], reach: Reach, limits: Limits
) -> list[str]:
    readable = (*SYSTEM, *TOP, *files, *reach.readable, reach.folder, Path("/dev/urandom"))
    return [
        *(sys.executable, "-I", "-S", str(_LAUNCHER), f"parent={os.getpid()}"),
        *(f"read={one}" for one in readable),
        *(f"write={one}" for one in (reach.home, Path(os.devnull))),
        *(f"as={limits.memory}", f"cpu={limits.seconds}", f"fsize={limits.file}"),
        *(f"nofile={limits.open_files}", "core=0", "--"),
        *argv,
    ]
