"""Asking a fresh reader to disprove what the first one found."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bot.engines.reviewer.calls import Asks
from bot.engines.reviewer.find import UNREADABLE
from bot.review.answer import Candidate
from bot.review.change import Change, FileChange, LineKind, Side
from bot.review.grouping import Group
from bot.review.languages import language_of
from bot.review.principles import Persona
from bot.review.prompt import Prompt
from bot.review.said import said_about
from bot.review.second_prompt import second_system_text, second_text
from bot.review.shown import ShownFile, ShownHunk, show_file
from bot.review.untrusted import Untrusted, untrusted
from bot.review.uses import uses_of
from bot.review.verification import read_rulings, rulings_schema, surviving

if TYPE_CHECKING:
    from bot.review.contents import Contents

MAX_TOKENS = 12_000  # of thinking and answer together
_MAX_FILES = 60  # files in which names are looked for
_MAX_BYTES = 200_000  # of one of them
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

    def look(self, candidates: Sequence[Candidate], group: Group) -> SecondLook:
        """What survives; without an answer, what is too dear to be lost.

        `group` is what the first reader was shown: a finding may argue from any of it.
        """
        files = self._shown(candidates, group)
        said = said_about(self._change)
        title, body = said.title, said.body
        prompt = Prompt(
            second_system_text(self._persona),
            second_text(
                title,
                body,
                files,
                [_worded(one) for one in candidates],
                self._change.head_sha,
                self._uses(candidates),
            ),
        )
        heard = self._asks.ask(self._model, prompt, rulings_schema(), MAX_TOKENS)
        rulings = read_rulings(heard.text)
        survivors, refuted = surviving(candidates, rulings, files, (title, body))
        reason = "" if rulings is not None else heard.reason or UNREADABLE
        return SecondLook(survivors, refuted, reason)

    def _uses(self, candidates: Sequence[Candidate]) -> list[Untrusted]:
        """Where the names of what is flagged stand, in the changed files and beside them."""
        texts = self._texts
        found = (use for one in candidates for use in uses_of(one.finding.quote, texts))
        return list(dict.fromkeys(found))

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        """The changed files at the head, and those in the same folders at the base."""
        changed = {one.path: one.new_blob for one in self._change.files if one.new_blob}
        folders = {PurePosixPath(path).parent for path in changed}
        beside = {
            path: blob
            for path, blob in (self._contents.history().files() or {}).items()
            if PurePosixPath(path).parent in folders and language_of(path)
        }
        wanted = dict(islice((beside | changed).items(), _MAX_FILES))
        sizes = self._contents.sizes(tuple(set(wanted.values())))
        small = tuple(blob for blob, size in sizes.items() if size <= _MAX_BYTES)
        bodies = self._contents.read_many(small)
        return {
            path: bodies[blob].decode("utf-8", "replace")
            for path, blob in wanted.items()
            if blob in bodies
        }

    def _shown(self, candidates: Sequence[Candidate], group: Group) -> list[ShownFile]:
        """What the first reader saw, with much around the hunks that the candidates speak of."""
        by_path = {file.path: file for file in self._change.files}
        return [self._file(by_path[file.path], file, candidates) for file in group]

    def _file(
        self, file: FileChange, seen: ShownFile, candidates: Sequence[Candidate]
    ) -> ShownFile:
        own = [one for one in candidates if one.where.path == file.path]
        if not own:
            return seen
        old = self._contents.read(file, Side.LEFT)
        new = self._contents.read(file, Side.RIGHT)
        spoken_of = [
            hunk
            for hunk in show_file(file, old, new, CONTEXT).hunks
            if any(hunk.holds(one.where.side, one.where.start_line) for one in own)
        ]
        others = [hunk for hunk in seen.hunks if not any(_within(hunk, wide) for wide in spoken_of)]
        hunks = sorted((*spoken_of, *others), key=_first_line)
        return replace(seen, hunks=tuple(hunks))


def _within(hunk: ShownHunk, wide: ShownHunk) -> bool:
    changed = (line for line in hunk.lines if line.kind is not LineKind.CONTEXT)
    return all(line in wide.lines for line in changed)


def _first_line(hunk: ShownHunk) -> int:
    return next((line.new or line.old or 0 for line in hunk.lines), 0)


def _worded(candidate: Candidate) -> Untrusted:
    """A finding as the second reader gets it; the first one read strangers' text."""
    claim, finding, where = candidate.claim, candidate.finding, candidate.where
    side = "R" if where.side is Side.RIGHT else "L"
    return untrusted(
        f"{claim.path} {side}{where.start_line}-{where.end_line}, {finding.principle}, "
        f"{finding.severity.value}: {finding.title}\n{finding.message}"
    )
