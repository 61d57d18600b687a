"""What people ask of the bot in comments, and what becomes of it."""

import itertools
import re
from collections.abc import Iterator

import pytest
import requests

from bot.sandbox import Sandbox, SandboxPullRequest, SandboxRepository
from tests.support.service import concluded, wait_for

CLEAN = "def total(prices):\n    return sum(prices)\n"
INJECTION = "import os\n\n\ndef show(folder):\n    os.system('ls ' + folder)\n"
BOT = "tenet-review[bot]"
_names = (f"acme/talk-{number}" for number in itertools.count())

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def repository(github: Sandbox) -> SandboxRepository:
    return peopled(github.create_repository(next(_names), {"shop.py": CLEAN}))


def peopled(repository: SandboxRepository) -> SandboxRepository:
    """With somebody who may write and somebody who may read."""
    repository.add_collaborator("wanda", "maintain")
    repository.add_collaborator("rita", "read")
    return repository


@pytest.fixture
def pull(repository: SandboxRepository) -> SandboxPullRequest:
    return reviewed(repository)


def reviewed(repository: SandboxRepository, text: str = INJECTION) -> SandboxPullRequest:
    """A reviewed pull request of mona, who may not write."""
    repository.commit("change", {"shop.py": text}, "Show the folder", base="main")
    opened = repository.open_pull_request("Show the folder", author="mona")
    concluded(opened)
    return opened


def fingerprint(pull: SandboxPullRequest) -> str:
    """The fingerprint of its one comment, as people copy it."""
    found = re.search("`f[0-9a-f]{16}`", pull.shown().comments[0].body)
    assert found is not None
    return found[0]


def reactions(pull: SandboxPullRequest, comment: int) -> tuple[str, ...]:
    shown = pull.shown()
    both = [(one.id, one.reactions) for one in shown.summaries]
    both += [(one.id, one.reactions) for one in shown.comments]
    return next(given for number, given in both if number == comment)


def ask(pull: SandboxPullRequest, body: str, author: str = "wanda") -> int:
    """Ask something in the conversation, and wait until it was seen."""
    comment = pull.comment(body, author)
    wait_for(lambda: reactions(pull, comment) == ("eyes",), f"a reaction to {body!r}")
    return comment


def answers(pull: SandboxPullRequest) -> list[str]:
    """What the bot answered to commands, in the conversation and in the diff."""
    shown = pull.shown()
    said = [(one.author, one.body) for one in shown.summaries]
    said += [(one.author, one.body) for one in shown.comments]
    return [body for author, body in said if author == BOT and "tenet:v1 command" in body]


def answer(pull: SandboxPullRequest) -> str:
    """Its only answer, once it is there."""
    wait_for(lambda: bool(answers(pull)), "an answer")
    (only,) = answers(pull)
    return only


def summary(pull: SandboxPullRequest) -> str:
    (only,) = (one.body for one in pull.shown().summaries if "tenet:v1 summary" in one.body)
    return only


def conclusion(pull: SandboxPullRequest) -> str | None:
    return next(one.conclusion for one in pull.shown().checks if one.head == pull.head_sha)


class Looks:
    """Counts how often the bot looked at a pull request: each review reads its commits."""

    def __init__(self, github: Sandbox, pull: SandboxPullRequest) -> None:
        self._github = github
        self._path = f"/repositories/{pull.state.repository.id}/pulls/{pull.number}/commits"

    def __call__(self) -> int:
        return sum(one.path.endswith(self._path) for one in list(self._github.requests))


@pytest.fixture
def looks(github: Sandbox, pull: SandboxPullRequest) -> Iterator[Looks]:
    return iter([Looks(github, pull)])


def test_help_lists_every_command_for_the_author_too(pull: SandboxPullRequest) -> None:
    ask(pull, "/tenet help\nThank you!", "mona")

    said = answer(pull)
    assert said.count("`/tenet ") == 8
    assert "| `/tenet waive FINGERPRINT 30d REASON` |" in said


def test_a_review_that_is_asked_for_says_nothing_twice(
    github: Sandbox, pull: SandboxPullRequest
) -> None:
    looks = Looks(github, pull)
    ask(pull, "/tenet review", "mona")
    wait_for(lambda: looks() == 2, "the second review")
    ask(pull, "/review full")
    wait_for(lambda: looks() == 3, "the third review")

    shown = pull.shown()
    assert (len(shown.reviews), len(shown.comments), len(shown.checks)) == (1, 1, 1)
    assert answers(pull) == []


def test_people_without_the_permission_get_nothing_at_all(
    github: Sandbox, pull: SandboxPullRequest
) -> None:
    looks, mark = Looks(github, pull), fingerprint(pull)
    unheard = [
        pull.comment(f"/tenet {command}", author)
        for author, commands in {
            "rita": ("review", "review full", "help", "pause", f"explain {mark}", "nonsense"),
            "mona": ("review full", "pause", "resume", f"waive {mark} 30d mine", "waive"),
            "renovate[bot]": ("review", "help"),
            BOT: ("review", "help"),
        }.items()
        for command in commands
    ]
    ask(pull, "/tenet help")

    assert len(answers(pull)) == 1
    assert [reactions(pull, one) for one in unheard] == [()] * len(unheard)
    assert looks() == 1


def test_whoever_lost_the_permission_is_not_heard_any_more(
    repository: SandboxRepository, pull: SandboxPullRequest
) -> None:
    ask(pull, "/tenet pause")
    repository.add_collaborator("wanda", "read")
    late = pull.comment("/tenet resume", "wanda")
    repository.add_collaborator("william", "write")
    ask(pull, "/tenet help", "william")

    assert reactions(pull, late) == ()


