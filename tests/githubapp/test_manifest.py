"""A GitHub App made from a manifest: what is believed of a wish, and of GitHub's answer."""

import json
import re

import pytest

from bot.errors import TransientError, UserError
from bot.githubapp.app_identity import page_path
from bot.githubapp.manifest import Wish, convert, manifest, registration_url
from bot.githubapp.person import authorize_url
from bot.sandbox import Sandbox
from bot.sandbox.app_credentials import PERMISSIONS

WISH = Wish("Tenet", "", "https://tenet.example", "https://tenet.example/webhook")


def test_the_app_never_asks_to_push_or_to_approve() -> None:
    asked = json.loads(manifest(WISH))

    assert asked["default_permissions"] == PERMISSIONS
    assert [name for name, level in PERMISSIONS.items() if level == "write"] == [
        "pull_requests",
        "checks",
    ]


def test_the_form_leads_to_an_account_or_an_organisation_of_any_github() -> None:
    ghes = "https://github.example.com"
    assert registration_url(ghes, "", "a b&c") == f"{ghes}/settings/apps/new?state=a%20b%26c"
    assert registration_url(ghes, "acme", "s") == (
        f"{ghes}/organizations/acme/settings/apps/new?state=s"
    )


@pytest.mark.parametrize("name", ["..", "a/b", "a b", "-a", "a" * 101, "ä", "a\n"])
def test_what_is_no_organisation_is_refused(name: str) -> None:
    with pytest.raises(UserError, match="is no organisation"):
        Wish("Tenet", name, "https://tenet.example", "https://tenet.example/webhook")


@pytest.mark.parametrize("code", ["", "../../user", "a?b", "a" * 101, "a\n", "ä"])
def test_what_is_no_code_is_never_sent(sandbox: Sandbox, code: str) -> None:
    with pytest.raises(UserError, match="register the App once more"):
        convert(sandbox.api_url, code)
    assert sandbox.requests == []


def test_an_unknown_code_is_refused_without_being_told_to_anybody(sandbox: Sandbox) -> None:
    with pytest.raises(Exception, match="404") as refused:
        convert(sandbox.api_url, "c0dec0de")
    assert "c0dec0de" not in str(refused.value)


def test_a_github_that_is_not_there_is_said_without_the_code() -> None:
    with pytest.raises(TransientError, match="could not be reached") as refused:
        convert("http://127.0.0.1:9", "c0dec0de")
    assert "c0dec0de" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_the_apps_page_is_where_its_github_has_it_and_on_no_other_host() -> None:
    assert page_path("tenet", "https://github.com/apps/tenet") == "/apps/tenet"
    assert page_path("tenet", "https://ghes.example/github-apps/tenet") == "/github-apps/tenet"
    assert page_path("tenet", "https://evil.example/login") == "/apps/tenet"
    with pytest.raises(Exception, match="cannot be read"):
        page_path("../x", "https://github.com/apps/x")


def test_what_only_we_know_of_a_sign_in_is_not_in_its_address() -> None:
    url = authorize_url("https://github.com", "Iv1.8a61", "state", "verifier")

    assert "verifier" not in url.replace("code_verifier", "")
    assert re.search(r"code_challenge=[A-Za-z0-9_-]{43}&code_challenge_method=S256$", url)
