"""What an engine reports: a broken principle at one location."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.review.change import Side

MODEL = "model"  # the source of what the model finds


class Severity(StrEnum):
    """How much a finding matters; compare by `rank`, never as text."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the most severe."""
        return list(Severity).index(self)

    def at_least(self, other: "Severity") -> bool:
        """Whether this is as severe as `other`, or more."""
        return self.rank <= other.rank


class Confidence(StrEnum):
    """How sure the engine is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for the most certain."""
        return list(Confidence).index(self)


class Status(StrEnum):
    """What this change has to do with a finding."""

    INTRODUCED = "introduced"
    FIXED = "fixed"
    PREEXISTING = "preexisting"


# Other tools' words for ours. Sources: Semgrep's rule schema, GitHub's check-run
# annotations, SARIF 2.1.0 section 3.27.10.
SEVERITY_FROM_SEMGREP = {
    "ERROR": Severity.ERROR,
    "HIGH": Severity.ERROR,
    "CRITICAL": Severity.ERROR,
    "WARNING": Severity.WARNING,
    "MEDIUM": Severity.WARNING,
    "INFO": Severity.NOTE,
    "LOW": Severity.NOTE,
}
ANNOTATION_LEVEL = {
    Severity.ERROR: "failure",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
SARIF_LEVEL = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}


@dataclass(frozen=True, slots=True)
class Location:
    """Lines of one side of a file: 1-based, both ends included."""

    path: str
    side: Side
    start_line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to write instead of the finding's lines; `proven` when we tried it out."""

    replacement: str
    proven: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken principle at one location (None: the change as a whole).

    `quote` holds the flagged lines, whole, with every secret redacted. `identity` is the text that
    tells this finding from others of its rule (whitespace folded, secrets replaced by a digest).
    `secrets` are digests by which the two sides of one scan tell a secret from another; their key
    is another one in each scan. `excuse` is the reason that a comment in the code gives for
    ignoring it: "" where it gives none, None where there is no such comment. `flow` are the places
    that input passes on its way there, from where it comes in, for who asked for them.
    """

    source: str
    rule_id: str | None
    principle: str
    category: str
    severity: Severity
    confidence: Confidence
    location: Location | None
    quote: str
    title: str
    message: str
    cwe: tuple[str, ...] = ()
    identity: str = ""
    secrets: tuple[str, ...] = field(default=(), compare=False)
    suggestion: Suggestion | None = None
    excuse: str | None = None
    flow: tuple[Location, ...] = field(default=(), compare=False)


def is_grave(finding: Finding) -> bool:
    """Whether it is an error of security: worth a comment also where it is not certain."""
    return finding.principle == "security-first" and finding.severity is Severity.ERROR
