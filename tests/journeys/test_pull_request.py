"""From a signed delivery to the posted review, through the real server."""

import itertools
import json
from pathlib import Path

import pytest
import requests

from bot.engines.scanner import isolation
from bot.sandbox import Sandbox, SandboxPullRequest, SandboxRepository, Shown
from bot.settings import Isolation
from tests.support.mistakes import MISTAKE
from tests.support.service import Service, concluded, wait_for

CLEAN = "def total(prices):\n    return sum(prices)\n"
SWALLOWED = (
    "\n\ndef pay(order):\n    try:\n        order.charge()\n    except Exception:\n        pass\n"
)
_names = (f"acme/shop-{number}" for number in itertools.count())

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def repository(github: Sandbox) -> SandboxRepository:
    return github.create_repository(next(_names), {"shop.py": CLEAN, "README.md": "# Shop\n"})


def opened(
    repository: SandboxRepository,
    text: str = MISTAKE,
    *,
    author: str = "mona",
    draft: bool = False,
) -> SandboxPullRequest:
    repository.commit("change", {"shop.py": text}, "Show the folder", base="main")
    return repository.open_pull_request("Show the folder", author=author, draft=draft)


def lines(shown: Shown) -> list[tuple[str, int | None]]:
    return sorted((one.path, one.line) for one in shown.comments)


def test_a_mistake_is_said_once_at_its_line_in_the_summary_and_on_the_check(
    repository: SandboxRepository, service: Service
) -> None:
    shown = concluded(opened(repository, MISTAKE + SWALLOWED))

    (review,) = shown.reviews
    assert review.state == "COMMENTED"
    assert lines(shown) == [("shop.py", 5), ("shop.py", 12)]
    (summary,) = shown.summaries
    assert "changes needed" in summary.body.lower()
    assert "The model did not look: no ANTHROPIC" in summary.body
    (check,) = shown.checks
    assert (check.name, check.conclusion) == ("Tenet", "failure")
    assert sorted(one.start_line for one in check.annotations) == [5, 11]

    def listed() -> bool:
        page = requests.get(f"{service.url}/?state=changes-needed", timeout=30).text
        return f"{repository.full_name} #1" in page

    wait_for(listed, "the review to stand in the operator's window")


def test_a_clean_change_passes_without_a_comment(repository: SandboxRepository) -> None:
    shown = concluded(opened(repository, CLEAN + "\n\nLIMIT = 10\n"))

    assert shown.reviews == ()
    assert shown.comments == ()
    (check,) = shown.checks
    assert check.conclusion == "success"


def test_the_check_says_how_semgrep_was_locked_in(repository: SandboxRepository) -> None:
    (check,) = concluded(opened(repository, CLEAN + "\n\nLIMIT = 20\n")).checks

    assert f"(isolated by {isolation.strongest(Isolation.AUTO)})" in str(check.summary)


def test_code_that_nobody_looked_at_never_passes(repository: SandboxRepository) -> None:
    repository.commit("change", {"odd.py": b"x = '\xff\xfe'\n"}, "Odd", base="main")
    shown = concluded(repository.open_pull_request("Odd"))

    (check,) = shown.checks
    assert check.conclusion == "neutral"
    assert "odd.py" in shown.summaries[0].body


def test_a_delivery_that_comes_twice_is_reviewed_once(
    github: Sandbox, repository: SandboxRepository
) -> None:
    pull = opened(repository)
    first = github.deliver("pull_request", "opened", pull)
    again = github.redeliver(first)
    other = github.deliver("pull_request", "opened", pull)
    shown = concluded(pull)

    assert "duplicate" in (again.response_body or "")
    assert other.status_code == 202
    assert len(shown.reviews) == 1
    assert len(shown.summaries) == 1
    assert len(shown.checks) == 1


def test_a_newer_push_supersedes_the_review_under_way(
    github: Sandbox, repository: SandboxRepository
) -> None:
    github.faults.add(kind="slow", method="GET", path="/compare/", seconds=3.0)
    pull = opened(repository)
    old = pull.head_sha
    wait_for(lambda: not github.faults.waiting(), "the first review")
    pull.push({"shop.py": CLEAN + SWALLOWED}, "Never mind")
    shown = concluded(pull)

    assert [one.commit for one in shown.reviews] == [pull.head_sha]
    assert lines(shown) == [("shop.py", 9)]
    assert all(check.status == "completed" for check in shown.checks if check.head == old)


