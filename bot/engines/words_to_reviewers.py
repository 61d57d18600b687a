"""Findings from text that speaks to the reviewer of a change, and from characters nobody sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from bot.review.addressed import ENGINE, addressed
from bot.review.change import Change
from bot.review.contents import Contents
from bot.review.findings import Finding
from bot.review.policy import Policy
from bot.review.verdict import EngineReport

MOST = 20
ONLY_THE_FIRST = (
    f"More than {MOST} places of this change speak to reviewers or hide characters; the first "
    f"{MOST} are listed."
)


@dataclass(frozen=True, slots=True)
class WordsToReviewers:
    """A check that reads the added lines and what the author wrote about them."""

    name: str = ENGINE

    def off(self, policy: Policy) -> None:
        """It always looks; a policy can switch its rules off by their ids."""

    def examine(
        self, change: Change, contents: Contents, policy: Policy, found: Sequence[Finding] = ()
    ) -> EngineReport:
        """What it finds; it reads no file whole, so there is no coverage of any."""
        del contents, policy, found
        found = list(islice(addressed(change), MOST + 1))
        notes = (ONLY_THE_FIRST,) if len(found) > MOST else ()
        return EngineReport(ENGINE, tuple(found[:MOST]), notes=notes)
