"""Findings as lines that GitHub's runner makes annotations of.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from collections import Counter

from bot.githubapp.values import Annotation
from bot.publishers.annotation import annotation
from bot.publishers.terminal import inert
from bot.review.reasons import counted
from bot.review.verdict import Review

# What GitHub shows of one step, of each level. It drops the rest, and does not say so.
MOST_PER_LEVEL = 10
_COMMANDS = {"failure": "error", "warning": "warning", "notice": "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def render(review: Review) -> str:
    """One line for each introduced finding that GitHub would show, then how many it would not."""
    found = [one for one in (annotation(each, review.change) for each in review.introduced) if one]
    shown: Counter[str] = Counter()
    lines: list[str] = []
    for one in found:
        shown[one.level] += 1
        if shown[one.level] <= MOST_PER_LEVEL:
            lines.append(_line(one))
    left = len(review.introduced) - len(lines)
    if left:
        lines.append(f"{counted(left, 'finding')} more: the whole report has them.")
    return "".join(f"{line}\n" for line in lines)


def _line(one: Annotation) -> str:
    properties = {
        "file": inert(one.path),
        "line": str(one.start_line),
        "endLine": str(one.end_line),
        "title": inert(one.title),
    }
    said = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in properties.items())
    message = "\n".join(inert(line) for line in one.message.split("\n"))
    return f"::{_COMMANDS[one.level]} {said}::{_escaped(message, _DATA)}"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(char, char) for char in text)
