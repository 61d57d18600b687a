"""What earlier scans found in a file."""

import os
import stat
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.engines.kept import DAYS_KEPT, KeptTexts
from bot.engines.scanner.memory import Memory
from bot.review.change import FileChange, FileKind, FileStatus, Side
from bot.review.coverage import Coverage, Gap
from bot.review.findings import Confidence, Finding, Location, Severity
from bot.review.verdict import EngineReport

DAY = 24 * 60 * 60
FILE = FileChange(
    path="src/caf\udce9.py",
    old_path="src/caf\udce9.py",
    status=FileStatus.ADDED,
    kind=FileKind.TEXT,
    old_blob=None,
    new_blob="a" * 40,
    old_mode="000000",
    new_mode="100644",
    hunks=(),
)
REPORT = EngineReport(
    "semgrep",
    findings=(
        Finding(
            source="semgrep",
            rule_id="no-danger",
            principle="security-first",
            category="injection",
            severity=Severity.ERROR,
            confidence=Confidence.HIGH,
            location=Location(FILE.path, Side.RIGHT, 1, 2),
            quote="danger(\u2028)",
            title="Danger",
            message="Danger.",
            cwe=("CWE-1",),
            identity="x",
        ),
    ),
    coverage=(Coverage(FILE.path, "semgrep", 1, 0, Gap.PARSE_ERROR, "near line 1"),),
)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(KeptTexts(tmp_path / "scans"), ("rules", "1.182.0"))


def kept(memory: Memory) -> list[Path]:
    return [path for path in memory.kept.folder.rglob("*") if path.is_file()]


def test_what_was_kept_is_known(memory: Memory) -> None:
    assert memory.recall(FILE) is None
    memory.keep(FILE, REPORT)
    assert memory.recall(FILE) == REPORT


@pytest.mark.parametrize(
    "other",
    [
        replace(FILE, new_blob="b" * 40),
        replace(FILE, path="src/b.js"),
        replace(FILE, path="vendor/caf\udce9.py"),
        replace(FILE, kind=FileKind.BINARY),
    ],
    ids=["content", "name", "folder", "kind"],
)
def test_another_file_is_not_known(memory: Memory, other: FileChange) -> None:
    memory.keep(FILE, REPORT)
    assert memory.recall(other) is None


def test_what_others_found_is_not_known(memory: Memory) -> None:
    memory.keep(FILE, REPORT)
    assert Memory(memory.kept, ("rules", "1.183.0")).recall(FILE) is None
    assert Memory(memory.kept, ("rules1", ".182.0")).recall(FILE) is None


def test_it_is_for_its_owner_only(memory: Memory) -> None:
    memory.keep(FILE, REPORT)
    (place,) = kept(memory)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(memory.kept.folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[:-1],
        lambda data: data.replace(b"error", b"note"),
        lambda data: data.replace(b"\n", b""),
        lambda data: b"\xff" + data,
        lambda data: b"0" * 64 + data[64:],
    ],
    ids=["empty", "cut off", "changed", "one line", "no text", "another digest"],
)
def test_what_is_damaged_is_not_believed_and_written_again(
    memory: Memory, damage: Callable[[bytes], bytes]
) -> None:
    memory.keep(FILE, REPORT)
    (place,) = kept(memory)
    place.write_bytes(damage(place.read_bytes()))

    assert memory.recall(FILE) is None
    memory.keep(FILE, REPORT)
    assert memory.recall(FILE) == REPORT


def test_a_report_in_the_place_of_another_is_not_believed(memory: Memory) -> None:
    memory.keep(FILE, REPORT)
    (mine,) = kept(memory)
    other = replace(FILE, new_blob="b" * 40)
    memory.keep(other, REPORT)
    (theirs,) = [path for path in kept(memory) if path != mine]
    theirs.write_bytes(mine.read_bytes())

    assert memory.recall(other) is None


def test_a_folder_that_cannot_be_written_costs_no_more_than_the_memory(tmp_path: Path) -> None:
    (tmp_path / "scans").write_text("in the way")
    memory = Memory(KeptTexts(tmp_path / "scans"), ())

    memory.keep(FILE, REPORT)
    memory.kept.forget_old()
    assert memory.recall(FILE) is None


def test_what_was_of_no_use_for_a_month_is_forgotten(memory: Memory) -> None:
    used, unused = FILE, replace(FILE, new_blob="b" * 40)
    for file in (used, unused):
        memory.keep(file, REPORT)
    half_written = kept(memory)[0].with_name("part-1")
    half_written.write_text("half")
    long_ago = time.time() - (DAYS_KEPT + 1) * DAY
    for path in kept(memory):
        os.utime(path, (long_ago, long_ago))

    assert memory.recall(used) == REPORT
    memory.kept.forget_old()
    assert memory.recall(used) == REPORT
    assert memory.recall(unused) is None
    assert not half_written.exists()
