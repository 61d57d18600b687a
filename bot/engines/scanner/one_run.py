"""One run of Semgrep over files of ours: its arguments, its surroundings, and what it answers."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot import process
from bot.engines.scanner import isolation
from bot.engines.scanner.reach import Reach
from bot.engines.scanner.semgrep_answer import NoAnswerError, Scan, read_answer
from bot.errors import OperatorError
from bot.review.coverage import Gap
from bot.settings import Isolation

SECONDS_PER_RULE_AND_FILE = 5
_MAX_WORDS = 200  # characters
_HOME = "home"  # the one folder that Semgrep may write to; no target is ever called so

# Semgrep runs git in the folder that it scans, and git runs what a repository there tells it to.
_NO_GIT = {
    "GIT_DIR": "/nonexistent",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "safe.bareRepository",
    "GIT_CONFIG_VALUE_0": "explicit",
}
_FLAGS = (
    "--jobs=1",
    "--json",
    "--metrics=off",
    "--disable-version-check",
    "--disable-nosem",
    "--no-rewrite-rule-ids",
    "--no-git-ignore",
    "--max-target-bytes=0",
    f"--timeout={SECONDS_PER_RULE_AND_FILE}",
    "--timeout-threshold=3",
)
_CORE_FLAGS = ("-json", "-fast", "-j", "1", "-timeout", str(SECONDS_PER_RULE_AND_FILE))
# The first is six times as fast, and its maker may take it away; the second has been there always.
# The second gets no flag that only some versions have, because it has to work when others do not.
FAST = ("scan", "--experimental")
LEGACY = ("scan",)


class TroubleError(Exception):
    """One run gave no answer: why, and which gap its file has if it was the only one.

    `words` are what Semgrep said last; they may hold the author's code.
    """

    def __init__(self, gap: Gap, reason: str, words: str = "") -> None:
        super().__init__(reason)
        self.gap = gap
        self.reason = reason
        self.words = words


@dataclass(frozen=True, slots=True)
class LockedIn:
    """A program, ready to be run in one folder of ours with some more arguments."""

    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path

    def run(self, arguments: Sequence[str], seconds: float) -> process.Completed:
        """What it came to. Raises OSError when it cannot be started."""
        return process.run(
            [*self.command, *arguments],
            env=self.environment,
            cwd=self.folder,
            timeout=seconds,
            owned=True,
        )


@dataclass(frozen=True, slots=True)
class Semgrep:
    """Semgrep, ready to be run over files of one folder."""

    program: LockedIn

    def run(self, rules: Path, names: Sequence[str], seconds: float) -> Scan:
        """What it answers about these files by these rules, which lie in the folder, too.

        Raises TroubleError when it answers nothing.
        """
        try:
            done = self.program.run([f"--config={rules}", "--", *names], seconds)
        except OSError as exc:
            raise OperatorError(
                f"Semgrep cannot be started ({exc.strerror}): check TENET_SEMGREP."
            ) from exc
        if done.timed_out:
            raise TroubleError(Gap.TIMED_OUT, f"after {seconds:.0f} s")
        try:
            return read_answer(done.stdout, names)
        except NoAnswerError as exc:
            said = done.stderr.decode("utf-8", "replace").split("\n")
            words = next((line.strip() for line in reversed(said) if line.strip()), "no message")
            reason = f"exit code {done.code}"
            raise TroubleError(Gap.ENGINE_FAILED, reason, f": {words[:_MAX_WORDS]}") from exc


@dataclass(frozen=True, slots=True)
class Core:
    """The program within Semgrep that does the matching."""

    program: LockedIn

    def answer(self, arguments: Sequence[str], seconds: float) -> bytes:
        """What it prints; nothing when it cannot be run, or not in time."""
        try:
            done = self.program.run(arguments, seconds)
        except OSError:
            return b""
        return b"" if done.timed_out else done.stdout


def core(program: Path, folder: Path, wanted: Isolation) -> Core:
    """The core of Semgrep, locked in as Semgrep is. Raises OperatorError."""
    libraries = (program.parent,)
    return Core(_locked_in([str(program)], _CORE_FLAGS, folder, wanted, libraries))


def locked_in(
    start: Sequence[str], command: Sequence[str], folder: Path, wanted: Isolation
) -> Semgrep:
    """Semgrep as one of its two commands, in a folder of ours. Raises OperatorError."""
    return Semgrep(_locked_in(start, [*command, *_FLAGS], folder, wanted))


def _locked_in(
    start: Sequence[str],
    arguments: Sequence[str],
    folder: Path,
    wanted: Isolation,
    readable: tuple[Path, ...] = (),
) -> LockedIn:
    home = folder / _HOME
    home.mkdir(exist_ok=True)
    path = os.pathsep.join([str(Path(start[0]).parent), os.environ.get("PATH", os.defpath)])
    tier = isolation.strongest(wanted)
    own = {"PATH": path, "HOME": str(home), "TMPDIR": str(home), "LC_ALL": "C.UTF-8", **_NO_GIT}
    command = isolation.locked_in(tier, start, arguments, Reach(folder, home, readable))
    return LockedIn(command, own, folder)
