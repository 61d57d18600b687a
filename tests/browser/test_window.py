"""The operator's window in a real browser: for everybody, on a phone, by keyboard, and unmoved."""

from dataclasses import replace

from playwright.sync_api import Page, expect

from bot.store.database import Store
from bot.store.reviews import PullRequestKey
from tests.support.axe import grave
from tests.support.findings import at, placed
from tests.support.window import HOST, HOSTILE, NOW, REVIEW, deliver, fill, keep

PATHS = ("/", "/principles", "/rules", "/jobs", "/deliveries", "/setup", "/?state=superseded")
LONG = "averyveryverylongnamewithoutanyspace" * 8


def test_axe_finds_nothing_serious_on_any_page(page: Page, opened: tuple[str, Store]) -> None:
    url, store = opened
    address = fill(store)
    deliver(store, "1", "failed: ValueError")
    deliver(store, "2", None)
    for path in ("/", address, "/principles", "/jobs", "/deliveries", "/setup", "/sign-in"):
        page.goto(url + path)
        assert (path, grave(page)) == (path, [])
    page.emulate_media(color_scheme="dark")
    page.goto(url + address)
    assert grave(page, {"runOnly": ["color-contrast"]}) == []


def test_nothing_is_wider_than_a_phone_whatever_strangers_wrote(
    page: Page, opened: tuple[str, Store]
) -> None:
    url, store = opened
    address = fill(store, title=LONG)
    finding = replace(at(1, path=LONG), title=LONG, message=LONG, quote=LONG)
    key = PullRequestKey(HOST, 7, 11, 3)
    review = replace(REVIEW, findings=(placed(replace(finding, rule_id=LONG)),), reasons=(LONG,))
    keep(store, key, review, LONG, NOW)
    deliver(store, LONG[:90], f"failed: {LONG}")
    page.set_viewport_size({"width": 360, "height": 740})
    for path in (*PATHS, address):
        page.goto(url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        assert page.get_by_role("heading", level=1).is_visible()


def test_no_title_path_or_message_does_anything(page: Page, opened: tuple[str, Store]) -> None:
    url, store = opened
    finding = replace(at(1, path=HOSTILE), title=HOSTILE, message=HOSTILE, quote=HOSTILE)
    address = fill(store, title=HOSTILE)
    key = PullRequestKey(HOST, 7, 11, 3)
    keep(store, key, replace(REVIEW, findings=(placed(finding),)), HOSTILE, NOW)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url)
    shown = "<script>alert(1)</script><img src=x onerror=alert(2)>\\u{202e}\\x1b[31m"
    page.get_by_role("link", name=shown).first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(shown)
    assert page.url == url + address
    assert {one.removeprefix(url).split("?")[0] for one in asked} == {
        "/",
        address,
        "/static/tenet.css",
        "/static/tenet.svg",
    }


def test_a_dead_letter_is_retried_by_keyboard_alone(page: Page, opened: tuple[str, Store]) -> None:
    url, store = opened
    deliver(store, "1", "failed: ValueError")
    page.goto(url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    for _ in range(5):
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Jobs")).to_be_focused()
    page.keyboard.press("Enter")
    retry = page.get_by_role("button", name="Retry delivery 1")
    retry.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Waiting")).to_be_visible()
    assert [one.id for one in store.deliveries.undispatched(9)] == ["1"]
