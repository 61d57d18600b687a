"""Two workers that publish at once leave what one would have left; and a great many findings."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.sandbox import Sandbox, SandboxPullRequest
from tests.support.following import Follower
from tests.support.github_view import asked
from tests.support.service import wait_for

NUMBERS = range(4)


@pytest.fixture
def pull(sandbox: Sandbox) -> SandboxPullRequest:
    shop = sandbox.create_repository("acme/shop", {"app.py": "x = 1\n"})
    bad = "".join(f"BAD {number}\n" for number in NUMBERS)
    shop.commit("change", {"app.py": f"x = 1\n{bad}"}, base="main")
    return shop.open_pull_request()


@pytest.mark.parametrize("slow", ["/pulls/1/reviews$", "/pulls/1/comments", "/issues/1/comments"])
def test_two_workers_at_once_leave_one_comment_on_each_finding_and_one_summary(
    sandbox: Sandbox, pull: SandboxPullRequest, slow: str
) -> None:
    workers = [Follower(sandbox, pull) for _ in range(2)]
    reviews = [one.review() for one in workers]
    # One of the two is held up at this path, on its way there, and the other one overtakes it.
    sandbox.faults.add(kind="slow", path=slow, seconds=0.3)
    ready = threading.Barrier(2)

    def publish(number: int) -> None:
        ready.wait()
        workers[number].publish(reviews[number])

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(publish, range(2)))

    shown = pull.shown()
    assert sorted(one.line or 0 for one in shown.comments) == [2, 3, 4, 5]
    assert len(shown.summaries) == 1
    workers[0].look()
    assert pull.shown().comments == shown.comments


@pytest.mark.parametrize("request_number", range(12))
def test_a_worker_that_is_overtaken_at_any_of_its_requests_leaves_one_of_each(
    sandbox: Sandbox, pull: SandboxPullRequest, request_number: int
) -> None:
    first, second = Follower(sandbox, pull), Follower(sandbox, pull)
    reviews = first.review(), second.review()
    # However long the second one takes: wherever the first one goes on, one of each is left.
    sandbox.faults.add(kind="slow", path="/repositories/", seconds=0.5, skip=request_number)
    with ThreadPoolExecutor(1) as pool:
        overtaken = pool.submit(first.publish, reviews[0])
        wait_for(lambda: not sandbox.faults.waiting() or overtaken.done(), "the first one to wait")
        second.publish(reviews[1])
        overtaken.result()

    shown = pull.shown()
    assert sorted(one.line or 0 for one in shown.comments) == [2, 3, 4, 5]
    assert len(shown.summaries) == 1
    assert sum(one.minimized is None for one in shown.reviews) == 1


def test_both_having_seen_nothing_still_leave_one_of_each(
    sandbox: Sandbox, pull: SandboxPullRequest
) -> None:
    first, second = Follower(sandbox, pull), Follower(sandbox, pull)
    first.look()
    # What the second one reads before it speaks is what stood there before the first one spoke.
    for path in ("/pulls/1/comments", "/pulls/1/comments", "/pulls/1/reviews"):
        sandbox.faults.add(method="GET", path=path, status=200, body="[]")
    sandbox.faults.add(method="GET", path="/issues/1/comments", status=200, body="[]")
    second.look()

    shown = pull.shown()
    assert len(asked(sandbox, "POST", "/pulls/1/reviews")) == 2
    assert sorted(one.line or 0 for one in shown.comments) == [2, 3, 4, 5]
    assert len(shown.summaries) == 1
    assert min(one.id for one in shown.comments) < min(one.id for one in shown.summaries)
    assert [one.minimized for one in shown.reviews] == [None, "resolved"]


def test_of_200_findings_20_are_said_inline_and_the_rest_in_the_summary(
    sandbox: Sandbox, pull: SandboxPullRequest
) -> None:
    pull.push({"app.py": "".join(f"BAD number {number}\n" for number in range(200))})
    follower = Follower(sandbox, pull)
    follower.conclude(follower.review())

    shown = pull.shown()
    assert len(shown.comments) == 20
    [summary] = shown.summaries
    assert summary.body.count("Title BAD number") == 180
    [check] = shown.checks
    assert len(check.annotations) == 200
    assert len({one.start_line for one in check.annotations}) == 200
    assert len([one for one in asked(sandbox, "PATCH", "") if "/check-runs/" in one.path]) == 4
