"""Which files the model sees, in which order, and why it does not see the others."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.review.change import Change, FileChange, FileKind, FileStatus, LineKind
from bot.review.claims import ClaimedFinding
from bot.review.coverage import Coverage, Gap
from bot.review.file_kinds import is_document, is_lock_file, is_test
from bot.review.findings import MODEL
from bot.review.grouping import Group, grouped, joined
from bot.review.known_hunks import Known, recalled
from bot.review.paths import in_scope
from bot.review.policy import Policy
from bot.review.shown import ShownFile, ShownHunk, show_file
from bot.review.untrusted import untrusted

if TYPE_CHECKING:
    from bot.review.contents import Contents

MAX_BYTES = 1_000_000  # of one side of a file
MAX_MEAN_LINE = 500  # characters; people do not write such lines
HEAD_OF_FILE = 1_000  # bytes in which a generator says that it wrote the file

_MINIFIED = re.compile(r"\.min\.(?:js|css|mjs|cjs)$|\.(?:js|css)\.map$", re.IGNORECASE)
_GENERATED = re.compile(r"_pb2(?:_grpc)?\.pyi?$|\.pb\.(?:go|cc|h)$|\.g\.dart$|\.generated\.\w+$")
_GENERATED_MARK = re.compile(rb"@generated\b|Code generated [^\n]{0,200}DO NOT EDIT")
_VENDORED = re.compile(
    r"(?:^|/)(?:vendor|vendored|third[_-]party|node_modules|bower_components|site-packages|Pods)/"
)
_RISKY_PATH = re.compile(
    r"auth|login|session|token|passw|permission|crypt|secret|admin|payment|upload|webhook|handler"
    r"|controller|route|view|endpoint|api|sql|quer|migrat|repositor|(?:^|/)db",
    re.IGNORECASE,
)
_RISKY_LINE = re.compile(
    r"execute|\bselect\b|\binsert\b|\beval\b|\bexec\b|subprocess|request\.|innerHTML|catch|except",
    re.IGNORECASE,
)


_GAP_OF_KIND = {
    FileKind.SUBMODULE: Gap.SUBMODULE,
    FileKind.SYMLINK: Gap.SYMLINK,
    FileKind.BINARY: Gap.BINARY,
}


@dataclass(frozen=True, slots=True)
class Selection:
    """The groups of files to ask about, most at risk first, and the coverage of every file.

    `known` are files with the hunks that need no asking, and `claims` what is known of those.
    Coverage holds as if the model looked at all that it is asked about.
    """

    groups: tuple[Group, ...]
    known: Group
    claims: tuple[ClaimedFinding, ...]
    coverage: tuple[Coverage, ...]

    @property
    def asked(self) -> Group:
        """All that is asked about, each file once."""
        return joined(self.groups)

    @property
    def shown(self) -> Group:
        """All that is asked about or known, each file once."""
        return joined([self.known, *self.groups])

    @property
    def left_out(self) -> tuple[Coverage, ...]:
        """The coverage of the files of which nothing is shown."""
        shown = {file.path for file in self.shown}
        return tuple(one for one in self.coverage if one.path not in shown)


def select(
    change: Change,
    contents: "Contents",
    policy: Policy,
    recall: Callable[[ShownFile, ShownHunk], Known | None],
) -> Selection:
    """Take what fits into a few calls, and give a reason for everything that is left out.

    What `recall` knows takes no room in a call.
    """
    sizes = contents.sizes(_blobs(change.files))
    gaps = {file.path: _gap(file, policy, sizes) for file in change.files}
    wanted = [file for file in change.files if gaps[file.path] is None and file.hunks]
    bodies = contents.read_many(_blobs(wanted))
    wanted.sort(key=_rank)
    fit: list[ShownFile] = []
    taken: set[str] = set()
    for file in wanted:
        old, new = (bodies.get(blob or "") for blob in (file.old_blob, file.new_blob))
        if _GENERATED_MARK.search((new or b"")[:HEAD_OF_FILE]):
            gaps[file.path] = Gap.GENERATED
        else:
            fit.append(_named_apart(show_file(file, old, new), taken))
            taken.add(fit[-1].name)
    known, asked, claims = _told_apart(fit, recall)
    groups = grouped(asked)
    hunks = {file.path: len(file.hunks) for file in joined([known, *groups])}
    for file in wanted:
        if gaps[file.path] is None and hunks.get(file.path, 0) < len(file.hunks):
            gaps[file.path] = _over_budget(file)
    coverage = (_covered(file, gaps[file.path], hunks.get(file.path, 0)) for file in change.files)
    return Selection(groups, known, claims, tuple(coverage))


def _told_apart(
    files: Iterable[ShownFile], recall: Callable[[ShownFile, ShownHunk], Known | None]
) -> tuple[Group, Group, tuple[ClaimedFinding, ...]]:
    """The files with the hunks that are known, with the others, and what is known."""
    known: list[ShownFile] = []
    asked: list[ShownFile] = []
    claims: list[ClaimedFinding] = []
    for file in files:
        old: list[ShownHunk] = []
        new: list[ShownHunk] = []
        for hunk in file.hunks:
            what = recall(file, hunk)
            (new if what is None else old).append(hunk)
            claims += recalled(what, file, hunk) if what else []
        known += [replace(file, hunks=tuple(old))] if old else []
        asked += [replace(file, hunks=tuple(new))] if new else []
    return tuple(known), tuple(asked), tuple(claims)


def _blobs(files: Iterable[FileChange]) -> tuple[str, ...]:
    blobs = (blob for file in files for blob in (file.old_blob, file.new_blob) if blob)
    return tuple(dict.fromkeys(blobs))


def _covered(file: FileChange, gap: Gap | None, shown: int) -> Coverage:
    return Coverage(file.path, MODEL, len(file.hunks), shown, gap)


def _gap(file: FileChange, policy: Policy, sizes: Mapping[str, int]) -> Gap | None:
    """Why the model does not see this file, told by its path, kind and size; None if it does."""
    if not in_scope(file.path, policy.include, policy.exclude):
        return Gap.EXCLUDED
    if file.kind in _GAP_OF_KIND:
        return _GAP_OF_KIND[file.kind]
    if file.old_blob == file.new_blob:
        return Gap.RENAME_ONLY if file.status is FileStatus.RENAMED else Gap.MODE_ONLY
    if any(sizes.get(blob, 0) > MAX_BYTES for blob in _blobs([file])):
        return Gap.TOO_LARGE
    return _gap_by_name(file)


def _gap_by_name(file: FileChange) -> Gap | None:
    if is_lock_file(file.path):
        return Gap.LOCK_FILE
    if file.status is FileStatus.DELETED:
        return None
    if _VENDORED.search(file.path):
        return Gap.VENDORED
    if _GENERATED.search(file.path):
        return Gap.GENERATED
    lengths = [len(line.text) for hunk in file.hunks for line in hunk.lines]
    too_wide = sum(lengths) > MAX_MEAN_LINE * max(1, len(lengths))
    if _MINIFIED.search(file.path) or (too_wide and not is_document(file.path)):
        return Gap.MINIFIED
    return None


def _over_budget(file: FileChange) -> Gap:
    """What nobody expects to be reviewed does not make the review incomplete."""
    if is_document(file.path):
        return Gap.DOCUMENT
    return Gap.DELETED if file.status is FileStatus.DELETED else Gap.OVER_BUDGET


def _rank(file: FileChange) -> int:
    """0 for what is looked at first."""
    if is_document(file.path):
        return 4
    if file.status is FileStatus.DELETED:
        return 3
    if is_test(file.path):
        return 2
    changed = (
        line.text for hunk in file.hunks for line in hunk.lines if line.kind is not LineKind.CONTEXT
    )
    risky = _RISKY_PATH.search(file.path) or any(_RISKY_LINE.search(text) for text in changed)
    return 0 if risky else 1


def _named_apart(file: ShownFile, taken: Collection[str]) -> ShownFile:
    """The file under a name of its own, even where only a secret made two paths differ."""
    name, number = file.name, 1
    while name in taken:
        number += 1
        name = untrusted(f"{file.name} ({number})")
    return replace(file, name=name)
