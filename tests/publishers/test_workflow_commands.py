"""Annotations by GitHub's runner: what it obeys is ours, and what strangers wrote is text."""

from dataclasses import replace

from bot.publishers.workflow_commands import render
from bot.review.findings import Severity
from bot.review.verdict import PlacedFinding, Review, Tool, Verdict
from tests.support.findings import FINDING, at, change, file, placed

TOOL = Tool("0.1.0", "1.182.0", "d1ce", "backend-developer", None)


def lines_of(*findings: PlacedFinding) -> list[str]:
    text = render(Review(TOOL, change(file()), Verdict.FAILED, ("x",), findings))
    assert text.isprintable() or "\n" in text
    return text.splitlines()


def test_a_finding_is_a_command_with_its_place_and_what_to_do() -> None:
    assert lines_of(placed(at(3, 4), "f123")) == [
        (
            "::error file=app.py,line=3,endLine=4,title=Security first%3A SQL from user input::"
            "Anyone can read the table. Bind the value.%0A(f123)"
        )
    ]


def test_no_word_of_a_stranger_ends_a_command_or_begins_one() -> None:
    hostile = replace(
        at(1, path="a,line=9::error::x\n::stop-commands::y%0A\x1b]8;;.py"),
        title="t,file=b::x\r\n::add-mask::s",
        message="50%\n::error::m\n##[error]n\r::group::",
    )
    (line,) = lines_of(placed(hostile))

    properties, _, message = line.removeprefix("::error ").partition("::")
    assert [one.split("=")[0] for one in properties.split(",")] == [
        "file",
        "line",
        "endLine",
        "title",
    ]
    assert ":" not in properties
    assert "%250A" in properties
    assert "##[" not in message
    assert "\x1b" not in line
    assert "\n" not in line
    assert "%0A" in message
    assert "%0A::" not in message


def test_no_more_is_printed_of_a_level_than_github_shows_and_the_rest_is_counted() -> None:
    many = [placed(at(number + 1), f"f{number}") for number in range(12)]
    note = placed(replace(FINDING, severity=Severity.NOTE), "n1")
    whole = placed(replace(FINDING, location=None), "w1")
    lines = lines_of(*many, note, whole)

    assert [line.split(" ")[0] for line in lines] == ["::error"] * 10 + ["::notice", "3"]
    assert lines[-1] == "3 findings more: the whole report has them."


def test_a_quiet_review_says_nothing() -> None:
    assert lines_of() == []
