"""A review to be done once more, as a delivery: whichever process works picks it up, once."""

import uuid
from datetime import datetime

from bot.githubapp import events
from bot.githubapp.events import GHOST, Action, PullRequestEvent
from bot.store.deliveries import Delivery
from bot.store.reviews import ReviewRecord


def review_again(record: ReviewRecord, repository: str, now: datetime) -> Delivery:
    """What GitHub would send if the pull request of a review were opened again.

    Nothing in it is believed but ids: the pull request is read anew. `repository` is its name
    where one is known, for whoever reads the list of deliveries.
    """
    key = record.pull_request
    event = PullRequestEvent(
        action=Action.REOPENED,
        repository_id=key.repository_id,
        repository=repository or f"repository/{key.repository_id}",
        number=key.number,
        head_sha=record.head_sha,
        base_changed=False,
        draft=False,
        author=GHOST,
        author_is_bot=False,
        installation_id=key.installation_id,
    )
    return Delivery(
        f"again-{uuid.uuid4()}",
        key.host,
        "pull_request",
        key.installation_id,
        events.write(event),
        now,
    )
