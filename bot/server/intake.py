"""What is done with a delivery before it is acknowledged: checked, read, put on disk."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.errors import TransientError
from bot.githubapp import events
from bot.githubapp.events import Ignored, PingEvent
from bot.githubapp.signature import verified
from bot.githubapp.strict_json import UnreadableError
from bot.log import Log, bound
from bot.server.inbox import Inbox
from bot.store.deliveries import Delivery

_LOG = Log(__name__)
_MAX_ID = 100  # characters; GitHub sends a UUID
_RETRY_AFTER = "30"  # seconds
_LARGE = 100_000  # bytes; to read more would keep everybody else waiting

_Read = tuple[Delivery, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sender is told."""

    status: int
    body: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes deliveries in."""

    inbox: Inbox
    secrets: Sequence[str]
    host: str
    clock: Callable[[], datetime]

    async def receive(self, headers: Mapping[str, str], body: bytes) -> Answer:
        """Accept a delivery only when its signature is right and it lies on disk."""
        if len(body) > _LARGE:
            read = await asyncio.to_thread(self._read, headers, body)
        else:
            read = self._read(headers, body)
        if isinstance(read, Answer):
            return read
        delivery, about = read
        with bound(delivery=delivery.id, **about):
            return await self._stored(delivery)

    def _read(self, headers: Mapping[str, str], body: bytes) -> Answer | _Read:
        """What is to be stored and what its lines of the log say, or what is answered at once."""
        if not verified(body, headers.get("x-hub-signature-256"), self.secrets):
            return _refused(401, "The signature is missing or wrong: check the webhook secret.")
        name = headers.get("x-github-event", "")
        delivery_id = headers.get("x-github-delivery", "")
        if not name or not 0 < len(delivery_id) <= _MAX_ID:
            return _refused(400, "X-GitHub-Event and X-GitHub-Delivery are needed.")
        try:
            event = events.read(name, body, headers.get("x-github-enterprise-host"))
        except UnreadableError as exc:
            return _refused(400, str(exc))
        if isinstance(event, Ignored | PingEvent):
            return _accepted(delivery_id, "ignored")
        kept = events.write(event)  # not the body: what people wrote may hold secrets
        delivery = Delivery(delivery_id, self.host, name, event.installation_id, kept, self.clock())
        return delivery, events.logged(event)

    async def _stored(self, delivery: Delivery) -> Answer:
        try:
            fresh = await self.inbox.put(delivery)
        except TransientError as exc:
            _LOG.exception("a delivery could not be stored")
            return not_stored(str(exc))
        answer = "accepted" if fresh else "duplicate"
        _LOG.info("a delivery came in", status=answer, kind=delivery.event)
        return _accepted(delivery.id, answer)


def not_stored(why: str) -> Answer:
    """The answer after which the sender counts a delivery as failed."""
    return Answer(503, {"detail": why}, {"Retry-After": _RETRY_AFTER})


def _accepted(delivery_id: str, status: str) -> Answer:
    return Answer(202, {"delivery": delivery_id, "status": status}, {})


def _refused(status: int, why: str) -> Answer:
    return Answer(status, {"detail": why}, {})
