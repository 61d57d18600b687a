"""The history of one revision of a repository, asked for in small pieces and never for long."""

import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

from bot.errors import TransientError
from bot.review.history import PastCommit
from bot.review.redaction import redact
from bot.sources.git import SHA, Git, GitFailedError

_SUBJECTS_A_PATH = 5
_LONGEST_SUBJECT = 200  # characters
_READ_OF_SUBJECT = 4_000  # columns
# Commits behind which nobody looks for the last ones that touched a path: of a file that rests
# longer, they say nothing about how people work there now.
_FAR_BACK = 1_000
_MOST_COMMITS = 100
_PLAIN_FILE = b"100"
_MARK = b"\1"
_BLAME = ("blame", "--incremental", "--root", "--encoding=UTF-8", "--no-textconv")
_MOST_VERSIONS = 100  # of one file, in one request
_VERSIONS = ("log", "-z", "--raw", "-m", "--no-renames", "--no-abbrev", "--format=")
_LOG = (
    "log",
    "-z",
    "--raw",
    "--no-renames",
    "--no-abbrev",
    "--no-color",
    "--no-show-signature",
    "--no-ext-diff",
    "--no-textconv",
    "--encoding=UTF-8",
    f"-n{_MOST_COMMITS}",
    f"--format=%x01%H %ct %<({_READ_OF_SUBJECT},trunc)%s",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long git may take, in seconds: for one question, and for all of one review."""

    question: float = 2.0
    all: float = 10.0


class UnknownHistory:
    """The history of what was read where none can be had."""

    def files(self) -> None:
        """Not known."""

    def commits_of_lines(self, path: str, lines: Sequence[int]) -> None:
        """Not known."""

    def subjects(self, paths: Sequence[str]) -> None:
        """Not known."""


class GitHistory:
    """What git knows behind a revision.

    `boundary` names the file in which a shallow repository lists where its history is cut off;
    it is copied to the reading repository, which must not be the user's own. `bring` is told
    which blobs are about to be read, and may put them into the store.
    """

    def __init__(
        self,
        git: Git,
        base: str,
        boundary: Callable[[], Path | None] = lambda: None,
        limits: Limits | None = None,
        bring: Callable[[Sequence[str]], None] | None = None,
    ) -> None:
        self._bring = bring
        self._git = git
        self._base = base
        self._boundary = boundary
        self._limits = limits or Limits()

    def files(self) -> Mapping[str, str] | None:
        """The blob of every plain file of that revision, by its path."""
        try:
            listed = self._run("ls-tree", "-r", "-z", "--full-tree", self._base)
        except GitFailedError:
            return None
        entries = (entry.partition(b"\t") for entry in listed.split(b"\0")[:-1])
        return {
            name.decode("utf-8", "surrogateescape"): about.rpartition(b" ")[2].decode()
            for about, _, name in entries
            if about.startswith(_PLAIN_FILE)
        }

    def commits_of_lines(self, path: str, lines: Sequence[int]) -> Mapping[int, PastCommit] | None:
        """Which commit wrote each of these lines of a path of that revision."""
        if not lines:
            return {}
        ranges = [f"-L{first},{last}" for first, last in _runs(sorted(set(lines)))]
        try:
            cut_off = self._cut_off
            follow = self._versions_of(path)
            told = self._run(*_BLAME, *follow, *ranges, self._base, "--", path)
        except (GitFailedError, TransientError, ValueError):  # a path may hold a NUL
            return None
        written = _written(told, frozenset(lines), cut_off, created=not follow)
        return dict(written)

    def _versions_of(self, path: str) -> tuple[str, ...]:
        """Bring all versions of a file; under the names that it had before, none are at hand."""
        if self._bring is None:
            return ()
        listed = self._run(*_VERSIONS, *self._range(), "--", f":(top,literal){path}")
        blobs = {
            part.decode()
            for field in listed.split(b"\0")
            if field.startswith(b":")
            for part in field.split(b" ")[2:4]
            if part.strip(b"0")
        }
        if len(blobs) > _MOST_VERSIONS:
            raise GitFailedError("the file has too many versions to be fetched")
        self._bring(sorted(blobs))
        return ("--no-follow",)

    def subjects(self, paths: Sequence[str]) -> Mapping[str, Sequence[PastCommit]] | None:
        """The last commits that touched each path; of one that rests for long, none are known."""
        if not paths:
            return {}
        try:
            cut_off = self._cut_off
            told = self._run(
                *_LOG, *self._range(), "--", *(f":(top,literal){one}" for one in paths)
            )
        except (GitFailedError, ValueError):
            return None
        found: dict[str, list[PastCommit]] = {}
        wanted = frozenset(paths)
        for commit, touched in _logged(told):
            # Where history is cut off, a commit seems to have made all there is.
            for path in touched if commit.sha not in cut_off else ():
                if path in wanted and len(found.setdefault(path, [])) < _SUBJECTS_A_PATH:
                    found[path].append(commit)
        return found if found or not cut_off else None

    def _range(self) -> tuple[str, ...]:
        far = f"{self._base}~{_FAR_BACK}"
        known = self._run("rev-parse", "--verify", "--quiet", far, fails=True).decode().strip()
        commit = f"{self._base}^{{commit}}"
        return (commit, f"^{known}") if SHA.fullmatch(known) else (commit,)

    @cached_property
    def _cut_off(self) -> frozenset[str]:
        """The commits whose parents are not here."""
        place = self._boundary()
        if place is None or not place.exists():
            return frozenset()
        target = self._git.path("shallow")
        if target != place:
            fresh = target.with_name(f"shallow-{uuid4().hex}")
            shutil.copyfile(place, fresh)
            fresh.replace(target)
        return frozenset(target.read_text(encoding="ascii", errors="replace").split())

    @cached_property
    def _end(self) -> float:
        return time.monotonic() + self._limits.all

    def _run(self, *arguments: str, fails: bool = False) -> bytes:
        seconds = min(self._limits.question, self._end - time.monotonic())
        if seconds <= 0:
            raise GitFailedError("there is no time left to look into the history")
        try:
            return self._git.run(*arguments, timeout=seconds)
        except GitFailedError:
            if fails:
                return b""
            raise


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The same numbers as ranges, in ascending order."""
    first = numbers[0]
    for one, following in pairwise((*numbers, numbers[-1] + 2)):
        if following != one + 1:
            yield first, one
            first = following


def _written(
    told: bytes, wanted: frozenset[int], cut_off: frozenset[str], *, created: bool
) -> Iterator[tuple[int, PastCommit]]:
    """Lines and commits, from `git blame --incremental`: see git-blame(1).

    Whether a commit has written what stood in the file when it came there is known if `created`;
    else the file may have come from elsewhere.
    """
    known: dict[str, PastCommit | None] = {}
    block: list[list[bytes]] = []
    for line in told.split(b"\n"):
        block.append(line.split(b" "))
        if block[-1][0] != b"filename":
            continue
        sha, _, first, count = (part.decode() for part in block[0])
        if sha not in known:
            about = {words[0]: b" ".join(words[1:]) for words in block[1:]}
            is_sure = sha not in cut_off and (created or b"previous" in about)
            commit = _commit(sha, about[b"committer-time"], about[b"summary"])
            known[sha] = commit if is_sure else None
        block = []
        commit_or_none = known[sha]
        for number in range(int(first), int(first) + int(count)):
            if number in wanted and commit_or_none is not None:
                yield number, commit_or_none


def _logged(told: bytes) -> Iterator[tuple[PastCommit, list[str]]]:
    """Commits and what they touched, from `git log -z --raw`: see git-log(1).

    A path stands behind its own description, so that none can pass for a commit.
    """
    fields = iter(told.split(b"\0"))
    commit: PastCommit | None = None
    touched: list[str] = []
    for field in fields:
        if field.startswith(_MARK):
            if commit is not None:
                yield commit, touched
            sha, when, subject = field.removeprefix(_MARK).split(b" ", 2)
            commit, touched = _commit(sha.decode(), when, subject), []
        elif field.lstrip(b"\n").startswith(b":"):
            touched.append(next(fields).decode("utf-8", "surrogateescape"))
    if commit is not None:
        yield commit, touched


def _commit(sha: str, when: bytes, subject: bytes) -> PastCommit:
    text = subject.decode("utf-8", "surrogateescape").strip()
    # Half a secret is not known for one, so what git has cut off is not told.
    safe = redact(text) if len(text) < _READ_OF_SUBJECT else ""
    return PastCommit(sha, safe[:_LONGEST_SUBJECT], _day(when))


def _day(when: bytes) -> str:
    try:
        return datetime.fromtimestamp(int(when), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
