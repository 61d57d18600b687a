"""The course of the demo: from two trees of files to a review that stands on the page."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import OperatorError
from bot.sandbox.demo import shop
from bot.sandbox.demo.judge import differences
from bot.sandbox.demo.page_reader import comments_on
from bot.sandbox.demo.posted import Posted, read_posted
from bot.sandbox.demo.reading import get
from bot.sandbox.demo.server import TenetServer
from bot.sandbox.github import Sandbox
from bot.sandbox.pull_handle import SandboxPullRequest
from bot.sandbox.shown import Shown

_RULES_SECONDS = 90.0
_MODEL_SECONDS = 600.0  # a model may think for minutes

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was posted, where it can be seen, and what differs from what was expected."""

    posted: Posted
    address: str
    expected: int
    differences: tuple[str, ...]


def run(github: Sandbox, server: TenetServer, step: Step) -> Outcome:
    """Have a pull request reviewed. Raises OperatorError when the review does not come."""
    step(f"A small GitHub listens on {github.url}")
    repository = shop.create_repository(github)
    step(f"{shop.REPOSITORY} is a git repository with the branches main and {shop.BRANCH}")
    said = server.wait_until_ready()
    step(
        f"tenet serve is ready on {server.url} "
        f"(SQLite, Semgrep {said.get('semgrep')}, isolation {said.get('isolation')})"
    )
    step(_about_model())
    github.webhook_url = f"{server.url}/webhook"
    pull = shop.open_pull_request(repository)
    files = len(pull.state.files())
    step(f'{shop.AUTHOR} opened pull request #{pull.number}, "{shop.TITLE}": {files} files')
    _follow(github, server, pull, step)
    return _look(github, pull, step)


def _about_model() -> str:
    model = os.environ.get("TENET_MODEL")
    if os.environ.get("ANTHROPIC_API_KEY"):
        return f"The model will look, too{f' ({model})' if model else ''}"
    return "The model will not look: no ANTHROPIC_API_KEY is set"


def _follow(github: Sandbox, server: TenetServer, pull: SandboxPullRequest, step: Step) -> None:
    """Tell what happens on the pull request until its check is concluded."""
    patience = _MODEL_SECONDS if os.environ.get("ANTHROPIC_API_KEY") else _RULES_SECONDS
    end = time.monotonic() + patience
    ahead = [
        ("the check is concluded", _concluded),
        ("The summary is posted", lambda shown: bool(shown.summaries)),
        ("The review is posted", lambda shown: bool(shown.reviews)),
        ("The check is open: Semgrep looks", lambda shown: bool(shown.checks)),
    ]
    _taken_in(github, server, end, step)
    while ahead:
        words, has_happened = ahead[-1]
        shown = pull.shown()
        if has_happened(shown):
            ahead.pop()
            if ahead:
                step(words)
        elif _concluded(shown):
            step(f"The check is concluded, but this did not happen: {words.lower()}")
            return
        elif time.monotonic() > end:
            raise OperatorError(
                f"After {patience:.0f} s this had not happened: {words.lower()}.{server.last_words}"
            )
        else:
            server.check_alive()
            time.sleep(0.05)
    step(f"The check is concluded: {pull.shown().checks[-1].conclusion}")


def _taken_in(github: Sandbox, server: TenetServer, end: float, step: Step) -> None:
    while time.monotonic() < end:
        for one in github.deliveries:
            if one.event == "pull_request" and one.status != "pending":
                if one.status_code != 202:  # noqa: PLR2004  taken in, says the contract
                    raise OperatorError(
                        f"The server answered {one.status_code} to the delivery "
                        f"({one.status}).{server.last_words}"
                    )
                step(f"The signed delivery {one.event}.{one.action} was taken in: 202")
                return
        server.check_alive()
        time.sleep(0.02)
    raise OperatorError(f"The delivery was not answered.{server.last_words}")


def _concluded(shown: Shown) -> bool:
    return any(one.status == "completed" for one in shown.checks)


def _look(github: Sandbox, pull: SandboxPullRequest, step: Step) -> Outcome:
    """Read what was posted as others do: over HTTP, from the API and from the page."""
    token = github.personal_token(shop.AUTHOR)
    api = f"{github.api_url}/repos/{shop.REPOSITORY}"
    posted = read_posted(api, pull.number, pull.head_sha, token)
    address = f"{github.url}/{shop.REPOSITORY}/pull/{pull.number}"
    status, page = get(address)
    if status != 200:  # noqa: PLR2004  the page is there
        raise OperatorError(f"The page {address} answered {status}: that is a bug in the sandbox.")
    expected = shop.read_tree("head").expected
    found = differences(expected, posted, comments_on(page.decode()))
    step(f"{len(posted.comments)} comments were read from the API, and the page was looked at")
    return Outcome(posted, address, len(expected), tuple(found))
