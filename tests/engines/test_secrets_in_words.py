from dataclasses import replace

import pytest

from bot.engines.secrets_in_words import ONLY_THE_FIRST, SecretsInWords
from bot.review.change import MAX_COMMITS, Change, CommitMessage, FileChange, Side
from bot.review.history import History
from bot.review.policy import Policy
from tests.support.findings import change


class Nothing:
    """Contents that nobody may ask for: words are all that this check reads."""

    def read(self, file: FileChange, side: Side) -> bytes | None:
        raise AssertionError(file, side)

    def sizes(self, blobs: object) -> dict[str, int]:
        raise AssertionError(blobs)

    def read_many(self, blobs: object) -> dict[str, bytes]:
        raise AssertionError(blobs)

    def list_base(self, folder: str) -> list[str]:
        raise AssertionError(folder)

    def read_base(self, path: str) -> bytes | None:
        raise AssertionError(path)

    def history(self) -> History:
        raise AssertionError


def with_commits(number: int) -> Change:
    return replace(
        change(), commits=tuple(CommitMessage(f"{one:040x}", "Fix") for one in range(number))
    )


@pytest.mark.parametrize(
    ("number", "notes"), [(0, ()), (MAX_COMMITS - 1, ()), (MAX_COMMITS, (ONLY_THE_FIRST,))]
)
def test_that_github_lists_no_more_commits_is_said(number: int, notes: tuple[str, ...]) -> None:
    report = SecretsInWords().examine(with_commits(number), Nothing(), Policy())
    assert (report.findings, report.coverage, report.notes) == ((), (), notes)


def test_what_stood_in_a_message_is_a_finding() -> None:
    leaky = replace(change(), commits=(CommitMessage("a" * 40, "Fix", ("npm-token",)),))
    (finding,) = SecretsInWords().examine(leaky, Nothing(), Policy()).findings
    assert (finding.rule_id, finding.location) == ("secret-in-commit-message", None)
