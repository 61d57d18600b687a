"""Asking a fresh reader to disprove what the first one found."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.engines.reviewer.calls import Asks
from bot.engines.reviewer.find import UNREADABLE
from bot.review.answer import Candidate
from bot.review.change import Change, FileChange, Side
from bot.review.principles import Persona
from bot.review.prompt import Prompt
from bot.review.second_prompt import second_system_text, second_text
from bot.review.shown import ShownFile, show_file
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
        rulings = read_rulings(heard.text)
        survivors, refuted = surviving(candidates, rulings, files, (title, body))
        reason = "" if rulings is not None else heard.reason or UNREADABLE
        return SecondLook(survivors, refuted, reason)

    def _shown(self, candidates: Sequence[Candidate]) -> list[ShownFile]:
        """The hunks that the candidates speak of, with much around them."""
        by_path = {file.path: file for file in self._change.files}
        of_file: dict[str, list[Candidate]] = {}
        for one in candidates:
            of_file.setdefault(one.where.path, []).append(one)
        return [self._file(by_path[path], some) for path, some in of_file.items()]

    def _file(self, file: FileChange, candidates: Sequence[Candidate]) -> ShownFile:
        old = self._contents.read(file, Side.LEFT)
        new = self._contents.read(file, Side.RIGHT)
        shown = show_file(file, old, new, CONTEXT)
        spoken_of = tuple(
            hunk
            for hunk in shown.hunks
            if any(hunk.holds(one.where.side, one.where.start_line) for one in candidates)
        )
        # Under the name that the first reader had for it.
        return replace(shown, name=untrusted(candidates[0].claim.path), hunks=spoken_of)


def _worded(candidate: Candidate) -> Untrusted:
    """A finding as the second reader gets it; the first one read strangers' text."""
    claim, finding, where = candidate.claim, candidate.finding, candidate.where
    side = "R" if where.side is Side.RIGHT else "L"
    return untrusted(
        f"{claim.path} {side}{where.start_line}-{where.end_line}, {finding.principle}, "
        f"{finding.severity.value}: {finding.title}\n{finding.message}"
    )
