"""The operator's window over real HTTP: who sees what, and strangers' words stay words."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from bot.githubapp import events
from bot.githubapp.events import Action, PullRequestEvent
from bot.sandbox import Sandbox
from bot.server.sign_in import GitHubSignIn
from bot.store.database import Store
from bot.store.reviews import PullRequestKey, ReviewState
from tests.support.findings import at, placed
from tests.support.html_page import HtmlPage
from tests.support.window import HOST, HOSTILE, NOW, REVIEW, deliver, fill, keep, window

ELSEWHERE = {"Host": "tenet.example"}
LISTS = ("/", "/principles", "/rules", "/jobs", "/deliveries")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[tuple[str, Store]]:
    with window(tmp_path) as pair:
        yield pair


def get(url: str, headers: dict[str, str] | None = None) -> requests.Response:
    return requests.get(url, timeout=30, headers=headers, allow_redirects=False)


def test_an_empty_store_says_what_to_do_next(opened: tuple[str, Store]) -> None:
    url, _ = opened
    for path, said in (
        ("/", "Nothing reviewed yet"),
        ("/?state=passed", "None of these"),
        ("/principles", "No finding in these weeks"),
        ("/rules", "No rule has spoken yet"),
        ("/deliveries", "Nothing has arrived yet"),
        ("/jobs", "Nothing to do"),
        ("/setup", "Tenet is ready"),
    ):
        answer = get(url + path)
        assert (answer.status_code, said in answer.text) == (200, True), path
    assert get(f"{url}/reviews/7/11/3/{'a' * 40}").status_code == 404
    assert get(f"{url}/reviews/{2**70}/11/3/{'a' * 40}").status_code == 404


def test_a_review_shows_findings_coverage_cost_and_timeline(opened: tuple[str, Store]) -> None:
    url, store = opened
    address = fill(store)
    listed = HtmlPage(get(url).text)
    assert "Let people search orders" in listed.said
    assert "1 error" in listed.said
    assert "Not fully reviewed" in listed.said
    assert address in get(f"{url}/?state=changes-needed").text
    assert address not in get(f"{url}/?state=passed").text
    assert address not in get(f"{url}/?before={NOW.isoformat().replace('+', '%2B')}").text

    page = get(url + address)
    said = HtmlPage(page.text).said
    for part in (
        "SQL from user input",
        "A failure leaves no trace",
        "Was there before",
        "Goes in May.",
        "1 of 3 files",
        "minified",
        "18204 in, 911 out",
        "0.1134 US$",
        "14.2 s",
        "21.0 s",
    ):
        assert part in said, part
    assert f"https://github.com/acme/shop/blob/{'a' * 40}/app.py#L3-L3" in page.text
    assert "https://github.com/acme/shop/pull/3" in page.text

    rules = HtmlPage(get(f"{url}/rules").text).said
    assert re.search(r"python-sql-injection\s*\d+\s*1\s", rules)
    assert get(f"{url}/principles").text.count("<svg") == 2


def test_words_of_strangers_stay_words_on_every_page(opened: tuple[str, Store]) -> None:
    url, store = opened
    key = PullRequestKey(HOST, 7, 11, 3)
    finding = replace(at(1, path=HOSTILE), title=HOSTILE, message=HOSTILE, quote=HOSTILE)
    finding = replace(finding, rule_id=HOSTILE, principle=HOSTILE)
    address = fill(store)
    deliver(store, "0", "failed: ValueError")
    calm = {path: HtmlPage(get(url + path).text) for path in (*LISTS, address)}
    keep(store, key, replace(REVIEW, findings=(placed(finding),), reasons=(HOSTILE,)), HOSTILE, NOW)
    deliver(store, "1", f"failed: {HOSTILE}")

    for path in (*LISTS, address):
        answer = get(url + path)
        page = HtmlPage(answer.text)
        assert "script" not in page.tags
        assert page.tags - calm[path].tags == set()
        assert not any(name.startswith("on") for name in page.attributes)
        assert "style" not in page.attributes
        assert "\u202e" not in answer.text
        assert "\x1b" not in answer.text
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self';")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_repositorys_name_never_becomes_a_link_to_elsewhere(opened: tuple[str, Store]) -> None:
    url, store = opened
    address = fill(store)
    report = store.reports.find(PullRequestKey(HOST, 7, 11, 3), "a" * 40)
    assert report is not None
    store.reports.keep(replace(report, repository="https://evil.example/x"))

    targets = re.findall(r'href="([^"]*)"', get(url + address).text)
    assert [one for one in targets if not one.startswith(("/", "#"))] == []


def test_who_is_not_at_this_machine_sees_nothing_without_signing_in(
    opened: tuple[str, Store],
) -> None:
    url, store = opened
    address = fill(store)
    deliver(store, "1", "failed: ValueError")
    for path in (*LISTS, address, "/setup"):
        for headers in (ELSEWHERE, {"X-Forwarded-For": "127.0.0.1"}):
            answer = get(url + path, headers)
            assert answer.status_code == 403
            assert "acme" not in answer.text
            assert "GITHUB_APP_CLIENT_ID" in answer.text


def test_no_odd_request_is_a_bug(opened: tuple[str, Store]) -> None:
    url, store = opened
    fill(store)
    for path, headers, status in (
        ("/?before=0001-01-01T00:00:00%2B23:59", {}, 200),
        ("/?before=9999-12-31T23:59:59-23:59", {}, 200),
        ("/?before=%00&state=%00", {}, 200),
        ("/reviews/7/11/3/%00", {}, 404),
        (f"/reviews/7/11/3/{'a' * 39}\u0661", {}, 404),
        ("/sign-in", {"Host": "["}, 403),
        ("/static/tenet.css", {"Host": "["}, 200),
        ("/", {"Host": "["}, 403),
        ("/", {"Cookie": "tenet_session=%00; tenet_session"}, 200),
    ):
        assert get(url + path, headers).status_code == status, path
    for origin in ("http://[", "null", ""):
        answer = requests.post(f"{url}/jobs/retry", headers={"Origin": origin}, timeout=30)
        assert answer.status_code == 403


def test_retry_hands_a_dead_letter_on_and_only_from_our_own_form(tmp_path: Path) -> None:
    woken: list[bool] = []
    with window(tmp_path, wake=lambda: woken.append(True)) as (url, store):
        deliver(store, "1", "failed: ValueError")
        deliver(store, "2", "review started")
        with requests.Session() as browser:
            page = browser.get(f"{url}/deliveries", timeout=30).text
            [csrf] = re.findall(r'name="csrf" value="([^"]+)"', page)
            retry = f"{url}/jobs/retry"

            def press(csrf: str, entry: str = "1", **headers: str) -> int:
                return browser.post(
                    retry,
                    data={"csrf": csrf, "id": entry},
                    headers=headers,
                    timeout=30,
                    allow_redirects=False,
                ).status_code

            assert press("") == 403
            assert press(csrf, "7") == press(csrf, "") == press(csrf, "1\0") == 404
            assert press(csrf, "2") == 409
            assert press("f" * 43) == 403
            assert press(csrf, Origin="https://evil.example") == 403
            assert press(csrf, Origin="null") == 403
            assert requests.post(retry, data={"csrf": csrf}, timeout=30).status_code == 403
            assert browser.get(retry, timeout=30).status_code == 405
            assert store.deliveries.undispatched(9) == ()
            assert press(csrf, Origin=url) == 303
            assert [one.id for one in store.deliveries.undispatched(9)] == ["1"]
            assert woken == [True]


def test_a_review_that_was_given_up_is_done_again_as_if_it_were_opened_again(
    opened: tuple[str, Store],
) -> None:
    url, store = opened
    fill(store)
    key, head = PullRequestKey(HOST, 7, 11, 9), "c" * 40
    store.reviews.start(key, head, NOW)
    store.reviews.finish(key, head, ReviewState.FAILED, None, NOW, "GitHub did not answer.")
    address, passed = f"{url}/reviews/7/11/9/{head}", f"{url}/reviews/7/11/4/{'a' * 40}"
    with requests.Session() as browser:
        page = browser.get(address, timeout=30).text
        [csrf] = re.findall(r'name="csrf" value="([^"]+)"', page)
        assert "Review again" not in browser.get(passed, timeout=30).text
        for place, fields, status in (
            (address, {"csrf": "no"}, 403),
            (passed, {"csrf": csrf}, 404),
            (address, {"csrf": csrf}, 303),
        ):
            answer = browser.post(f"{place}/retry", data=fields, timeout=30, allow_redirects=False)
            assert answer.status_code == status
    [delivery] = store.deliveries.undispatched(9)
    event = events.read(delivery.event, delivery.payload)
    assert isinstance(event, PullRequestEvent)
    assert (event.action, event.repository_id, event.number, event.head_sha) == (
        Action.REOPENED,
        11,
        9,
        head,
    )
    assert (delivery.host, event.installation_id) == (HOST, 7)


def test_where_nobody_is_trusted_for_being_here_everybody_signs_in(
    app: GitHubSignIn, tmp_path: Path
) -> None:
    with window(tmp_path, app, trusts_local=False) as (url, store):
        fill(store)
        assert get(url).status_code == 401
        assert "Sign in with GitHub" in get(url).text


class SignedIn:
    """A browser elsewhere, whose person signs in through the sandbox GitHub."""

    def __init__(self, url: str, github: Sandbox, login: str) -> None:
        self.url, self.github, self.login = url, github, login
        self.browser = requests.Session()
        self.browser.headers["Host"] = "tenet.example"

    def get(self, path: str) -> requests.Response:
        return self.browser.get(self.url + path, timeout=30, allow_redirects=False)

    def post(self, path: str, fields: dict[str, str]) -> requests.Response:
        url = self.url + path
        return self.browser.post(url, data=fields, timeout=30, allow_redirects=False)

    def allowed(self) -> str:
        """The path by which GitHub sends the browser back."""
        asked = self.get("/sign-in").headers["Location"]
        assert asked.startswith(f"{self.github.url}/login/oauth/authorize?")
        assert "code_challenge_method=S256" in asked
        state, challenge = (
            re.search(rf"[?&]{name}=([^&]+)", asked) for name in ("state", "code_challenge")
        )
        assert state is not None
        assert challenge is not None
        yes = {"state": state[1], "code_challenge": challenge[1], "login": self.login}
        answer = requests.post(
            f"{self.github.url}/login/oauth/authorize", data=yes, timeout=30, allow_redirects=False
        )
        return "/sign-in/done" + answer.headers["Location"].partition("/sign-in/done")[2]


@pytest.fixture
def app(sandbox: Sandbox) -> GitHubSignIn:
    """The sandbox's App with a callback address, and who signs in with it."""
    manifest = {
        "url": "https://tenet.example",
        "name": "Tenet",
        "redirect_url": "https://tenet.example/setup/registered",
        "callback_urls": ["https://tenet.example/sign-in/done"],
    }
    answer = requests.post(
        f"{sandbox.url}/_sandbox/apps",
        data={"manifest": json.dumps(manifest), "name": "Tenet"},
        timeout=30,
        allow_redirects=False,
    )
    code = re.search(r"code=([0-9a-f]+)", answer.headers["Location"])
    assert code is not None
    url = f"{sandbox.api_url}/app-manifests/{code[1]}/conversions"
    told = requests.post(url, timeout=30).json()
    return GitHubSignIn(sandbox.url, sandbox.api_url, told["client_id"], told["client_secret"])


