"""Asking what is wrong with a group of files, and again in a way that can be answered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.engines.reviewer.calls import Asks, Ending, Heard, Schema
from bot.engines.reviewer.models import fallback
from bot.review.claims import Answer, read_answer
from bot.review.grouping import Group, halves
from bot.review.prompt import Prompt

MAX_TOKENS = 20_000  # of thinking and answer together

UNREADABLE = "the model's answer was not the JSON that it was asked for"
NO_VERDICT = "the model's answer says nothing about this file"
NO_ROOM = "the model's answer was cut off because it was too long"


@dataclass(frozen=True, slots=True)
class Piece:
    """Files, and what the model said of them; `ending` and `reason` tell why it said nothing."""

    files: Group
    answer: Answer | None = None
    ending: Ending = Ending.WHOLE
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Way:
    """How a group is asked about: what was tried for it before is not tried again."""

    model: str
    room: int = MAX_TOKENS
    again: bool = True  # once more where the answer could not be used


class Finder:
    """Asks about the groups of one change; `prompt_of` words the question."""

    def __init__(
        self,
        asks: Asks,
        model: str,
        schema: Schema,
        prompt_of: Callable[[Group], Prompt],
    ) -> None:
        self._asks = asks
        self._model = model
        self._schema = schema
        self._prompt_of = prompt_of

    def look(self, group: Group) -> tuple[Piece, ...]:
        """What the model says of each file of the group, or why it does not."""
        return tuple(self._look(group, _Way(self._model)))

    def _look(self, group: Group, way: _Way) -> Iterator[Piece]:
        heard = self._asks.ask(way.model, self._prompt_of(group), self._schema, way.room)
        match heard.ending:
            case Ending.WHOLE:
                yield from self._read(group, heard, way)
            case Ending.CUT_OFF:
                yield from self._salvage(group, heard, way)
            case Ending.TOO_LONG:
                yield from self._halved(group, heard.reason, way)
            case Ending.DECLINED if (other := fallback(way.model)) and way.model == self._model:
                yield from self._look(group, _Way(other, way.room))
            case _:
                yield Piece(group, None, heard.ending, heard.reason)

    def _read(self, group: Group, heard: Heard, way: _Way) -> Iterator[Piece]:
        answer = read_answer(heard.text, cut_off=False)
        if answer is None:
            yield from self._once_more(group, way, UNREADABLE)
            return
        judged, missing = _told_apart(group, answer)
        yield Piece(judged, answer)
        if missing:
            yield from self._once_more(missing, way, NO_VERDICT)

    def _salvage(self, group: Group, heard: Heard, way: _Way) -> Iterator[Piece]:
        """Keep what is whole of an answer that ran out of room, and ask about the rest."""
        answer = read_answer(heard.text, cut_off=True)
        judged, missing = _told_apart(group, answer) if answer else ((), group)
        yield Piece(judged, answer)
        if not missing:
            return
        if way.room == MAX_TOKENS:
            yield from self._look(missing, _Way(way.model, 2 * MAX_TOKENS, again=False))
        else:
            yield from self._halved(missing, NO_ROOM, way)

    def _halved(self, group: Group, reason: str, way: _Way) -> Iterator[Piece]:
        parts = halves(group)
        if parts is None:
            yield Piece(group, None, Ending.FAILED, reason)
            return
        for part in parts:
            yield from self._look(part, way)

    def _once_more(self, group: Group, way: _Way, reason: str) -> Iterator[Piece]:
        if way.again:
            yield from self._look(group, _Way(way.model, way.room, again=False))
        else:
            yield Piece(group, None, Ending.FAILED, reason)


def _told_apart(group: Group, answer: Answer) -> tuple[Group, Group]:
    """The files that the answer gives a verdict on, and the others."""
    named = {one.path for one in answer.files}
    judged = tuple(file for file in group if file.name in named)
    return judged, tuple(file for file in group if file.name not in named)
