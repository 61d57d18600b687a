"""What findings are measured against: a persona's principles, and the rules that serve them."""

from dataclasses import dataclass
from enum import StrEnum

from bot.review.findings import Confidence, Severity


class PrincipleKind(StrEnum):
    """Where in the persona a principle stands."""

    WORK = "work principle"
    STANDARD = "output standard"
    EXPERTISE = "expertise"


@dataclass(frozen=True, slots=True)
class Principle:
    """One thing that the reviewer holds a change to; `checklist` is its page for the model.

    `highest_severity` is the most that a finding argued from it alone may claim.
    """

    id: str
    title: str
    text: str
    kind: PrincipleKind
    checklist: str = ""
    highest_severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Persona:
    """The voice of the review; `text` is the whole body of its file, `model` its wish or None."""

    name: str
    description: str
    model: str | None
    mission: str
    text: str
    principles: tuple[Principle, ...]

    def principle(self, principle_id: str) -> Principle | None:
        """The principle of that id, or None where this persona lacks it."""
        return next((one for one in self.principles if one.id == principle_id), None)


@dataclass(frozen=True, slots=True)
class Rule:
    """One Semgrep pattern with an id, and what people read about it.

    `title` is a few words; `message` is two sentences: what can go wrong, and what to do.
    """

    id: str
    title: str
    message: str
    languages: tuple[str, ...]
    severity: Severity
    confidence: Confidence
    principle: str
    category: str
    cwe: tuple[str, ...]
    frameworks: tuple[str, ...] = ()