def test_deliveries_that_come_in_the_wrong_order_leave_the_newest_head_reviewed(
    github: Sandbox, service: Service, repository: SandboxRepository
) -> None:
    github.webhook_url = None
    pull = opened(repository)
    early = pull.payload("pull_request", "opened")
    pull.push({"shop.py": CLEAN + SWALLOWED}, "Never mind")
    late = pull.payload("pull_request", "synchronize")
    github.webhook_url = f"{service.url}/webhook"
    github.faults.add(kind="slow", method="GET", path="/compare/", seconds=1.0)
    github.deliver_payload("pull_request", late)
    github.deliver_payload("pull_request", early)
    shown = concluded(pull)

    assert lines(shown) == [("shop.py", 9)]
    assert len(shown.reviews) == 1


def test_pushes_repeat_no_comment_and_what_they_fix_is_acknowledged(
    repository: SandboxRepository,
) -> None:
    pull = opened(repository)
    concluded(pull)
    pull.push({"shop.py": "# Moved down by a line.\n" + MISTAKE + SWALLOWED}, "More")
    shown = concluded(pull)

    assert len(shown.comments) == 2
    assert len(shown.summaries) == 1
    assert shown.summaries[0].edited

    pull.push({"shop.py": None, "till.py": CLEAN + SWALLOWED}, "Fixed, and under a better name")
    shown = concluded(pull)

    injection, swallowed = shown.comments
    assert injection.body.startswith(f"Fixed in `{pull.head_sha[:7]}`: ")
    assert injection.minimized == "resolved"
    assert swallowed.minimized is None
    assert "This is about `till.py`, line" in swallowed.body
    assert len(shown.summaries) == 1
    assert shown.checks[-1].conclusion == "success"


def test_a_draft_is_left_alone_until_it_is_ready(repository: SandboxRepository) -> None:
    pull = opened(repository, draft=True)
    other = opened_elsewhere(repository)
    concluded(other)  # by then the draft was looked at, too
    assert pull.shown().checks == ()

    pull.ready_for_review()
    assert lines(concluded(pull)) == [("shop.py", 5)]


def opened_elsewhere(repository: SandboxRepository) -> SandboxPullRequest:
    repository.commit("other", {"other.py": CLEAN}, "Other", base="main")
    return repository.open_pull_request("Other", head="other")


def test_a_bot_that_the_policy_names_is_left_alone(github: Sandbox) -> None:
    policy = 'version: 1\nskip: {bots: ["dependabot[bot]"]}\n'
    repository = github.create_repository(
        next(_names), {"shop.py": CLEAN, ".github/tenet.yml": policy}
    )
    pull = opened(repository, author="dependabot[bot]")
    concluded(opened_elsewhere(repository))

    assert pull.shown().checks == ()


def test_a_pull_request_that_is_closed_meanwhile_gets_no_comment(
    github: Sandbox, repository: SandboxRepository
) -> None:
    github.faults.add(kind="slow", method="GET", path="/compare/", seconds=2.0)
    pull = opened(repository)
    wait_for(lambda: not github.faults.waiting(), "the review to begin")
    pull.close()
    concluded(opened_elsewhere(repository))

    shown = pull.shown()
    assert (shown.reviews, shown.comments, shown.summaries) == ((), (), ())
    assert all(check.status == "completed" for check in shown.checks)


def test_a_broken_policy_switches_nothing_off_and_is_said(github: Sandbox) -> None:
    repository = github.create_repository(
        next(_names), {"shop.py": CLEAN, ".github/tenet.yml": "version: 1\nfail_onn: never\n"}
    )
    shown = concluded(opened(repository))

    assert lines(shown) == [("shop.py", 5)]
    assert "policy" in shown.summaries[0].body
    assert "fail" in shown.summaries[0].body


def test_the_policy_of_the_pull_request_itself_does_not_count(
    repository: SandboxRepository,
) -> None:
    repository.commit(
        "change",
        {"shop.py": MISTAKE, ".github/tenet.yml": "version: 1\nfail_on: never\n"},
        "Be kind to me",
        base="main",
    )
    shown = concluded(repository.open_pull_request("Be kind to me"))

    assert shown.checks[0].conclusion == "failure"
    assert "This change edits the policy. After the merge, the check would pass." in (
        shown.summaries[0].body
    )


