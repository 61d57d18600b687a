"""Findings from protections that a change removes and does not put back."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.review.change import Change, FileChange, FileKind
from bot.review.contents import Contents
from bot.review.coverage import Coverage, Gap
from bot.review.findings import Finding
from bot.review.outline import grammar_of, is_readable
from bot.review.pairs import Pair
from bot.review.paths import in_scope
from bot.review.policy import Policy
from bot.review.removed_protections import ENGINE, Guard
from bot.review.verdict import EngineReport
from bot.rulebook import load_protections

MOST = 30
ONLY_THE_FIRST = f"This change removes more than {MOST} protections; the first {MOST} are listed."
MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class RemovedProtections:
    """A check that compares both sides of the changed files, however many there are."""

    name: str = ENGINE

    def off(self, policy: Policy) -> None:
        """It always looks; a policy can switch its rules off by their ids."""

    def examine(
        self, change: Change, contents: Contents, policy: Policy, found: Sequence[Finding] = ()
    ) -> EngineReport:
        """What is removed and not put back, and which files were too large to tell."""
        started = time.monotonic()
        files = [one for one in change.files if _is_read(one, policy)]
        before = [one for one in files if one.old_blob]
        if not before:  # what is new, such as a whole tree that is scanned, removes nothing
            return EngineReport(ENGINE)
        blobs = {blob for file in files for blob in (file.old_blob, file.new_blob) if blob}
        sizes = contents.sizes(tuple(blobs))
        bodies = contents.read_many(tuple(b for b in blobs if sizes.get(b, 0) <= MAX_BYTES))
        texts = {blob: body.decode("utf-8", "replace") for blob, body in bodies.items()}
        guard = Guard(tuple(_pairs(files, texts)), load_protections(), tuple(found))
        removed = list(islice(guard.findings(), MOST + 1))
        return EngineReport(
            ENGINE,
            tuple(removed[:MOST]),
            coverage=tuple(_coverage(one, texts) for one in before),
            notes=(ONLY_THE_FIRST,) if len(removed) > MOST else (),
            milliseconds=round((time.monotonic() - started) * 1000),
        )


def _is_read(file: FileChange, policy: Policy) -> bool:
    return (
        file.kind is FileKind.TEXT
        and bool(file.hunks)
        and grammar_of(file.path) is not None
        and in_scope(file.path, policy.include, policy.exclude)
    )


def _pairs(files: Sequence[FileChange], texts: Mapping[str, str]) -> Iterator[Pair]:
    readable = {blob: text for blob, text in texts.items() if is_readable(text)}
    for file in files:
        if grammar_of(file.old_path) is not None:
            sides = (readable.get(blob or "") for blob in (file.old_blob, file.new_blob))
            yield Pair(file, *sides)


def _coverage(file: FileChange, texts: Mapping[str, str]) -> Coverage:
    """Whether both sides were read; of a file that is deleted all goes."""
    sides = [blob for blob in (file.old_blob, file.new_blob) if blob]
    if len(sides) == 2 and not all(one in texts and is_readable(texts[one]) for one in sides):  # noqa: PLR2004  # base and head
        return Coverage(file.path, ENGINE, len(file.hunks), 0, Gap.TOO_LARGE)
    return Coverage(file.path, ENGINE, len(file.hunks), len(file.hunks))
