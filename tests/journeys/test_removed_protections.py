"""A guard that goes is missed on the line where it stood, whatever the model can afford."""

from collections.abc import Iterator

import pytest

from bot.sandbox import Sandbox
from tests.support.messages_stub import Asked, MessagesStub
from tests.support.service import Service, concluded

HEAD = "from flask import jsonify\n\n\n"
ORDERS = "@app.route('/orders')\n{}def orders():\n    return jsonify(all_orders())\n"
OPEN, GUARDED = ORDERS.format(""), ORDERS.format("@login_required\n")
WHY = "# tenet: ignore[removed-authentication] the price list is public\n"


def unasked(asked: Asked) -> dict[str, object]:
    raise AssertionError(asked)


@pytest.fixture(scope="module")
def service(github: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with MessagesStub(unasked) as model:
        more = {
            "ANTHROPIC_API_KEY": "k" * 40,
            "ANTHROPIC_BASE_URL": model.url,
            "TENET_BUDGET_USD_PER_PR": "0.000001",
        }
        with Service(github, tmp_path_factory.mktemp("service") / "data", more) as running:
            yield running


@pytest.mark.usefixtures("service")
def test_a_guard_that_goes_is_missed_until_it_is_back_or_somebody_says_why(
    github: Sandbox,
) -> None:
    repository = github.create_repository("acme/guarded", {"shop.py": HEAD + GUARDED})
    repository.commit("change", {"shop.py": HEAD + OPEN}, "Tidy", base="main")
    pull = repository.open_pull_request("Tidy")
    shown = concluded(pull)

    (comment,) = shown.comments
    assert (comment.path, comment.side, comment.line) == ("shop.py", "LEFT", 5)
    assert "the function orders, which this change keeps" in comment.body
    assert "over budget" in shown.summaries[0].body
    (check,) = shown.checks
    assert check.conclusion == "failure"
    assert any("who asks" in str(one.title) for one in check.annotations)

    pull.push({"shop.py": HEAD + WHY + OPEN}, "Say why")
    shown = concluded(pull)
    assert len(shown.comments) == 1
    assert "the price list is public" in shown.summaries[0].body
    assert [one.conclusion for one in shown.checks if one.head == pull.head_sha] == ["neutral"]

    pull.push({"shop.py": HEAD + "LIMIT = 1\n\n\n" + GUARDED}, "Put it back")
    shown = concluded(pull)
    assert len([one for one in shown.comments if one.in_reply_to is None]) == 1
    assert "removed-authentication" not in shown.summaries[0].body