def test_a_person_sees_and_does_what_github_lets_them(
    sandbox: Sandbox, app: GitHubSignIn, tmp_path: Path
) -> None:
    readable = sandbox.create_repository("acme/shop", {"a": "1"})
    writable = sandbox.create_repository("acme/till", {"a": "1"})
    hidden = sandbox.create_repository("other/vault", {"a": "1"})
    readable.state.collaborators["mona"] = "read"
    writable.state.collaborators["mona"] = "write"
    with window(tmp_path, app) as (url, store):
        addresses = [
            fill(store, one.id, f"In {name}")
            for one, name in ((readable, "shop"), (writable, "till"), (hidden, "vault"))
        ]
        for number, one in (("1", readable), ("2", writable), ("3", hidden)):
            deliver(store, number, "failed: ValueError", one.id)
        mona = SignedIn(url, sandbox, "mona")
        assert mona.get("/").status_code == 401
        before = mona.browser.cookies.get("tenet_session")
        assert mona.get(mona.allowed()).headers["Location"] == "/"
        assert mona.browser.cookies.get("tenet_session") != before

        listed = mona.get("/").text
        assert "In shop" in listed
        assert "In till" in listed
        assert "In vault" not in listed
        assert [mona.get(one).status_code for one in addresses] == [200, 200, 404]
        assert mona.get("/setup").status_code == 403
        page = mona.get("/deliveries").text
        assert re.findall(r'name="id" value="(\d)"', page) == ["2"]
        assert set(re.findall(r"<code>(\d)</code>", mona.get("/jobs").text)) == {"1", "2"}
        csrf = re.findall(r'name="csrf" value="([^"]+)"', page)[0]
        retried = [mona.post("/jobs/retry", {"csrf": csrf, "id": one}).status_code for one in "123"]
        assert retried == [404, 303, 404]
        assert [one.id for one in store.deliveries.undispatched(9)] == ["2"]
        assert mona.post("/sign-out", {"csrf": "wrong"}).status_code == 303
        assert mona.get("/").status_code == 200
        mona.post("/sign-out", {"csrf": csrf})
        assert mona.get("/").status_code == 401


def test_a_sign_in_that_this_browser_did_not_begin_is_refused(
    sandbox: Sandbox, app: GitHubSignIn, tmp_path: Path
) -> None:
    with window(tmp_path, app) as (url, _):
        mona, other = SignedIn(url, sandbox, "mona"), SignedIn(url, sandbox, "other")
        back = mona.allowed()
        other.get("/sign-in")
        assert other.get(back).status_code == 403
        assert mona.get(re.sub("state=.*", "state=x", back)).status_code == 403
        assert mona.get(back).status_code == 303
        assert mona.get(back).status_code == 403  # it is good once
        # The code of another sign-in, put under a state of one's own: PKCE tells them apart.
        stolen = re.search("code=([^&]+)", other.allowed())
        mine = mona.allowed()
        assert stolen is not None
        assert mona.get(re.sub("code=[^&]+", f"code={stolen[1]}", mine)).status_code == 403