def test_the_organisations_policy_holds_where_a_repository_has_none(github: Sandbox) -> None:
    shared = github.create_repository(
        "umbrella/.github", {".github/tenet.yml": "version: 1\nfail_on: never\n"}
    )
    repository = github.create_repository("umbrella/shop", {"shop.py": CLEAN})
    assert concluded(opened(repository)).checks[0].conclusion == "success"

    shared.commit("main", {".github/tenet.yml": "version: 1\nfail_on: nevr\n"})
    repository.commit("other", {"other.py": MISTAKE}, "Other", base="main")
    shown = concluded(repository.open_pull_request("Other", head="other"))
    assert shown.checks[0].conclusion == "failure"
    assert "organisation's policy file is broken, so the defaults apply" in shown.summaries[0].body

    shared.commit("main", {".github/tenet.yml": "version: 1\nfail_on: never\n"})
    repository.commit("third", {"third.py": MISTAKE}, "Third", base="main")
    github.faults.add(path="/repos/umbrella/.github$", status=403, body='{"message": "No."}')
    shown = concluded(repository.open_pull_request("Third", head="third"))
    assert shown.checks[0].conclusion == "failure"
    assert "organisation's policy was not read, and does not apply: " in shown.summaries[0].body


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 502, "times": 2},
        {"kind": "reset"},
        {"status": 403, "headers": {"Retry-After": "1"}, "body": '{"message": "secondary"}'},
        {"status": 401, "body": '{"message": "Bad credentials"}'},
    ],
    ids=["502", "reset", "limit", "expired token"],
)
def test_a_fault_of_github_delays_the_review_and_changes_nothing(
    github: Sandbox, repository: SandboxRepository, fault: dict[str, object]
) -> None:
    github.faults.add(method="GET", path="/pulls/", **fault)
    shown = concluded(opened(repository))

    assert lines(shown) == [("shop.py", 5)]


@pytest.mark.parametrize("path", ["/reviews$", "/issues/.*/comments$", "/check-runs"])
def test_an_answer_that_is_lost_after_the_write_posts_nothing_twice(
    github: Sandbox, repository: SandboxRepository, path: str
) -> None:
    github.faults.add(kind="lost-answer", method="POST", path=path)
    shown = concluded(opened(repository))

    assert (len(shown.reviews), len(shown.comments)) == (1, 1)
    assert (len(shown.summaries), len(shown.checks)) == (1, 1)


def test_a_refused_review_loses_one_comment_and_not_the_others(
    github: Sandbox, repository: SandboxRepository
) -> None:
    github.faults.add(
        method="POST", path="/reviews$", status=422, body='{"message": "Unprocessable Entity"}'
    )
    shown = concluded(opened(repository, MISTAKE + SWALLOWED))

    assert lines(shown) == [("shop.py", 5), ("shop.py", 12)]


def test_an_unsigned_delivery_is_refused_and_does_nothing(
    github: Sandbox, service: Service
) -> None:
    before = len(github.requests)
    answer = requests.post(
        f"{service.url}/webhook",
        data=b'{"action": "opened"}',
        headers={"X-GitHub-Event": "pull_request", "X-GitHub-Delivery": "1"},
        timeout=10,
    )

    assert answer.status_code == 401
    assert len(github.requests) == before


def test_nothing_that_was_posted_ever_approves(github: Sandbox) -> None:
    assert not github.saw_approval()


def test_no_secret_stands_in_the_log(github: Sandbox, service: Service) -> None:
    log = service.log

    assert github.app.webhook_secret not in log
    assert "PRIVATE KEY" not in log
    assert "ghs_" not in log


def test_git_is_asked_on_the_server_that_we_know_wherever_an_answer_points(
    github: Sandbox, repository: SandboxRepository, tmp_path: Path
) -> None:
    with Sandbox(tmp_path / "elsewhere") as elsewhere:
        repository.commit("change", {"shop.py": MISTAKE}, "Show the folder", base="main")
        answer = github.webhook_url
        github.webhook_url = None
        pull = repository.open_pull_request("Show the folder")
        told = requests.get(
            f"{github.api_url}/repositories/{repository.id}/pulls/{pull.number}",
            headers={"Authorization": f"Bearer {github.personal_token('mona')}"},
            timeout=10,
        ).json()
        told["base"]["repo"]["clone_url"] = f"{elsewhere.url}/acme/shop.git"
        github.faults.add(method="GET", path=r"/pulls/\d+$", status=200, body=json.dumps(told))
        github.webhook_url = answer
        github.deliver("pull_request", "opened", pull)
        shown = concluded(pull)

        assert lines(shown) == [("shop.py", 5)]
        assert elsewhere.requests == []
