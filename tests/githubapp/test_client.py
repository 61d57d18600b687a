"""What we ask GitHub, and what comes back, over real HTTP."""

import base64

import pytest

from bot.errors import OperatorError, UserError
from bot.githubapp.app_identity import App
from bot.githubapp.client import GitHub
from bot.githubapp.refusals import NotFoundError, RefusedError
from bot.githubapp.values import Annotation, CheckOutput, DraftComment
from bot.review.change import Side
from bot.review.findings import Location
from bot.sandbox import Sandbox, SandboxPullRequest, SandboxRepository
from tests.support.github_view import asked

LINES = Location("app.py", Side.RIGHT, 10, 12)


def test_a_pull_request_is_read(
    github: GitHub, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    now = github.pull_request(shop.id, pull.number)
    assert (now.repository_id, now.repository, now.number) == (shop.id, "acme/shop", pull.number)
    assert (now.title, now.body, now.labels) == ("Change lines", "Because.", ("backend",))
    assert (now.is_open, now.merged, now.draft, now.is_fork) == (True, False, False, False)
    assert (now.author, now.author_is_bot) == ("mona", False)
    assert (now.base_ref, now.base_sha) == ("main", pull.base_sha)
    assert (now.head_ref, now.head_sha) == ("change", pull.head_sha)
    assert now.head_repository_id == shop.id
    assert now.html_url == f"{now.repository_url}/pull/{pull.number}"
    assert now.repository_url.endswith("/acme/shop")
    assert now.git_url("https://github.example.com") == "https://github.example.com/acme/shop.git"


def test_a_merged_pull_request_is_not_open(
    github: GitHub, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    pull.close(merged=True)
    now = github.pull_request(shop.id, pull.number)
    assert (now.is_open, now.merged) == (False, True)


def test_a_fork_is_known_also_when_it_was_deleted(
    github: GitHub, sandbox: Sandbox, shop: SandboxRepository
) -> None:
    fork = sandbox.fork(shop, "mona")
    fork.commit("change", {"new.py": "x\n"})
    pull = shop.open_pull_request(fork=fork)
    now = github.pull_request(shop.id, pull.number)
    assert (now.is_fork, now.head_repository_id) == (True, fork.id)
    pull.delete_fork()
    now = github.pull_request(shop.id, pull.number)
    assert (now.is_fork, now.head_repository_id) == (True, None)


def test_a_renamed_repository_is_still_written_to(
    github: GitHub, sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    sandbox.rename(shop, "acme/store")
    github.create_issue_comment(shop.id, pull.number, "Hello.")
    assert [one.body for one in pull.shown().summaries] == ["Hello."]
    assert github.pull_request_by_name("acme/store", pull.number).repository_id == shop.id
    with pytest.raises(OperatorError, match="It was renamed"):
        github.pull_request_by_name("acme/shop", pull.number)


def test_a_missing_pull_request_is_not_found(github: GitHub, shop: SandboxRepository) -> None:
    with pytest.raises(NotFoundError, match="Tenet is installed"):
        github.pull_request(shop.id, 404)


@pytest.mark.parametrize(
    "name", ["shop", "acme/shop/pulls", "../user", "acme/..", "a b/c", "a/b?x"]
)
def test_a_name_cannot_ask_another_path(github: GitHub, sandbox: Sandbox, name: str) -> None:
    with pytest.raises(UserError, match="OWNER/NAME"):
        github.pull_request_by_name(name, 1)
    assert not sandbox.requests


def test_every_open_pull_request_is_listed(github: GitHub, shop: SandboxRepository) -> None:
    shop.commit("change", {"new.py": "x\n"})
    pulls = [shop.open_pull_request(f"Number {number}") for number in range(101)]
    pulls[5].close()
    listed = github.open_pull_requests(shop.id)
    assert {one.number for one in listed} == {one.number for one in pulls} - {pulls[5].number}
    assert len(listed) == 100


def test_lists_are_asked_for_in_pages_of_one_hundred(
    github: GitHub, sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    for number in range(201):
        pull.comment(f"Comment {number}")
    said = github.issue_comments(shop.id, pull.number)
    assert [one.body for one in said] == [f"Comment {number}" for number in range(201)]
    queries = [one.query for one in asked(sandbox, "GET", "/comments")]
    assert [sorted(query.split("&")) for query in queries] == [
        [f"page={page}", "per_page=100"] for page in (1, 2, 3)
    ]


def test_the_merge_base_is_where_the_branches_parted(
    github: GitHub, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    parted = pull.base_sha
    shop.commit("main", {"later.py": "x\n"})
    assert github.merge_base(shop.id, pull.base_sha, pull.head_sha) == parted


@pytest.mark.parametrize("path", ["app.py", "docs/a b.txt"])
def test_a_file_is_read_at_its_revision(
    github: GitHub, shop: SandboxRepository, pull: SandboxPullRequest, path: str
) -> None:
    before = github.file(shop.id, path, pull.base_sha)
    after = github.file(shop.id, path, pull.head_sha)
    assert before is not None
    assert after is not None
    assert (b"changed 10" in after) == (path == "app.py")
    assert b"changed 10" not in before


@pytest.mark.parametrize(
    "path",
    ["missing", "docs", "", "/app.py", "docs/../app.py", "../../../user", "./app.py", "a\udce9"],
)
def test_what_is_no_file_is_none(github: GitHub, shop: SandboxRepository, path: str) -> None:
    assert github.file(shop.id, path, "main") is None


def test_a_path_is_never_taken_for_a_query(
    github: GitHub, shop: SandboxRepository, sandbox: Sandbox
) -> None:
    assert github.file(shop.id, "x?ref=other#y", "main") is None
    [one] = asked(sandbox, "GET", "/contents/x?ref=other#y")
    assert one.query == "ref=main"


def test_a_review_only_ever_comments(
    github: GitHub, sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    drafts = [
        DraftComment("app.py", "A range.", LINES),
        DraftComment("app.py", "One line.", Location("app.py", Side.RIGHT, 11, 11)),
        DraftComment("app.py", "Removed.", Location("app.py", Side.LEFT, 10, 11)),
    ]
    posted = github.create_review(shop.id, pull.number, pull.head_sha, "Above.", drafts)
    assert (posted.state, posted.author) == ("COMMENTED", "tenet-review[bot]")
    assert not sandbox.saw_approval()
    shown = [(one.body, one.side, one.start_line, one.line) for one in pull.shown().comments]
    assert shown == [
        ("A range.", "RIGHT", 10, 12),
        ("One line.", "RIGHT", None, 11),
        ("Removed.", "LEFT", 10, 11),
    ]
    assert [one.body for one in github.reviews(shop.id, pull.number)] == ["Above."]
    assert [one.body for one in github.review_comments(shop.id, pull.number)] == [
        one.body for one in drafts
    ]


def test_a_comment_can_stand_on_a_file(
    github: GitHub, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    draft = DraftComment("app.py", "Whole.", None)
    github.create_review_comment(shop.id, pull.number, pull.head_sha, draft)
    [shown] = pull.shown().comments
    assert (shown.subject, shown.body) == ("file", "Whole.")
    with pytest.raises(ValueError, match="cannot be part"):
        github.create_review(shop.id, pull.number, pull.head_sha, "", [draft])


def test_a_line_outside_of_the_diff_is_refused_with_githubs_words(
    github: GitHub, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    draft = DraftComment("app.py", "Far.", Location("app.py", Side.RIGHT, 30, 30))
    with pytest.raises(RefusedError, match=r"422 to POST .*line"):
        github.create_review_comment(shop.id, pull.number, pull.head_sha, draft)


def test_a_comment_is_edited_in_place(
    github: GitHub, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    first = github.create_issue_comment(shop.id, pull.number, "One.")
    github.edit_issue_comment(shop.id, first.id, "Two.")
    [shown] = pull.shown().summaries
    assert (shown.id, shown.body, shown.author) == (first.id, "Two.", "tenet-review[bot]")


def test_a_check_run_goes_from_begun_to_completed(
    github: GitHub, sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    output = CheckOutput("looking", "Under way.")
    begun = github.create_check_run(shop.id, pull.head_sha, "Tenet", output, "https://a.example")
    assert (begun.status, begun.conclusion, begun.app_id) == ("in_progress", None, sandbox.app.id)
    note = Annotation("app.py", 10, 12, "failure", "Title", "Message")
    done = CheckOutput("done", "Summary.", "Text.", (note,))
    ended = github.update_check_run(shop.id, begun.id, done, "failure")
    assert (ended.status, ended.conclusion) == ("completed", "failure")
    assert (ended.title, ended.summary, ended.text) == ("done", "Summary.", "Text.")
    assert github.annotations(shop.id, begun.id) == (note,)
    assert github.check_runs(shop.id, pull.head_sha, "Tenet") == (ended,)
    assert github.check_runs(shop.id, pull.head_sha, "Other") == ()


def test_the_app_knows_its_name_and_where_it_is_installed(
    github: GitHub, sandbox: Sandbox, shop: SandboxRepository
) -> None:
    app = App(sandbox.app.id, sandbox.app.private_key_pem, sandbox.api_url)
    assert github.own_login() == app.login() == "tenet-review[bot]"
    assert github.app_id == sandbox.app.id
    assert app.installation_for(shop.full_name) == sandbox.app.installation_id
    sandbox.create_repository("acme/other", {}, installed=False)
    with pytest.raises(NotFoundError):
        app.installation_for("acme/other")


def test_a_personal_token_is_its_owner(
    sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    github = GitHub.for_token(sandbox.personal_token("ada"), sandbox.api_url, pause=0, backoff=0)
    assert (github.own_login(), github.app_id) == ("ada", None)
    github.create_issue_comment(shop.id, pull.number, "Hello.")
    assert [one.author for one in pull.shown().summaries] == ["ada"]
    with pytest.raises(OperatorError, match="403"):
        github.create_check_run(shop.id, pull.head_sha, "Tenet", CheckOutput("t", "s"))


def test_a_token_that_may_not_say_whose_it_is_is_told(sandbox: Sandbox) -> None:
    github = GitHub.for_token("ghs_x", sandbox.api_url, login="github-actions[bot]")
    assert github.own_login() == "github-actions[bot]"
    assert not sandbox.requests


def test_git_gets_a_header_that_opens_the_repository(github: GitHub) -> None:
    name, _, value = github.git_authorization().partition(": Basic ")
    user, _, token = base64.b64decode(value).decode().partition(":")
    assert (name, user, token[:4]) == ("Authorization", "x-access-token", "ghs_")


def test_secrets_are_taken_out_where_githubs_answer_is_read(
    github: GitHub, shop: SandboxRepository
) -> None:
    token = "ghp_" + "a1B2" * 9
    shop.commit(f"with-{token}", {"new.py": "x\n"}, f"Add {token}\n\nBecause.", base="main")
    pull = shop.open_pull_request(
        f"Use {token}", f"It is {token}", f"with-{token}", labels=[f"l {token}"]
    )
    now = github.pull_request(shop.id, pull.number)
    (commit,) = github.commit_messages(shop.id, pull.number)

    assert token not in repr((now, commit))
    assert (now.title, now.head_ref) == ("Use [SECRET:github-token]", "with-[SECRET:github-token]")
    assert [(one.place, one.kind) for one in now.leaks] == [
        ("title", "github-token"),
        ("description", "github-token"),
    ]
    assert (commit.sha, commit.text) == (
        pull.head_sha,
        "Add [SECRET:github-token]\n\nBecause.",
    )
    assert commit.secrets == ("github-token",)
