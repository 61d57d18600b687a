"""The set-up page over real HTTP against the sandbox GitHub: one App, and nothing for strangers."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import requests

from bot.githubapp.manifest import EVENTS, PERMISSIONS, NewApp
from bot.sandbox import Sandbox
from bot.sandbox.faults import Fault
from bot.server.doorway import Sessions
from bot.server.setup import SetUp
from tests.support.service import wait_for
from tests.support.web import served

TOKEN = "t" * 43


@dataclass
class FreshServer:
    """A server without an App, and the browser of whoever sets it up."""

    url: str
    github: Sandbox
    stored: list[NewApp]
    ended: list[bool]
    browser: requests.Session = field(default_factory=requests.Session)

    def get(self, path: str, headers: dict[str, str] | None = None) -> requests.Response:
        url = f"{self.url}{path}"
        return self.browser.get(url, timeout=30, allow_redirects=False, headers=headers)

    def form(self, query: str = "") -> tuple[str, str]:
        """Where the form leads, and the manifest in it."""
        page = self.get(f"/setup{query}").text
        action = re.search(r'method="post" action="([^"]+)"', page)
        manifest = re.search(r'name="manifest" value="([^"]+)"', page)
        assert action is not None
        assert manifest is not None
        return html.unescape(action[1]), html.unescape(manifest[1])

    def said_yes(self) -> str:
        """The path that GitHub sends the browser back to."""
        action, manifest = self.form()
        state = action.partition("?state=")[2]
        yes = {"manifest": manifest, "state": state, "name": "Tenet", "owner": "mona"}
        answer = requests.post(
            f"{self.github.url}/_sandbox/apps", data=yes, timeout=30, allow_redirects=False
        )
        return answer.headers["Location"].removeprefix(self.url)


@pytest.fixture
def fresh(sandbox: Sandbox) -> Iterator[FreshServer]:
    yield from serving(sandbox, None)


@pytest.fixture
def far_away(sandbox: Sandbox) -> Iterator[FreshServer]:
    yield from serving(sandbox, TOKEN)


def serving(sandbox: Sandbox, token: str | None) -> Iterator[FreshServer]:
    stored: list[NewApp] = []
    ended: list[bool] = []
    set_up = SetUp(
        sandbox.url, sandbox.api_url, stored.append, lambda: ended.append(True), Sessions(), token
    )
    with served(set_up.application()) as url:
        server = FreshServer(url, sandbox, stored, ended)
        with server.browser:
            yield server


def test_one_click_asks_for_exactly_what_the_contract_names(fresh: FreshServer) -> None:
    action, written = fresh.form()
    asked = json.loads(written)

    assert action.startswith(f"{fresh.github.url}/settings/apps/new?state=")
    assert asked["default_permissions"] == PERMISSIONS
    assert asked["default_events"] == list(EVENTS)
    assert asked["hook_attributes"] == {"url": f"{fresh.url}/webhook", "active": True}
    assert asked["redirect_url"] == f"{fresh.url}/setup/registered"
    assert asked["public"] is False

    wish = "?organisation=acme&name=Our+Tenet&webhook=https://proxy.example/x"
    action, written = fresh.form(wish)
    assert action.startswith(f"{fresh.github.url}/organizations/acme/settings/apps/new?")
    assert json.loads(written)["name"] == "Our Tenet"
    assert json.loads(written)["hook_attributes"]["url"] == "https://proxy.example/x"


def test_an_app_is_stored_with_its_secrets_and_the_server_moves_on(fresh: FreshServer) -> None:
    done = fresh.get(fresh.said_yes())

    assert (done.status_code, done.headers["Refresh"]) == (200, "1; url=/setup")
    assert "One moment" in fresh.get("/setup").text
    [app] = fresh.stored
    known = fresh.github.app
    assert (app.id, app.private_key) == (known.id, known.private_key_pem)
    assert app.webhook_secret == known.webhook_secret
    assert app.path == "/apps/tenet"
    wait_for(lambda: fresh.ended == [True], "the set-up to end, after the browser has its answer")
    for secret in (app.private_key, app.webhook_secret, app.client_secret):
        assert secret not in repr(app)


def test_until_then_no_delivery_is_taken_in(fresh: FreshServer) -> None:
    answer = requests.post(f"{fresh.url}/webhook", data=b"{}", timeout=30)

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert fresh.get("/healthz").status_code == 200
    assert fresh.get("/readyz").json()["reasons"] == ["There is no GitHub App yet: open /setup."]
    assert fresh.get("/").headers["Location"] == "/setup"


def test_a_forged_state_stores_nothing(fresh: FreshServer) -> None:
    back = fresh.said_yes()
    forged = re.sub(r"state=.*", "state=" + "f" * 43, back)

    assert fresh.get(forged).status_code == 403
    assert fresh.get(back.partition("&state")[0]).status_code == 403
    # The right state in another browser is a forgery, too: somebody else's App would be ours.
    stranger = requests.get(f"{fresh.url}{back}", timeout=30, allow_redirects=False)
    assert stranger.status_code == 403
    assert fresh.stored == []


def test_a_code_and_a_state_are_good_once(fresh: FreshServer) -> None:
    back = fresh.said_yes()
    state = fresh.form()[0].partition("?state=")[2]
    fresh.get(back)

    assert fresh.get(back).status_code == 403
    # Another state with the old code: the App is known by now, and GitHub is not asked again.
    assert "One moment" in fresh.get(re.sub(r"state=.*", f"state={state}", back)).text
    assert len(fresh.stored) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example"},
        {"Host": "127.0.0.1.evil.example:80"},
        {"Host": "[::bad"},
        {"X-Forwarded-For": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"X-Forwarded-Host": "127.0.0.1"},
        {"Via": "1.1 tunnel"},
    ],
)
def test_only_who_sits_at_this_machine_sees_the_page(
    fresh: FreshServer, headers: dict[str, str]
) -> None:
    answer = fresh.get("/setup", headers=headers)

    assert answer.status_code in {400, 403}
    assert "manifest" not in answer.text


def test_elsewhere_one_browser_gets_in_with_the_one_time_link(far_away: FreshServer) -> None:
    assert far_away.get("/setup").status_code == 403
    assert far_away.get("/setup?token=" + "x" * 43).status_code == 403
    admitted = far_away.get(f"/setup?token={TOKEN}")
    assert admitted.headers["Location"] == "/setup"
    assert "HttpOnly" in admitted.headers["Set-Cookie"]
    assert far_away.get("/setup").status_code == 200

    second = requests.get(f"{far_away.url}/setup?token={TOKEN}", timeout=30)
    assert second.status_code == 403
    assert "start it again for a new one" in second.text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html>",
        "[]",
        '{"id": 1}',
        '{"id": 1, "id": 2}',
        "[" * 100_000,
        '"' + "x" * 300_000 + '"',
        '{"id": "1", "slug": "../x", "html_url": "", "pem": "", "webhook_secret": null}',
        json.dumps(
            {
                "id": 1,
                "slug": "tenet",
                "html_url": "https://evil.example/apps/tenet",
                "pem": "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n",
                "webhook_secret": "s" * 40,
                "client_id": "Iv1.1",
                "client_secret": "c" * 40,
            }
        ),
    ],
)
def test_garbage_in_githubs_answer_stores_nothing(fresh: FreshServer, body: str) -> None:
    back = fresh.said_yes()
    fault = Fault(kind="status", method="POST", path="/app-manifests/", status=201, body=body)
    fresh.github.faults.put(fault)
    answer = fresh.get(back)

    assert answer.status_code == 502
    assert "Nothing was stored." in answer.text
    assert back.partition("code=")[2].partition("&")[0] not in answer.text
    assert fresh.stored == []
    assert fresh.ended == []


@pytest.mark.parametrize("status", [301, 302, 307])
def test_no_redirect_of_githubs_is_followed(fresh: FreshServer, status: int) -> None:
    back = fresh.said_yes()
    elsewhere = {"Location": f"{fresh.github.url}/elsewhere"}
    fresh.github.faults.put(
        Fault(
            kind="status", method="POST", path="/app-manifests/", status=status, headers=elsewhere
        )
    )
    assert fresh.get(back).status_code == 502
    assert fresh.stored == []
    assert not any(seen.path == "/elsewhere" for seen in fresh.github.requests)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?address=http://tenet.example", "must begin with https://"),
        ("?webhook=ftp://tenet.example", "must be an address"),
        ("?address=https://a:b@tenet.example", "must hold no user and no password"),
        ("?organisation=../x", "is no organisation"),
        ("?name=" + "x" * 35, "a name of 1 to 34 characters"),
    ],
)
def test_a_wrong_wish_is_said_and_cannot_be_sent(fresh: FreshServer, query: str, said: str) -> None:
    answer = fresh.get(f"/setup{query}")

    assert answer.status_code == 400
    assert said in html.unescape(answer.text)
    assert "manifest" not in answer.text


def test_what_is_written_into_the_address_stays_text(fresh: FreshServer) -> None:
    answer = fresh.get('/setup?name="><script>alert(1)</script>')

    assert "<script" not in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert (
        f"form-action 'self' {fresh.github.url}"
        in fresh.get("/setup").headers["Content-Security-Policy"]
    )
