"""A fact about a repository in words, with the places and commits that prove it."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.review.history import PastCommit
from bot.review.redaction import redact
from bot.review.shown import one_line
from bot.review.untrusted import untrusted

_SHORT_SHA = 10  # characters
_MAX_SUBJECT = 120
_MAX_WIDTH = 160  # of a line that is quoted

# Paths in which people do not write by hand, or write otherwise than elsewhere.
_BY_NOBODY = re.compile(
    r"(?:^|/)(?:vendor|vendored|third[_-]party|node_modules|site-packages|dist|build|target"
    r"|generated|mocks?|migrations|alembic)/|\.min\.\w+$|_pb2(?:_grpc)?\.pyi?$|\.pb\.go$|\.d\.ts$"
    r"|[._]gen(?:erated)?\.\w+$"
)
_TEST = re.compile(
    r"(?:^|/)(?:[a-z]*[Tt]ests?|specs?|__tests__|fixtures|testdata|testing|e2e|cypress)/"
    r"|(?:^|/)(?:test_|conftest\.)|[._-](?:test|spec|tests|stories)\.|Tests?\.\w+$"
)


class Kind(StrEnum):
    """What a fact is about; they are told in this order, each under its own words."""

    ORIGIN = "Who wrote the lines that this change removes or rewrites"
    SECOND = "Functions that are added although one like them exists"
    IDIOM = "How often the files beside the change use which idiom"
    SUBJECT = "The last commits that touched these paths"
    STYLE = "Two functions from beside the change, as they were before it"
    GUIDE = "What the repository asks of whoever writes in it"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in words, and its evidence: `path:line` before the change, or a commit's SHA."""

    kind: Kind
    text: str
    evidence: frozenset[str]


def place(path: str, line: int) -> str:
    """A line before the change, as it is cited."""
    return f"{one_line(path)}:{line}"


def places(path: str, lines: Iterable[int]) -> frozenset[str]:
    """Several of them."""
    shown = one_line(path)
    return frozenset(f"{shown}:{line}" for line in lines)


def cited(commit: PastCommit) -> str:
    """A commit, as it is cited."""
    subject = json.dumps(untrusted(commit.subject, _MAX_SUBJECT), ensure_ascii=False)
    return f"{commit.sha[:_SHORT_SHA]} {subject}" + (f" ({commit.day})" if commit.day else "")


def quoted(kind: Kind, path: str, text: str, numbers: range, room: int) -> Fact | None:
    """Lines of a file as they stand there, without secrets: as many as there is room for."""
    without_secrets = redact(text).split("\n")
    shown, cited_lines = [f"{one_line(path)}:"], []
    room -= len(shown[0])
    for number in numbers:
        text = untrusted(without_secrets[number - 1].rstrip(), _MAX_WIDTH)
        line = f"  {number} | {text}".rstrip()
        room -= len(line) + 1
        if room < 0:
            break
        shown.append(line)
        cited_lines.append(number)
    return Fact(kind, "\n".join(shown), places(path, cited_lines)) if cited_lines else None


def names_of(commit: PastCommit) -> frozenset[str]:
    """What a commit may be called by whoever cites it."""
    return frozenset((commit.sha, commit.sha[:_SHORT_SHA]))


def is_by_hand(path: str) -> bool:
    """Whether people write this file, as far as its path tells."""
    return _BY_NOBODY.search(path) is None


def is_test(path: str) -> bool:
    """Whether this file is about tests, as far as its path tells."""
    return _TEST.search(path) is not None
