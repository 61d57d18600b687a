"""Every way in which GitHub fails becomes one of our errors, and no write is sent twice."""

import time
from pathlib import Path

import pytest

from bot.errors import OperatorError, TransientError
from bot.githubapp.client import GitHub
from bot.githubapp.refusals import NotFoundError
from bot.githubapp.transport import READ_ATTEMPTS
from bot.sandbox import Sandbox, SandboxPullRequest, SandboxRepository
from tests.support.github_view import asked, view

WRITE = {"method": "POST", "path": "/comments$"}
HTML = "<html><body>Unicorn!</body></html>"


def writes(sandbox: Sandbox) -> int:
    return len(asked(sandbox, "POST", "/comments"))


def reads(sandbox: Sandbox, pull: SandboxPullRequest) -> int:
    return len(asked(sandbox, "GET", f"/pulls/{pull.number}"))


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408])
def test_a_read_is_repeated_until_github_is_well(
    github: GitHub, sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest, status: int
) -> None:
    sandbox.faults.add(status=status, path="/pulls/", times=READ_ATTEMPTS - 1, body=HTML)
    assert github.pull_request(shop.id, pull.number).number == pull.number
    assert reads(sandbox, pull) == READ_ATTEMPTS


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 502, "body": HTML},
        {"kind": "reset"},
        {"status": 200, "body": HTML},
        {"status": 200, "body": "[1, 2]"},
        {"status": 200, "body": "[" * 100_000},
        {"status": 200, "body": '{"number": 1, "number": 2}'},
        {"status": 200, "body": "gzip?", "headers": {"Content-Encoding": "gzip"}},
        {"status": 200, "body": "{}", "headers": {"X-RateLimit-Reset": "soon"}},
    ],
)
def test_a_read_ends_in_a_transient_error(
    github: GitHub,
    sandbox: Sandbox,
    shop: SandboxRepository,
    pull: SandboxPullRequest,
    fault: dict[str, object],
) -> None:
    sandbox.faults.add(path="/pulls/", times=99, **fault)
    with pytest.raises(TransientError):
        github.pull_request(shop.id, pull.number)
    assert reads(sandbox, pull) <= READ_ATTEMPTS


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500, "body": "{}"},
        {"status": 502, "body": HTML},
        {"kind": "reset"},
        {"kind": "lost-answer"},
        {"status": 201, "body": HTML},
        {"status": 201, "body": "{}"},
        {"status": 201, "body": ""},
        {"status": 429, "body": "{}"},
        {"status": 403, "body": "{}", "headers": {"Retry-After": "0"}},
    ],
)
def test_a_write_is_sent_once(
    github: GitHub,
    sandbox: Sandbox,
    shop: SandboxRepository,
    pull: SandboxPullRequest,
    fault: dict[str, object],
) -> None:
    sandbox.faults.add(**WRITE, times=99, **fault)
    with pytest.raises(TransientError):
        github.create_issue_comment(shop.id, pull.number, "Once.")
    assert writes(sandbox) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirected_write_is_no_success(
    github: GitHub, sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest, status: int
) -> None:
    sandbox.faults.redirect("http://other.example/x", status=status, path="/comments$")
    with pytest.raises(OperatorError):
        github.create_issue_comment(shop.id, pull.number, "Once.")
    assert pull.shown().summaries == ()


