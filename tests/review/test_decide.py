from dataclasses import replace
from datetime import date

import pytest

from bot.review.change import Side
from bot.review.coverage import Coverage, Gap
from bot.review.decide import decide
from bot.review.findings import Finding, Location, Severity, Status
from bot.review.policy import FailOn, Policy, Waiver
from bot.review.verdict import (
    EngineReport,
    PlacedFinding,
    Placement,
    Review,
    Suppressed,
    Tool,
    Usage,
    Verdict,
)
from tests.support.findings import FINDING, at, change, file, hunk

TODAY = date(2027, 1, 31)
TOOL = Tool("0.1", "1.182.0", "digest", "backend-developer", None)
CHANGE = change(file("app.py", hunk("+a\n+b\n+query(name)\n d\n")))
LOOKED = Coverage("app.py", "semgrep", 1, 1)
NOTE, WARNING = (
    replace(FINDING, severity=severity, rule_id=severity.value)
    for severity in (Severity.NOTE, Severity.WARNING)
)


def semgrep(
    *findings: Finding,
    baseline: tuple[Finding, ...] = (),
    coverage: tuple[Coverage, ...] = (LOOKED,),
    notes: tuple[str, ...] = (),
) -> EngineReport:
    return EngineReport("semgrep", findings, baseline, coverage, notes=notes, milliseconds=7)


def decided(*reports: EngineReport, policy: Policy | None = None) -> Review:
    return decide(TOOL, CHANGE, reports, policy or Policy(), TODAY)


def test_nothing_found_and_all_looked_at_is_passed() -> None:
    assert decided(semgrep()) == Review(
        TOOL, CHANGE, Verdict.PASSED, (), (), coverage=(LOOKED,), timings_ms=(("semgrep", 7),)
    )


def test_a_change_of_nothing_is_passed() -> None:
    review = decide(TOOL, change(), [EngineReport("semgrep")], Policy(), TODAY)
    assert (review.verdict, review.reasons) == (Verdict.PASSED, ())


def test_a_finding_is_said_at_its_line_and_fails_the_review() -> None:
    review = decided(semgrep(FINDING))
    (one,) = review.findings
    assert one == PlacedFinding(
        FINDING,
        one.fingerprint,
        Status.INTRODUCED,
        Placement.INLINE,
        Location("app.py", Side.RIGHT, 3, 3),
    )
    assert review.introduced == review.findings
    assert review.verdict is Verdict.FAILED
    assert review.reasons == ("1 error introduced by this change",)


@pytest.mark.parametrize(
    ("fail_on", "verdicts"),
    [
        (FailOn.ERROR, ["failed", "passed", "passed"]),
        (FailOn.WARNING, ["failed", "failed", "passed"]),
        (FailOn.NOTE, ["failed", "failed", "failed"]),
        (FailOn.NEVER, ["passed", "passed", "passed"]),
    ],
)
def test_the_policy_says_from_which_severity_a_review_fails(
    fail_on: FailOn, verdicts: list[str]
) -> None:
    policy = Policy(fail_on=fail_on)
    reviews = [decided(semgrep(one), policy=policy) for one in (FINDING, WARNING, NOTE)]
    assert [review.verdict.value for review in reviews] == verdicts
    assert [bool(review.reasons) for review in reviews] == [one == "failed" for one in verdicts]


def test_what_stood_there_before_or_is_fixed_fails_nothing() -> None:
    before = at(1, side=Side.LEFT)
    review = decided(semgrep(FINDING, baseline=(before,)))
    assert (review.verdict, review.findings[0].status) == (Verdict.PASSED, Status.PREEXISTING)
    assert review.findings[0].placement is Placement.SUMMARY
    review = decided(semgrep(baseline=(before,)))
    assert (review.verdict, review.findings[0].status) == (Verdict.PASSED, Status.FIXED)


@pytest.mark.parametrize("gap", list(Gap))
def test_a_gap_makes_a_review_incomplete_unless_nobody_expects_better(gap: Gap) -> None:
    expected = {
        Gap.DELETED,
        Gap.LOCK_FILE,
        Gap.DOCUMENT,
        Gap.BINARY,
        Gap.SYMLINK,
        Gap.SUBMODULE,
        Gap.MODE_ONLY,
        Gap.RENAME_ONLY,
        Gap.EXCLUDED,
        Gap.NO_RULES,
    }
    review = decided(semgrep(coverage=(Coverage("app.py", "semgrep", 1, 0, gap),)))
    assert review.verdict is (Verdict.PASSED if gap in expected else Verdict.INCOMPLETE)
    assert bool(review.reasons) is (gap not in expected)


