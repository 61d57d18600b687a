"""Registering, installing and signing in, as GitHub's own pages have it."""

import json
import re

import githubkit_schemas.latest.models as official
import pytest
import requests
from pydantic import TypeAdapter

from bot.sandbox import Sandbox
from tests.support.sandbox_clients import app_jwt, rest

MANIFEST = {
    "url": "https://tenet.example",
    "name": "Our Tenet",
    "redirect_url": "https://tenet.example/registered",
    "default_events": ["pull_request"],
    "default_permissions": {"pull_requests": "write"},
}


def post(sandbox: Sandbox, path: str, **fields: str) -> requests.Response:
    return requests.post(f"{sandbox.url}{path}", data=fields, timeout=30, allow_redirects=False)


def test_a_code_gives_the_app_in_githubs_shape_once(sandbox: Sandbox) -> None:
    page = post(
        sandbox, "/organizations/acme/settings/apps/new?state=s", manifest=json.dumps(MANIFEST)
    )
    assert "Create GitHub App for acme" in page.text
    old = sandbox.app.id
    yes = {"manifest": json.dumps(MANIFEST), "name": "Our Tenet", "owner": "acme", "state": "s"}
    back = post(sandbox, "/_sandbox/apps", **yes).headers["Location"]
    found = re.fullmatch(r"https://tenet\.example/registered\?code=([0-9a-f]+)&state=s", back)
    assert found is not None
    with rest(sandbox) as client:
        conversions = f"/app-manifests/{found[1]}/conversions"
        told = client.post(conversions)
        assert told.status_code == 201
        TypeAdapter(official.AppManifestsCodeConversionsPostResponse201).validate_json(told.content)
        assert client.post(conversions).status_code == 404
    assert told.json()["owner"]["login"] == "acme"
    assert told.json()["slug"] == "our-tenet"
    assert told.json()["id"] == sandbox.app.id != old
    with rest(sandbox, app_jwt(sandbox)) as client:
        assert client.get("/app").json()["permissions"] == {"pull_requests": "write"}


@pytest.mark.parametrize(
    "changed",
    [
        {"url": "nowhere"},
        {"unknown": 1},
        {"default_events": ["push"]},
        {"default_permissions": {}},
        {"name": "x" * 35},
        {"hook_attributes": {"active": True}},
    ],
)
def test_a_manifest_that_github_refuses_is_refused(
    sandbox: Sandbox, changed: dict[str, object]
) -> None:
    written = json.dumps(MANIFEST | changed)

    assert post(sandbox, "/settings/apps/new", manifest=written).status_code == 422


def test_installing_gives_the_app_every_repository_of_the_account(sandbox: Sandbox) -> None:
    repository = sandbox.create_repository("acme/shop", installed=False)
    yes = {"manifest": json.dumps(MANIFEST), "name": "Our Tenet", "owner": "acme"}
    post(sandbox, "/_sandbox/apps", **yes)
    page = requests.get(f"{sandbox.url}/apps/our-tenet/installations/new", timeout=30)
    assert "Install on acme" in page.text
    assert sandbox.world.installation_of(repository.state) is None
    post(sandbox, "/apps/our-tenet/installations/new", account="acme")
    with rest(sandbox, app_jwt(sandbox)) as client:
        [installed] = client.get("/app/installations").json()
    assert installed["account"]["login"] == "acme"
    assert sandbox.world.installation_of(repository.state) is not None
    assert post(sandbox, "/apps/our-tenet/installations/new", account="nobody").status_code == 404


def test_a_sign_in_of_another_app_is_unknown(sandbox: Sandbox) -> None:
    url = f"{sandbox.url}/login/oauth/authorize?client_id=other"
    assert requests.get(url, timeout=30).status_code == 404
    told = post(
        sandbox, "/login/oauth/access_token", client_id="other", client_secret="x", code="1"
    )
    assert (told.status_code, told.json()) == (200, {"error": "incorrect_client_credentials"})
