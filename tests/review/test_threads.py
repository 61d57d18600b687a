from dataclasses import replace

import pytest

from bot.review.change import FileStatus, Side
from bot.review.coverage import Coverage, Gap
from bot.review.findings import Finding, Status
from bot.review.threads import Thread, Threads, sort_out
from bot.review.verdict import PlacedFinding, Review, Suppressed, Tool, Verdict
from tests.support.findings import FINDING, at, change, file, hunk, placed

TOOL = Tool("0.1.0", "1.182.0", "digest", "backend-developer", None)
THREAD = Thread(7, "node", "f1", answered=False)
LOOKED = Coverage("app.py", "semgrep", 1, 1)
TOUCHED = file("app.py", hunk(" a\n+b\n"))
NEW_NAME = placed(at(3, path="new.py"), "f2")


def review(
    *findings: PlacedFinding,
    coverage: tuple[Coverage, ...] = (LOOKED,),
    files: tuple[str, ...] = ("app.py",),
    suppressed: tuple[Suppressed, ...] = (),
) -> Review:
    changed = change(*(file(path, *TOUCHED.hunks) for path in files))
    return Review(TOOL, changed, Verdict.PASSED, (), findings, suppressed, coverage)


def sorted_out(told: Review, said: Finding | None = FINDING, thread: Thread = THREAD) -> Threads:
    return sort_out([thread], told, {} if said is None else {"f1": placed(said)})


GONE = Threads(settled=((THREAD, placed()),))


def test_what_is_not_found_where_somebody_looked_is_gone() -> None:
    assert sorted_out(review()) == GONE
    assert sorted_out(review(placed(at(9), "f2"))) == GONE


@pytest.mark.parametrize("status", Status)
def test_what_is_found_stands_whoever_brought_it_in(status: Status) -> None:
    told = review(placed(status=status))
    expected = GONE if status is Status.FIXED else Threads()
    assert sorted_out(told) == expected


def test_what_somebody_answered_for_stands() -> None:
    waived = Suppressed("f1", None, "app.py", "waiver", "reason")
    assert sorted_out(review(suppressed=(waived,))) == Threads()


@pytest.mark.parametrize(
    "coverage",
    [
        (),
        (replace(LOOKED, engine="model"),),
        (replace(LOOKED, path="other.py"),),
        *((replace(LOOKED, hunks_reviewed=0, gap=gap),) for gap in Gap if gap is not Gap.DELETED),
    ],
)
def test_nothing_is_gone_where_its_engine_did_not_look(coverage: tuple[Coverage, ...]) -> None:
    assert sorted_out(review(coverage=coverage)) == Threads()


def test_with_its_file_or_the_change_of_it_a_finding_is_gone() -> None:
    deleted = replace(LOOKED, hunks_reviewed=0, gap=Gap.DELETED)
    assert sorted_out(review(coverage=(deleted,))) == GONE
    assert sorted_out(review(coverage=(), files=("other.py",))) == GONE


def test_a_secret_stays_in_the_history_and_what_has_no_file_has_no_end() -> None:
    assert sorted_out(review(), replace(FINDING, category="secrets")) == Threads()
    assert sorted_out(review(), replace(FINDING, location=None)) == Threads()


def test_what_nobody_remembers_is_left_alone() -> None:
    assert sorted_out(review(), None) == Threads()


def test_what_people_answered_is_only_counted() -> None:
    answered = replace(THREAD, answered=True)
    assert sorted_out(review(), thread=answered) == Threads(answered=(answered,))


@pytest.mark.parametrize("answered", [False, True])
def test_a_finding_follows_its_file_to_another_name(*, answered: bool) -> None:
    thread = replace(THREAD, answered=answered)
    told = review(NEW_NAME, files=("new.py",))
    assert sorted_out(told, thread=thread) == Threads(followed=((thread, NEW_NAME),))


def test_it_follows_a_file_that_is_deleted_under_its_old_name() -> None:
    gone = replace(TOUCHED, status=FileStatus.DELETED)
    told = review(NEW_NAME, files=("new.py",))
    told = replace(told, change=change(gone, *told.change.files))
    assert sorted_out(told) == Threads(followed=((THREAD, NEW_NAME),))


@pytest.mark.parametrize(
    ("heir", "files"),
    [
        (NEW_NAME, ("app.py", "new.py")),
        (replace(NEW_NAME, status=Status.PREEXISTING), ("new.py",)),
        (placed(replace(NEW_NAME.finding, quote="other()"), "f2"), ("new.py",)),
        (placed(replace(NEW_NAME.finding, rule_id="other"), "f2"), ("new.py",)),
        (placed(at(3, path="new.py", side=Side.LEFT), "f2"), ("new.py",)),
        (placed(replace(FINDING, location=None), "f2"), ("new.py",)),
    ],
)
def test_a_copy_or_something_else_is_no_follower(
    heir: PlacedFinding, files: tuple[str, ...]
) -> None:
    assert sorted_out(review(heir, files=files)).followed == ()


def test_each_finding_follows_one_thread_and_has_none_yet() -> None:
    other = replace(THREAD, id=8, fingerprint="f3")
    said = {"f1": placed(), "f3": placed(fingerprint="f3")}
    told = review(NEW_NAME, files=("new.py",), coverage=())
    both = sort_out([THREAD, other], told, said)
    assert both.followed == ((THREAD, NEW_NAME),)
    assert both.settled == ((other, said["f3"]),)

    there = replace(THREAD, id=9, fingerprint="f2")
    assert sort_out([THREAD, there], told, said).followed == ()


def test_a_path_that_holds_a_secret_is_still_known() -> None:
    name = "ghp_" + "A1b2C3d4" * 5 + ".py"
    said = at(3, path="[SECRET:github-token].py")
    told = review(files=(name,), coverage=(replace(LOOKED, path=name),))
    kept = sort_out([THREAD], told, {"f1": placed(said)})
    assert len(kept.settled) == 1
