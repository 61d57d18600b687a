"""What GitHub sends out: signed deliveries."""

import hashlib
import hmac
import http.client
import json
import logging
import time
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from urllib.parse import urlsplit

from bot.sandbox.payloads import Payloads
from bot.sandbox.shapes import Json, Site
from bot.sandbox.world import Delivery, Installation, Repository, World

TIME_OUT = 10.0  # seconds, as GitHub waits


class Webhooks:
    """Signs, sends and remembers deliveries."""

    def __init__(self, world: World, site: Site) -> None:
        self._world = world
        self.site = site
        self.payloads = Payloads(world, site)
        self._pool = ThreadPoolExecutor(max_workers=8, thread_name_prefix="sandbox-webhook")

    def close(self) -> None:
        """Send nothing more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    @property
    def active(self) -> bool:
        """Whether events are delivered by themselves."""
        return self.site.app.webhook_url is not None

    def announce(self, event: str, action: str, where: Repository, payload: Json) -> None:
        """Deliver in the background, if the App has a webhook and is installed here."""
        url = self.site.app.webhook_url
        if url is not None and self._world.installation_of(where) is not None:
            delivery = self.prepare(event, action, where, payload, url)
            self._later(self.send, delivery)

    def ping(self) -> None:
        """Try the webhook out in the background, as GitHub does when it is set."""
        app = self.site.app
        if app.webhook_url is not None:
            payload: Json = {"zen": "Keep it logically awesome.", "hook_id": app.id}
            delivery = self.prepare("ping", None, None, payload, app.webhook_url)
            self._later(self.send, delivery)

    def announce_installation(self, action: str, one: Installation) -> None:
        """Tell the App in the background that somebody has it now, or no longer."""
        url = self.site.app.webhook_url
        if url is not None:
            payload = self.payloads.installation(action, one, one.account)
            self._later(self.send, self.prepare("installation", action, None, payload, url))

    def prepare(
        self,
        event: str,
        action: str | None,
        where: Repository | None,
        payload: Mapping[str, object],
        url: str,
    ) -> Delivery:
        """A signed delivery, not sent yet."""
        body = json.dumps(payload).encode()
        installed = None if where is None else self._world.installation_of(where)
        delivery = Delivery(
            id=self._world.new_id(),
            guid=str(uuid.uuid4()),
            event=event,
            action=action,
            url=url,
            payload=body,
            headers={},
            delivered_at=self._world.now(),
            installation_id=None if installed is None else installed.id,
            repository_id=None if where is None else where.id,
        )
        delivery.headers = self.headers(delivery)
        return delivery

    def headers(self, delivery: Delivery) -> dict[str, str]:
        """What stands above a delivery, signature included."""
        app = self.site.app
        secret = app.webhook_secret.encode()
        return {
            "Accept": "*/*",
            "Content-Type": "application/json",
            "User-Agent": "GitHub-Hookshot/sandbox",
            "X-GitHub-Delivery": delivery.guid,
            "X-GitHub-Event": delivery.event,
            "X-GitHub-Hook-ID": str(app.id),
            "X-GitHub-Hook-Installation-Target-ID": str(app.id),
            "X-GitHub-Hook-Installation-Target-Type": "integration",
            "X-Hub-Signature": _signature(secret, delivery.payload, "sha1"),
            "X-Hub-Signature-256": _signature(secret, delivery.payload, "sha256"),
        }

    def send(self, delivery: Delivery) -> Delivery:
        """Hand it over, and remember what was answered."""
        with self._world.lock:
            self._world.deliveries.append(delivery)
        started = time.monotonic()
        status_code, text, status = 0, "", "OK"
        try:
            status_code, text = _post(delivery)
        except TimeoutError:
            status = "timed out"
        except (OSError, http.client.HTTPException):
            status = "failed to connect to host"
        if status_code >= 400:  # noqa: PLR2004  the receiver's failure
            status = f"Invalid HTTP Response: {status_code}"
        with self._world.lock:
            delivery.duration = round(time.monotonic() - started, 2)
            delivery.status_code, delivery.response_body = status_code, text
            delivery.status = status
        return delivery

    def redeliver(self, old: Delivery) -> Delivery:
        """Send it again under the same GUID."""
        again = Delivery(
            id=self._world.new_id(),
            guid=old.guid,
            event=old.event,
            action=old.action,
            url=self.site.app.webhook_url or old.url,
            payload=old.payload,
            headers=old.headers,
            delivered_at=self._world.now(),
            installation_id=old.installation_id,
            repository_id=old.repository_id,
            redelivery=True,
        )
        return self.send(again)

    def redeliver_later(self, old: Delivery) -> None:
        """Send it again in the background."""
        self._later(self.redeliver, old)

    def _later(self, action: Callable[[Delivery], Delivery], delivery: Delivery) -> None:
        sending = self._pool.submit(action, delivery)
        sending.add_done_callback(_tell_failure)


def _tell_failure(sending: Future[Delivery]) -> None:
    error = None if sending.cancelled() else sending.exception()
    if error is not None:
        logging.getLogger(__name__).error("a delivery was not sent", exc_info=error)


def _signature(secret: bytes, body: bytes, algorithm: str) -> str:
    return f"{algorithm}={hmac.new(secret, body, getattr(hashlib, algorithm)).hexdigest()}"


def _post(delivery: Delivery) -> tuple[int, str]:
    place = urlsplit(delivery.url)
    secure = place.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = kind(place.hostname or "", place.port, timeout=TIME_OUT)
    try:
        path = (place.path or "/") + (f"?{place.query}" if place.query else "")
        connection.request("POST", path, delivery.payload, delivery.headers)
        response = connection.getresponse()
        return response.status, response.read().decode(errors="replace")
    finally:
        connection.close()
