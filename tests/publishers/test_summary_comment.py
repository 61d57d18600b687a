"""One summary, in place, for the newest head."""

from dataclasses import replace

import pytest

from bot.errors import TransientError
from bot.githubapp.client import GitHub
from bot.publishers import summary_comment
from bot.publishers.summary_comment import Written
from bot.review.change import Change
from bot.review.marker import MarkerKind, Seal
from bot.review.verdict import Review, Tool, Verdict
from bot.sandbox import Sandbox, SandboxPullRequest
from tests.support.github_view import asked, view

KEY = b"k" * 32


@pytest.fixture
def pull(sandbox: Sandbox) -> SandboxPullRequest:
    shop = sandbox.create_repository("acme/shop", {"app.py": "x\n"})
    shop.commit("change", {"app.py": "y\n"})
    return shop.open_pull_request()


def review(pull: SandboxPullRequest, *notices: str) -> Review:
    tool = Tool("0.1.0", "1.182.0", "digest", "backend-developer", None)
    change = Change("acme/shop", pull.number, pull.base_sha, pull.head_sha, files=())
    return Review(tool, change, Verdict.PASSED, (), (), notices=notices)


def publish(
    github: GitHub, pull: SandboxPullRequest, said: Review, key: bytes | None = KEY
) -> Written:
    now = github.pull_request(pull.state.repository.id, pull.number)
    return summary_comment.publish(github, now, said, key)


def test_the_summary_is_written_then_edited_in_place(
    sandbox: Sandbox, pull: SandboxPullRequest
) -> None:
    github = view(sandbox)
    pull.comment("A person speaks first.")
    assert publish(github, pull, review(pull)) is Written.CREATED
    first = pull.shown().summaries[-1]
    pull.push({"app.py": "z\n"})
    assert publish(github, pull, review(pull, "Something new.")) is Written.EDITED
    [_, second] = pull.shown().summaries
    assert (second.id, second.author) == (first.id, "tenet-review[bot]")
    assert "Something new." in second.body
    assert "### Tenet: passed" in second.body


def test_an_unchanged_summary_is_not_written(sandbox: Sandbox, pull: SandboxPullRequest) -> None:
    github = view(sandbox)
    publish(github, pull, review(pull))
    assert publish(github, pull, review(pull)) is Written.UNCHANGED
    assert len(asked(sandbox, "POST", "/comments")) == 1
    assert [one for one in sandbox.requests if one.method == "PATCH"] == []


def test_a_lost_answer_does_not_write_it_twice(sandbox: Sandbox, pull: SandboxPullRequest) -> None:
    github = view(sandbox)
    sandbox.faults.add(kind="lost-answer", method="POST", path="/comments$")
    with pytest.raises(TransientError):
        publish(github, pull, review(pull))
    assert publish(github, pull, review(pull)) is Written.UNCHANGED
    assert len(pull.shown().summaries) == 1


def test_an_old_head_and_a_closed_pull_request_get_no_summary(
    sandbox: Sandbox, pull: SandboxPullRequest
) -> None:
    github, old = view(sandbox), review(pull)
    pull.push({"app.py": "z\n"})
    assert publish(github, pull, old) is Written.SUPERSEDED
    newest = review(pull)
    pull.close()
    assert publish(github, pull, newest) is Written.SUPERSEDED
    assert pull.shown().summaries == ()


@pytest.mark.parametrize("copied_by", ["eve", None])
def test_a_copied_or_forged_summary_is_left_alone(
    sandbox: Sandbox, pull: SandboxPullRequest, copied_by: str | None
) -> None:
    github = view(sandbox)
    where = pull.state.repository.id
    seal = Seal(KEY, where, pull.number)
    if copied_by is None:
        seal = replace(seal, number=pull.number + 1)
    body = f"Mine.\n\n{seal.mark(MarkerKind.SUMMARY, pull.head_sha)}"
    if copied_by is None:
        github.create_issue_comment(where, pull.number, body)
    else:
        pull.comment(body, author=copied_by)
    assert publish(github, pull, review(pull)) is Written.CREATED
    assert pull.shown().summaries[0].body == body


def test_a_personal_token_keeps_a_summary_of_its_own(
    sandbox: Sandbox, pull: SandboxPullRequest
) -> None:
    publish(view(sandbox), pull, review(pull))
    person = GitHub.for_token(sandbox.personal_token("ada"), sandbox.api_url, pause=0, backoff=0)
    assert publish(person, pull, review(pull), key=None) is Written.CREATED
    assert publish(person, pull, review(pull), key=None) is Written.UNCHANGED
    assert [one.author for one in pull.shown().summaries] == ["tenet-review[bot]", "ada"]
