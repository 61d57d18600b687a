"""Every head has one check of ours, and every check comes to an end."""

from dataclasses import replace

import pytest

from bot.errors import TransientError
from bot.githubapp.client import GitHub
from bot.githubapp.values import PullRequest
from bot.publishers import check_run
from bot.review.change import (
    Change,
    DiffLine,
    FileChange,
    FileKind,
    FileStatus,
    Hunk,
    LineKind,
    Side,
)
from bot.review.coverage import Coverage, Gap
from bot.review.findings import Confidence, Finding, Location, Severity, Status
from bot.review.policy import OnIncomplete
from bot.review.verdict import PlacedFinding, Placement, Review, Tool, Verdict
from bot.sandbox import Sandbox, SandboxPullRequest
from bot.sandbox.shown import ShownCheck
from tests.support.github_view import asked, view

SHA = "0" * 40
# Line 2 of five is gone: what was line 4 stands in line 3 now.
HUNK = Hunk(
    1,
    3,
    1,
    2,
    "",
    (
        DiffLine(LineKind.CONTEXT, 1, 1, "one"),
        DiffLine(LineKind.REMOVED, 2, None, "two"),
        DiffLine(LineKind.CONTEXT, 3, 2, "three"),
    ),
)
FILE = FileChange(
    "app.py",
    "app.py",
    FileStatus.MODIFIED,
    FileKind.TEXT,
    SHA,
    SHA,
    "100644",
    "100644",
    (HUNK,),
)


@pytest.fixture
def pull(sandbox: Sandbox) -> SandboxPullRequest:
    shop = sandbox.create_repository("acme/shop", {"app.py": "one\ntwo\nthree\nfour\nfive\n"})
    shop.commit("change", {"app.py": "one\nthree\nfour\nfive\n"})
    return shop.open_pull_request()


@pytest.fixture
def github(sandbox: Sandbox, pull: SandboxPullRequest) -> GitHub:
    assert pull.number
    return view(sandbox)


@pytest.fixture
def here(github: GitHub, pull: SandboxPullRequest) -> PullRequest:
    return github.pull_request(pull.state.repository.id, pull.number)


def placed(number: int, location: Location | None) -> PlacedFinding:
    finding = Finding(
        "semgrep",
        "rule",
        "security-first",
        "injection",
        Severity.ERROR,
        Confidence.HIGH,
        location,
        "quote",
        f"Title {number}",
        "What can go wrong. What to do.",
    )
    return PlacedFinding(finding, f"f{number}", Status.INTRODUCED, Placement.SUMMARY)


def at(number: int, line: int = 1) -> PlacedFinding:
    return placed(number, Location("app.py", Side.RIGHT, line, line))


def review(
    here: PullRequest, *findings: PlacedFinding, verdict: Verdict = Verdict.FAILED
) -> Review:
    tool = Tool("0.1.0", "1.182.0", "digest", "backend-developer", None)
    change = Change("acme/shop", here.number, here.base_sha, here.head_sha, files=(FILE,))
    return Review(tool, change, verdict, (), findings)


def only(pull: SandboxPullRequest) -> ShownCheck:
    [check] = pull.shown().checks
    return check


def test_a_check_is_opened_once(
    github: GitHub, here: PullRequest, pull: SandboxPullRequest
) -> None:
    first = check_run.open(github, here, here.head_sha, "https://tenet.example/jobs/1")
    second = check_run.open(github, here, here.head_sha, "https://tenet.example/jobs/1")
    assert first.id == second.id
    check = only(pull)
    assert (check.name, check.head, check.status) == ("Tenet", here.head_sha, "in_progress")


def test_a_lost_answer_does_not_open_it_twice(
    sandbox: Sandbox, github: GitHub, here: PullRequest, pull: SandboxPullRequest
) -> None:
    sandbox.faults.add(kind="lost-answer", method="POST", path="/check-runs$")
    with pytest.raises(TransientError):
        check_run.open(github, here, here.head_sha)
    check_run.open(github, here, here.head_sha)
    assert only(pull).status == "in_progress"


