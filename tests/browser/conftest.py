"""One headless Chromium for all tests of a process; without one, these tests are skipped."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from bot.sandbox import Sandbox
from bot.store.database import Store
from tests.support.window import window

PATIENCE = 60_000  # milliseconds; far more than anything takes on a busy machine
_NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("there is no Chromium on the PATH (Debian: apt install chromium)")
    # Its own sandbox needs more than a container gives to root; what it opens is ours.
    arguments = ["--no-sandbox"]
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=found, args=arguments) as running,
    ):
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in which nothing may go wrong: no refused style, no missing file, no dialog."""
    with browser.new_context(viewport={"width": 1200, "height": 800}) as context:
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        opened = context.new_page()
        wrong: list[str] = []

        def hear(message: ConsoleMessage) -> None:
            if message.location["url"] != opened.url:  # a page may say 403 of itself
                wrong.append(message.text)

        opened.on("console", hear)
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.on("dialog", lambda dialog: wrong.append(dialog.message))
        yield opened
        assert wrong == []


@pytest.fixture(scope="module")
def github(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with Sandbox(tmp_path_factory.mktemp("github")) as running:
        yield running


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[tuple[str, Store]]:
    """An operator's window, and its store to fill."""
    with window(tmp_path) as pair:
        yield pair