def test_failed_outranks_incomplete_and_both_reasons_are_told() -> None:
    gap = Coverage("b.py", "semgrep", 1, 0, Gap.TIMED_OUT)
    review = decided(semgrep(FINDING, coverage=(gap,)))
    assert review.verdict is Verdict.FAILED
    assert review.reasons == (
        "1 error introduced by this change",
        "1 file not fully looked at: timed out (1)",
    )
    never = decided(semgrep(FINDING, coverage=(gap,)), policy=Policy(fail_on=FailOn.NEVER))
    assert never.verdict is Verdict.INCOMPLETE


def test_nothing_counts_as_fixed_in_a_file_that_was_not_looked_at() -> None:
    gap = Coverage("app.py", "semgrep", 1, 0, Gap.PARSE_ERROR)
    review = decided(semgrep(baseline=(at(1, side=Side.LEFT),), coverage=(gap,)))
    assert review.findings == ()


def test_a_failed_model_takes_nothing_from_what_the_rules_saw() -> None:
    failed = EngineReport("model", coverage=(Coverage("app.py", "model", 1, 0, Gap.ENGINE_FAILED),))
    review = decided(semgrep(baseline=(at(1, side=Side.LEFT),)), failed)
    assert [one.status for one in review.findings] == [Status.FIXED]


def test_a_disabled_rule_is_silent_on_both_sides() -> None:
    policy = Policy(disabled_rules=frozenset({FINDING.rule_id or ""}))
    review = decided(semgrep(FINDING, baseline=(at(9, side=Side.LEFT),)), policy=policy)
    assert (review.findings, review.verdict) == ((), Verdict.PASSED)


def test_what_a_disabled_rule_would_say_the_model_may_say() -> None:
    twin = replace(FINDING, source="model", rule_id=None)
    model = EngineReport("model", (twin,), coverage=(Coverage("app.py", "model", 1, 1),))
    assert [one.finding for one in decided(semgrep(FINDING), model).findings] == [FINDING]
    policy = Policy(disabled_rules=frozenset({FINDING.rule_id or ""}))
    review = decided(semgrep(FINDING), model, policy=policy)
    assert [one.finding for one in review.findings] == [twin]


@pytest.mark.parametrize(
    ("policy", "severity"),
    [
        (Policy(severities={"python-sql-injection": Severity.NOTE}), Severity.NOTE),
        (Policy(principles={"security-first": Severity.WARNING}), Severity.WARNING),
        (Policy(principles={"security-first": Severity.ERROR}), Severity.ERROR),
        (Policy(principles={"security-first": None}), None),
        (Policy(principles={"blend-in": None}), Severity.ERROR),
        (
            Policy(
                principles={"security-first": None},
                severities={"python-sql-injection": Severity.WARNING},
            ),
            Severity.WARNING,
        ),
    ],
)
def test_a_policy_changes_severities_and_a_rule_beats_its_principle(
    policy: Policy, severity: Severity | None
) -> None:
    review = decided(semgrep(FINDING), policy=policy)
    expected = [] if severity is None else [severity]
    assert [one.finding.severity for one in review.findings] == expected


def test_a_principle_makes_nothing_worse_than_it_was() -> None:
    policy = Policy(principles={"security-first": Severity.ERROR})
    review = decided(semgrep(NOTE), policy=policy)
    assert review.findings[0].finding.severity is Severity.NOTE


def test_a_changed_severity_makes_nothing_new() -> None:
    policy = Policy(severities={"python-sql-injection": Severity.WARNING})
    review = decided(semgrep(FINDING, baseline=(at(9, side=Side.LEFT),)), policy=policy)
    assert [one.status for one in review.findings] == [Status.PREEXISTING]


def test_a_waived_finding_fails_nothing_and_is_told_apart() -> None:
    (one,) = decided(semgrep(FINDING)).findings
    policy = Policy(waivers=(Waiver(one.fingerprint, "Read-only.", "mara", TODAY),))
    review = decided(semgrep(FINDING), policy=policy)
    assert (review.verdict, review.findings) == (Verdict.PASSED, ())
    assert review.suppressed == (
        Suppressed(
            one.fingerprint,
            FINDING.rule_id,
            "app.py",
            "policy",
            "Read-only. (mara)",
            TODAY.isoformat(),
            FINDING.severity,
            FINDING.title,
            FINDING.location,
        ),
    )


