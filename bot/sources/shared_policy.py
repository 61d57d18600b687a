"""The policy that an organisation keeps for all of its repositories, read through GitHub."""

from dataclasses import dataclass

from bot.errors import OperatorError, UserError
from bot.githubapp.client import GitHub
from bot.policy_file import POLICY_PATH


@dataclass(frozen=True, slots=True)
class SharedPolicy:
    """The text of its policy file, None where none is to be seen; `problem` says why it is not."""

    text: str | None = None
    problem: str | None = None


NO_POLICY = SharedPolicy()


def read_shared_policy(github: GitHub, repository: str) -> SharedPolicy:
    """The policy of whoever owns this `owner/name`; a refusal is told, and costs no review.

    Ask only where the base has no policy of its own. Raises TransientError.
    """
    try:
        found = github.shared_file(repository, POLICY_PATH)
    except (OperatorError, UserError) as exc:
        return unread(str(exc))
    return SharedPolicy(None if found is None else found.decode("utf-8", "replace"))


def unread(why: str) -> SharedPolicy:
    """No policy, because the organisation's could not be read."""
    return SharedPolicy(
        problem=f"The organisation's policy was not read, and does not apply: {why}"
    )
