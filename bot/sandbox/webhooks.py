"""What GitHub sends out: signed deliveries, and what is in them."""

import hashlib
import hmac
import http.client
import json
import time
import uuid
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from bot.sandbox.shapes import Json, Site, check_run, installation, node_id, repository, user
from bot.sandbox.shapes_code import check_suite
from bot.sandbox.shapes_pulls import full_pull_request, issue, pull_request, review_comment
from bot.sandbox.world import (
    Delivery,
    Installation,
    PullRequest,
    Repository,
    ReviewComment,
    User,
    World,
)

TIME_OUT = 10.0  # seconds, as GitHub waits


class Webhooks:
    """Builds, signs, sends and remembers deliveries."""

    def __init__(self, world: World, site: Site) -> None:
        self._world = world
        self.site = site
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
            self._pool.submit(self.send, delivery)

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
        self._pool.submit(self.redeliver, old)

    def payload(self, action: str, where: Repository, sender: User) -> Json:
        """What every event of a repository has."""
        installed = self._world.installation_of(where)
        shape: Json = {
            "action": action,
            "repository": repository(self.site, where),
            "sender": user(self.site, sender),
        }
        if installed is not None:
            number = installed.id
            shape["installation"] = {"id": number, "node_id": node_id("Installation", number)}
        return shape

    def pull_payload(self, action: str, pull: PullRequest, sender: User) -> Json:
        """A `pull_request` event."""
        shape = self.payload(action, pull.repository, sender)
        return shape | {"number": pull.number, "pull_request": full_pull_request(self.site, pull)}

    def comment_payload(self, action: str, pull: PullRequest, sender: User, comment: Json) -> Json:
        """An `issue_comment` event."""
        shape = self.payload(action, pull.repository, sender)
        return shape | {"issue": issue(self.site, pull), "comment": comment}

    def review_comment_payload(
        self, action: str, pull: PullRequest, comment: ReviewComment, sender: User
    ) -> Json:
        """A `pull_request_review_comment` event."""
        shape = self.payload(action, pull.repository, sender)
        shape["pull_request"] = pull_request(self.site, pull)
        shape["comment"] = review_comment(self.site, pull, comment)
        return shape

    def suite_payload(self, action: str, pull: PullRequest, sender: User) -> Json:
        """A `check_suite` event for the head of a pull request."""
        where = pull.repository
        shape = self.payload(action, where, sender)
        shape["check_suite"] = check_suite(self.site, where, pull)
        return shape

    def installation_payload(self, action: str, one: Installation, sender: User) -> Json:
        """An `installation` event."""
        names = [self._world.repositories[number] for number in sorted(one.repositories)]
        return {
            "action": action,
            "installation": installation(self.site, one),
            "repositories": [
                {
                    "id": where.id,
                    "node_id": node_id("Repository", where.id),
                    "name": where.name,
                    "full_name": where.full_name,
                    "private": where.private,
                }
                for where in names
            ],
            "sender": user(self.site, sender),
        }

    def check_payload(self, action: str, where: Repository, number: int, sender: User) -> Json:
        """A `check_run` event."""
        run = where.check_runs[number]
        shape = self.payload(action, where, sender)
        shape["check_run"] = check_run(self.site, where, run)
        return shape


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
