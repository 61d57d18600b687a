"""What an engine looked at, and what it did not look at, and why."""

from dataclasses import dataclass
from enum import StrEnum


class CoverageStatus(StrEnum):
    """Whether an engine looked at a file."""

    REVIEWED = "reviewed"
    SKIPPED = "skipped"
    FAILED = "failed"


class Gap(StrEnum):
    """Why a file was not looked at, in words."""

    DELETED = "deleted"
    LOCK_FILE = "lock file"
    DOCUMENT = "document"
    BINARY = "binary"
    SYMLINK = "symlink"
    SUBMODULE = "submodule"
    MODE_ONLY = "mode only"
    RENAME_ONLY = "renamed without a change"
    EXCLUDED = "excluded by policy"
    NO_RULES = "no rules for its language"
    TOO_LARGE = "too large"
    OVER_BUDGET = "over budget"
    MINIFIED = "minified"
    GENERATED = "marked generated"
    VENDORED = "vendored by name only"
    TIMED_OUT = "timed out"
    OUT_OF_MEMORY = "out of memory"
    PARSE_ERROR = "could not be parsed"
    NOT_DECODABLE = "not decodable as text"
    ENGINE_FAILED = "the engine failed"

    @property
    def words(self) -> str:
        """The reason as people read it."""
        return self.value

    @property
    def blocks(self) -> bool:
        """Whether it makes the review incomplete: nobody expects the others to be looked at."""
        return self not in _EXPECTED


_EXPECTED = frozenset(
    {
        Gap.DELETED,
        Gap.LOCK_FILE,
        Gap.DOCUMENT,
        Gap.BINARY,
        Gap.SYMLINK,
        Gap.SUBMODULE,
        Gap.MODE_ONLY,
        Gap.RENAME_ONLY,
        Gap.EXCLUDED,
        Gap.NO_RULES,
    }
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one engine did with one changed file; `gap` is None when it looked at all of it."""

    path: str
    engine: str
    hunks: int
    hunks_reviewed: int
    gap: Gap | None = None
    detail: str = ""

    @property
    def status(self) -> CoverageStatus:
        """`failed` when it should have been looked at, `skipped` when nobody expects it."""
        if self.gap is None:
            return CoverageStatus.REVIEWED
        return CoverageStatus.FAILED if self.gap.blocks else CoverageStatus.SKIPPED

    @property
    def blocks(self) -> bool:
        """Whether the review is incomplete because of this."""
        return self.gap is not None and self.gap.blocks

    @property
    def reason(self) -> str | None:
        """Why it was not looked at, in words."""
        if self.gap is None:
            return None
        return f"{self.gap.words}: {self.detail}" if self.detail else self.gap.words
