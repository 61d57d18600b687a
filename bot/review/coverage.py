"""What an engine looked at, and what it did not look at, and why."""

from dataclasses import dataclass
from enum import Enum, StrEnum


class CoverageStatus(StrEnum):
    """Whether an engine looked at a file."""

    REVIEWED = "reviewed"
    SKIPPED = "skipped"
    FAILED = "failed"


class Gap(Enum):
    """Why a file was not looked at, and whether that makes the review incomplete."""

    DELETED = ("deleted", False)
    LOCK_FILE = ("lock file", False)
    DOCUMENT = ("document", False)
    BINARY = ("binary", False)
    SYMLINK = ("symlink", False)
    SUBMODULE = ("submodule", False)
    MODE_ONLY = ("mode only", False)
    RENAME_ONLY = ("renamed without a change", False)
    EXCLUDED = ("excluded by policy", False)
    NO_RULES = ("no rules for its language", False)
    TOO_LARGE = ("too large", True)
    OVER_BUDGET = ("over budget", True)
    MINIFIED = ("minified", True)
    GENERATED = ("marked generated", True)
    VENDORED = ("vendored by name only", True)
    TIMED_OUT = ("timed out", True)
    OUT_OF_MEMORY = ("out of memory", True)
    PARSE_ERROR = ("could not be parsed", True)
    NOT_DECODABLE = ("not decodable as text", True)
    ENGINE_FAILED = ("the engine failed", True)

    def __init__(self, words: str, blocks: bool) -> None:  # noqa: FBT001  an enum's value is its arguments
        self.words = words
        self.blocks = blocks


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
