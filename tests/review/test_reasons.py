from dataclasses import replace
from datetime import date

from bot.review.coverage import Coverage, Gap
from bot.review.findings import Severity
from bot.review.policy import Waiver
from bot.review.reasons import (
    counted,
    did_not_look,
    engine_name,
    reason_for_blocking,
    reason_for_gaps,
    waiver_expired,
    waiver_refused,
)
from tests.support.findings import FINDING, placed


def test_a_number_agrees_with_its_noun() -> None:
    assert [counted(number, "file") for number in (0, 1, 2)] == ["0 files", "1 file", "2 files"]


def test_an_engine_is_called_as_people_call_it() -> None:
    assert [engine_name(one) for one in ("semgrep", "model", "other")] == [
        "Semgrep",
        "The model",
        "other",
    ]


def test_an_engine_that_did_not_look_is_told_with_the_reason() -> None:
    assert did_not_look("model", "--no-model was given") == (
        "The model did not look: --no-model was given."
    )
    assert did_not_look("semgrep", "It died.") == "Semgrep did not look: It died."


def test_what_blocks_is_counted_by_severity() -> None:
    several = [
        placed(replace(FINDING, severity=one))
        for one in (Severity.NOTE, Severity.ERROR, Severity.WARNING, Severity.WARNING)
    ]
    assert reason_for_blocking(several[1:2]) == "1 error introduced by this change"
    assert reason_for_blocking(several[2:]) == "2 warnings introduced by this change"
    assert reason_for_blocking(several) == (
        "1 error, 2 warnings and 1 note introduced by this change"
    )


def test_gaps_are_counted_by_reason_and_files_once() -> None:
    gaps = [
        Coverage("a.py", "semgrep", 1, 0, Gap.TIMED_OUT, "after 10 s"),
        Coverage("a.py", "model", 1, 0, Gap.OVER_BUDGET),
        Coverage("b.py", "semgrep", 1, 0, Gap.TIMED_OUT),
    ]
    assert reason_for_gaps(gaps[:1]) == "1 file not fully looked at: timed out (1)"
    assert reason_for_gaps(gaps) == "2 files not fully looked at: over budget (1), timed out (2)"


def test_waivers_that_do_not_count_are_named() -> None:
    waiver = Waiver("f1", "Read-only replica.", "mara", date(2027, 1, 31))
    assert waiver_expired(waiver) == (
        "The waiver of f1 by mara ended on 2027-01-31: the finding counts again."
    )
    assert waiver_refused(waiver) == (
        "The waiver of f1 does not count: the policy forbids to waive it."
    )
