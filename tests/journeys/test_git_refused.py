"""Where a proxy lets the API through but not git, pull requests are reviewed all the same."""

import pytest

from bot.sandbox import Sandbox
from tests.support.mistakes import MISTAKE
from tests.support.service import concluded


@pytest.mark.usefixtures("service")
def test_where_git_is_refused_the_review_says_the_same(github: Sandbox) -> None:
    repository = github.create_repository("acme/walled", {"shop.py": "LIMIT = 10\n"})
    github.faults.add(status=403, path=r"\.git/", times=1_000)
    repository.commit("change", {"shop.py": MISTAKE}, "Show the folder", base="main")

    shown = concluded(repository.open_pull_request("Show the folder"))

    assert [(one.path, one.line) for one in shown.comments] == [("shop.py", 5)]
    (check,) = shown.checks
    assert check.conclusion == "failure"
