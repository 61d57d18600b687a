"""What people ask of the bot in comments, and what becomes of it."""

import itertools
import re
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
import requests

from bot.sandbox import Sandbox, SandboxPullRequest, SandboxRepository
from bot.store.database import open_store
from tests.support.mistakes import MISTAKE
from tests.support.service import Service, concluded, wait_for

CLEAN = "def total(prices):\n    return sum(prices)\n"
EXCUSED = MISTAKE.replace("'])\n", "'])  # nosemgrep -- the folder is ours\n")
OTHER = "\n\ndef remove(request):\n    os.system('rm ' + request.args['folder'])\n"
BOT = "tenet-review[bot]"
_names = (f"acme/talk-{number}" for number in itertools.count())

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def repository(github: Sandbox) -> SandboxRepository:
    return peopled(github)


def peopled(github: Sandbox, policy: str = "version: 1\n") -> SandboxRepository:
    """A repository where wanda may write and rita may read; mona may not write either."""
    files = {"shop.py": CLEAN, ".github/tenet.yml": policy}
    repository = github.create_repository(next(_names), files)
    repository.add_collaborator("wanda", "maintain")
    repository.add_collaborator("rita", "read")
    return repository


@pytest.fixture
def draft(repository: SandboxRepository) -> SandboxPullRequest:
    """A pull request of mona, which nobody reviews unless it is asked for."""
    return opened(repository, draft=True)


def opened(
    repository: SandboxRepository, text: str = MISTAKE, *, draft: bool = False
) -> SandboxPullRequest:
    repository.commit("change", {"shop.py": text}, "Show the folder", base="main")
    return repository.open_pull_request("Show the folder", author="mona", draft=draft)


def fingerprint(pull: SandboxPullRequest) -> str:
    """The fingerprint of its first comment, as people copy it."""
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


def after_all(github: Sandbox, pull: SandboxPullRequest, author: str = "wanda") -> None:
    """Wait until every command so far is done: the commands of a pull request keep their order."""
    wait_for(lambda: all(one.status_code for one in github.deliveries), "every delivery")
    ask(pull, "/tenet pause", author)


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
    checks = pull.shown().checks
    return next((one.conclusion for one in checks if one.head == pull.head_sha), None)


def looks(github: Sandbox, pull: SandboxPullRequest) -> int:
    """How many reviews were brought to their end: each reads the annotations that are there."""
    paths = [f"/check-runs/{one.id}/annotations" for one in pull.shown().checks]
    return sum(one.path.endswith(tuple(paths)) for one in list(github.requests))


def as_person(github: Sandbox, login: str, verb: str, path: str, body: str) -> int:
    """Say something through the API; the comment's id."""
    answered = requests.request(
        verb,
        f"{github.api_url}/repositories/{path}",
        json={"body": body},
        headers={"Authorization": f"Bearer {github.personal_token(login)}"},
        timeout=10,
    )
    answered.raise_for_status()
    number: int = answered.json()["id"]
    return number


def test_help_lists_every_command_for_the_author_too(draft: SandboxPullRequest) -> None:
    ask(draft, "/tenet help\nThank you!", "mona")

    said = answer(draft)
    assert said.count("`/tenet ") == 9
    assert "| `/tenet waive FINGERPRINT 30d REASON` |" in said


def test_people_without_the_permission_get_nothing_at_all(
    github: Sandbox, draft: SandboxPullRequest
) -> None:
    mark = "f0123456789abcdef"
    unheard = [
        draft.comment(f"/tenet {command}", author)
        for author, commands in {
            "rita": ("review", "review full", "help", "pause", f"explain {mark}", "nonsense"),
            "mona": (
                "review full",
                "pause",
                "resume",
                f"waive {mark} 30d mine",
                "waive",
                f"reopen {mark}",
            ),
            "renovate[bot]": ("review", "help"),
            BOT: ("review", "help"),
        }.items()
        for command in commands
    ]
    after_all(github, draft)

    assert answers(draft) == []
    assert [reactions(draft, one) for one in unheard] == [()] * len(unheard)
    assert looks(github, draft) == 0


