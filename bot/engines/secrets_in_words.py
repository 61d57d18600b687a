"""Findings from what the author wrote about a change: secrets in title, body and messages."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.review.change import MAX_COMMITS, Change
from bot.review.contents import Contents
from bot.review.findings import Finding
from bot.review.leaks import ENGINE, leaked_secrets
from bot.review.policy import Policy
from bot.review.verdict import EngineReport

ONLY_THE_FIRST = (
    f"Secrets were looked for in the messages of {MAX_COMMITS} commits only; a change of more "
    "commits was not searched whole."
)


@dataclass(frozen=True, slots=True)
class SecretsInWords:
    """A check that reads no file: GitHub lists no more than 250 commits, which is said."""

    name: str = ENGINE

    def off(self, policy: Policy) -> None:
        """It always looks; a policy can switch its rules off by their ids."""

    def examine(
        self, change: Change, contents: Contents, policy: Policy, found: Sequence[Finding] = ()
    ) -> EngineReport:
        """The secrets in words; files are not looked at, so there is no coverage of any."""
        del contents, policy, found
        notes = (ONLY_THE_FIRST,) if len(change.commits) >= MAX_COMMITS else ()
        return EngineReport(ENGINE, leaked_secrets(change), notes=notes)
