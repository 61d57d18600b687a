"""How good the model's findings are: which of them hit what is known of a pull request."""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.review.findings import Finding, Location

TOLERANCE = 3  # lines by which a finding may miss the known lines, and still be at them
_Z = 1.959964  # of a confidence of 95 %, both sides


@dataclass(frozen=True, slots=True)
class KnownFinding:
    """What is known of some lines of a pull request; `principle` None: nobody said which."""

    where: Location
    text: str
    principle: str | None = None


Pair = tuple[Finding, KnownFinding]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """Between 0 and 1; None of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the true share lies with a confidence of 95 %, by Wilson; None of nothing.

        Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209.
        """
        if not self.whole:
            return None
        value, weight = self.part / self.whole, _Z**2 / self.whole
        middle = value + weight / 2
        spread = _Z * math.sqrt(value * (1 - value) / self.whole + weight / (4 * self.whole))
        low, high = (middle - spread) / (1 + weight), (middle + spread) / (1 + weight)
        return max(0.0, min(low, value)), min(1.0, max(high, value))


@dataclass(frozen=True, slots=True)
class Score:
    """What became of findings, and of what was expected.

    `wrong` are the findings that hit nothing expected, `missed` is what no finding hit, and
    `repeated` are wrong ones that somebody rejected before, with what they rejected.
    """

    hits: tuple[Pair, ...] = ()
    wrong: tuple[Finding, ...] = ()
    missed: tuple[KnownFinding, ...] = ()
    repeated: tuple[Pair, ...] = ()

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.hits + other.hits,
            self.wrong + other.wrong,
            self.missed + other.missed,
            self.repeated + other.repeated,
        )

    @property
    def precision(self) -> Share:
        """How many of the findings hit."""
        return Share(len(self.hits), len(self.hits) + len(self.wrong))

    @property
    def recall(self) -> Share:
        """How much of what was expected is hit."""
        return Share(len(self.hits), len(self.hits) + len(self.missed))

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where nothing was said or expected."""
        total = self.precision.whole + self.recall.whole
        return 2 * len(self.hits) / total if total else None

    @property
    def principles(self) -> tuple[str | None, ...]:
        """All that findings and expectations argue from; None, for what names none, comes last."""
        said = {one.principle for one in self._findings}
        named = said | {one.principle for one in self._expected if one.principle is not None}
        nameless = any(one.principle is None for one in self._expected)
        return (*sorted(named), *([None] if nameless else []))

    def precision_of(self, principle: str | None) -> Share:
        """How many of the findings that argue from this principle hit."""
        hits = sum(found.principle == principle for found, _ in self.hits)
        return Share(hits, sum(one.principle == principle for one in self._findings))

    def recall_of(self, principle: str | None) -> Share:
        """How much of what is expected by this principle is hit, by whatever principle."""
        hits = sum(known.principle == principle for _, known in self.hits)
        return Share(hits, sum(one.principle == principle for one in self._expected))

    @property
    def _findings(self) -> tuple[Finding, ...]:
        return (*(found for found, _ in self.hits), *self.wrong)

    @property
    def _expected(self) -> tuple[KnownFinding, ...]:
        return (*(known for _, known in self.hits), *self.missed)


def near(findings: Iterable[Finding], known: Sequence[KnownFinding]) -> tuple[Pair, ...]:
    """Each finding with each known thing at whose lines it stands: same file, same side."""
    return tuple(
        (finding, one)
        for finding in findings
        for one in known
        if _distance(finding, one) <= TOLERANCE
    )


def score(
    findings: Sequence[Finding],
    expected: Sequence[KnownFinding],
    rejected: Sequence[KnownFinding],
    pairs: Collection[Pair],
) -> Score:
    """What became of the findings of one pull request; `pairs` may be taken for the same.

    A finding hits at most one expectation, and the other way round; as many as possible are hit.
    What hits nothing counts as wrong, and as repeated where it is the same as something rejected.
    """
    hit = _matched(findings, expected, pairs)
    found = set(hit.values())
    wrong = [finding for number, finding in enumerate(findings) if number not in found]
    before = ((finding, _first(finding, rejected, pairs)) for finding in wrong)
    return Score(
        hits=tuple((findings[hit[at]], expected[at]) for at in sorted(hit)),
        wrong=tuple(wrong),
        missed=tuple(one for at, one in enumerate(expected) if at not in hit),
        repeated=tuple((finding, one) for finding, one in before if one is not None),
    )


def _first(
    finding: Finding, known: Sequence[KnownFinding], pairs: Collection[Pair]
) -> KnownFinding | None:
    return next((one for one in known if (finding, one) in pairs), None)


def _matched(
    findings: Sequence[Finding], expected: Sequence[KnownFinding], pairs: Collection[Pair]
) -> dict[int, int]:
    """For each expectation that is hit, by index, its finding: as many as can be (Kuhn).

    Where there is a choice, the same principle and nearer lines are preferred.
    """
    edges = sorted(
        (finding.principle != known.principle, _distance(finding, known), number, at)
        for number, finding in enumerate(findings)
        for at, known in enumerate(expected)
        if (finding, known) in pairs
    )
    wishes: dict[int, list[int]] = {}
    for _, _, number, at in edges:
        wishes.setdefault(number, []).append(at)
    hit: dict[int, int] = {}

    def place(number: int, tried: set[int]) -> bool:
        for at in wishes[number]:
            if at not in tried:
                tried.add(at)
                if at not in hit or place(hit[at], tried):
                    hit[at] = number
                    return True
        return False

    for number in wishes:
        place(number, set())
    return hit


def _distance(finding: Finding, known: KnownFinding) -> float:
    """How far apart their lines are, 0 where they overlap; endless in two files."""
    one, other = finding.location, known.where
    if one is None or (one.path, one.side) != (other.path, other.side):
        return math.inf
    return max(0, max(one.start_line, other.start_line) - min(one.end_line, other.end_line))
