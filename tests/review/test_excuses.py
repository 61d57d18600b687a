"""Comments in the code that ignore a finding: only with its rule, on its lines, with a reason."""

from dataclasses import replace

import pytest

from bot.review.change import Side
from bot.review.excuses import excuse
from bot.review.findings import Location
from tests.support.findings import FINDING

RULE = "sql-from-text-python"
HERE = replace(FINDING, rule_id=RULE, location=Location("app.py", Side.RIGHT, 2, 4))


def said(line: str, number: int = 2) -> str | None:
    return excuse(HERE, {number: line})


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("query(name)", None),
        ("query(name)  # a comment", None),
        ("query(name)  # nosemgrep", ""),
        ("query(name)  # nosem", ""),
        (f"query(name)  # nosemgrep: {RULE}", ""),
        (f"query(name)  # nosemgrep: {RULE} -- ", ""),
        ("query(name)  # nosemgrep -- the name is ours", "the name is ours"),
        (f"query(name)  # nosemgrep: {RULE} the name is ours", "the name is ours"),
        (f"query(name)  # nosemgrep: pack.python.{RULE}, other-rule ours", "ours"),
        ("query(name)  # nosemgrep: other-rule the name is ours", None),
        (f"query(name)  # tenet: ignore[{RULE}] the name is ours", "the name is ours"),
        (f"query(name)  # tenet: ignore[other, {RULE}]: ours", "ours"),
        (f"query(name)  # tenet: ignore[{RULE}]", ""),
        ("query(name)  # tenet: ignore[] the name is ours", None),
        ("query(name)  # tenet: ignore the name is ours", None),
        (f"query(name) // tenet:ignore[{RULE}] ours", "ours"),
        (f"query(name) /* nosemgrep: {RULE} ours */", "ours"),
        (f"{{/* tenet: ignore[{RULE}] ours */}}", "ours"),
        (f"<!-- tenet: ignore[{RULE}] ours -->", "ours"),
        (f"tenet: ignore[{RULE}] no comment", None),
        ("query(name)  # nosemgrepping", None),
        (f"# tenet: ignore[{RULE}] {'x' * 9_000}", "x" * 499 + "…"),
        ("#" * 100_000, None),
        ("# tenet: ignore[" + "a," * 50_000, None),
    ],
)
@pytest.mark.timeout(5)
def test_what_a_line_says(line: str, reason: str | None) -> None:
    assert said(line) == reason


@pytest.mark.parametrize(
    ("number", "line", "counts"),
    [
        (1, f"# tenet: ignore[{RULE}] ours", True),
        (1, f"other(name)  # tenet: ignore[{RULE}] ours", False),
        (2, f"query(  # tenet: ignore[{RULE}] ours", True),
        (3, f"name,  # tenet: ignore[{RULE}] ours", False),
        (4, f")  # tenet: ignore[{RULE}] ours", True),
        (5, f"# tenet: ignore[{RULE}] ours", False),
    ],
)
def test_it_stands_on_the_first_or_last_line_or_alone_on_the_one_before(
    number: int, line: str, *, counts: bool
) -> None:
    assert said(line, number) == ("ours" if counts else None)


def test_a_finding_of_the_model_is_named_by_its_principle() -> None:
    argued = replace(HERE, rule_id=None, principle="blend-in")
    assert excuse(argued, {2: "# tenet: ignore[blend-in] as the vendor does"}) is not None
    assert excuse(argued, {2: "# nosemgrep as the vendor does"}) is None


def test_a_rule_of_the_repository_may_have_dots_in_its_id() -> None:
    own = replace(HERE, rule_id="acme.no-eval")
    assert excuse(own, {2: "# tenet: ignore[acme.no-eval] ours"}) == "ours"


def test_a_secret_in_a_reason_is_not_kept() -> None:
    kept = said(f"# tenet: ignore[{RULE}] like ghp_{'a' * 36}")
    assert kept == "like [SECRET:github-token]"
