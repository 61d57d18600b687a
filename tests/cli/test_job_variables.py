"""What the variables of a CI job say: which change, what it is like, and where the rest lies."""

import base64
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.cli.job_variables import job_of, remote_of
from bot.errors import UserError
from bot.githubapp.job_event import PullRequestJob, RevisionsJob
from bot.review.unwanted import Traits
from bot.settings import load_settings

BASE, HEAD, NOTHING = "b" * 40, "a" * 40, "0" * 40
WHERE = {"id": 1, "full_name": "acme/shop"}
REQUEST = {
    "GITLAB_CI": "true",
    "CI_PROJECT_PATH": "acme/group/shop",
    "CI_COMMIT_SHA": "c" * 40,
    "CI_MERGE_REQUEST_DIFF_BASE_SHA": BASE,
    "CI_MERGE_REQUEST_PROJECT_ID": "7",
    "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "7",
}
BRANCH = {
    "GITLAB_CI": "true",
    "CI_PROJECT_PATH": "acme/shop",
    "CI_COMMIT_SHA": HEAD,
    "CI_DEFAULT_BRANCH": "main",
}


@pytest.mark.parametrize(
    ("more", "head", "traits"),
    [
        ({}, "c" * 40, Traits()),
        ({"CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": HEAD}, HEAD, Traits()),
        ({"CI_MERGE_REQUEST_DRAFT": "true"}, "c" * 40, Traits(is_draft=True)),
        ({"CI_MERGE_REQUEST_LABELS": "wip, no"}, "c" * 40, Traits(labels=("wip", "no"))),
        ({"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "8"}, "c" * 40, Traits(is_fork=True)),
    ],
)
def test_a_merge_request_of_gitlab_says_its_change_and_what_it_is_like(
    more: Mapping[str, str], head: str, traits: Traits
) -> None:
    assert job_of({**REQUEST, **more}) == RevisionsJob("acme/group/shop", BASE, head, None, traits)


def test_a_branch_of_gitlab_is_compared_with_what_it_was_or_with_the_default_branch() -> None:
    pushed = job_of({**BRANCH, "CI_COMMIT_BRANCH": "x", "CI_COMMIT_BEFORE_SHA": BASE})
    new = job_of({**BRANCH, "CI_COMMIT_BRANCH": "x", "CI_COMMIT_BEFORE_SHA": NOTHING})

    assert pushed == RevisionsJob("acme/shop", BASE, HEAD)
    assert new == RevisionsJob("acme/shop", "refs/remotes/origin/main", HEAD)
    with pytest.raises(UserError, match="let `tenet scan` look at everything"):
        job_of({**BRANCH, "CI_COMMIT_BRANCH": "main", "CI_COMMIT_BEFORE_SHA": NOTHING})


def test_a_pull_request_in_jenkins_is_compared_with_its_target() -> None:
    variables = {"CHANGE_TARGET": "stable", "CHANGE_AUTHOR": "mara", "CHANGE_FORK": "mara"}

    assert job_of(variables) == RevisionsJob(
        "", "refs/remotes/origin/stable", "HEAD", None, Traits("mara", is_fork=True)
    )


@pytest.mark.parametrize(
    ("pull", "traits"),
    [
        ({"draft": True, "user": {"login": "a[bot]"}}, Traits("a[bot]", is_draft=True)),
        ({"labels": [{"name": "x"}, {"name": "y"}]}, Traits(labels=("x", "y"))),
        ({"head": {"sha": HEAD, "repo": None}}, Traits(is_fork=True)),
        ({"head": {"sha": HEAD, "repo": {**WHERE, "id": 2}}}, Traits(is_fork=True)),
    ],
)
def test_an_event_of_github_says_what_the_pull_request_is_like(
    tmp_path: Path, pull: Mapping[str, object], traits: Traits
) -> None:
    told = {"number": 7, "base": {"sha": BASE}, "head": {"sha": HEAD, "repo": WHERE}, **pull}
    file = tmp_path / "event.json"
    file.write_text(json.dumps({"pull_request": told, "repository": WHERE}))
    job = job_of({"GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": str(file)})

    assert job == PullRequestJob("acme/shop", 1, 7, BASE, HEAD, traits)
    assert job.revisions == RevisionsJob("acme/shop", BASE, HEAD, 1, traits)


def decoded(header: str) -> str:
    return base64.b64decode(header.removeprefix("Authorization: Basic ")).decode()


def test_what_lacks_is_fetched_with_the_jobs_own_token() -> None:
    settings = load_settings({"GITHUB_TOKEN": "ghs_x"})
    by_event = remote_of(RevisionsJob("acme/shop", BASE, HEAD, 1), {}, settings)
    by_name = remote_of(None, {"GITHUB_REPOSITORY": "acme/shop"}, settings)
    gitlab = remote_of(
        None,
        {"CI_PROJECT_PATH": "a/b/c", "CI_SERVER_URL": "https://lab.example", "CI_JOB_TOKEN": "t"},
        settings,
    )

    assert by_event is not None
    assert by_event == by_name
    assert by_event.url == "https://github.com/acme/shop.git"
    assert decoded(by_event.authorization) == "x-access-token:ghs_x"
    assert gitlab is not None
    assert gitlab.url == "https://lab.example/a/b/c.git"
    assert decoded(gitlab.authorization) == "gitlab-ci-token:t"


@pytest.mark.parametrize(
    "address",
    [
        "http://lab.example",
        "ext::sh -c id",
        "file:///srv/x",
        "ssh://git@x/y",
        "https://user:word@x",
        "https://",
        "",
    ],
)
def test_no_token_goes_where_everybody_could_read_it_and_no_odd_protocol_is_spoken(
    address: str,
) -> None:
    variables = {"CI_PROJECT_PATH": "a/b", "CI_SERVER_URL": address, "CI_JOB_TOKEN": "t"}

    assert remote_of(None, variables, load_settings({})) is None
    assert remote_of(None, {"GIT_URL": address}, load_settings({})) is None
