"""Findings are said once, at their place, on the newest head, whatever GitHub does."""

from dataclasses import replace

import pytest

from bot.errors import TransientError
from bot.githubapp.client import GitHub
from bot.githubapp.values import DraftComment
from bot.publishers import review_comments
from bot.publishers.review_comments import Said
from bot.review.change import Change, Side
from bot.review.findings import Confidence, Finding, Location, Severity, Status
from bot.review.marker import Seal
from bot.review.verdict import PlacedFinding, Placement, Review, Tool, Verdict
from bot.review.words import inline_comment
from bot.sandbox import Sandbox, SandboxPullRequest, SandboxRepository
from tests.support.github_view import asked, view

KEY = b"k" * 32


@pytest.fixture
def shop(sandbox: Sandbox) -> SandboxRepository:
    lines = "".join(f"line {number}\n" for number in range(1, 41))
    return sandbox.create_repository("acme/shop", {"app.py": lines})


@pytest.fixture
def pull(shop: SandboxRepository) -> SandboxPullRequest:
    lines = [f"line {number}\n" for number in range(1, 41)]
    lines[9:12] = ["changed 10\n", "changed 11\n", "changed 12\n"]
    shop.commit("change", {"app.py": "".join(lines)})
    return shop.open_pull_request()


def placed(
    name: str,
    first: int,
    last: int,
    side: Side = Side.RIGHT,
    placement: Placement = Placement.INLINE,
    path: str = "app.py",
) -> PlacedFinding:
    lines = Location(path, side, first, last)
    finding = Finding(
        "semgrep",
        "rule",
        "security-first",
        "injection",
        Severity.ERROR,
        Confidence.HIGH,
        lines,
        "quote",
        f"Title {name}",
        "What can go wrong. What to do.",
    )
    anchor = lines if placement is Placement.INLINE else None
    return PlacedFinding(finding, name, Status.INTRODUCED, placement, anchor)


RANGE = placed("f1", 10, 12)
LINE = placed("f2", 11, 11)
REMOVED = placed("f3", 10, 11, Side.LEFT)
ON_FILE = placed("f4", 30, 31, placement=Placement.FILE)
IN_SUMMARY = placed("f5", 10, 10, placement=Placement.SUMMARY)
OLD = replace(placed("f6", 12, 12), status=Status.PREEXISTING)
# GitHub's diff does not show this line: somebody misplaced it.
FAR = placed("f7", 35, 35)


def review(pull: SandboxPullRequest, *findings: PlacedFinding) -> Review:
    tool = Tool("0.1.0", "1.182.0", "digest", "backend-developer", None)
    change = Change("acme/shop", pull.number, pull.base_sha, pull.head_sha, files=())
    return Review(tool, change, Verdict.FAILED, ("1 error",), findings)


def publish(
    sandbox: Sandbox, pull: SandboxPullRequest, said: Review, key: bytes | None = KEY
) -> Said:
    github = view(sandbox)
    now = github.pull_request(pull.state.repository.id, pull.number)
    return review_comments.publish(github, now, said, key)


def titles(pull: SandboxPullRequest) -> list[str]:
    return [one.body.splitlines()[0].rpartition("Title ")[2] for one in pull.shown().comments]


def test_lines_are_said_in_one_review_and_files_by_themselves(
    sandbox: Sandbox, pull: SandboxPullRequest
) -> None:
    told = review(pull, RANGE, LINE, REMOVED, ON_FILE, IN_SUMMARY, OLD)
    said = publish(sandbox, pull, told)
    assert said == Said(posted=("f1", "f2", "f3", "f4"))
    shown = pull.shown()
    assert [
        (one.path, one.side, one.start_line, one.line, one.subject) for one in shown.comments
    ] == [
        ("app.py", "RIGHT", 10, 12, "line"),
        ("app.py", "RIGHT", None, 11, "line"),
        ("app.py", "LEFT", 10, 11, "line"),
        ("app.py", "RIGHT", None, None, "file"),
    ]
    [together, by_itself] = shown.reviews
    assert together.body.startswith("3 comments on ")
    assert (together.state, together.commit, by_itself.body) == ("COMMENTED", pull.head_sha, "")
    assert len(asked(sandbox, "POST", "/reviews")) == 1


def test_nothing_inline_means_no_review(sandbox: Sandbox, pull: SandboxPullRequest) -> None:
    assert publish(sandbox, pull, review(pull, IN_SUMMARY, OLD)) == Said()
    assert pull.shown().reviews == ()


def test_what_was_said_is_not_said_again(sandbox: Sandbox, pull: SandboxPullRequest) -> None:
    publish(sandbox, pull, review(pull, RANGE, ON_FILE))
    again = publish(sandbox, pull, review(pull, RANGE, ON_FILE))
    assert again == Said(already_said=("f1", "f4"))
    assert titles(pull) == ["f1", "f4"]


def test_a_push_says_only_what_is_new(sandbox: Sandbox, pull: SandboxPullRequest) -> None:
    publish(sandbox, pull, review(pull, RANGE))
    pull.push({"more.py": "one\ntwo\n"})
    new = placed("f8", 2, 2, path="more.py")
    assert publish(sandbox, pull, review(pull, RANGE, new)) == Said(("f8",), ("f1",))
    assert titles(pull) == ["f1", "f8"]


