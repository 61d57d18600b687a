"""What the App sees of itself: its deliveries and installations, also when GitHub says nonsense."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import TransientError
from bot.githubapp.app_identity import App
from bot.githubapp.client import GitHub
from bot.sandbox import Sandbox, SandboxRepository
from tests.support.github_view import asked

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
DELIVERY = {
    "id": 1,
    "guid": "g-1",
    "delivered_at": "2026-11-26T10:00:00Z",
    "status": "OK",
    "status_code": 200,
    "event": "pull_request",
}


@pytest.fixture
def app(sandbox: Sandbox) -> App:
    own = sandbox.app
    return App(own.id, own.private_key_pem, sandbox.api_url, pause=0, backoff=0)


def fill(sandbox: Sandbox, shop: SandboxRepository, count: int) -> None:
    for _ in range(count):
        where, url = shop.state, "http://127.0.0.1:9/webhook"
        sandbox.webhooks.send(sandbox.webhooks.prepare("ping", None, where, {}, url))


def test_deliveries_are_read_over_all_pages_and_one_is_asked_for_again(
    sandbox: Sandbox, app: App, shop: SandboxRepository
) -> None:
    fill(sandbox, shop, 130)

    found = app.hook_deliveries(LONG_AGO)
    app.redeliver(found[0])

    assert [one.id for one in found] == [one.id for one in reversed(sandbox.deliveries[:130])]
    assert not any(one.arrived for one in found)
    assert app.hook_deliveries(datetime.now(UTC) + timedelta(days=1)) == ()
    path = f"/app/hook/deliveries/{found[0].id}/attempts"
    assert len(asked(sandbox, "POST", path)) == 1


@pytest.mark.parametrize(
    "answer",
    [
        {},
        [None],
        [DELIVERY | {"id": "../installations"}],
        [DELIVERY | {"id": -1}],
        [DELIVERY | {"guid": ""}],
        [DELIVERY | {"guid": "g" * 10_000}],
        [DELIVERY | {"delivered_at": "soon"}],
        [DELIVERY | {"status_code": "200"}],
    ],
)
def test_nonsense_about_deliveries_is_tried_again_later(
    sandbox: Sandbox, app: App, answer: object
) -> None:
    sandbox.faults.add(path="/deliveries", status=200, body=json.dumps(answer), times=9)

    with pytest.raises(TransientError):
        app.hook_deliveries(LONG_AGO)


def test_a_next_page_is_never_followed_to_another_place_or_for_ever(
    sandbox: Sandbox, app: App
) -> None:
    link = {"Link": '<https://elsewhere.example/x?cursor=..%2F..&per_page=1>; rel="next"'}
    body = json.dumps([DELIVERY])
    sandbox.faults.add(path="/deliveries", status=200, body=body, headers=link, times=99)

    found = app.hook_deliveries(LONG_AGO)

    assert len(found) == 30
    seen = asked(sandbox, "GET", "/app/hook/deliveries")
    assert len(seen) == 30
    assert "cursor=..%2F..&" in f"{seen[-1].query}&"


def test_only_a_404_says_that_an_installation_is_gone(sandbox: Sandbox, app: App) -> None:
    there = sandbox.install("acme")
    assert [one.id for one in app.installations()] == [there.id]
    assert app.is_installed(there.id)
    sandbox.faults.add(path=f"/installations/{there.id}", status=500, times=9)
    with pytest.raises(TransientError):
        app.is_installed(there.id)
    sandbox.faults.clear()
    sandbox.uninstall(there)

    assert not app.is_installed(there.id)


def test_the_heads_that_were_touched_since_then_are_found(
    github: GitHub, shop: SandboxRepository
) -> None:
    shop.commit("change", {"app.py": "x\n"}, "Change")
    pulls = [shop.open_pull_request(f"{number}") for number in range(3)]
    pulls[0].close()
    now = datetime.now(UTC)
    pulls[1].state.updated_at = now - timedelta(days=20)

    assert github.repositories() == (shop.state.id,)
    found = github.heads_since(shop.state.id, now - timedelta(days=14))
    assert found == {pulls[2].number: pulls[2].head_sha}
