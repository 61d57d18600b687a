"""Whether what was posted, and what the page shows, is what the shop's files call for."""

import re
from collections.abc import Mapping, Sequence

from bot.rulebook import load_rules
from bot.sandbox.demo.page_reader import OnPage
from bot.sandbox.demo.posted import Comment, Posted
from bot.sandbox.demo.shop import Expected

_BLOCKING = frozenset({"injection", "secrets"})


def differences(
    expected: Sequence[Expected], posted: Posted, on_page: Mapping[int, OnPage]
) -> list[str]:
    """What differs, in sentences; none when all is as it should be.

    Comments of the model come on top: what it finds is not the same each time.
    """
    categories = {rule.id: rule.category for rule in load_rules()}
    by_rules = [one for one in posted.comments if one.rule is not None]
    return [
        *_missing(expected, by_rules, categories),
        *_unexpected(expected, by_rules),
        *_elsewhere_on_page(posted.comments, on_page),
        *_conclusions(expected, posted),
    ]


def _missing(
    expected: Sequence[Expected], comments: Sequence[Comment], categories: Mapping[str, str]
) -> list[str]:
    return [
        f"Nothing is said about {one.category} at {one.path}:{one.line}."
        for one in expected
        if not any(
            _stands_at(comment, one) and categories.get(comment.rule or "") == one.category
            for comment in comments
        )
    ]


def _unexpected(expected: Sequence[Expected], comments: Sequence[Comment]) -> list[str]:
    wrong = [
        f"{comment.path}:{comment.line} is right, but {comment.rule} complains."
        for comment in comments
        if not any(_stands_at(comment, one) for one in expected)
    ]
    twice = [
        f"{one.path}:{one.line} is commented more than once."
        for one in expected
        if sum(_stands_at(comment, one) for comment in comments) > 1
    ]
    return [*wrong, *twice]


def _elsewhere_on_page(comments: Sequence[Comment], on_page: Mapping[int, OnPage]) -> list[str]:
    said = []
    for comment in comments:
        where, shown = f"{comment.path}:{comment.line}", on_page.get(comment.id)
        if shown is None:
            said.append(f"The page does not show the comment at {where}.")
        elif (shown.path, shown.line) != (comment.path, comment.line):
            said.append(f"The page shows the comment of {where} at {shown.path}:{shown.line}.")
        elif _words(comment.title) not in _words(shown.text):
            said.append(f"The page does not show what is said at {where}.")
    return said


def _conclusions(expected: Sequence[Expected], posted: Posted) -> list[str]:
    should = "failure" if any(one.category in _BLOCKING for one in expected) else "success"
    said = []
    if [one.conclusion for one in posted.checks] != [should]:
        there = ", ".join(one.conclusion for one in posted.checks) or "no check"
        said.append(f"The check should be one {should}, and there is: {there}.")
    if len(posted.summaries) != 1:
        said.append(f"There should be one summary, and there are {len(posted.summaries)}.")
    return said


def _stands_at(comment: Comment, one: Expected) -> bool:
    return comment.path == one.path and comment.start_line <= one.line <= comment.line


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))
