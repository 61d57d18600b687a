"""Protections in name only: in code that never runs, or by a name that lets all pass."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.review.outline import Lines, Outline
from bot.review.pairs import Pair
from bot.review.protections import Protection

_FAR = 60  # lines that are read upwards
_DEAD = re.compile(r"\bif\s*\(?\s*(?:False|false|0)\b\s*\)?\s*[:{]?")
_DEFINED = re.compile(
    r"(?<![\w$.])(?:(?:def|func|fn|fun|function)\s+(?P<function>[\w$]+)\s*[(<\[]"
    r"|(?:(?:const|let|var|val)\s+)?(?P<value>[\w$]+)\s*(?::[^=\n]{0,80})?=\s*(?:async\s*)?"
    r"(?:lambda\b|\([^()\n]{0,120}\)\s*(?::[^=\n]{0,80})?=>|[\w$]+\s*=>|function\b|func\s*\())"
)


@dataclass(frozen=True)
class Pretended:
    """What a change defines itself, so that its names can be looked into."""

    pairs: Sequence[Pair]

    def does_nothing(self, word: str, protection: Protection) -> bool:
        """Whether the change itself defines this name, and as something that lets all pass."""
        refuses = protection.refuses
        if refuses is None or word not in self._definitions:
            return False
        for text in self._definitions[word]:
            body = text.replace(word, "", 1)
            known = any(
                sign.pattern.search(body) for signs in protection.signs.values() for sign in signs
            )
            if refuses.search(body) or known:
                return False
        return True

    @cached_property
    def _definitions(self) -> dict[str, list[str]]:
        """What the change defines on lines that it adds: name and code of each."""
        found: dict[str, list[str]] = {}
        for pair in self.pairs:
            head = pair.head
            if head is None:
                continue
            for match in _DEFINED.finditer(head.code):
                line = head.line(match.start("function" if match["function"] else "value"))
                if line not in pair.added:
                    continue
                name = match["function"] or match["value"]
                own = next(
                    (
                        one
                        for one in head.functions
                        if one.name == name and one.last >= line >= one.first
                    ),
                    None,
                )
                lines = Lines(own.first, own.last) if own else Lines(line, line)
                found.setdefault(name, []).append(head.cut(lines))
        return found


def is_dead(side: Outline, number: int, at: int) -> bool:
    """Whether what begins at a place of this line stands behind a condition that never holds."""
    start = side.starts[number - 1]
    if _DEAD.search(side.code[start:at]):
        return True
    line = side.code[start : side.starts[number] if number < len(side.starts) else None]
    depth = len(line) - len(line.lstrip())
    for above in range(number - 1, max(0, number - _FAR), -1):
        line = side.code[side.starts[above - 1] : side.starts[above]]
        if line.strip() and (indent := len(line) - len(line.lstrip())) < depth:
            if _DEAD.match(line.strip()):
                return True
            depth = indent
    return False
