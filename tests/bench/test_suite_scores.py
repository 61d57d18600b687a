"""Hits, misses and false alarms are counted as each kind of label asks for."""

import pytest

from bench.suites.cases import SQL, Case, Count, Labelled, Lines, Text, Unread, Whole
from bench.suites.checkouts import Repository
from bench.suites.finding import Found, Scanned
from bench.suites.report import render, report
from bench.suites.scores import Measure, Score
from bench.suites.suite import Bar, Suite

TEXT = Text("suite/app.py", "app.py", b"", first_line=10)


def _found(*lines: int, weakness: str = "CWE-89") -> list[Found]:
    return [Found(TEXT, line, line, "sql", frozenset({weakness})) for line in lines]


def _score(expected: Lines | Count | Whole, found: list[Found]) -> Score:
    score = Score()
    score.add(Case("sql", SQL, (TEXT,), expected), {TEXT: found})
    return score


def test_a_span_is_hit_by_any_line_of_it_and_only_once() -> None:
    score = _score(Lines(((3, 5), (8, 8))), _found(4, 5, 9))

    assert score.hits == 1
    assert score.misses == ["suite/app.py:17"]
    assert score.false_alarms == ["suite/app.py:18 sql"]


def test_counted_lines_are_hits_up_to_the_number_then_tolerated_then_false() -> None:
    score = _score(Count(1, tolerated=1), _found(1, 1, 2, 3))

    assert score.hits == 1
    assert score.false_alarms == ["suite/app.py:12 sql"]
    assert _score(Count(2), _found(1)).misses == ["suite/app.py:10"]


def test_a_whole_case_is_hit_once_and_a_clean_one_not_at_all() -> None:
    assert _score(Whole(bad=True), _found(1, 2, 3)).measured() == {
        Measure.PRECISION: 1.0,
        Measure.RECALL: 1.0,
    }
    assert _score(Whole(bad=False), _found(1)).measured()[Measure.FALSE_ALARM_RATE] == 1.0


def test_a_finding_of_another_weakness_says_nothing() -> None:
    score = _score(Whole(bad=False), _found(1, weakness="CWE-798"))

    assert score.false_alarms == []
    assert score.measured() == {Measure.FALSE_ALARM_RATE: 0.0}


@pytest.mark.parametrize(("limit", "said"), [(0.5, "met"), (0.6, "missed")])
def test_a_bar_is_met_by_the_mean_of_its_families(limit: float, said: str) -> None:
    texts = [Text(f"{number}.py", "app.py", b"") for number in range(4)]
    cases = [
        Case("a", SQL, (texts[0],), Whole(bad=True)),
        Case("a", SQL, (texts[1],), Whole(bad=False)),
        Case("b", SQL, (texts[2],), Whole(bad=True)),
        Case("b", SQL, (texts[3],), Whole(bad=False)),
    ]
    hit = Found(texts[0], 1, 1, "sql", frozenset({"CWE-89"}))
    suite = Suite(
        "ours",
        Repository("owner/name", "0" * 40),
        (),
        lambda _: Labelled([]),
        (Bar("both", {Measure.YOUDEN: limit}),),
    )

    found = report(
        suite,
        Labelled(cases, [Unread("b", "5.py", "it is empty")]),
        Scanned({texts[0]: [hit]}, []),
    )

    assert render(found.rows) == (
        "| suite | family   | cases | unread | precision | recall | false alarm rate | Youden "
        f"| bar           | {' ' * len(said)} |\n"
        "| ----- | -------- | ----- | ------ | --------- | ------ | ---------------- | ------ "
        f"| ------------- | {'-' * len(said)} |\n"
        "| ours  | a        | 2     |        | 1.000     | 1.000  | 0.000            | 1.000  "
        f"|               | {' ' * len(said)} |\n"
        "| ours  | b        | 2     | 1      |           | 0.000  | 0.000            | 0.000  "
        f"|               | {' ' * len(said)} |\n"
        "| ours  | **both** | 4     | 1      | 1.000     | 0.500  | 0.000            | 0.500  "
        f"| Youden ≥ {limit:.2f} | {said} |"
    )
    assert list(found.mistakes) == [
        "ours b: missed 2.py:1",
        "ours b: unread 5.py: it is empty",
    ]
