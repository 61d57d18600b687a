"""Findings, changes and what belongs to them, made from a few words."""

from dataclasses import replace

from bot.review.change import (
    Change,
    DiffLine,
    FileChange,
    FileKind,
    FileStatus,
    Hunk,
    LineKind,
    Side,
)
from bot.review.findings import Confidence, Finding, Location, Severity, Status
from bot.review.verdict import PlacedFinding, Placement

BASE_SHA, HEAD_SHA = "b" * 40, "a" * 40

FINDING = Finding(
    source="semgrep",
    rule_id="python-sql-injection",
    principle="security-first",
    category="injection",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    location=Location("app.py", Side.RIGHT, 3, 3),
    quote="query(name)",
    title="SQL from user input",
    message="Anyone can read the table. Bind the value.",
    cwe=("CWE-89",),
)


def at(
    start: int, end: int | None = None, *, path: str = "app.py", side: Side = Side.RIGHT
) -> Finding:
    """The same finding elsewhere."""
    return replace(FINDING, location=Location(path, side, start, end or start))


def lines(text: str, old: int = 1, new: int = 1) -> tuple[DiffLine, ...]:
    """The lines of a hunk, from what git prints."""
    found = []
    for line in text.splitlines():
        kind = LineKind(line[:1])
        in_old, in_new = kind is not LineKind.ADDED, kind is not LineKind.REMOVED
        found.append(DiffLine(kind, old if in_old else None, new if in_new else None, line[1:]))
        old, new = old + in_old, new + in_new
    return tuple(found)


def hunk(text: str, old: int = 1, new: int = 1) -> Hunk:
    """A hunk that begins at these lines."""
    found = lines(text, old, new)
    in_old = sum(line.old is not None for line in found)
    in_new = sum(line.new is not None for line in found)
    return Hunk(old, in_old, new, in_new, "", found)


def file(path: str = "app.py", *hunks: Hunk, old_path: str | None = None) -> FileChange:
    """A changed file."""
    status = FileStatus.MODIFIED if old_path in {None, path} else FileStatus.RENAMED
    return FileChange(
        path,
        old_path or path,
        status,
        FileKind.TEXT,
        "1" * 40,
        "2" * 40,
        "100644",
        "100644",
        hunks,
    )


def change(*files: FileChange) -> Change:
    """A change of these files."""
    return Change("acme/shop", None, BASE_SHA, HEAD_SHA, files)


def placed(
    finding: Finding = FINDING,
    fingerprint: str = "f1",
    status: Status = Status.INTRODUCED,
    placement: Placement = Placement.SUMMARY,
    anchor: Location | None = None,
) -> PlacedFinding:
    """A finding with its place."""
    return PlacedFinding(finding, fingerprint, status, placement, anchor)
