from dataclasses import replace

import pytest

from bot.review.change import Change, CommitMessage, Issue
from bot.review.said import closed_issues, said_about
from tests.support.findings import change


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("Closes #7.", (7,)),
        ("fixes: #7\nResolved acme/shop#8, fixed ACME/Shop#9", (7, 8, 9)),
        ("close https://github.com/acme/shop/issues/12", (12,)),
        ("Closes #1, closes #2, closes #3, closes #4", (1, 2, 3)),
        ("Closes #1 and closes #1", (1,)),
        ("Closes #1, #2", (1,)),  # as GitHub reads it
        ("See #7, discloses #8, closes#9, closes # 10, closes #0", ()),
        ("Closes other/shop#7 and https://github.com/other/shop/issues/8", ()),
        ("closes " * 100_000, ()),
    ],
)
def test_a_description_names_the_issues_that_it_closes(body: str, numbers: tuple[int, ...]) -> None:
    assert closed_issues("acme/shop", body) == numbers


def written(*commits: str) -> Change:
    messages = tuple(CommitMessage("a" * 40, one) for one in commits)
    return replace(change(), title="Find users", body="By name.\n\nAnd by mail.", commits=messages)


def test_a_message_that_title_and_description_hold_is_not_told_again() -> None:
    said = said_about(written("Find users\n", "And by mail.", "", "Quote the name"))
    assert said.commits == ("Quote the name",)
    assert said.texts == ("Find users", "By name.\n\nAnd by mail.", "Quote the name")


def test_lines_of_a_description_end_as_lines_do() -> None:
    written_on_github = replace(change(), body="By name.\r\nAnd by mail.\r")
    assert said_about(written_on_github).body == "By name.\nAnd by mail.\\u{D}"


def test_what_strangers_wrote_is_cut_and_hides_nothing() -> None:
    long = replace(
        written(*(f"{number} {'x' * 10_000}" for number in range(500))),
        issues=(Issue(7, "Ti\u200btle", "y" * 100_000),),
    )
    said = said_about(long)
    assert len(said.commits) == 20
    assert sum(map(len, said.texts)) < 16_000
    assert said.issues[0].startswith("#7 Ti\\u{200B}tle\n\nyyy")