@pytest.mark.parametrize(
    ("verdict", "on_incomplete", "conclusion", "title"),
    [
        (Verdict.PASSED, OnIncomplete.BLOCK, "success", "passed, nothing to say"),
        (Verdict.FAILED, OnIncomplete.NEUTRAL, "failure", "changes needed (1 error)"),
        (Verdict.INCOMPLETE, OnIncomplete.NEUTRAL, "neutral", "not fully reviewed: 1 file was not"),
        (Verdict.INCOMPLETE, OnIncomplete.BLOCK, "action_required", "not fully reviewed: 1 file"),
    ],
)
def test_the_verdict_is_the_conclusion(
    github: GitHub,
    here: PullRequest,
    pull: SandboxPullRequest,
    verdict: Verdict,
    on_incomplete: OnIncomplete,
    conclusion: str,
    title: str,
) -> None:
    findings = (at(1),) if verdict is Verdict.FAILED else ()
    gap = (Coverage("app.py", "semgrep", 1, 0, Gap.TIMED_OUT),)
    coverage = gap if verdict is Verdict.INCOMPLETE else ()
    check_run.open(github, here, here.head_sha)
    told = replace(review(here, *findings, verdict=verdict), coverage=coverage)
    check_run.conclude(github, here, told, on_incomplete)
    check = only(pull)
    assert (check.status, check.conclusion) == ("completed", conclusion)
    assert (check.title or "").startswith(title)


def test_every_finding_is_an_annotation_fifty_at_a_time(
    sandbox: Sandbox, github: GitHub, here: PullRequest, pull: SandboxPullRequest
) -> None:
    findings = [at(number) for number in range(120)]
    check_run.conclude(github, here, review(here, *findings), OnIncomplete.NEUTRAL)
    check = only(pull)
    assert [one.title for one in check.annotations] == [
        f"Security first: Title {number}" for number in range(120)
    ]
    assert {one.level for one in check.annotations} == {"failure"}
    assert check.conclusion == "failure"
    assert len([one for one in sandbox.requests if one.method == "PATCH"]) == 3


@pytest.mark.parametrize("batch", [0, 1, 2])
def test_an_interrupted_conclusion_is_finished_without_saying_anything_twice(
    sandbox: Sandbox, github: GitHub, here: PullRequest, pull: SandboxPullRequest, batch: int
) -> None:
    told = review(here, *[at(number) for number in range(120)])
    sandbox.faults.add(kind="lost-answer", method="PATCH", path="/check-runs/", skip=batch)
    with pytest.raises(TransientError):
        check_run.conclude(github, here, told, OnIncomplete.NEUTRAL)
    check_run.conclude(github, here, told, OnIncomplete.NEUTRAL)
    titles = [one.title for one in only(pull).annotations]
    assert len(titles) == len(set(titles)) == 120
    assert only(pull).conclusion == "failure"


def test_a_concluded_check_is_not_written_again(
    sandbox: Sandbox, github: GitHub, here: PullRequest
) -> None:
    told = review(here, at(1))
    check_run.conclude(github, here, told, OnIncomplete.NEUTRAL)
    check_run.conclude(github, here, told, OnIncomplete.NEUTRAL)
    asked(sandbox, "GET", "/meta")
    assert len([one for one in sandbox.requests if one.method == "PATCH"]) == 1


def test_a_later_review_of_the_same_head_adds_what_is_new(
    github: GitHub, here: PullRequest, pull: SandboxPullRequest
) -> None:
    check_run.conclude(github, here, review(here, at(1)), OnIncomplete.NEUTRAL)
    check_run.conclude(github, here, review(here, at(1), at(2)), OnIncomplete.NEUTRAL)
    assert [one.title for one in only(pull).annotations] == [
        "Security first: Title 1",
        "Security first: Title 2",
    ]
    assert only(pull).title == "changes needed (2 errors)"


@pytest.mark.parametrize(
    ("location", "lines"),
    [
        (Location("app.py", Side.RIGHT, 2, 3), (2, 3)),
        (Location("app.py", Side.LEFT, 1, 1), (1, 1)),
        (Location("app.py", Side.LEFT, 2, 2), (1, 1)),
        (Location("app.py", Side.LEFT, 3, 3), (2, 2)),
        (Location("app.py", Side.LEFT, 4, 5), (3, 3)),
        (None, None),
        (Location("caf\udce9.py", Side.RIGHT, 1, 1), None),
    ],
)
def test_an_annotation_stands_on_a_line_of_the_head(
    github: GitHub,
    here: PullRequest,
    pull: SandboxPullRequest,
    location: Location | None,
    lines: tuple[int, int] | None,
) -> None:
    told = review(here, placed(1, location))
    check_run.conclude(github, here, told, OnIncomplete.NEUTRAL)
    shown = [(one.start_line, one.end_line) for one in only(pull).annotations]
    assert shown == ([] if lines is None else [lines])
    assert "Title 1" in (only(pull).text or "")


