from dataclasses import replace

import pytest

from bot.engines.secrets_in_words import ONLY_THE_FIRST, SecretsInWords
from bot.review.change import MAX_COMMITS, Change, CommitMessage
from bot.review.policy import Policy
from tests.support.contents import Unread
from tests.support.findings import change


def with_commits(number: int) -> Change:
    return replace(
        change(), commits=tuple(CommitMessage(f"{one:040x}", "Fix") for one in range(number))
    )


@pytest.mark.parametrize(
    ("number", "notes"), [(0, ()), (MAX_COMMITS - 1, ()), (MAX_COMMITS, (ONLY_THE_FIRST,))]
)
def test_that_github_lists_no_more_commits_is_said(number: int, notes: tuple[str, ...]) -> None:
    report = SecretsInWords().examine(with_commits(number), Unread(), Policy())
    assert (report.findings, report.coverage, report.notes) == ((), (), notes)


def test_what_stood_in_a_message_is_a_finding() -> None:
    leaky = replace(change(), commits=(CommitMessage("a" * 40, "Fix", ("npm-token",)),))
    (finding,) = SecretsInWords().examine(leaky, Unread(), Policy()).findings
    assert (finding.rule_id, finding.location) == ("secret-in-commit-message", None)
