"""Small phrases that every sentence of ours is made of."""

from collections.abc import Sequence

from bot.review import markdown
from bot.review.findings import Severity
from bot.review.reasons import counted
from bot.review.redaction import redact
from bot.review.verdict import PlacedFinding


def per_severity(findings: Sequence[PlacedFinding]) -> tuple[int, ...]:
    """How many findings there are of each severity, the most severe first."""
    return tuple(sum(one.finding.severity is severity for one in findings) for severity in Severity)


def severities(findings: Sequence[PlacedFinding]) -> str:
    """The findings counted in words: `1 error, 2 notes`; empty when there are none."""
    numbers = zip(per_severity(findings), Severity, strict=True)
    return ", ".join(counted(number, severity) for number, severity in numbers if number)


def principle_name(principle: str) -> str:
    """A principle's id as people write it: `Security first`."""
    return plain(principle.replace("-", " ")).capitalize()


def plain(text: str) -> str:
    """Untrusted text as one line for a place that shows no Markdown."""
    return " ".join(markdown.visible(redact(text), keep="\n\t").split())