def test_a_redirect_is_not_followed(
    github: GitHub, sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    here = f"{sandbox.api_url}/repositories/{shop.id}/contents/app.py"
    sandbox.faults.redirect(here, path="/contents/")
    with pytest.raises(OperatorError, match="renamed"):
        github.file(shop.id, "app.py", pull.head_sha)
    assert len(asked(sandbox, "GET", "/contents/app.py")) == 1


def test_a_token_that_ran_out_early_is_renewed_once(
    github: GitHub, sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    github.pull_request(shop.id, pull.number)
    sandbox.expire_tokens()
    github.create_issue_comment(shop.id, pull.number, "Still here.")
    assert [one.body for one in pull.shown().summaries] == ["Still here."]
    sandbox.faults.add(status=401, path="/comments$", times=99, body='{"message": "no"}')
    before = writes(sandbox)
    with pytest.raises(OperatorError, match="Check the token"):
        github.create_issue_comment(shop.id, pull.number, "Once.")
    assert writes(sandbox) == before + 2


def test_a_refused_personal_token_is_asked_with_once(sandbox: Sandbox) -> None:
    github = GitHub.for_token("ghp_wrong", sandbox.api_url, backoff=0)
    with pytest.raises(OperatorError, match=r"401 to GET /user: Bad credentials\. Check the token"):
        github.own_login()
    assert len(asked(sandbox, "GET", "/user")) == 1


def test_an_installation_that_is_gone_is_not_found(
    github: GitHub, sandbox: Sandbox, shop: SandboxRepository
) -> None:
    [installation] = sandbox.world.installations.values()
    sandbox.uninstall(installation)
    with pytest.raises(NotFoundError, match="access_tokens"):
        github.pull_request(shop.id, 1)


@pytest.mark.parametrize(
    ("headers", "least", "most"),
    [
        ({"Retry-After": "90"}, 61, 90),
        ({"Retry-After": "1000000000"}, 3500, 3600),
        ({"Retry-After": "-1"}, 30, 60),
        ({"Retry-After": "soon"}, 30, 60),
        ({"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}, 3500, 3600),
        ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "9999999999"}, 3500, 3600),
        ({"X-RateLimit-Remaining": "0", "X-RateLimit-Limit": "5000"}, 30, 60),
        ({}, 30, 60),
    ],
)
def test_a_limit_is_the_callers_to_wait_for(
    github: GitHub,
    sandbox: Sandbox,
    shop: SandboxRepository,
    pull: SandboxPullRequest,
    headers: dict[str, str],
    least: float,
    most: float,
) -> None:
    body = '{"message": "You have exceeded a secondary rate limit."}'
    sandbox.faults.add(status=403, path="/pulls/", headers=headers, body=body)
    with pytest.raises(TransientError) as caught:
        github.pull_request(shop.id, pull.number)
    assert caught.value.retry_after is not None
    assert least <= caught.value.retry_after <= most


def test_nothing_is_asked_while_github_wants_silence(
    github: GitHub, sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    sandbox.faults.secondary_limit(path="/pulls/", retry_after="60")
    with pytest.raises(TransientError):
        github.pull_request(shop.id, pull.number)
    for one in (github, view(sandbox)):
        with pytest.raises(TransientError, match="asked us to wait") as caught:
            one.create_issue_comment(shop.id, pull.number, "Now?")
        assert caught.value.retry_after is not None
        assert 30 < caught.value.retry_after <= 60
    assert writes(sandbox) == 0
    person = GitHub.for_token(sandbox.personal_token("ada"), sandbox.api_url, pause=0)
    assert person.pull_request(shop.id, pull.number).number == pull.number


def test_a_short_wait_is_waited_for(
    github: GitHub, sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    sandbox.faults.secondary_limit(status=429, path="/pulls/", retry_after="1")
    started = time.monotonic()
    assert github.pull_request(shop.id, pull.number).number == pull.number
    assert time.monotonic() - started >= 1


def test_a_missing_permission_is_no_limit(
    github: GitHub, sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    body = '{"message": "Resource not accessible by integration"}'
    sandbox.faults.add(status=403, path="/pulls/", body=body)
    with pytest.raises(OperatorError, match=r"integration\. Check the permissions"):
        github.pull_request(shop.id, pull.number)


def test_two_writes_of_one_installation_keep_their_distance(
    sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    view(sandbox, pause=0.4).create_issue_comment(shop.id, pull.number, "Calmly.")
    view(sandbox, pause=0.4).create_issue_comment(shop.id, pull.number, "Calmly.")
    first, second = (one.at for one in asked(sandbox, "POST", "/comments"))
    assert second - first >= 0.4


def test_a_link_to_another_host_is_not_followed(
    github: GitHub,
    sandbox: Sandbox,
    shop: SandboxRepository,
    pull: SandboxPullRequest,
    tmp_path: Path,
) -> None:
    with Sandbox(tmp_path / "elsewhere") as elsewhere:
        link = f'<{elsewhere.api_url}/x?page=2>; rel="next"'
        sandbox.faults.add(status=200, headers={"Link": link}, body="[]", path="/comments")
        assert github.issue_comments(shop.id, pull.number) == ()
        sandbox.faults.redirect(f"{elsewhere.api_url}/y", path="/pulls/")
        with pytest.raises(OperatorError):
            github.pull_request(shop.id, pull.number)
        assert [one.path for one in asked(elsewhere, "GET", "")] == ["/api/v3/meta"]


def test_a_list_that_never_ends_is_given_up(github: GitHub, sandbox: Sandbox) -> None:
    link = f'<{sandbox.api_url}/x?page=2>; rel="next"'
    sandbox.faults.add(status=200, headers={"Link": link}, body="[]", path="/comments", times=999)
    with pytest.raises(OperatorError, match="more than 100 pages"):
        github.issue_comments(1, 1)


@pytest.mark.parametrize(
    "url", ["", "api.github.com", "ftp://api.github.com", "file:///etc/passwd"]
)
def test_an_odd_api_address_is_refused(url: str) -> None:
    with pytest.raises(OperatorError, match="GITHUB_API_URL"):
        GitHub.for_token("ghp_x", url)


def test_nobody_there_is_a_transient_error() -> None:
    github = GitHub.for_token("ghp_x", "http://127.0.0.1:9", backoff=0)
    with pytest.raises(TransientError, match=r"could not be reached for GET /user"):
        github.own_login()


def test_no_error_holds_a_token(
    github: GitHub, sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    github.pull_request(shop.id, pull.number)
    [token] = {one.authorization for one in sandbox.requests if "/pulls/" in one.path}
    assert token is not None
    secret = token.removeprefix("Bearer ")
    sandbox.faults.add(
        status=418, path="/pulls/", body=f'{{"message": "\\u001b you sent {secret}"}}'
    )
    with pytest.raises(OperatorError, match=r"you sent \[SECRET:") as caught:
        github.pull_request(shop.id, pull.number)
    assert secret[:24] not in str(caught.value)
    assert "\x1b" not in str(caught.value)
