"""What axe finds wrong with a page for people who cannot see or point well."""

from collections.abc import Mapping

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def grave(page: Page, options: Mapping[str, object] | None = None) -> list[str]:
    """What is serious or worse: the rule, and the first element that breaks it."""
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html']}"
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]
