"""What earlier scans found in a file, kept on disk until the file, or who looks at it, changes."""

import hashlib
import os
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.review import records
from bot.review.change import FileChange
from bot.review.redaction import redact
from bot.review.verdict import EngineReport

DAYS_KEPT = 30  # after a report was last of use
_DAY = 24 * 60 * 60
_VERSION = "1"  # raise it when a report of the same name means something else


@dataclass(frozen=True, slots=True)
class Memory:
    """Reports of single files in a folder; `looked` is all that a report depends on but the file.

    A report that is damaged, or cannot be written, costs another look and nothing else.
    """

    folder: Path
    looked: Sequence[str]

    def recall(self, file: FileChange) -> EngineReport | None:
        """What is known of this file, which counts as used from now on."""
        name = self._name(file)
        place = self._place(name)
        with suppress(OSError, ValueError):  # not there, or damaged
            checked, _, record = place.read_text(encoding="ascii").partition("\n")
            if checked == _digest(name, record):
                report = records.read(EngineReport, record)
                os.utime(place)
                return report
        return None

    def keep(self, file: FileChange, report: EngineReport) -> None:
        """Remember the report of this one file."""
        if redact(file.path) != file.path:
            return  # its name holds a secret
        name = self._name(file)
        place = self._place(name)
        record = records.write(report)
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.parent.mkdir(mode=0o700, exist_ok=True)
            # Readable for its owner only, and whole under its own name or not there.
            number, part = tempfile.mkstemp(dir=place.parent, prefix="part-")
            with open(number, "w", encoding="ascii") as kept:  # noqa: PTH123  mkstemp opened it
                kept.write(f"{_digest(name, record)}\n{record}")
            Path(part).replace(place)

    def forget_old(self) -> None:
        """Remove what was of no use for a month, and what a killed scan left half written."""
        oldest = time.time() - DAYS_KEPT * _DAY
        for kept in self.folder.glob("??/*"):
            with suppress(OSError):
                if kept.stat().st_mtime < oldest:
                    kept.unlink()

    def _name(self, file: FileChange) -> str:
        # The whole path: a name tells the language, and a folder may tell what is in it.
        return _digest(_VERSION, *self.looked, file.path, file.kind.value, str(file.new_blob))

    def _place(self, name: str) -> Path:
        return self.folder / name[:2] / name


def _digest(*parts: str) -> str:
    lengths = ",".join(str(len(part)) for part in parts)
    text = "\0".join((lengths, *parts))
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
