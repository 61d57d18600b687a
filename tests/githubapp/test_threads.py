"""Threads are read and folded up by GraphQL, whose errors come with a status that says 200."""

import json

import pytest

from bot.errors import OperatorError, TransientError
from bot.githubapp.client import GitHub
from bot.githubapp.refusals import NotFoundError
from bot.sandbox import Sandbox
from tests.support.github_view import asked, view


@pytest.fixture
def github(sandbox: Sandbox) -> GitHub:
    sandbox.create_repository("acme/shop", {"app.py": "x\n"})
    return view(sandbox)


def page(comment: str, after: str | None) -> object:
    threads = {
        "nodes": [{"id": f"thread of {comment}", "comments": {"nodes": [{"id": comment}]}}],
        "pageInfo": {"hasNextPage": after is not None, "endCursor": after},
    }
    return {"data": {"node": {"pullRequest": {"reviewThreads": threads}}}}


def test_the_threads_of_all_pages_are_found(sandbox: Sandbox, github: GitHub) -> None:
    sandbox.faults.add(
        method="POST", path="/graphql", status=200, body=json.dumps(page("a", "cursor"))
    )
    sandbox.faults.add(method="POST", path="/graphql", status=200, body=json.dumps(page("b", None)))
    assert github.threads_beside("a") == {"a": "thread of a", "b": "thread of b"}
    told = [json.loads(one.body)["variables"] for one in asked(sandbox, "POST", "/graphql")]
    assert told == [{"id": "a", "after": None}, {"id": "a", "after": "cursor"}]


@pytest.mark.parametrize(
    ("errors", "kind"),
    [
        ([{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}], TransientError),
        ([{"type": "NOT_FOUND", "message": "Could not resolve to a node"}], NotFoundError),
        ([{"type": "FORBIDDEN", "message": "Resource not accessible"}], OperatorError),
        ([{"message": "Field does not exist"}], OperatorError),
        (["odd"], OperatorError),
        ("odd", OperatorError),
    ],
)
def test_an_error_is_ours_although_the_status_says_that_all_is_well(
    sandbox: Sandbox, github: GitHub, errors: object, kind: type[Exception]
) -> None:
    body = json.dumps({"data": None, "errors": errors})
    sandbox.faults.add(method="POST", path="/graphql", status=200, body=body)
    with pytest.raises(kind):
        github.minimize_comment("a")


@pytest.mark.parametrize("body", ["[]", "7", '{"data": {"node": null}}', '{"data": []}'])
def test_an_answer_that_is_none_is_tried_again(sandbox: Sandbox, github: GitHub, body: str) -> None:
    sandbox.faults.add(method="POST", path="/graphql", status=200, body=body)
    with pytest.raises(TransientError):
        github.threads_beside("a")


def test_what_the_sandbox_does_not_have_cannot_be_folded_up(github: GitHub) -> None:
    with pytest.raises(NotFoundError):
        github.minimize_comment("nothing")
    with pytest.raises(NotFoundError):
        github.resolve_thread("nothing")


@pytest.mark.parametrize("files", [None, {"README.md": "x\n"}])
def test_an_account_without_a_shared_file_has_none(
    sandbox: Sandbox, github: GitHub, files: dict[str, str] | None
) -> None:
    if files is not None:
        sandbox.create_repository("acme/.github", files)
    assert github.shared_file("acme/shop", ".github/tenet.yml") is None


def test_a_shared_file_is_read_where_the_app_may(sandbox: Sandbox, github: GitHub) -> None:
    path, text = ".github/tenet.yml", "version: 1\n"
    sandbox.create_repository("acme/.github", {path: text})
    sandbox.create_repository("other/.github", {path: text}, installed=False)
    assert github.shared_file("acme/shop", path) == text.encode()
    assert github.shared_file("other/shop", path) is None


def test_a_shared_file_that_is_refused_is_not_taken_for_none(
    sandbox: Sandbox, github: GitHub
) -> None:
    sandbox.faults.add(path="/repos/acme/.github$", status=403, body='{"message": "No."}')
    with pytest.raises(OperatorError, match="403"):
        github.shared_file("acme/shop", ".github/tenet.yml")
