"""Why a finding was said: the persona's clause, the rule's page, and the lines that show it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.review import markdown
from bot.review.change import Change, Side
from bot.review.commands import Verb
from bot.review.findings import MODEL, Status
from bot.review.fitting import Section, fitted, paragraphs
from bot.review.phrases import principle_name
from bot.review.principles import Persona
from bot.review.redaction import redact
from bot.review.suppression import is_forbidden
from bot.review.verdict import PlacedFinding
from bot.review.words import SHORT_SHA, claim, receipt

_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
_EXAMPLES = "\n## Before"
MAX_EXPLAINED = 3
_BETWEEN = "\n\n---\n\n"


@dataclass(frozen=True, slots=True)
class SaidFinding:
    """A finding as it was said, with all that is needed to explain or to answer it later.

    `sha` is the commit that its lines stand in, `persona` who argued, and `clause` the words of
    the principle that it argued from; `forbidden` when nobody may answer it away.
    """

    placed: PlacedFinding
    sha: str
    persona: str
    clause: str
    forbidden: bool


def said_findings(
    findings: Iterable[PlacedFinding],
    change: Change,
    persona: Persona,
    forbidden: frozenset[str],
) -> tuple[SaidFinding, ...]:
    """These findings, to be kept: a path that holds a secret is kept without it."""
    return tuple(_said(one, change, persona, forbidden) for one in findings)


def _said(
    placed: PlacedFinding, change: Change, persona: Persona, forbidden: frozenset[str]
) -> SaidFinding:
    finding, where = placed.finding, placed.finding.location
    on_base = where is not None and where.side is Side.LEFT
    if where is not None:
        finding = replace(finding, location=replace(where, path=redact(where.path)))
    principle = persona.principle(finding.principle)
    return SaidFinding(
        placed=replace(placed, finding=finding),
        sha=change.base_sha if on_base else change.head_sha,
        persona=persona.name,
        clause="" if principle is None else principle.text,
        forbidden=is_forbidden(placed, forbidden),
    )


def explanation(said: SaidFinding, page: str | None, repository_url: str) -> str:
    """The answer to who asks why; `page` is the rule's page, None where it has none."""
    finding = said.placed.finding
    return paragraphs(
        claim(said.placed),
        markdown.prose(finding.message),
        _evidence(said, repository_url),
        _clause(said),
        _page(page, by_model=finding.source == MODEL),
        receipt(said.placed),
    )


def explanations(
    said: Iterable[SaidFinding],
    page: Callable[[str], str | None],
    repository_url: str,
    head_sha: str,
) -> str:
    """Why a check of this head says what it says: the gravest new findings explained.

    `page` gives the page of a rule; None where it has none.
    """
    new = [one for one in said if one.placed.status is Status.INTRODUCED]
    if not new:
        return f"I have nothing to explain on `{head_sha[:SHORT_SHA]}`."
    gravest = sorted(
        new, key=lambda one: (one.placed.finding.severity.rank, one.placed.fingerprint)
    )
    shown = gravest[:MAX_EXPLAINED]
    head = f"Why I said it, on `{head_sha[:SHORT_SHA]}`"
    if len(shown) < len(new):
        usage = markdown.code(Verb.EXPLAIN.usage)
        head += f" (the gravest {len(shown)} of {len(new)}; {usage} explains any other)"
    items = tuple(
        explanation(
            one, page(rule) if (rule := one.placed.finding.rule_id) else None, repository_url
        )
        for one in shown
    )
    return fitted(f"{head}:", [Section("", items, joint=_BETWEEN)], "")


def _gravest_first(said: SaidFinding) -> tuple[int, str]:
    return said.placed.finding.severity.rank, said.placed.fingerprint


def _evidence(said: SaidFinding, repository_url: str) -> str:
    finding, where = said.placed.finding, said.placed.finding.location
    if where is None:
        return ""
    link = markdown.link(markdown.place(where), markdown.permalink(repository_url, said.sha, where))
    quote = markdown.clipped(finding.quote, markdown.MAX_TEXT)
    return paragraphs(f"**The lines.** {link}", markdown.fenced(quote) if quote else "")


def _clause(said: SaidFinding) -> str:
    if not said.clause:
        return ""
    name = markdown.inline(principle_name(said.placed.finding.principle))
    persona = markdown.inline(said.persona)
    clause = markdown.sentence(said.clause)
    return f"**The principle.** As {persona} I hold a change to *{name}*: {clause}"


def _page(page: str | None, *, by_model: bool) -> str:
    if page is not None:
        text = page.partition(_EXAMPLES)[0].strip()
        return paragraphs("**The rule's page.**", _HEADING.sub(r"**\1**", text))
    if by_model:
        return "No rule says this: the model read the change and argued from the principle."
    return ""
