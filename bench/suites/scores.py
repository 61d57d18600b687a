"""How good the findings are: hits, misses and false alarms, and the measures made of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

from bench.suites.cases import Case, Count, Lines, Text, Whole
from bench.suites.finding import Found


class Measure(StrEnum):
    """What a bar may be set for; all are between 0 and 1, Youden's index between -1 and 1."""

    PRECISION = "precision"
    RECALL = "recall"
    FALSE_ALARM_RATE = "false alarm rate"
    YOUDEN = "Youden"


@dataclass(slots=True)
class Score:
    """What became of the cases of a family; `clean_alarmed` of the `clean` ones had an alarm.

    `misses` and `false_alarms` are places, with the rule that was wrong.
    """

    cases: int = 0
    clean: int = 0
    clean_alarmed: int = 0
    hits: int = 0
    misses: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)

    @property
    def bad(self) -> int:
        """How much was to be found."""
        return self.hits + len(self.misses)

    def add(self, case: Case, findings: Mapping[Text, Sequence[Found]]) -> None:
        """Judge one more case by the findings that answer it."""
        found = [
            one
            for text in case.texts
            for one in findings.get(text, ())
            if one.weaknesses & case.weaknesses
        ]
        alarms = len(self.false_alarms)
        self._judge(case, found)
        self.cases += 1
        self.clean += case.clean
        self.clean_alarmed += case.clean and len(self.false_alarms) > alarms

    def measured(self) -> Mapping[Measure, float]:
        """The measures that can be had: precision says nothing where nothing was to be found."""
        bad, said = self.bad, self.hits + len(self.false_alarms)
        measures: dict[Measure, float] = {}
        if bad and said:
            measures[Measure.PRECISION] = self.hits / said
        if bad:
            measures[Measure.RECALL] = self.hits / bad
        if self.clean:
            measures[Measure.FALSE_ALARM_RATE] = self.clean_alarmed / self.clean
        if bad and self.clean:
            measures[Measure.YOUDEN] = measures[Measure.RECALL] - measures[Measure.FALSE_ALARM_RATE]
        return measures

    def _judge(self, case: Case, found: Sequence[Found]) -> None:
        match case.expected:
            case Lines(spans):
                self._judge_lines(case.texts[0], spans, found)
            case Count(lines, tolerated):
                self._judge_count(case, found, lines, tolerated)
            case Whole(bad):
                if bad:
                    self._judge_count(case, found[:1], 1, 0)
                else:
                    self.false_alarms += _places(found)
            case _:
                assert_never(case.expected)

    def _judge_lines(
        self, text: Text, spans: Sequence[tuple[int, int]], found: Sequence[Found]
    ) -> None:
        for first, last in spans:
            if any(one.first <= last and one.last >= first for one in found):
                self.hits += 1
            else:
                self.misses.append(text.at(first))
        self.false_alarms += _places(
            one
            for one in found
            if not any(one.first <= last and one.last >= first for first, last in spans)
        )

    def _judge_count(self, case: Case, found: Sequence[Found], lines: int, tolerated: int) -> None:
        places = _places(found)
        hits = min(len(places), lines)
        self.hits += hits
        self.misses += [case.texts[0].at(1)] * (lines - hits)
        self.false_alarms += places[lines + tolerated :]


def _places(found: Iterable[Found]) -> list[str]:
    """One for each line on which something is found, with the rules that found it."""
    rules: dict[str, list[str]] = {}
    for one in found:
        rules.setdefault(one.text.at(one.first), []).append(one.rule_id)
    return [f"{place} {' '.join(dict.fromkeys(some))}" for place, some in rules.items()]


def together(scores: Iterable[Score]) -> Mapping[Measure, float]:
    """The measures of families together: of all their cases, and the mean of Youden's indexes."""
    total = Score()
    indexes = []
    for score in scores:
        total.hits += score.hits
        total.misses += score.misses
        total.false_alarms += score.false_alarms
        total.clean += score.clean
        total.clean_alarmed += score.clean_alarmed
        indexes += [score.measured()[Measure.YOUDEN]] if score.clean and score.bad else []
    measures = dict(total.measured())
    if indexes:
        measures[Measure.YOUDEN] = sum(indexes) / len(indexes)
    return measures
