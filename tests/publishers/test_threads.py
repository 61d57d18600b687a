"""A thread keeps step with its finding, from the first push to the last."""

import pytest

from bot.errors import TransientError
from bot.githubapp.client import GitHub
from bot.publishers.threads import Kept
from bot.review.policy import Policy
from bot.sandbox import Sandbox, SandboxPullRequest, SandboxRepository
from tests.support.following import Follower
from tests.support.github_view import asked

CODE = [f"line {number}" for number in range(1, 31)]
BOT = "tenet-review[bot]"


def text(*added: str, above: int = 0) -> str:
    """The file with these lines in its middle, and so many more at its top."""
    return "\n".join([*["new"] * above, *CODE[:15], *added, *CODE[15:]]) + "\n"


@pytest.fixture
def shop(sandbox: Sandbox) -> SandboxRepository:
    return sandbox.create_repository("acme/shop", {"app.py": text(), "README.md": "# Shop\n"})


@pytest.fixture
def pull(shop: SandboxRepository) -> SandboxPullRequest:
    shop.commit("change", {"app.py": text("BAD a", "BAD b")}, base="main")
    return shop.open_pull_request()


@pytest.fixture
def follower(sandbox: Sandbox, pull: SandboxPullRequest) -> Follower:
    return Follower(sandbox, pull)


def threads(pull: SandboxPullRequest) -> list[str]:
    """What each thread of ours is about, and what became of it."""
    found = []
    for one in pull.shown().comments:
        if one.author == BOT and one.in_reply_to is None:
            title = next(line for line in one.body.splitlines() if "Title " in line)
            fate = "fixed " if one.body.startswith("Fixed in ") else ""
            folded = "resolved " if one.resolved else "folded " if one.minimized else ""
            found.append(folded + fate + title.rpartition("Title BAD ")[2])
    return found


def answer(sandbox: Sandbox, pull: SandboxPullRequest, about: str) -> None:
    """Somebody answers in the first thread about this."""
    comment = next(one for one in pull.shown().comments if f"Title BAD {about}" in one.body)
    person = GitHub.for_token(sandbox.personal_token("ada"), sandbox.api_url, pause=0)
    where = f"/repositories/{pull.state.repository.id}/pulls/{pull.number}"
    person._transport.write("POST", f"{where}/comments/{comment.id}/replies", {"body": "Why?"})  # noqa: SLF001  people have no method here


def test_a_fixed_finding_is_acknowledged_on_its_thread_which_is_folded_up(
    sandbox: Sandbox, pull: SandboxPullRequest, follower: Follower
) -> None:
    follower.look()
    assert threads(pull) == ["a", "b"]

    head = pull.push({"app.py": text("BAD b")})
    kept = follower.look()
    assert len(kept.settled) == 1
    assert threads(pull) == ["folded fixed a", "b"]
    fixed = pull.shown().comments[0]
    assert fixed.body.startswith(f"Fixed in `{head[:7]}`: ")
    assert fixed.minimized == "resolved"

    before = len(sandbox.requests)
    assert follower.look() == Kept()
    asked(sandbox, "GET", "/meta")
    assert {one.method for one in sandbox.requests[before:]} == {"GET", "POST"}
    assert not asked(sandbox, "PATCH", str(fixed.id))[1:]


def test_where_we_may_the_thread_is_resolved(
    sandbox: Sandbox, pull: SandboxPullRequest, follower: Follower
) -> None:
    sandbox.install("acme").permissions["contents"] = "write"
    follower.look()
    pull.push({"app.py": text("nothing")})
    follower.look()

    assert threads(pull) == ["resolved fixed a", "resolved fixed b"]


def test_after_one_refusal_nobody_tries_to_resolve_the_others(
    sandbox: Sandbox, pull: SandboxPullRequest, follower: Follower
) -> None:
    follower.look()
    pull.push({"app.py": text("nothing")})
    follower.look()

    assert threads(pull) == ["folded fixed a", "folded fixed b"]
    documents = [one.body for one in asked(sandbox, "POST", "/graphql")]
    assert [b"resolveReviewThread" in one for one in documents] == [False, True, False, False]


@pytest.mark.parametrize("status", [403, 404, 422])
def test_a_thread_that_cannot_be_folded_up_is_acknowledged_all_the_same(
    sandbox: Sandbox, pull: SandboxPullRequest, follower: Follower, status: int
) -> None:
    follower.look()
    pull.push({"app.py": text("BAD b")})
    sandbox.faults.add(method="POST", path="/graphql", status=status, times=9, body="{}")
    follower.look()

    assert threads(pull) == ["fixed a", "b"]


@pytest.mark.parametrize("path", ["/graphql", "/pulls/comments/"])
@pytest.mark.parametrize("skip", [0, 1])
def test_a_lost_answer_leaves_the_same_threads(
    sandbox: Sandbox, pull: SandboxPullRequest, follower: Follower, path: str, skip: int
) -> None:
    follower.look()
    pull.push({"app.py": text("BAD c")})
    for method in ("POST", "PATCH"):
        sandbox.faults.add(kind="lost-answer", method=method, path=path, skip=skip)
    with pytest.raises(TransientError):
        follower.look()
    follower.look()

    assert threads(pull) == ["folded fixed a", "folded fixed b", "c"]


