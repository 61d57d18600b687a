"""What a policy leaves out, by author, label, draft and fork."""

import pytest

from bot.review.policy import Forks, Policy
from bot.review.unwanted import Traits, why_unwanted


@pytest.mark.parametrize(
    ("traits", "policy", "why"),
    [
        (Traits(is_draft=True), Policy(), "drafts are not reviewed"),
        (Traits(is_draft=True), Policy(skip_drafts=False), None),
        (
            Traits("a[bot]"),
            Policy(skip_bots=("a[bot]",)),
            "pull requests of a[bot] are not reviewed",
        ),
        (Traits("mara"), Policy(skip_bots=("a[bot]",)), None),
        (
            Traits(labels=("x", "wip", "no")),
            Policy(skip_labels=("no", "wip")),
            "the label no, wip asks for no review",
        ),
        (Traits(is_fork=True), Policy(forks=Forks.SKIP), "forks are not reviewed"),
        (Traits(is_fork=True), Policy(), None),
        (Traits(), Policy(skip_bots=("a[bot]",)), None),
    ],
)
def test_a_policy_says_what_it_does_not_want(
    traits: Traits, policy: Policy, why: str | None
) -> None:
    assert why_unwanted(traits, policy) == why
