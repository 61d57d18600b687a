"""Makes the README's pictures of the pages anew: `python -m tests.support.pictures`."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from bot.server.doorway import Sessions
from bot.server.setup import SetUp
from tests.support.web import served
from tests.support.window import fill, window

DOCS = Path(__file__).parent.parent.parent / ".github" / "docs"
SIZE = ViewportSize(width=1120, height=700)


def main() -> None:
    """Writes `setup.png` and `window.png`."""
    browser = shutil.which("chromium")
    if browser is None:
        sys.exit("There is no Chromium on the PATH (Debian: apt install chromium).")
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"]) as running,
        running.new_page(viewport=SIZE) as page,
    ):
        _set_up(page)
        _review(page, Path(folder))


def _set_up(page: Page) -> None:
    github = "https://github.com"
    api = "https://api.github.com"
    set_up = SetUp(github, api, lambda _: None, lambda: None, Sessions())
    with served(set_up.application()) as url:
        page.goto(f"{url}/setup?organisation=acme&webhook=https://tenet.acme.example/webhook")
        page.screenshot(path=DOCS / "setup.png")


def _review(page: Page, folder: Path) -> None:
    with window(folder) as (url, store):
        page.goto(url + fill(store))
        page.screenshot(path=DOCS / "window.png")


if __name__ == "__main__":
    main()
