"""What an evaluation came to: the model half, measured on pull requests of which much is known."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.review.scoring import Score
from bot.review.verdict import Usage


@dataclass(frozen=True, slots=True)
class Answers:
    """Whose answers were measured: which model was asked for, and the address that answered.

    `recorded`: they were kept from an earlier evaluation. `vouched`: the address is Anthropic's.
    """

    model: str
    address: str
    recorded: bool
    vouched: bool

    @property
    def are_live(self) -> bool:
        """Whether Anthropic's API gave them just now, so that the figures are the model's."""
        return self.vouched and not self.recorded

    @property
    def sentence(self) -> str:
        """Whose they are; no recorded answer and no stand-in's passes for the model's own."""
        model = self.model or "no model"
        if self.are_live:
            return f"{model}, asked at {self.address}"
        if self.vouched:
            return f"RECORDED ANSWERS of {model}, first given at {self.address}"
        return (
            f"RECORDED ANSWERS, or a stand-in's, for {model}, given at {self.address}, which is "
            "not Anthropic's: these figures measure no model"
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """One pull request on which the model was measured.

    `inline` counts what would be said as a comment, `everything` also what only the summary would
    say. `dropped` and `refuted` are those of `EngineReport`; `usage` and `milliseconds` are the
    review's, `judging` is the judge's.
    """

    name: str
    inline: Score
    everything: Score
    dropped: tuple[tuple[str, int], ...]
    refuted: tuple[tuple[str, int], ...]
    usage: Usage
    judging: Usage
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Failed:
    """One pull request on which it could not be measured; `usage` is what that cost."""

    name: str
    reason: str
    usage: Usage


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One evaluation, whole; failed pull requests count in the costs and nowhere else.

    `judged`: a judge was asked whether the texts mean the same. `record` names what was kept.
    """

    answers: Answers
    judged: bool
    measured: tuple[Measured, ...]
    failed: tuple[Failed, ...]
    record: str | None = None

    @property
    def inline(self) -> Score:
        """Of all that would be said as comments."""
        return sum((one.inline for one in self.measured), Score())

    @property
    def everything(self) -> Score:
        """Of all that would be said."""
        return sum((one.everything for one in self.measured), Score())

    @property
    def dropped(self) -> Mapping[str, int]:
        """How many claims the checks threw away, by reason, the most frequent first."""
        return _added(one.dropped for one in self.measured)

    @property
    def refuted(self) -> Mapping[str, int]:
        """How many claims the second look threw away, by reason, the most frequent first."""
        return _added(one.refuted for one in self.measured)

    @property
    def cost_usd(self) -> float:
        """What all of it cost: reviews, judge, and what failed."""
        failed = sum(one.usage.cost_usd for one in self.failed)
        return self.reviewing_usd + self.judging_usd + failed

    @property
    def reviewing_usd(self) -> float:
        """What the measured reviews cost."""
        return sum(one.usage.cost_usd for one in self.measured)

    @property
    def judging_usd(self) -> float:
        """What the judge of the measured reviews cost."""
        return sum(one.judging.cost_usd for one in self.measured)

    @property
    def seconds(self) -> float:
        """What the measured reviews took; the judge is not counted."""
        return sum(one.milliseconds for one in self.measured) / 1_000

    def each(self, total: float) -> float | None:
        """So much for each measured pull request; None where there is none."""
        return total / len(self.measured) if self.measured else None


def _added(counts: Iterable[tuple[tuple[str, int], ...]]) -> Mapping[str, int]:
    added: Counter[str] = Counter()
    for one in counts:
        added.update(dict(one))
    return dict(added.most_common())
