"""Texts that are kept on disk under a name, for whoever comes again."""

import os
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.review import records
from bot.review.records import digest

DAYS_KEPT = 30  # after a text was last of use
NAME_LENGTH = 12  # of what people name
_DAY = 24 * 60 * 60

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class KeptTexts:
    """Texts in a folder, each under a name that is a `digest`.

    One that is damaged, or cannot be written, is not there, and costs nothing else.
    """

    folder: Path

    def recall(self, name: str) -> str | None:
        """The text of that name, which counts as used from now on."""
        place = self._place(name)
        with suppress(OSError, ValueError):  # not there, or damaged
            checked, _, text = place.read_text(encoding="utf-8").partition("\n")
            if checked == digest(name, text):
                os.utime(place)
                return text
        return None

    def read(self, kind: type[_Value], name: str) -> _Value | None:
        """The value of that name that `records.write` made; None for one of another version."""
        text = self.recall(name)
        if text is not None:
            with suppress(ValueError):
                return records.read(kind, text)
        return None

    def keep(self, name: str, text: str) -> None:
        """Keep a text: readable for its owner only, and whole under its name or not there."""
        place = self._place(name)
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.parent.mkdir(mode=0o700, exist_ok=True)
            number, part = tempfile.mkstemp(dir=place.parent, prefix="part-")
            with open(number, "w", encoding="utf-8") as kept:  # noqa: PTH123  mkstemp opened it
                kept.write(f"{digest(name, text)}\n{text}")
            Path(part).replace(place)

    def forget_old(self) -> None:
        """Remove what was of no use for a month, and what a killed program left half written."""
        oldest = time.time() - DAYS_KEPT * _DAY
        for kept in self.folder.glob("??/*"):
            with suppress(OSError):
                if kept.stat().st_mtime < oldest:
                    kept.unlink()

    def _place(self, name: str) -> Path:
        return self.folder / name[:2] / name