def test_what_people_answered_is_left_alone_and_counted(
    sandbox: Sandbox, pull: SandboxPullRequest, follower: Follower
) -> None:
    follower.look()
    answer(sandbox, pull, "a")
    pull.push({"app.py": text("BAD b")})
    kept = follower.look()
    assert (len(kept.answered), kept.settled) == (1, ())
    assert threads(pull) == ["a", "b"]

    pull.push({"app.py": text("BAD a", "BAD b")})
    assert follower.look() == Kept()
    assert threads(pull) == ["a", "b"]


def test_a_finding_that_comes_back_is_said_once_more(
    pull: SandboxPullRequest, follower: Follower
) -> None:
    for added in (["BAD a"], ["BAD b"], ["BAD a", "BAD b"], ["BAD a", "BAD b"]):
        pull.push({"app.py": text(*added)})
        follower.look()

    assert threads(pull) == ["folded fixed a", "b", "a"]


def test_a_finding_keeps_its_thread_when_its_file_gets_another_name(
    sandbox: Sandbox, pull: SandboxPullRequest, follower: Follower
) -> None:
    pull.push({"app.py": text(), "new.py": text("BAD c", "BAD d")})
    follower.look()
    answer(sandbox, pull, "d")
    pull.push({"new.py": None, "newer.py": text("BAD c", "BAD d", above=1)})
    kept = follower.look()
    assert len(kept.followed) == 2
    assert threads(pull) == ["c", "d"]
    [first, second, *_] = pull.shown().comments
    assert f"`{kept.followed[0]}`" in first.body
    assert "This is about `newer.py`, line 17." in first.body
    assert "newer.py" not in second.body  # people talk there

    pull.push({"newer.py": text("BAD c", "BAD d", above=2)})
    follower.look()
    assert threads(pull) == ["c", "d"]


def test_nothing_is_acknowledged_on_an_old_head(
    pull: SandboxPullRequest, follower: Follower
) -> None:
    follower.look()
    pull.push({"app.py": text("nothing")})
    late = follower.review()
    pull.push({"app.py": text("BAD a")})
    kept = follower.publish(late)

    assert kept == Kept(superseded=True)
    assert threads(pull) == ["a", "b"]


def test_twenty_pushes_leave_the_right_comments_and_one_summary(
    sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest, follower: Follower
) -> None:
    def push(files: dict[str, str | None], base: str | None = None) -> None:
        pull.push(dict(files), base=base)
        follower.look()

    follower.look()
    push({"app.py": text("BAD a", "BAD b", above=1)})  # 1: lines move down
    push({"app.py": text("BAD a", "", "BAD b", above=1)})  # 2: and apart
    push({"app.py": text("BAD b", above=1)})  # 3: a is fixed
    push({"app.py": text("BAD b", "BAD c", above=1)})  # 4: c is new
    shop.commit("main", {"README.md": "# The shop\n"})
    push({"app.py": text("BAD b", "BAD c")}, base="main")  # 5: a rebase
    push({"app.py": text("BAD a", "BAD b", "BAD c")})  # 6: a is back
    answer(sandbox, pull, "b")
    push({"app.py": text("BAD a", "BAD c")})  # 7: b is fixed, and talked about
    push({"app.py": text("BAD a", "BAD b", "BAD c")})  # 8: and back
    push({"new.py": text("BAD d", "BAD d")})  # 9: twice the same, in a new file
    push({"new.py": None, "newer.py": text("BAD d", "BAD d")})  # 10: which is renamed
    push({"newer.py": text("BAD d", "BAD d", above=3)})  # 11
    push({"newer.py": text("BAD d", above=3)})  # 12: one of the two is fixed
    pull.close()
    pull.reopen()
    follower.look()
    shop.commit("release", {"app.py": text("BAD c")}, base="main")
    pull.change_base("release")
    follower.look()
    push({"README.md": "# A shop\n"})  # 13: c stands in the base now
    pull.change_base("main")
    follower.look()
    push({"newer.py": None})  # 14: the file goes
    push({"app.py": text("BAD e", "BAD a", "BAD b", "BAD c")})  # 15
    push({"app.py": text("BAD a", "BAD b", "BAD c", "BAD e")})  # 16: in another order
    push({"app.py": text("BAD a", "BAD b", "BAD c", "  BAD e")})  # 17: white space
    push({"app.py": text("BAD a", "BAD b", "BAD c")}, base="main")  # 18: a force-push
    push({"app.py": text("BAD a", "BAD b", "BAD c", above=9)})  # 19
    push({"app.py": text("BAD a", "BAD c")})  # 20

    assert threads(pull) == [
        "folded fixed a",
        "b",  # people talk there
        "c",
        "a",
        "folded fixed d",
        "folded fixed d",
        "folded fixed e",
    ]
    assert len(pull.shown().summaries) == 1
    assert not sandbox.saw_approval()


def test_what_the_policy_leaves_out_is_not_called_fixed(
    pull: SandboxPullRequest, follower: Follower
) -> None:
    follower.look()
    pull.push({"app.py": text("BAD b")})
    follower.policy = Policy(disabled_rules=frozenset({"no-bad"}))
    follower.look()

    assert threads(pull) == ["a", "b"]
