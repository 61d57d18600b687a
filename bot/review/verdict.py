"""What the check concludes, and the Review that it concludes."""

from dataclasses import dataclass
from enum import StrEnum

from bot.review.change import Change
from bot.review.coverage import Coverage
from bot.review.findings import Finding, Location, Severity, Status


class Verdict(StrEnum):
    """The three-valued answer: nothing found and not looked at are never the same."""

    PASSED = "passed"
    FAILED = "failed"
    INCOMPLETE = "incomplete"


class Placement(StrEnum):
    """Where a finding is said."""

    INLINE = "inline"
    FILE = "file"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding with its identity, what the change has to do with it, and where it is said.

    `anchor` is where an inline comment stands: lines of one hunk; None elsewhere.
    """

    finding: Finding
    fingerprint: str
    status: Status
    placement: Placement
    anchor: Location | None = None


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that somebody has answered: how, why and until when (ISO date).

    `severity`, `title` and `lines` are those of the finding.
    """

    fingerprint: str
    rule_id: str | None
    path: str
    how: str
    reason: str
    expires: str | None = None
    severity: Severity | None = None
    title: str = ""
    lines: Location | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """What the model was used for, in tokens and US dollars."""

    model_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float = 0.0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.model_calls + other.model_calls,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.cost_usd + other.cost_usd,
        )


@dataclass(frozen=True, slots=True)
class EngineReport:
    """What one engine says of one change.

    `findings` stand at the head; `baseline` are those of the base, to tell what is new. `off` is
    the reason why the engine was switched off (its coverage is then empty), `notes` are sentences
    for the summary, `milliseconds` is wall time, `run` names the record of its calls.

    What was claimed and is not among the findings is counted, by reason: `dropped` by the checks,
    `refuted` on second look. `failures` are the reasons why calls came to nothing,
    and `again_in` the seconds after which it may go better, if that is to be tried.
    """

    engine: str
    findings: tuple[Finding, ...] = ()
    baseline: tuple[Finding, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    off: str | None = None
    notes: tuple[str, ...] = ()
    usage: Usage = Usage()
    milliseconds: int = 0
    run: str | None = None
    dropped: tuple[tuple[str, int], ...] = ()
    refuted: tuple[tuple[str, int], ...] = ()
    failures: tuple[str, ...] = ()
    again_in: float | None = None


@dataclass(frozen=True, slots=True)
class Tool:
    """Who reviewed: versions, rules and persona; how Semgrep was locked in, "" if unknown."""

    version: str
    semgrep: str
    rules_digest: str
    persona: str
    model: str | None
    isolation: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """One review, whole: everything that any publisher says is in here."""

    tool: Tool
    change: Change
    verdict: Verdict
    reasons: tuple[str, ...]
    findings: tuple[PlacedFinding, ...]
    suppressed: tuple[Suppressed, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    notices: tuple[str, ...] = ()
    usage: Usage = Usage()
    timings_ms: tuple[tuple[str, int], ...] = ()
    run: str | None = None

    @property
    def introduced(self) -> tuple[PlacedFinding, ...]:
        """The findings that this change brings in."""
        return tuple(one for one in self.findings if one.status is Status.INTRODUCED)
