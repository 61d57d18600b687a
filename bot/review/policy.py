"""What a repository asked for; the defaults are what nobody had to ask for."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.review.findings import Confidence, Severity


class FailOn(StrEnum):
    """The severity from which an introduced finding fails the check."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"

    def blocks(self, severity: Severity) -> bool:
        """Whether a finding of this severity fails the check."""
        return self is not FailOn.NEVER and severity.at_least(Severity(self.value))


class OnIncomplete(StrEnum):
    """What an incomplete review does to the check."""

    NEUTRAL = "neutral"
    BLOCK = "block"


class Forks(StrEnum):
    """How much a pull request from a fork gets."""

    RULES_ONLY = "rules-only"
    FULL = "full"
    SKIP = "skip"


class InlineSuppressions(StrEnum):
    """Whether a comment in the code may answer a finding."""

    WITH_REASON = "with-reason"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class PathInstruction:
    """What to mind in some paths, said to the model."""

    paths: tuple[str, ...]
    text: str


class How(StrEnum):
    """Where a finding was answered: in the code, in the policy, on a pull request."""

    INLINE = "inline"
    POLICY = "policy"
    WAIVER = "waiver"


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that somebody has answered for, with a reason and up to which day (included).

    One that was taken back counts no more, and says by whom, and on which day.
    """

    fingerprint: str
    reason: str
    owner: str
    expires: date | None = None
    how: How = How.POLICY
    taken_back_by: str = ""
    taken_back_on: date | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """What a repository decides, in the words of `.github/tenet.yml`.

    `severities` and `principles` map ids to a severity, or None for "off".
    `forbidden_suppressions` are categories, principles or rule ids that nobody may answer away.
    """

    persona: str | None = None
    fail_on: FailOn = FailOn.ERROR
    incomplete: OnIncomplete = OnIncomplete.NEUTRAL
    include: tuple[str, ...] = ("**",)
    exclude: tuple[str, ...] = ()
    instructions: tuple[PathInstruction, ...] = ()
    disabled_rules: frozenset[str] = frozenset()
    severities: dict[str, Severity] = field(default_factory=dict)
    extra_rules: tuple[str, ...] = ()
    principles: dict[str, Severity | None] = field(default_factory=dict)
    model_enabled: bool = True
    max_usd_per_pr: float | None = None
    min_confidence: Confidence = Confidence.MEDIUM
    max_inline: int = 20
    suggestions: bool = True
    summary: bool = True
    skip_drafts: bool = True
    skip_bots: tuple[str, ...] = ()
    skip_labels: tuple[str, ...] = ()
    forks: Forks = Forks.RULES_ONLY
    inline_suppressions: InlineSuppressions = InlineSuppressions.WITH_REASON
    forbidden_suppressions: frozenset[str] = frozenset()
    waivers: tuple[Waiver, ...] = ()