def test_whoever_lost_the_permission_is_not_heard_any_more(
    github: Sandbox, repository: SandboxRepository, draft: SandboxPullRequest
) -> None:
    ask(draft, "/tenet pause")
    repository.add_collaborator("wanda", "read")
    late = draft.comment("/tenet resume", "wanda")
    repository.add_collaborator("william", "write")
    after_all(github, draft, "william")

    assert reactions(draft, late) == ()


def test_a_malformed_command_gets_one_answer(github: Sandbox, draft: SandboxPullRequest) -> None:
    comment = draft.comment("/tenet waive f0123456789abcdef for ever @wanda", "wanda")
    said = answer(draft)
    github.deliver("issue_comment", "created", draft)
    after_all(github, draft)

    assert answers(draft) == [said]
    assert "from `1d` to `365d`. `/tenet waive FINGERPRINT 30d REASON`" in said
    assert "wanda" not in said
    assert reactions(draft, comment) == ()


def test_an_edit_makes_no_command(github: Sandbox, draft: SandboxPullRequest) -> None:
    comment = draft.comment("Hm.", "wanda")
    where = f"{draft.state.repository.id}/issues/comments/{comment}"
    as_person(github, "wanda", "PATCH", where, "/tenet help")
    after_all(github, draft)

    assert (reactions(draft, comment), answers(draft)) == ((), [])


@pytest.mark.parametrize("path", ["/reactions$", "/issues/.*/comments$"])
def test_an_answer_of_github_that_is_lost_makes_nothing_twice(
    github: Sandbox, draft: SandboxPullRequest, path: str
) -> None:
    github.faults.add(kind="lost-answer", method="POST", path=path)
    comment = ask(draft, "/tenet help")

    assert "`/tenet help`" in answer(draft)
    after_all(github, draft)
    assert len(answers(draft)) == 1
    assert reactions(draft, comment) == ("eyes",)


def test_a_command_that_github_does_not_let_us_do_is_told(
    github: Sandbox, draft: SandboxPullRequest
) -> None:
    commits = f"/repositories/{draft.state.repository.id}/pulls/{draft.number}/commits"
    opening = "the look at the new draft"
    wait_for(lambda: any(one.path.endswith(commits) for one in list(github.requests)), opening)
    github.faults.add(method="GET", path=r"/pulls/\d+$", status=403, body='{"message": "No."}')
    ask(draft, "/tenet review")

    assert "could not be done: GitHub answered 403" in answer(draft)


def test_a_closed_pull_request_is_not_reviewed_and_says_so(
    github: Sandbox, draft: SandboxPullRequest
) -> None:
    draft.close()
    ask(draft, "/tenet review")

    assert "is closed" in answer(draft)
    assert looks(github, draft) == 0


def test_a_review_that_the_policy_does_not_want_is_declined_where_it_was_asked_for(
    github: Sandbox,
) -> None:
    repository = peopled(github, "version: 1\nskip: {bots: [mona]}\n")
    pull = opened(repository)
    ask(pull, "/tenet review")
    (check,) = concluded(pull).checks

    assert (check.title, check.conclusion) == ("not reviewed", "neutral")
    assert "pull requests of mona are not reviewed" in str(check.summary)


def test_a_finding_that_nobody_said_cannot_be_answered(draft: SandboxPullRequest) -> None:
    ask(draft, "/tenet waive f0123456789abcdef 30d never heard of")

    assert "nothing under `f0123456789abcdef`" in answer(draft)


def test_a_paused_draft_is_reviewed_when_it_is_asked_for_or_resumed_and_says_nothing_twice(
    github: Sandbox, draft: SandboxPullRequest
) -> None:
    ask(draft, "/tenet pause")
    draft.ready_for_review()
    shown = concluded(draft)
    assert [(one.title, one.conclusion) for one in shown.checks] == [("paused", "neutral")]
    assert looks(github, draft) == 0

    ask(draft, "/tenet review", "mona")
    wait_for(lambda: conclusion(draft) == "failure", "the review that was asked for")
    ask(draft, "/review full")
    wait_for(lambda: looks(github, draft) == 2, "the second review")
    shown = draft.shown()
    assert (len(shown.reviews), len(shown.comments), len(shown.checks)) == (1, 1, 1)

    draft.push({"other.py": MISTAKE}, "More of it")
    concluded(draft)
    assert (conclusion(draft), looks(github, draft)) == ("neutral", 2)
    ask(draft, "/tenet resume")
    wait_for(lambda: conclusion(draft) == "failure", "the review after the pause")
    assert len(draft.shown().comments) == 2
    assert answers(draft) == []


