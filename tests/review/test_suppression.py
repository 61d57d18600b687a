from dataclasses import replace
from datetime import date

import pytest

from bot.review.change import Side
from bot.review.findings import Confidence, Finding, Location, Severity, Status
from bot.review.policy import How, InlineSuppressions, Waiver
from bot.review.suppression import Answered, apply_waivers, excuses, unheard_excuses
from bot.review.verdict import PlacedFinding, Placement, Suppressed

TODAY = date(2027, 1, 31)
HERE = Location("api/users.py", Side.RIGHT, 3, 3)


def placed(
    fingerprint: str = "f1",
    *,
    status: Status = Status.INTRODUCED,
    category: str = "injection",
    location: Location | None = HERE,
) -> PlacedFinding:
    finding = Finding(
        source="semgrep",
        rule_id="python-sql-injection",
        principle="security-first",
        category=category,
        severity=Severity.ERROR,
        confidence=Confidence.HIGH,
        location=location,
        quote="query(name)",
        title="SQL from user input",
        message="Anyone can read the table. Bind the value.",
    )
    return PlacedFinding(finding, fingerprint, status, Placement.SUMMARY)


def waiver(fingerprint: str = "f1", expires: date | None = None) -> Waiver:
    return Waiver(fingerprint, "Read-only replica.", "mara", expires)


def test_without_waivers_everything_is_kept() -> None:
    assert apply_waivers([placed()], [], TODAY) == Answered((placed(),), ())


def test_a_waived_finding_is_told_with_its_reason_and_owner() -> None:
    answered = apply_waivers([placed(), placed("f2")], [waiver(expires=date(2027, 6, 1))], TODAY)
    assert answered == Answered(
        kept=(placed("f2"),),
        suppressed=(
            Suppressed(
                fingerprint="f1",
                rule_id="python-sql-injection",
                path="api/users.py",
                how="policy",
                reason="Read-only replica. (mara)",
                expires="2027-06-01",
                severity=placed().finding.severity,
                title=placed().finding.title,
                lines=placed().finding.location,
            ),
        ),
    )


@pytest.mark.parametrize(
    ("expires", "counts"),
    [(date(2027, 1, 30), False), (date(2027, 1, 31), True), (date(2027, 2, 1), True), (None, True)],
)
def test_a_waiver_counts_through_its_last_day(expires: date | None, *, counts: bool) -> None:
    answered = apply_waivers([placed()], [waiver(expires=expires)], TODAY)
    assert bool(answered.suppressed) is counts
    assert bool(answered.kept) is not counts


def test_an_expired_waiver_is_named_so_that_its_owner_hears_of_it() -> None:
    ended = waiver(expires=date(2027, 1, 30))
    answered = apply_waivers([placed(), placed()], [ended, waiver("f9", date(2020, 1, 1))], TODAY)
    assert answered.expired == (ended,)


TAKEN_BACK = replace(waiver(), taken_back_by="william", taken_back_on=date(2027, 1, 30))


def test_an_answer_that_was_taken_back_counts_no_more_and_is_named() -> None:
    answered = apply_waivers([placed()], [TAKEN_BACK], TODAY)
    assert answered == Answered((placed(),), (), taken_back=(TAKEN_BACK,))


def test_what_was_taken_back_in_a_comment_may_be_answered_elsewhere() -> None:
    answered = apply_waivers([placed()], [TAKEN_BACK, waiver()], TODAY)
    assert (answered.kept, answered.taken_back) == ((), ())


def test_nobody_hears_of_what_was_taken_back_once_the_finding_is_gone() -> None:
    fixed = placed(status=Status.FIXED)
    assert apply_waivers([fixed], [TAKEN_BACK], TODAY).taken_back == ()


def test_the_waiver_that_lasts_longest_wins_in_any_order() -> None:
    short, long = waiver(expires=date(2026, 1, 1)), waiver(expires=date(2028, 1, 1))
    for order in ([short, long], [long, short]):
        answered = apply_waivers([placed()], order, TODAY)
        assert [one.expires for one in answered.suppressed] == ["2028-01-01"]
        assert answered.expired == ()


@pytest.mark.parametrize("forbidden", ["injection", "security-first", "python-sql-injection"])
def test_what_may_not_be_suppressed_is_kept_and_the_waiver_is_named(forbidden: str) -> None:
    answered = apply_waivers([placed()], [waiver()], TODAY, frozenset({forbidden}))
    assert answered == Answered((placed(),), (), refused=(waiver(),))


def test_a_fixed_finding_stays_in_the_report() -> None:
    fixed = placed(status=Status.FIXED)
    assert apply_waivers([fixed], [waiver()], TODAY).kept == (fixed,)


def test_an_existing_finding_may_be_waived() -> None:
    answered = apply_waivers([placed(status=Status.PREEXISTING)], [waiver()], TODAY)
    assert answered.kept == ()


def test_a_finding_about_the_whole_change_has_no_path() -> None:
    given = replace(waiver(), how=How.WAIVER)
    answered = apply_waivers([placed(location=None)], [given], TODAY)
    assert [(one.path, one.how) for one in answered.suppressed] == [("", "waiver")]


def test_that_a_removed_secret_was_revoked_is_an_answer_that_always_counts() -> None:
    there = placed(category="secrets")
    gone = placed(category="secrets", location=Location("api/users.py", Side.LEFT, 3, 3))
    forbidden = frozenset({"secrets"})

    assert apply_waivers([there], [waiver()], TODAY, forbidden).kept == (there,)
    assert apply_waivers([gone], [waiver()], TODAY, forbidden).kept == ()


def excused(reason: str | None, status: Status = Status.INTRODUCED) -> PlacedFinding:
    one = placed(status=status)
    return replace(one, finding=replace(one.finding, excuse=reason))


def test_a_comment_in_the_code_counts_with_a_reason_and_is_told() -> None:
    one = excused("The path is ours.")
    answered = apply_waivers([one], excuses([one], InlineSuppressions.WITH_REASON), TODAY)
    (told,) = answered.suppressed
    assert (told.how, told.reason, told.expires) == ("inline", "The path is ours.", None)


@pytest.mark.parametrize(
    ("reason", "inline", "says"),
    [
        (None, InlineSuppressions.WITH_REASON, None),
        ("", InlineSuppressions.WITH_REASON, "it gives no reason"),
        ("The path is ours.", InlineSuppressions.NEVER, "waivers that have an owner"),
        ("", InlineSuppressions.NEVER, "waivers that have an owner"),
    ],
)
def test_a_comment_in_the_code_that_does_not_count_is_named(
    reason: str | None, inline: InlineSuppressions, says: str | None
) -> None:
    one = excused(reason)
    assert excuses([one], inline) == ()
    said = unheard_excuses([one], inline)
    assert [says is not None and says in sentence for sentence in said] == [True] * bool(says)
    old = excused(reason, Status.PREEXISTING)
    assert unheard_excuses([old], inline) == ()


def test_a_comment_in_the_code_never_ignores_what_the_policy_forbids() -> None:
    one = excused("The path is ours.")
    given = excuses([one], InlineSuppressions.WITH_REASON)
    answered = apply_waivers([one], given, TODAY, frozenset({"injection"}))
    assert answered == Answered((one,), (), refused=given)