def test_the_buttons_ask_again_and_why(
    github: GitHub, here: PullRequest, pull: SandboxPullRequest
) -> None:
    check_run.open(github, here, here.head_sha)
    assert only(pull).buttons == ()
    check_run.conclude(github, here, review(here, verdict=Verdict.PASSED), OnIncomplete.NEUTRAL)
    assert only(pull).buttons == ("review-again",)
    check_run.conclude(github, here, review(here, at(1)), OnIncomplete.NEUTRAL)
    assert only(pull).buttons == ("review-again", "explain")


def test_a_check_that_was_asked_for_again_is_in_progress_until_it_is_concluded(
    github: GitHub, here: PullRequest, pull: SandboxPullRequest
) -> None:
    told = review(here, at(1))
    check_run.conclude(github, here, told, OnIncomplete.NEUTRAL)
    check_run.open(github, here, here.head_sha, anew=True)
    assert (only(pull).status, only(pull).conclusion) == ("in_progress", None)
    check_run.conclude(github, here, told, OnIncomplete.NEUTRAL)
    assert (only(pull).status, only(pull).conclusion) == ("completed", "failure")
    assert len(only(pull).annotations) == 1


def test_a_bad_annotation_does_not_lose_the_verdict(
    github: GitHub, here: PullRequest, pull: SandboxPullRequest
) -> None:
    backwards = placed(1, Location("app.py", Side.RIGHT, 3, 2))
    check_run.conclude(github, here, review(here, backwards), OnIncomplete.NEUTRAL)
    check = only(pull)
    assert (check.conclusion, check.annotations) == ("failure", ())


def test_an_old_heads_check_says_what_it_gave_way_to(
    github: GitHub, here: PullRequest, pull: SandboxPullRequest
) -> None:
    assert check_run.supersede(github, here, here.head_sha, "a" * 40) is None
    check_run.open(github, here, here.head_sha)
    check_run.supersede(github, here, here.head_sha, "a" * 40)
    check = only(pull)
    assert (check.conclusion, check.title) == ("neutral", "superseded by a newer commit")
    assert "`aaaaaaa`" in (check.summary or "")


def test_a_finished_check_is_not_superseded(
    github: GitHub, here: PullRequest, pull: SandboxPullRequest
) -> None:
    check_run.conclude(github, here, review(here, at(1)), OnIncomplete.NEUTRAL)
    check_run.supersede(github, here, here.head_sha, "a" * 40)
    assert only(pull).conclusion == "failure"


def test_a_paused_pull_request_says_so(
    github: GitHub, here: PullRequest, pull: SandboxPullRequest
) -> None:
    check_run.pause(github, here, here.head_sha)
    assert (only(pull).conclusion, only(pull).title) == ("neutral", "paused")


@pytest.mark.parametrize(
    ("on_incomplete", "conclusion"),
    [(OnIncomplete.NEUTRAL, "neutral"), (OnIncomplete.BLOCK, "action_required")],
)
def test_a_review_that_cannot_be_finished_ends_its_check(
    github: GitHub,
    here: PullRequest,
    pull: SandboxPullRequest,
    on_incomplete: OnIncomplete,
    conclusion: str,
) -> None:
    check_run.open(github, here, here.head_sha)
    check_run.give_up(github, here, here.head_sha, "GitHub did not answer.", on_incomplete)
    check = only(pull)
    assert check.conclusion == conclusion
    assert (check.title or "").startswith("not fully reviewed: ")
    assert "GitHub did not answer." in (check.summary or "")


def test_a_check_of_the_same_name_by_somebody_else_is_not_ours(
    sandbox: Sandbox, github: GitHub, here: PullRequest, pull: SandboxPullRequest
) -> None:
    theirs = """{"total_count": 1, "check_runs": [{"id": 1, "name": "Tenet", "head_sha": "%s",
      "app": {"id": 1}, "status": "completed", "conclusion": "success", "html_url": null}]}"""
    sandbox.faults.add(status=200, path="/check-runs", method="GET", body=theirs % here.head_sha)
    check_run.conclude(github, here, review(here, at(1)), OnIncomplete.NEUTRAL)
    assert only(pull).conclusion == "failure"
