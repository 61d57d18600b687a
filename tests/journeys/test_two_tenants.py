"""Two customers whose reviews run in turns: neither is told a word of the other's code."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import Sandbox, SandboxPullRequest
from tests.support.messages_stub import Asked, MessagesStub
from tests.support.mistakes import MISTAKE
from tests.support.service import Service, wait_for

TENANTS = ("alder", "birch")
EACH = 4  # pull requests of each
CANARY = re.compile(r"canary_(alder|birch)_\d+")


def obedient(asked: Asked) -> Mapping[str, Any]:
    """A model that says of a change all that it was told of code."""
    return {
        "findings": [],
        "files": [{"path": "shop.py", "verdict": "clean"}],
        "scope": {
            "intent": " ".join(sorted(set(re.findall(r"canary_\w+", asked.user)))),
            "unrelated_paths": [],
            "missing_parts": [],
        },
    }


@pytest.fixture
def model() -> Iterator[MessagesStub]:
    with MessagesStub(obedient) as running:
        yield running


def text(tenant: str, number: int) -> str:
    """The same code for all, but for one word: what is remembered by its likeness fits, too."""
    said = mark(tenant, number)
    return MISTAKE.removesuffix("\n") + f"  # {said}\n"


def mark(tenant: str, number: int) -> str:
    return f"canary_{tenant}_{number}"


def words(pull: SandboxPullRequest) -> str:
    """Everything that a pull request shows of ours."""
    shown = pull.shown()
    checks = [f"{one.title} {one.summary} {one.text} {one.annotations}" for one in shown.checks]
    comments = [one.body for one in shown.comments]
    return " ".join([*comments, *(one.body for one in shown.summaries), *checks])


@pytest.mark.timeout(400)
def test_reviews_of_two_tenants_in_turns_tell_neither_of_the_others_code(
    tmp_path: Path, model: MessagesStub
) -> None:
    more = {"ANTHROPIC_API_KEY": "sk-ant-x", "ANTHROPIC_BASE_URL": model.url}
    with Sandbox(tmp_path / "github") as github, Service(github, tmp_path / "data", more):
        shops = {
            one: github.create_repository(f"{one}/shop", {"shop.py": "x = 1\n"}, private=True)
            for one in TENANTS
        }
        pulls: dict[tuple[str, int], SandboxPullRequest] = {}
        for number in range(EACH):
            for tenant, shop in shops.items():
                branch = f"change-{number}"
                shop.commit(branch, {"shop.py": text(tenant, number)}, "Show it", base="main")
                pulls[tenant, number] = shop.open_pull_request("Show it", head=branch)

        def done() -> bool:
            checks = [one.shown().checks for one in pulls.values()]
            return all(found and found[0].status == "completed" for found in checks)

        wait_for(done, "every review", patience=240)

        for (tenant, _), pull in pulls.items():
            assert [one.line for one in pull.shown().comments] == [5]
            assert set(CANARY.findall(words(pull))) <= {tenant}
        asked = [CANARY.findall(one.raw) for one in (*model.requests, *model.second_looks)]
        assert sum(map(bool, asked)) >= 2 * EACH
        assert all(len(set(found)) <= 1 for found in asked), "a prompt holds both tenants' code"
