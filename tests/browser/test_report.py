"""The report as one page, in a real browser: for everybody, on a phone, and asking for nothing."""

from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Page

from bot.publishers.html_report import render
from tests.support.axe import grave
from tests.support.findings import at, placed
from tests.support.window import HOSTILE, REVIEW


def test_the_report_is_for_everybody_and_asks_nobody(page: Page, tmp_path: Path) -> None:
    finding = replace(at(1, path="long/" * 60), title=HOSTILE, message=HOSTILE, quote=HOSTILE)
    review = replace(REVIEW, findings=(*REVIEW.findings, placed(finding, "f4")))
    report = tmp_path / "report.html"
    report.write_text(render(review), "utf-8")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report.as_uri())

    assert asked == [report.as_uri()]
    assert grave(page) == []
    page.emulate_media(color_scheme="dark")
    assert grave(page, {"runOnly": ["color-contrast"]}) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
