"""A page that stands alone, and on which a stranger's words are only words."""

import re
from dataclasses import replace

import pytest

from bot.publishers.html_report import render
from bot.review.coverage import Coverage, Gap
from bot.review.verdict import Review, Suppressed, Tool, Verdict
from tests.support.findings import FINDING, at, change, file, placed
from tests.support.html_page import HtmlPage

REVIEW = Review(
    Tool("0.1.0", "1.182.0", "d1ce", "backend-developer", None),
    change(file()),
    Verdict.FAILED,
    ("1 error introduced by this change",),
    (placed(),),
    coverage=(Coverage("b.js", "semgrep", 1, 0, Gap.PARSE_ERROR),),
)
TAGS = {"html", "head", "meta", "title", "style", "body", "main", "h3", "ul", "li", "strong"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td", "code", "p"}


def test_the_page_says_what_the_markdown_report_says() -> None:
    page = HtmlPage(render(REVIEW))

    assert page.tags == TAGS
    assert "Tenet: changes needed (1 error)" in page.said
    assert "SQL from user input\napp.py, line 3. Anyone can read the table." in page.said
    assert "could not be parsed (semgrep): b.js" in page.said


def test_the_page_needs_nothing_from_elsewhere() -> None:
    assert re.findall(r"https?://|src=|href=|@import|url\(", render(REVIEW)) == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "</title></style><img src=x onerror=alert(1)>",
        "[x](javascript:alert(1)) ![y](https://evil.example/z.png)",
        '" onmouseover="alert(1)',
        "`</code><iframe>`",
        "##[error]x",
        "{body}{0}",
        "<https://evil.example>",
    ],
)
def test_no_text_of_a_stranger_becomes_more_than_text(text: str) -> None:
    finding = replace(at(1, path=text), title=text, message=text, principle=text, rule_id=text)
    hostile = replace(
        REVIEW,
        change=replace(REVIEW.change, repository=text),
        reasons=(text,),
        findings=(placed(finding), placed(replace(FINDING, location=None, title=text))),
        suppressed=(Suppressed("f9", None, text, "inline", text),),
        coverage=(Coverage(text, "semgrep", 1, 0, Gap.PARSE_ERROR, text),),
        notices=(text,),
    )
    written = render(hostile)
    page = HtmlPage(written)

    assert page.tags <= TAGS
    assert page.attributes <= {"lang", "charset", "http-equiv", "content", "name", "style"}
    assert "##[" not in written
