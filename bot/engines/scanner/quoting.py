"""The lines of a file as they may be shown: whole, and without any secret."""

import string
from collections.abc import Sequence

from bot.review.redaction import redact

MAX_LINES = 12  # of one quote
_SECRET = b"[SECRET]"
_OF_TOKENS = string.ascii_letters.encode() + string.digits.encode() + b"_.-"
_LONGEST_BEGIN = 100  # bytes


class Quoted:
    """A file's lines; `secrets` are spans of bytes that nobody may see, and may overlap."""

    def __init__(self, content: bytes, secrets: Sequence[tuple[int, int]]) -> None:
        text = redact(_without(content, secrets).decode("utf-8", "replace"))
        self._lines = [line.removesuffix("\r") for line in text.split("\n")]

    def lines(self, first: int, last: int) -> str:
        """These lines, 1-based and both included; a long run is cut off with an ellipsis."""
        kept = self._lines[first - 1 : last]
        return "\n".join([*kept[:MAX_LINES], "…"] if len(kept) > MAX_LINES else kept)


def _without(content: bytes, spans: Sequence[tuple[int, int]]) -> bytes:
    """The content with each span replaced, its line breaks kept so that no line moves."""
    parts, position = [], 0
    for start, end in _joined([(_begin(content, start), end) for start, end in spans]):
        breaks = content.count(b"\n", start, end)
        parts += [content[position:start], _SECRET, b"\n" * breaks]
        position = end
    return b"".join([*parts, content[position:]])


def _begin(content: bytes, start: int) -> int:
    """Where a secret begins whose rule may match it from the middle on."""
    before = content[max(0, start - _LONGEST_BEGIN) : start]
    return start - len(before) + len(before.rstrip(_OF_TOKENS))


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same spans in order, those that touch as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