def test_waivers_that_do_not_count_are_noticed() -> None:
    (one,) = decided(semgrep(FINDING)).findings
    ended = Waiver(one.fingerprint, "Read-only.", "mara", date(2027, 1, 30))
    review = decided(semgrep(FINDING), policy=Policy(waivers=(ended,)))
    assert review.verdict is Verdict.FAILED
    assert review.notices == (
        f"The waiver of {one.fingerprint} by mara ended on 2027-01-30: the finding counts again.",
    )
    lasting = replace(ended, expires=None)
    forbidding = Policy(waivers=(lasting,), forbidden_suppressions=frozenset({"injection"}))
    assert decided(semgrep(FINDING), policy=forbidding).notices == (
        f"The waiver of {one.fingerprint} does not count: the policy forbids to waive it.",
    )


def test_only_so_many_findings_are_said_outside_the_summary() -> None:
    many = [replace(at(3), rule_id=f"rule-{number}") for number in range(3)]
    off_diff = at(90)
    review = decided(semgrep(*many, off_diff), policy=Policy(max_inline=2))
    assert [one.placement for one in review.findings] == [
        Placement.INLINE,
        Placement.INLINE,
        Placement.SUMMARY,
        Placement.SUMMARY,
    ]
    assert review.findings[2].anchor is None
    nothing = decided(semgrep(*many), policy=Policy(max_inline=0))
    assert {one.placement for one in nothing.findings} == {Placement.SUMMARY}


def test_of_a_rule_three_findings_of_a_file_are_said_at_their_lines_and_every_error() -> None:
    def said(severity: Severity, rule_id: str | None) -> list[Placement]:
        alike = [
            replace(at(3), severity=severity, rule_id=rule_id, identity=f"{number}")
            for number in range(5)
        ]
        return [one.placement for one in decided(semgrep(*alike)).findings]

    inline, summary = Placement.INLINE, Placement.SUMMARY
    assert said(Severity.WARNING, "a") == [inline, inline, inline, summary, summary]
    assert said(Severity.ERROR, "a") == [inline] * 5
    assert said(Severity.WARNING, None) == [inline] * 5


def test_everything_comes_in_one_order_whatever_the_engines_order_was() -> None:
    findings = [
        replace(at(2), severity=Severity.WARNING, rule_id="b"),
        at(9, path="b.py"),
        at(9),
        at(1),
        replace(FINDING, location=None),
        replace(at(2), severity=Severity.WARNING, rule_id="a"),
        replace(at(5), rule_id="old"),
    ]
    baseline = (
        replace(at(1, side=Side.LEFT), rule_id="gone"),
        replace(at(4, side=Side.LEFT), rule_id="old"),
    )
    coverage = (Coverage("b.py", "semgrep", 0, 0), LOOKED, Coverage("app.py", "model", 1, 1))
    first = decided(semgrep(*findings, baseline=baseline, coverage=coverage))
    told = [
        (
            one.status.value,
            one.finding.severity.value,
            (one.finding.location.path, one.finding.location.start_line)
            if one.finding.location
            else None,
            one.finding.rule_id,
        )
        for one in first.findings
    ]
    rule = "python-sql-injection"
    assert told == [
        ("introduced", "error", None, rule),
        ("introduced", "error", ("app.py", 1), rule),
        ("introduced", "error", ("app.py", 9), rule),
        ("introduced", "error", ("b.py", 9), rule),
        ("introduced", "warning", ("app.py", 2), "a"),
        ("introduced", "warning", ("app.py", 2), "b"),
        ("preexisting", "error", ("app.py", 5), "old"),
        ("fixed", "error", ("app.py", 1), "gone"),
    ]
    assert [(one.path, one.engine) for one in first.coverage] == [
        ("app.py", "model"),
        ("app.py", "semgrep"),
        ("b.py", "semgrep"),
    ]
    assert decided(semgrep(*findings, baseline=baseline, coverage=coverage)) == first


def test_what_engines_cost_and_say_is_gathered() -> None:
    model = EngineReport(
        "model", notes=("It was short.",), usage=Usage(1, 10, 20, 0.5), milliseconds=9
    )
    other = EngineReport("model", off="no ANTHROPIC_API_KEY is set", usage=Usage(2, 1, 1, 0.25))
    review = decide(
        TOOL,
        CHANGE,
        [semgrep(notes=("A rule was left out.",)), model, other],
        Policy(),
        TODAY,
        notices=["The policy file is broken."],
    )
    assert review.notices == (
        "The policy file is broken.",
        "The model did not look: no ANTHROPIC_API_KEY is set.",
        "A rule was left out.",
        "It was short.",
    )
    assert review.usage == Usage(3, 11, 21, 0.75)
    assert review.timings_ms == (("semgrep", 7), ("model", 9), ("model", 0))
