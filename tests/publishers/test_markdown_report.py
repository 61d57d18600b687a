"""A Markdown report that says what the summary says, where no pull request is."""

from dataclasses import replace

from bot.publishers.markdown_report import render
from bot.review.coverage import Coverage, Gap
from bot.review.verdict import Placement, Review, Tool, Verdict
from tests.support.findings import FINDING, HEAD_SHA, at, change, file, placed

TOOL = Tool("0.1.0", "1.182.0", "d1ce", "backend-developer", None)
QUIET = Review(TOOL, change(file()), Verdict.PASSED, (), ())
LOUD = replace(
    QUIET,
    verdict=Verdict.FAILED,
    reasons=("2 errors introduced by this change",),
    findings=(
        placed(placement=Placement.INLINE, anchor=FINDING.location),
        placed(replace(FINDING, location=None, title="A key in the title"), "f2"),
    ),
    coverage=(Coverage("b.js", "semgrep", 1, 0, Gap.PARSE_ERROR),),
    notices=("The model did not look: there is no key.",),
)


def test_a_quiet_review_is_three_lines() -> None:
    assert render(QUIET) == (
        "### Tenet: passed, nothing to say\n\n"
        "`aaaaaaa` was reviewed as backend-developer, with Tenet 0.1.0, Semgrep 1.182.0.\n"
    )


def test_everything_is_said_in_one_text() -> None:
    assert (
        render(LOUD)
        == """\
### Tenet: changes needed (2 errors)

- 2 errors introduced by this change

| principle | errors | warnings | notes |
| --- | --: | --: | --: |
| Security first | 2 | 0 | 0 |

**Findings**

- **Error · Security first:** SQL from user input
  `app.py`, line 3. Anyone can read the table. Bind the value. `f1` · rule `python-sql-injection` · CWE-89
- **Error · Security first:** A key in the title
  The change as a whole. Anyone can read the table. Bind the value. `f2` · rule `python-sql-injection` · CWE-89

The model did not look: there is no key.

**Not looked at**

- could not be parsed (semgrep): `b.js`

`aaaaaaa` was reviewed as backend-developer, with Tenet 0.1.0, Semgrep 1.182.0.
"""  # noqa: E501  lines of a list are as long as they are
    )


def test_where_the_repository_has_an_address_lines_are_links() -> None:
    url = "https://github.com/acme/shop"
    assert f"[`app.py`, line 3]({url}/blob/{HEAD_SHA}/app.py#L3)" in render(LOUD, url)


def test_no_strangers_path_or_word_steers_a_ci_job() -> None:
    path = "##[error]x.py"
    hostile = replace(
        LOUD,
        findings=(placed(replace(at(1, path=path), title="::error::x", message="##[group]x")),),
        coverage=(Coverage("::stop-commands::x", "semgrep", 1, 0, Gap.PARSE_ERROR, path),),
    )
    said = render(hostile)

    assert "##[" not in said
    assert [line for line in said.splitlines() if line.lstrip().startswith("::")] == []


def test_a_finding_at_lines_keeps_them_without_an_address() -> None:
    assert "`app.py`, lines 3-9. " in render(replace(LOUD, findings=(placed(at(3, 9)),)))