@pytest.mark.parametrize(
    "body",
    [
        "Please do\n/tenet help",
        "> /tenet help",
        "    /tenet help",
        "```\n/tenet help\n```",
        "`/tenet help`",
        "<!-- /tenet help -->",
        "\n/tenet help",
        "/tenethelp",
        "@tenet help",
    ],
)
def test_only_the_first_line_that_is_no_quote_and_no_code_is_a_command(body: str) -> None:
    from bot.review.commands import command_line  # noqa: PLC0415

    assert command_line(body) is None


def test_a_malformed_command_gets_one_answer(github: Sandbox, pull: SandboxPullRequest) -> None:
    comment = pull.comment(f"/tenet waive {fingerprint(pull)} for ever @wanda", "wanda")
    said = answer(pull)
    github.deliver("issue_comment", "created", pull)
    ask(pull, "/tenet pause")

    assert answers(pull) == [said]
    assert "from `1d` to `365d`. `/tenet waive FINGERPRINT 30d REASON`" in said
    assert "wanda" not in said
    assert reactions(pull, comment) == ()


def test_an_edit_makes_no_command(github: Sandbox, pull: SandboxPullRequest) -> None:
    comment = pull.comment("Hm.", "wanda")
    token = github.personal_token("wanda")
    answered = requests.patch(
        f"{github.api_url}/repositories/{pull.state.repository.id}/issues/comments/{comment}",
        json={"body": "/tenet help"},
        headers={"Authorization": f"Bearer {token}"},
        timeout=10,
    )
    assert answered.status_code == 200
    ask(pull, "/tenet pause")

    assert (reactions(pull, comment), answers(pull)) == ((), [])


def test_a_paused_pull_request_is_reviewed_when_it_is_resumed_or_asked_for(
    github: Sandbox, pull: SandboxPullRequest
) -> None:
    looks = Looks(github, pull)
    ask(pull, "/tenet pause")
    pull.push({"other.py": INJECTION}, "More of it")
    shown = concluded(pull)
    assert (conclusion(pull), len(shown.comments), looks()) == ("neutral", 1, 1)
    assert next(one.title for one in shown.checks if one.head == pull.head_sha) == "paused"

    ask(pull, "/tenet review", "mona")
    wait_for(lambda: conclusion(pull) == "failure", "the review that was asked for")
    pull.push({"third.py": INJECTION}, "Still more")
    concluded(pull)
    assert (conclusion(pull), len(pull.shown().comments)) == ("neutral", 2)

    ask(pull, "/tenet resume")
    wait_for(lambda: conclusion(pull) == "failure", "the review after the pause")
    assert len(pull.shown().comments) == 3


def test_a_waiver_takes_a_finding_out_of_the_verdict_and_is_shown(
    pull: SandboxPullRequest,
) -> None:
    reason = "![x](https://evil.example) ghp_" + "a" * 36 + " @mona #1"
    ask(pull, f"/tenet waive {fingerprint(pull)} 30d {reason}")
    wait_for(lambda: conclusion(pull) == "success", "the review after the waiver")

    said = summary(pull)
    assert "(wanda) (until 20" in said
    assert "[SECRET:github-token]" in said
    assert "](https://evil" not in said
    assert len(pull.shown().comments) == 1
    assert answers(pull) == []


def test_what_the_policy_forbids_cannot_be_answered_away(github: Sandbox) -> None:
    policy = "version: 1\nsuppressions: {forbid: [injection]}\n"
    files = {"shop.py": CLEAN, ".github/tenet.yml": policy}
    repository = peopled(github.create_repository(next(_names), files))
    ignored = INJECTION.replace("folder)\n", "folder)  # nosemgrep -- the folder is ours\n")
    pull = reviewed(repository, "".join(ignored.rsplit("  # nosemgrep -- the folder is ours", 0)))
    ask(pull, f"/tenet false-positive {fingerprint(pull)} the folder is ours")

    assert "`suppressions.forbid`" in answer(pull)
    assert conclusion(pull) == "failure"


def test_a_finding_that_nobody_said_cannot_be_answered(pull: SandboxPullRequest) -> None:
    ask(pull, "/tenet waive f0123456789abcdef 30d never heard of")

    assert "nothing under `f0123456789abcdef`" in answer(pull)


def test_an_explanation_stands_in_the_thread_that_asked_for_it(
    github: Sandbox, pull: SandboxPullRequest
) -> None:
    (comment,) = pull.shown().comments
    token = github.personal_token("rachel", role="write")
    asked = requests.post(
        f"{github.api_url}/repositories/{pull.state.repository.id}/pulls/{pull.number}"
        f"/comments/{comment.id}/replies",
        json={"body": f"/tenet explain {fingerprint(pull)}"},
        headers={"Authorization": f"Bearer {token}"},
        timeout=10,
    )
    said = answer(pull)

    replies = [one for one in pull.shown().comments if one.in_reply_to == comment.id]
    assert [one.author for one in replies] == ["rachel", BOT]
    assert replies[0].id == asked.json()["id"]
    assert "All input is hostile" in said
    assert f"/blob/{pull.head_sha}/shop.py#L5" in said
    assert "A shell gives meaning to" in said


@pytest.mark.parametrize("path", ["/reactions$", "/issues/.*/comments$"])
def test_an_answer_of_github_that_is_lost_makes_nothing_twice(
    github: Sandbox, pull: SandboxPullRequest, path: str
) -> None:
    github.faults.add(kind="lost-answer", method="POST", path=path)
    comment = ask(pull, "/tenet help")

    assert "`/tenet help`" in answer(pull)
    assert reactions(pull, comment) == ("eyes",)


def test_a_closed_pull_request_is_not_reviewed_and_says_so(pull: SandboxPullRequest) -> None:
    pull.close()
    ask(pull, "/tenet review")

    assert "is closed" in answer(pull)
