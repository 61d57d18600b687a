"""What enforces each principle of a persona: rules, checks of ours, or a page for the model."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.review.principles import Persona, Principle, Rule
from bot.rulebook.principles import principle_pages


@dataclass(frozen=True, slots=True)
class PrincipleCoverage:
    """What enforces one principle; `checks` are deterministic checks that are no Semgrep rules."""

    principle: Principle
    rules: tuple[Rule, ...]
    checks: tuple[str, ...]
    rubric: bool

    @property
    def enforced(self) -> bool:
        """Whether anything at all holds a change to this principle."""
        return bool(self.rules or self.checks or self.rubric)


def principle_coverage(persona: Persona, rules: Iterable[Rule]) -> tuple[PrincipleCoverage, ...]:
    """What enforces each principle of this persona, in its order.

    A title of the persona's own, without a page of ours, is judged by the model from its text.
    """
    known = tuple(rules)
    checks = {page.principle.id: page.checks for page in principle_pages()}
    return tuple(
        PrincipleCoverage(
            principle=one,
            rules=tuple(rule for rule in known if rule.principle == one.id),
            checks=checks.get(one.id, ()),
            rubric=bool(one.checklist or one.text),
        )
        for one in persona.principles
    )
