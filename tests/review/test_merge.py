from dataclasses import replace

from bot.review.change import Side
from bot.review.findings import Finding, Status
from bot.review.merge import compare, without_twins
from tests.support.findings import FINDING, at, change, file, hunk

PLAIN = change(file("app.py", hunk(" a\n b\n c\n")))


def by_model(finding: Finding) -> Finding:
    return replace(finding, source="model", rule_id=None)


def statuses(
    head: list[Finding], base: list[Finding], *, unseen: frozenset[str] = frozenset()
) -> list[tuple[int, Status]]:
    compared = compare(PLAIN, head, base, unseen)
    return [(one.location.start_line if one.location else 0, status) for one, _, status in compared]


def before(line: int, path: str = "app.py") -> Finding:
    return at(line, path=path, side=Side.LEFT)


def test_nothing_is_nothing() -> None:
    assert without_twins([]) == []
    assert compare(PLAIN, [], []) == ()


def test_what_two_engines_say_of_other_things_is_kept() -> None:
    others = [
        at(4),
        at(3, path="other.py"),
        at(3, side=Side.LEFT),
        replace(FINDING, principle="fail-gracefully"),
        replace(FINDING, location=None),
    ]
    findings = [*map(by_model, others), at(3)]
    assert without_twins(findings) == findings


def test_what_a_rule_has_said_the_model_need_not_say() -> None:
    for twin in (at(3), at(1, 3), at(3, 9), at(1, 9)):
        assert without_twins([by_model(twin), at(3, 4)]) == [at(3, 4)]


def test_two_rules_may_speak_of_one_line() -> None:
    other = replace(FINDING, rule_id="python-command-injection")
    assert without_twins([FINDING, other]) == [FINDING, other]


def test_what_only_the_head_has_is_introduced() -> None:
    assert statuses([at(2)], []) == [(2, Status.INTRODUCED)]


def test_what_only_the_base_has_is_fixed() -> None:
    assert statuses([], [before(2)]) == [(2, Status.FIXED)]


def test_a_moved_line_is_not_new() -> None:
    assert statuses([at(90)], [before(2)]) == [(90, Status.PREEXISTING)]


def test_a_second_copy_is_new() -> None:
    assert statuses([at(2), at(9)], [before(2)]) == [
        (2, Status.PREEXISTING),
        (9, Status.INTRODUCED),
    ]


def test_one_of_two_copies_is_fixed() -> None:
    assert statuses([at(2)], [before(2), before(9)]) == [(2, Status.PREEXISTING), (9, Status.FIXED)]


def test_of_equal_findings_the_one_on_an_added_line_is_new_wherever_it_stands() -> None:
    above = change(file("app.py", hunk("+query(name)\n a\n"), hunk(" b\n", 90, 91)))
    compared = compare(above, [at(1), at(91)], [before(90)])
    assert [(one.location and one.location.start_line, status) for one, _, status in compared] == [
        (1, Status.INTRODUCED),
        (91, Status.PREEXISTING),
    ]
    (_, new, _), (_, old, _) = compared
    ((_, alone, _),) = compare(PLAIN, [at(2)], [before(2)])
    assert old == alone
    assert new != alone


def test_a_renamed_file_keeps_its_findings() -> None:
    renamed = change(file("new.py", old_path="app.py"))
    compared = compare(renamed, [at(2, path="new.py")], [before(2)])
    assert [status for _, _, status in compared] == [Status.PREEXISTING]


def test_a_finding_that_moved_to_another_file_is_new_there_and_gone_here() -> None:
    assert [status for _, _, status in compare(PLAIN, [at(2, path="b.py")], [before(2)])] == [
        Status.INTRODUCED,
        Status.FIXED,
    ]


def test_nothing_counts_as_fixed_where_nobody_looked() -> None:
    assert statuses([], [before(2)], unseen=frozenset({"app.py"})) == []
    both = [before(2), before(9)]
    assert statuses([at(2)], both, unseen=frozenset({"app.py"})) == [(2, Status.PREEXISTING)]
    renamed = change(file("new.py", old_path="app.py"))
    assert compare(renamed, [], [before(2)], frozenset({"new.py"})) == ()


def test_findings_keep_their_order() -> None:
    head = [at(9), at(2, path="b.py"), at(3)]
    assert [one for one, _, _ in compare(PLAIN, head, [])] == head
