"""Texts made of whole items, never longer than GitHub takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.review.reasons import counted

# A comment takes 65,536 characters, a check's summary and text 65,535 bytes each: one limit for
# all, in bytes. https://docs.github.com/rest/checks/runs
MAX_BYTES = 65_535
_JOINT = "\n\n"


@dataclass(frozen=True, slots=True)
class Section:
    """Items under a heading; whole items are left out where there is no room."""

    heading: str
    items: tuple[str, ...]
    joint: str = "\n"


def fitted(head: str, sections: Sequence[Section], tail: str) -> str:
    """Head, as many whole items as there is room for, tail; what is left out is said."""
    total = sum(len(one.items) for one in sections)
    room = MAX_BYTES - sum(_size(one) + len(_JOINT) for one in (head, _left_out(total), tail))
    blocks, omitted = [], 0
    for section in sections:
        heading = f"**{section.heading}**{_JOINT}" if section.heading else ""
        room -= _size(heading) + len(_JOINT)
        kept = []
        for item in section.items:
            size = _size(item) + len(section.joint)
            if omitted or size > room:
                omitted += 1
            else:
                room -= size
                kept.append(item)
        if kept:
            blocks.append(heading + section.joint.join(kept))
    return paragraphs(head, *blocks, _left_out(omitted), tail)


def paragraphs(*parts: str) -> str:
    """The parts that say something, with an empty line between them."""
    return _JOINT.join(part for part in parts if part)


def _left_out(number: int) -> str:
    return f"{counted(number, 'item')} left out here for want of room." if number else ""


def _size(text: str) -> int:
    return len(text.encode())
