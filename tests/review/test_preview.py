from dataclasses import replace

import pytest

from bot.review.findings import Severity, Status
from bot.review.policy import Policy
from bot.review.preview import broken_preview, in_its_scope, preview
from bot.review.verdict import EngineReport, PlacedFinding, Review, Tool, Verdict
from tests.support.findings import FINDING, at, change, placed

TOOL = Tool("0.1.0", "1.182.0", "digest", "backend-developer", None)
ERROR = placed()
NOTE = placed(replace(FINDING, severity=Severity.NOTE))
OTHER = placed(fingerprint="f2")


def review(*findings: PlacedFinding, verdict: Verdict = Verdict.FAILED) -> Review:
    return Review(TOOL, change(), verdict, (), findings)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (review(ERROR, OTHER), review(OTHER), "1 finding (`f1`) would no longer count."),
        (
            review(verdict=Verdict.PASSED),
            review(ERROR),
            "1 finding (`f1`) would count; the check would fail.",
        ),
        (
            review(ERROR),
            review(NOTE, verdict=Verdict.PASSED),
            "1 finding (`f1`) would be said as note; the check would pass.",
        ),
    ],
)
def test_the_effect_of_a_new_policy_is_told(before: Review, after: Review, said: str) -> None:
    assert preview(before, after) == f"This change edits the policy. After the merge, {said}"


@pytest.mark.parametrize("finding", [ERROR, replace(ERROR, status=Status.FIXED)])
def test_a_new_policy_without_an_effect_says_so(finding: PlacedFinding) -> None:
    after = review(finding) if finding is ERROR else review()
    assert preview(review(finding), after).endswith(" it makes no difference.")


def test_of_many_findings_some_are_named() -> None:
    many = [replace(ERROR, fingerprint=f"f{number:02}") for number in range(13)]
    said = preview(review(*many), review())
    assert "13 findings (`f00`, " in said
    assert "`f09` and 3 more) would no longer count" in said


def test_a_file_that_nobody_can_read_is_told_of() -> None:
    assert broken_preview("x.yml: `fail_onn` is not a known key.").endswith("not a known key.")


def test_findings_in_files_that_are_left_out_are_left_out() -> None:
    report = EngineReport("semgrep", (at(1), at(1, path="b.py")), (at(2, path="b.py"),))
    kept = in_its_scope(report, Policy(exclude=("b.py",)))
    assert (kept.findings, kept.baseline) == ((at(1),), ())
    whole = replace(report, findings=(replace(FINDING, location=None),))
    assert in_its_scope(whole, Policy(exclude=("**",))).findings == whole.findings
