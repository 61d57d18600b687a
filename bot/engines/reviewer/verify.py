"""Asking a fresh reader to disprove what the first one found."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.engines.reviewer.calls import Asks, Ending
from bot.engines.reviewer.find import UNREADABLE
from bot.review.answer import Candidate
from bot.review.change import Change, FileChange, Side
from bot.review.findings import Finding
from bot.review.principles import Persona
from bot.review.prompt import Prompt, second_system_text, second_text
from bot.review.shown import ShownFile, ShownHunk, show_file
from bot.review.untrusted import Untrusted, untrusted
from bot.review.verification import read_rulings, rulings_schema, surviving

if TYPE_CHECKING:
    from bot.review.contents import Contents

MAX_TOKENS = 12_000  # of thinking and answer together
CONTEXT = 60  # unchanged lines on either side of a hunk


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What is left of some candidates; `reason` tells why nobody looked twice, if nobody did."""

    survivors: tuple[Candidate, ...]
    refuted: Counter[str]
    reason: str = ""


class Verifier:
    """Has the candidates of one change looked at twice."""

    def __init__(
        self,
        asks: Asks,
        model: str,
        persona: Persona,
        change: Change,
        contents: "Contents",
    ) -> None:
        self._asks = asks
        self._model = model
        self._persona = persona
        self._change = change
        self._contents = contents

    def look(self, candidates: Sequence[Candidate]) -> SecondLook:
        """What survives; without an answer, what is too dear to be lost."""
        files = self._shown(candidates)
        title, body = untrusted(self._change.title), untrusted(self._change.body)
        prompt = Prompt(
            second_system_text(self._persona),
            second_text(
                title, body, files, [_worded(one) for one in candidates], self._change.head_sha
            ),
        )
        heard = self._asks.ask(self._model, prompt, rulings_schema(), MAX_TOKENS)
        rulings = None
        if heard.ending in {Ending.WHOLE, Ending.CUT_OFF}:
            rulings = read_rulings(heard.text)
        survivors, refuted = surviving(candidates, rulings, files, (title, body))
        reason = "" if rulings is not None else heard.reason or UNREADABLE
        return SecondLook(survivors, refuted, reason)

    def _shown(self, candidates: Sequence[Candidate]) -> list[ShownFile]:
        """The hunks that the candidates speak of, with much around them."""
        by_path = {file.path: file for file in self._change.files}
        names = {
            one.finding.location.path: one.claim.path for one in candidates if one.finding.location
        }
        return [self._file(by_path[path], name, candidates) for path, name in names.items()]

    def _file(self, file: FileChange, name: str, candidates: Sequence[Candidate]) -> ShownFile:
        old = self._contents.read(file, Side.LEFT)
        new = self._contents.read(file, Side.RIGHT)
        shown = show_file(file, old, new, CONTEXT)
        spoken_of = tuple(
            hunk
            for hunk in shown.hunks
            if any(one.claim.path == name and _stands_in(one.finding, hunk) for one in candidates)
        )
        return ShownFile(file.path, untrusted(name), shown.old_name, file.status, spoken_of)


def _stands_in(finding: Finding, hunk: ShownHunk) -> bool:
    where = finding.location
    return where is not None and any(
        line.number(where.side) == where.start_line for line in hunk.lines
    )


def _worded(candidate: Candidate) -> Untrusted:
    """A finding as the second reader gets it; the first one read strangers' text."""
    claim, finding = candidate.claim, candidate.finding
    side = "R" if finding.location and finding.location.side is Side.RIGHT else "L"
    lines = f"{finding.location.start_line}-{finding.location.end_line}" if finding.location else ""
    return untrusted(
        f"{claim.path} {side}{lines}, {finding.principle}, {finding.severity.value}: "
        f"{finding.title}\n{finding.message}"
    )
