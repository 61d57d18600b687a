"""What the history says of the lines that a change removes, and of the paths that it touches."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from bot.review.change import Change, FileChange, FileKind, FileStatus, LineKind
from bot.review.facts import Fact, Kind, cited, is_test, names_of, places
from bot.review.file_kinds import is_document, is_lock_file
from bot.review.history import History, PastCommit
from bot.review.languages import language_of
from bot.review.shown import one_line

MAX_FILES = 30  # whose lines are asked for
MAX_LINES = 200  # of a file
_MAX_COMMITS = 4  # of a file, fixes and others counted apart
_MAX_RANGES = 4
_MAX_SUBJECTS = 20
_MAX_PATHS = 200
_MAX_PATHS_SHOWN = 3

_FIX = re.compile(
    r"\b(?:fix(?:e[sd]|ing)?|bug ?fix(?:es)?|hot-?fix|revert(?:s|ed)?|regressions?|security"
    r"|vulnerab\w*|CVE-\d+|work-?around|race|deadlock)\b",
    re.IGNORECASE,
)
# A fix of these undoes nothing that runs.
_NO_FIX = re.compile(
    r"\b(?:typos?|spelling|lint\w*|format\w*|whitespace|indent\w*|style|docs?|documentation"
    r"|comments?|readme|tests?|ci|build|imports?|warnings?|translations?|changelog)\b",
    re.IGNORECASE,
)


def is_fix(subject: str) -> bool:
    """Whether a commit's subject says that it mends something that runs."""
    return _FIX.search(subject) is not None and _NO_FIX.search(subject) is None


def origins(change: Change, history: History) -> tuple[list[Fact], list[str]]:
    """Who wrote the lines that go, fixes first; and the paths of which that is unknown."""
    fixes: list[Fact] = []
    others: list[Fact] = []
    unknown: list[str] = []
    for file in islice(_ranked(change.files), MAX_FILES):
        lines = [] if is_document(file.old_path) else _removed(file)
        if not lines:
            continue
        known = history.commits_of_lines(file.old_path, lines)
        if known is None or len(known) < len(lines):
            unknown.append(file.old_path)
        by_commit: dict[PastCommit, list[int]] = {}
        for line in lines:
            if known is not None and line in known:
                by_commit.setdefault(known[line], []).append(line)
        ordered = sorted(by_commit, key=lambda one: (one.day, one.sha), reverse=True)
        for wanted, facts in ((True, fixes), (False, others)):
            if not wanted and language_of(file.old_path) is None:
                continue
            chosen = [one for one in ordered if is_fix(one.subject) is wanted]
            facts += [_origin(file, one, by_commit[one]) for one in chosen[:_MAX_COMMITS]]
    return [*fixes, *others], unknown


def subjects(change: Change, history: History) -> list[Fact] | None:
    """The last commits that touched the change's paths, the newest first; None if unknown."""
    paths = [one.old_path for one in _ranked(change.files) if one.status is not FileStatus.ADDED]
    known = history.subjects(paths[:_MAX_PATHS])
    if known is None:
        return None
    return [_subject(*one) for one in _chosen(known, paths)]


def _ranked(files: Sequence[FileChange]) -> list[FileChange]:
    """What people wrote, code first and tests last."""
    wanted = [one for one in files if one.kind is FileKind.TEXT and not is_lock_file(one.path)]
    return sorted(
        wanted,
        key=lambda one: (language_of(one.path) is None, is_test(one.path), one.path),
    )


def _removed(file: FileChange) -> list[int]:
    """The numbers of the lines that go and say something: a bracket alone does not."""
    lines = (line for hunk in file.hunks for line in hunk.lines if line.kind is LineKind.REMOVED)
    numbers = (
        line.old
        for line in lines
        if line.old is not None and any(sign.isalnum() for sign in line.text)
    )
    return list(islice(numbers, MAX_LINES))


def _origin(file: FileChange, commit: PastCommit, lines: Sequence[int]) -> Fact:
    says = ", which says that it mends something" if is_fix(commit.subject) else ""
    text = f"{one_line(file.old_path)}:{_ranges(lines)} by {cited(commit)}{says}"
    return Fact(Kind.ORIGIN, text, places(file.old_path, lines) | names_of(commit))


def _ranges(lines: Sequence[int]) -> str:
    ranges: list[list[int]] = []
    for line in lines:
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    shown = [str(a) if a == b else f"{a}-{b}" for a, b in ranges[:_MAX_RANGES]]
    return ",".join(shown) + (" …" if len(ranges) > _MAX_RANGES else "")


def _chosen(
    known: Mapping[str, Sequence[PastCommit]], paths: Sequence[str]
) -> Iterator[tuple[PastCommit, list[str]]]:
    """The newest commits with the paths that each touched; those of code, where there is code."""
    touched: dict[PastCommit, list[str]] = {}
    code = [path for path in paths if language_of(path) is not None]
    for path in code or paths:
        for commit in known.get(path, ()):
            touched.setdefault(commit, []).append(path)
    newest = sorted(touched, key=lambda one: (one.day, one.sha), reverse=True)
    for commit in newest[:_MAX_SUBJECTS]:
        yield commit, touched[commit]


def _subject(commit: PastCommit, paths: Sequence[str]) -> Fact:
    shown = ", ".join(one_line(one) for one in paths[:_MAX_PATHS_SHOWN])
    more = len(paths) - _MAX_PATHS_SHOWN
    others = f" and {more} more" if more > 0 else ""
    return Fact(Kind.SUBJECT, f"{cited(commit)}: {shown}{others}", names_of(commit))