def test_findings_are_explained_in_their_thread_waived_and_ignored_in_the_code(
    github: Sandbox, service: Service, repository: SandboxRepository
) -> None:
    pull = opened(repository, EXCUSED + OTHER)
    concluded(pull)
    (comment,) = pull.shown().comments
    where = f"{repository.id}/pulls/{pull.number}/comments/{comment.id}/replies"
    reply = as_person(github, "wanda", "POST", where, f"/tenet explain {fingerprint(pull)}")
    said = answer(pull)
    thread = [one for one in pull.shown().comments if one.in_reply_to == comment.id]
    assert [(one.id == reply, one.author) for one in thread] == [(True, "wanda"), (False, BOT)]
    assert "All input is hostile" in said
    assert f"/blob/{pull.head_sha}/shop.py#L{comment.line}" in said
    assert "A shell gives meaning to" in said

    reason = f"![x](https://evil.example) ghp_{'a' * 36} @mona #1"
    ask(pull, f"/tenet waive {fingerprint(pull)} 30d {reason}")
    wait_for(lambda: conclusion(pull) == "success", "the review after the waiver")
    shown = summary(pull)
    assert "inline: the folder is ours" in shown
    assert "(wanda) (until 20" in shown
    assert "SECRET:github-token" in shown
    assert "](https://evil" not in shown
    assert len(answers(pull)) == 1

    kept = b"".join(path.read_bytes() for path in service.data_dir.glob("*.db*"))
    assert b"ghp_" + b"a" * 36 not in kept + service.log.encode()

    with closing(open_store(f"sqlite:///{service.data_dir}/tenet.db")) as store:
        (waiver,) = store.answers.all()
        assert (waiver.owner, waiver.pull_request.number) == ("wanda", pull.number)
        store.answers.give(replace(waiver, expires=date(2026, 1, 31)))
    ask(pull, "/tenet review")
    wait_for(lambda: conclusion(pull) == "failure", "the review after the waiver's end")
    assert "by wanda ended on 2026-01-31: the finding counts again" in summary(pull)
    assert sum(one.in_reply_to is None for one in pull.shown().comments) == 1


def test_an_answer_is_taken_back_and_its_finding_counts_again(
    repository: SandboxRepository,
) -> None:
    pull = opened(repository)
    concluded(pull)
    mark = fingerprint(pull)
    ask(pull, f"/tenet reopen {mark}")
    assert f"Nobody answered {mark} in a comment here." in answer(pull)

    ask(pull, f"/tenet false-positive {mark} the folder is ours")
    wait_for(lambda: conclusion(pull) == "success", "the review after the answer")
    pull.comment(f"/tenet reopen {mark}", "mona")  # its author may not
    repository.add_collaborator("william", "write")
    ask(pull, f"/tenet reopen {mark}", "william")
    wait_for(lambda: conclusion(pull) == "failure", "the review after it was taken back")

    shown = summary(pull)
    assert f"What wanda answered to {mark.strip('`')} was taken back by william on 20" in shown
    assert "the folder is ours" not in shown
    assert len(pull.shown().comments) == 1
    assert len(answers(pull)) == 1

    ask(pull, f"/tenet waive {mark} 30d for now")
    wait_for(lambda: conclusion(pull) == "success", "the review after a new answer")


def test_what_the_policy_forbids_can_be_answered_away_in_no_way(github: Sandbox) -> None:
    repository = peopled(github, "version: 1\nsuppressions: {forbid: [injection]}\n")
    pull = opened(repository, EXCUSED)
    concluded(pull)
    assert "the policy forbids" in summary(pull)

    ask(pull, f"/tenet false-positive {fingerprint(pull)} the folder is ours")
    assert "`suppressions.forbid`" in answer(pull)
    assert conclusion(pull) == "failure"
