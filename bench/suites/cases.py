"""What a suite says: files with the weaknesses that are in them, and how many could not be read."""

from collections.abc import Sequence
from dataclasses import dataclass

SQL = frozenset({"CWE-89", "CWE-564", "CWE-943"})
COMMAND = frozenset({"CWE-77", "CWE-78", "CWE-88"})
PATH = frozenset({"CWE-22", "CWE-23", "CWE-36", "CWE-73"})
REQUEST = frozenset({"CWE-918"})
SECRET = frozenset({"CWE-259", "CWE-312", "CWE-321", "CWE-522", "CWE-540", "CWE-798"})
SWALLOWED = frozenset(
    {"CWE-248", "CWE-252", "CWE-390", "CWE-391", "CWE-394", "CWE-396", "CWE-584", "CWE-703"}
    | {"CWE-754", "CWE-755", "CWE-778", "CWE-1069"}
)


@dataclass(frozen=True, slots=True)
class Text:
    """One file of a case: where it stands in the suite, and the name by which it is scanned.

    `place` is what people read, with `note` behind its line; `name` tells the language, and
    `first_line` is the line of `place` on which the content begins.
    """

    place: str
    name: str
    content: bytes
    first_line: int = 1
    note: str = ""

    def at(self, line: int) -> str:
        """A line of the content, as people find it in the suite."""
        return f"{self.place}:{self.first_line + line - 1} {self.note}".rstrip()


@dataclass(frozen=True, slots=True)
class Lines:
    """Each of these spans of lines, first and last, must be found, and no other line may be."""

    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Count:
    """So many lines must be found, wherever; `tolerated` more are no false alarms."""

    lines: int
    tolerated: int = 0


@dataclass(frozen=True, slots=True)
class Whole:
    """Something must be found in the case, or nothing."""

    bad: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled sample; only findings of the named `weaknesses` (CWE-89, …) say anything."""

    family: str
    weaknesses: frozenset[str]
    texts: tuple[Text, ...]
    expected: Lines | Count | Whole

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong with it."""
        match self.expected:
            case Lines(spans):
                return not spans
            case Count(lines):
                return not lines
            case Whole(bad):
                return not bad


@dataclass(frozen=True, slots=True)
class Unread:
    """A case that a suite has and that its reader cannot read, and why."""

    family: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """Everything that a reader found in a suite."""

    cases: Sequence[Case]
    unread: Sequence[Unread] = ()
