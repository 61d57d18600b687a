"""What earlier scans found in a file, kept on disk until the file, or who looks at it, changes."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from bot.engines.kept import KeptTexts
from bot.review import records
from bot.review.change import FileChange
from bot.review.redaction import redact
from bot.review.verdict import EngineReport

_VERSION = "1"  # raise it when a report of the same name means something else


@dataclass(frozen=True, slots=True)
class Memory:
    """Reports of single files; `looked` is all that a report depends on but the file."""

    kept: KeptTexts
    looked: Sequence[str]

    def recall(self, file: FileChange) -> EngineReport | None:
        """What is known of this file."""
        record = self.kept.recall(self._name(file))
        if record is not None:
            with suppress(ValueError):  # from another version of us
                return records.read(EngineReport, record)
        return None

    def keep(self, file: FileChange, report: EngineReport) -> None:
        """Remember the report of this one file."""
        if redact(file.path) == file.path:  # else its name holds a secret
            self.kept.keep(self._name(file), records.write(report))

    def _name(self, file: FileChange) -> str:
        # The whole path: a name tells the language, and a folder may tell what is in it.
        return records.digest(
            _VERSION, *self.looked, file.path, file.kind.value, str(file.new_blob)
        )