def test_one_head_has_one_review_also_when_it_is_looked_at_again(
    sandbox: Sandbox, pull: SandboxPullRequest
) -> None:
    publish(sandbox, pull, review(pull, RANGE))
    assert publish(sandbox, pull, review(pull, RANGE, LINE)) == Said(("f2",), ("f1",))
    assert titles(pull) == ["f1", "f2"]
    assert len(asked(sandbox, "POST", "/reviews")) == 1


@pytest.mark.parametrize("kind", ["lost-answer", "reset", "status"])
def test_a_lost_answer_does_not_say_it_twice(
    sandbox: Sandbox, pull: SandboxPullRequest, kind: str
) -> None:
    sandbox.faults.add(kind=kind, method="POST", path="/reviews$")
    told = review(pull, RANGE, LINE, ON_FILE)
    with pytest.raises(TransientError):
        publish(sandbox, pull, told)
    publish(sandbox, pull, told)
    assert titles(pull) == ["f1", "f2", "f4"]
    assert len([one for one in pull.shown().reviews if one.body]) == 1


def test_a_lost_answer_to_a_single_comment_does_not_say_it_twice(
    sandbox: Sandbox, pull: SandboxPullRequest
) -> None:
    sandbox.faults.add(kind="lost-answer", method="POST", path="/pulls/1/comments$")
    told = review(pull, RANGE, ON_FILE, replace(ON_FILE, fingerprint="f9"))
    with pytest.raises(TransientError):
        publish(sandbox, pull, told)
    assert publish(sandbox, pull, told) == Said(("f9",), ("f1", "f4"))
    assert len(titles(pull)) == 3


def test_one_bad_comment_does_not_lose_the_others(
    sandbox: Sandbox, pull: SandboxPullRequest
) -> None:
    said = publish(sandbox, pull, review(pull, RANGE, FAR, LINE, ON_FILE))
    assert said == Said(posted=("f1", "f2", "f4"), refused=("f7",))
    assert titles(pull) == ["f1", "f2", "f4"]


def test_only_a_refusal_is_tried_one_by_one(sandbox: Sandbox, pull: SandboxPullRequest) -> None:
    sandbox.faults.add(status=502, method="POST", path="/reviews$")
    with pytest.raises(TransientError):
        publish(sandbox, pull, review(pull, RANGE))
    assert asked(sandbox, "POST", "/comments") == []


def test_a_path_that_is_no_text_is_left_to_the_summary(
    sandbox: Sandbox, pull: SandboxPullRequest
) -> None:
    odd = placed("f8", 1, 1, path="caf\udce9.py")
    assert publish(sandbox, pull, review(pull, odd, LINE)) == Said(("f2",), (), ("f8",))


def test_nothing_is_said_on_an_old_head(sandbox: Sandbox, pull: SandboxPullRequest) -> None:
    told = review(pull, RANGE, ON_FILE)
    pull.push({"more.py": "x\n"})
    assert publish(sandbox, pull, told) == Said(superseded=True)
    assert titles(pull) == []


@pytest.mark.parametrize("merged", [False, True])
def test_nothing_is_said_on_a_closed_pull_request(
    sandbox: Sandbox, pull: SandboxPullRequest, *, merged: bool
) -> None:
    pull.close(merged=merged)
    assert publish(sandbox, pull, review(pull, RANGE, ON_FILE)) == Said(superseded=True)
    assert titles(pull) == []


@pytest.mark.parametrize("theirs", ["person", "other pull request", "other key", "unsigned"])
def test_a_marker_that_is_not_ours_silences_nothing(
    sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest, theirs: str
) -> None:
    ours = Seal(KEY, shop.id, pull.number)
    seal = {
        "person": ours,
        "other pull request": replace(ours, number=pull.number + 1),
        "other key": replace(ours, key=b"x" * 32),
        "unsigned": replace(ours, key=None),
    }[theirs]
    writer = view(sandbox)
    if theirs == "person":
        writer = GitHub.for_token(sandbox.personal_token("eve"), sandbox.api_url, pause=0)
    draft = DraftComment("app.py", inline_comment(RANGE, seal), RANGE.anchor)
    writer.create_review_comment(shop.id, pull.number, pull.head_sha, draft)
    assert publish(sandbox, pull, review(pull, RANGE)).posted == ("f1",)


def test_a_personal_token_finds_its_own_unsigned_words(
    sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    writer = GitHub.for_token(sandbox.personal_token("ada"), sandbox.api_url, pause=0, backoff=0)
    now = writer.pull_request(shop.id, pull.number)
    told = review(pull, RANGE)
    assert review_comments.publish(writer, now, told, None) == Said(("f1",))
    assert review_comments.publish(writer, now, told, None) == Said((), ("f1",))


def test_nothing_is_ever_approved(sandbox: Sandbox, pull: SandboxPullRequest) -> None:
    publish(sandbox, pull, review(pull, RANGE, ON_FILE))
    assert not sandbox.saw_approval()
    assert {one.state for one in pull.shown().reviews} == {"COMMENTED"}
