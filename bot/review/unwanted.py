"""Whether a policy wants a pull request reviewed at all."""

from dataclasses import dataclass

from bot.review.policy import Forks, Policy


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a pull request a policy may go by; unknown is what nobody said."""

    author: str = ""
    labels: tuple[str, ...] = ()
    is_draft: bool = False
    is_fork: bool = False


def why_unwanted(traits: Traits, policy: Policy) -> str | None:
    """Why the policy wants no review of such a pull request, or None."""
    labels = sorted(set(traits.labels) & set(policy.skip_labels))
    reasons = (
        (policy.skip_drafts and traits.is_draft, "drafts are not reviewed"),
        (traits.author in policy.skip_bots, f"pull requests of {traits.author} are not reviewed"),
        (bool(labels), f"the label {', '.join(labels)} asks for no review"),
        (traits.is_fork and policy.forks is Forks.SKIP, "forks are not reviewed"),
    )
    return next((words for holds, words in reasons if holds), None)
