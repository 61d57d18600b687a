"""A pull request on the small GitHub, and our App's view of it."""

import pytest

from bot.githubapp.client import GitHub
from bot.sandbox import Sandbox, SandboxPullRequest, SandboxRepository
from tests.support.github_view import view


@pytest.fixture
def shop(sandbox: Sandbox) -> SandboxRepository:
    lines = "".join(f"line {number}\n" for number in range(1, 41))
    return sandbox.create_repository("acme/shop", {"app.py": lines, "docs/a b.txt": "text\n"})


@pytest.fixture
def pull(shop: SandboxRepository) -> SandboxPullRequest:
    lines = [f"line {number}\n" for number in range(1, 41)]
    lines[9:12] = ["changed 10\n", "changed 11\n", "changed 12\n"]
    shop.commit("change", {"app.py": "".join(lines)}, "Change lines")
    return shop.open_pull_request("Change lines", "Because.", author="mona", labels=["backend"])


@pytest.fixture
def github(sandbox: Sandbox, shop: SandboxRepository) -> GitHub:
    assert shop.id
    return view(sandbox)
