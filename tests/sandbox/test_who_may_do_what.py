import datetime as dt

import httpx
import pytest

from bot.sandbox import Sandbox
from tests.support.sandbox_clients import app_jwt, installation_token, rest
from tests.support.sandbox_scene import Scene

REVIEWS = "/repos/acme/shop/pulls/1/reviews"


def message(answer: httpx.Response) -> tuple[int, str]:
    body = answer.json()
    assert body["documentation_url"]
    return answer.status_code, body["message"]


@pytest.mark.parametrize(
    "claims",
    [{"iss": "4711"}, {"iat": None}, {"exp": None}, {"exp": 0}, {"exp": 2**33}, {"iat": 2**33}],
)
def test_a_wrong_jwt_is_refused(scene: Scene, claims: dict[str, object]) -> None:
    with rest(scene.github, app_jwt(scene.github, **claims)) as client:
        assert client.get("/app").status_code == 401


def test_the_client_id_may_issue_the_jwt(scene: Scene) -> None:
    with rest(scene.github, app_jwt(scene.github, iss=scene.github.app.client_id)) as client:
        assert client.get("/app").json()["slug"] == "tenet-review"


def test_a_key_that_is_not_the_apps_is_refused(scene: Scene) -> None:
    with Sandbox() as other:
        stranger = app_jwt(other, iss=str(scene.github.app.id))
    with rest(scene.github, stranger) as client:
        assert message(client.get("/app")) == (401, "A JSON web token could not be decoded")


def test_a_token_reaches_its_own_installation_only(scene: Scene) -> None:
    scene.github.create_repository("other/secret", {"a": "1"})
    assert message(scene.bot.get("/repos/other/secret")) == (404, "Not Found")
    assert message(scene.bot.get("/repos/other/nothing")) == (404, "Not Found")


def test_a_permission_that_was_not_asked_for_is_missing(scene: Scene) -> None:
    token = installation_token(scene.github, permissions={"contents": "read", "metadata": "read"})
    with rest(scene.github, token) as client:
        refused = client.post(REVIEWS, json={"event": "COMMENT", "body": "Hi"})
        assert message(refused) == (403, "Resource not accessible by integration")
        assert client.get("/repos/acme/shop/contents/app.py").status_code == 200


def test_more_than_the_installation_has_cannot_be_asked_for(scene: Scene) -> None:
    path = f"/app/installations/{scene.github.app.installation_id}/access_tokens"
    asked = scene.app.post(path, json={"permissions": {"contents": "write"}})
    assert asked.status_code == 422


def test_a_token_ends_after_an_hour() -> None:
    moment = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    clock = [moment]
    with Sandbox(clock=lambda: clock[0]) as github:
        github.create_repository("acme/shop", {"a": "1"})
        with rest(github, installation_token(github)) as client:
            clock[0] = moment + dt.timedelta(minutes=59)
            assert client.get("/repos/acme/shop").status_code == 200
            clock[0] = moment + dt.timedelta(minutes=60)
            assert message(client.get("/repos/acme/shop")) == (401, "Bad credentials")


def test_without_a_token_nothing_private_is_shown_and_nothing_is_written(scene: Scene) -> None:
    scene.github.create_repository("acme/open", {"a": "1"}, private=False).open_pull_request(
        head="main"
    )
    with rest(scene.github) as nobody:
        assert nobody.get("/repos/acme/shop").status_code == 404
        assert nobody.get("/repos/acme/open").status_code == 200
        written = nobody.post("/repos/acme/open/issues/1/comments", json={"body": "Hi"})
        assert message(written) == (401, "Requires authentication")


def test_a_person_comments_under_their_name_but_writes_no_check(scene: Scene) -> None:
    with rest(scene.github, scene.github.personal_token("mona")) as mona:
        said = mona.post("/repos/acme/shop/issues/1/comments", json={"body": "Hi"})
        assert said.json()["user"]["login"] == "mona"
        check = mona.post(
            "/repos/acme/shop/check-runs", json={"name": "x", "head_sha": scene.pull.head_sha}
        )
        assert message(check) == (403, "You must authenticate via a GitHub App.")
    assert scene.bot.get("/user").status_code == 403


def test_permissions_of_people_are_told(scene: Scene) -> None:
    scene.repository.add_collaborator("writer", "maintain")
    scene.repository.add_collaborator("reader", "triage")

    def asked(login: str) -> tuple[str, str]:
        path = f"/repos/acme/shop/collaborators/{login}/permission"
        told = scene.bot.get(path).json()
        return told["permission"], told["role_name"]

    assert [asked(login) for login in ("writer", "reader", "mona")] == [
        ("write", "maintain"),
        ("read", "triage"),
        ("none", "none"),
    ]


def test_an_app_that_was_removed_or_suspended_gets_nowhere(scene: Scene) -> None:
    installed = scene.github.install("acme")
    installed.suspended_at = scene.github.world.now()
    assert scene.bot.get("/repos/acme/shop").status_code == 403
    installed.suspended_at = None
    scene.github.uninstall(installed)
    assert scene.bot.get("/repos/acme/shop").status_code == 401


def test_a_renamed_repository_redirects_and_keeps_its_number(scene: Scene) -> None:
    scene.github.rename(scene.repository, "acme/store")
    moved = scene.bot.get("/repos/acme/shop/pulls/1")
    assert moved.status_code == 301
    target = f"{scene.github.api_url}/repositories/{scene.repository.id}/pulls/1"
    assert moved.headers["Location"] == target
    assert scene.bot.post("/repos/acme/shop/issues/1/comments", json={}).status_code == 307
    assert scene.bot.get(target).json()["base"]["repo"]["full_name"] == "acme/store"


def test_another_host_name_is_not_answered(scene: Scene) -> None:
    with rest(scene.github) as nobody:
        address = f"{scene.github.url}/_sandbox/app"
        assert nobody.get(address).json()["id"] == scene.github.app.id
        rebound = nobody.get(address, headers={"Host": "evil.example"})
        assert rebound.status_code == 400
