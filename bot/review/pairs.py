"""Both sides of a changed file, and which line of the one is which of the other."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.review.blanked import without_comments
from bot.review.change import FileChange, LineKind
from bot.review.outline import MAX_LINE, Lines, Outline, grammar_of, outline
from bot.review.protections import Protection
from bot.review.subjects import routes_of


@dataclass(frozen=True)
class Pair:
    """One changed file, with its sides as far as there are any; values are worked out once."""

    file: FileChange
    base_text: str | None
    head_text: str | None

    @cached_property
    def base(self) -> Outline | None:
        """The file before the change."""
        return _outline(self.file.old_path, self.base_text)

    @cached_property
    def head(self) -> Outline | None:
        """The file as the change leaves it."""
        return _outline(self.file.path, self.head_text)

    def may_lose(self, protection: Protection) -> bool:
        """Whether the lines that go hold a sign of this kind, as far as they tell by themselves."""
        signs = protection.signs.get(grammar_of(self.file.old_path) or "", ())
        return any(sign.pattern.search(text) for sign in signs for text in self._lines_that_go)

    @cached_property
    def _lines_that_go(self) -> tuple[str, ...]:
        """The lines that go, as they stand, and without their strings."""
        text = "\n".join(
            line.text
            for hunk in self.file.hunks
            for line in hunk.lines
            if line.kind is LineKind.REMOVED and len(line.text) <= MAX_LINE
        )
        _, code = without_comments(text, grammar_of(self.file.old_path) or "")
        return text, code

    @cached_property
    def removed(self) -> frozenset[int]:
        """The numbers of the lines of the base that go."""
        return self._numbers(LineKind.REMOVED)

    @cached_property
    def added(self) -> frozenset[int]:
        """The numbers of the lines of the head that come."""
        return self._numbers(LineKind.ADDED)

    @cached_property
    def routes(self) -> Mapping[str, Sequence[Lines]]:
        """Where each route of the head is declared."""
        found: dict[str, list[Lines]] = {}
        for one in routes_of(self.head) if self.head else ():
            found.setdefault(one.name, []).append(one.lines)
        return found

    @cached_property
    def _shifts(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """From which line of the base on the head's number differs, and by how much."""
        starts, shifts = [0], [0]
        for hunk in self.file.hunks:
            shift = shifts[-1]
            for line in hunk.lines:
                if line.old is not None and line.new is not None and line.new - line.old != shift:
                    shift = line.new - line.old
                    starts.append(line.old)
                    shifts.append(shift)
            end = hunk.new_start + hunk.new_count - hunk.old_start - hunk.old_count
            # A side without lines is counted from the line before it.
            end += (hunk.new_count == 0) - (hunk.old_count == 0)
            if end != shift:
                starts.append(hunk.old_start + hunk.old_count + (hunk.old_count == 0))
                shifts.append(end)
        return tuple(starts), tuple(shifts)

    def at_head(self, line: int) -> int | None:
        """The number at the head of a line of the base; None where it goes."""
        if line in self.removed:
            return None
        starts, shifts = self._shifts
        return line + shifts[bisect_right(starts, line) - 1]

    def _numbers(self, kind: LineKind) -> frozenset[int]:
        numbers = (
            line.old if kind is LineKind.REMOVED else line.new
            for hunk in self.file.hunks
            for line in hunk.lines
            if line.kind is kind
        )
        return frozenset(one for one in numbers if one is not None)


def _outline(path: str, text: str | None) -> Outline | None:
    grammar = grammar_of(path)
    return outline(path, text, grammar) if text is not None and grammar is not None else None
