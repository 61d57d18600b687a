"""What was judged before and is as it was: no hunk is judged twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.review.answer import Candidate
from bot.review.change import Side
from bot.review.claims import ClaimedFinding, Scope
from bot.review.findings import Confidence
from bot.review.principles import Persona, Principle
from bot.review.prompt import PROMPT_VERSION
from bot.review.records import digest
from bot.review.shown import ShownFile, ShownHunk

_CLAIMED: dict[Confidence, Literal[75, 50, 25]] = {
    Confidence.HIGH: 75,
    Confidence.MEDIUM: 50,
    Confidence.LOW: 25,
}


@dataclass(frozen=True, slots=True)
class Known:
    """What was found in a hunk and survived the second look, or what was said of the scope.

    Lines of the claims count from the first line of the hunk, which is 0: it may have moved.
    """

    claims: tuple[ClaimedFinding, ...] = ()
    scope: Scope | None = None


def judge_of(persona: Persona, principles: Sequence[Principle], model: str) -> str:
    """A name for all that a verdict depends on, beside the hunk."""
    pages = (f"{one.id}\n{one.checklist or one.text}" for one in principles)
    return digest(PROMPT_VERSION, model, persona.text, *pages)


def hunk_key(judge: str, file: ShownFile, hunk: ShownHunk) -> str:
    """The name under which a verdict is kept: of its content, wherever in the file it stands."""
    lines = (f"{line.kind.value}{line.text}" for line in hunk.lines)
    return digest(judge, file.name, file.status.value, hunk.heading, *lines)


def scope_key(judge: str, said: Sequence[str], files: Sequence[ShownFile]) -> str:
    """The name under which the scope is kept: of what the author says, and of the files."""
    return digest(judge, "scope", *said, *sorted(file.name for file in files))


def learned(hunk: ShownHunk, path: str, survivors: Iterable[Candidate]) -> Known:
    """What is known of a hunk of this file after both looks."""
    claims = []
    for one in survivors:
        where = one.where
        if where.path == path and hunk.holds(where.side, where.start_line):
            first = _first(hunk, where.side)
            claims.append(
                one.claim.model_copy(
                    update={
                        "side": where.side.value,
                        "start_line": where.start_line - first,
                        "end_line": where.end_line - first,
                        "confidence": _CLAIMED[one.finding.confidence],
                    }
                )
            )
    return Known(tuple(claims))


def recalled(known: Known, file: ShownFile, hunk: ShownHunk) -> list[ClaimedFinding]:
    """The claims about a hunk, at the lines where it stands now."""
    return [
        claim.model_copy(
            update={
                "path": str(file.name),
                "start_line": claim.start_line + _first(hunk, Side(claim.side)),
                "end_line": claim.end_line + _first(hunk, Side(claim.side)),
            }
        )
        for claim in known.claims
    ]


def _first(hunk: ShownHunk, side: Side) -> int:
    return next((number for line in hunk.lines if (number := line.number(side)) is not None), 0)
