"""The small GitHub itself: start it, fill it, look at it."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from cryptography.hazmat.primitives.asymmetric import rsa

from bot.sandbox.api import ROOT, Api
from bot.sandbox.app_credentials import PERMISSIONS, AppCredentials
from bot.sandbox.application import build_application
from bot.sandbox.authorizing import Authorizing
from bot.sandbox.entries import Content
from bot.sandbox.faults import Faults, Seen
from bot.sandbox.faulty import FaultyApplication
from bot.sandbox.forms import Forms
from bot.sandbox.git_http import GitHttp
from bot.sandbox.handles import SandboxRepository
from bot.sandbox.pull_handle import SandboxPullRequest
from bot.sandbox.registration import Registrations
from bot.sandbox.server import ServerThread
from bot.sandbox.shapes import Json, Site
from bot.sandbox.tokens import App
from bot.sandbox.webhooks import Webhooks
from bot.sandbox.world import Delivery, Installation, Repository, World


def system_clock() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


class Sandbox:
    """A small GitHub over real HTTP on loopback; a context manager.

    `base_dir` keeps the git repositories (a temporary folder when it is None); `port` 0 takes
    a free one. With `webhook_url`, events are delivered by themselves. The App gets a `key` of its
    own when it is None: making one takes longer than all the rest.
    """

    def __init__(
        self,
        base_dir: Path | None = None,
        *,
        port: int = 0,
        webhook_url: str | None = None,
        slug: str = "tenet-review",
        clock: Callable[[], datetime] = system_clock,
        key: rsa.RSAPrivateKey | None = None,
    ) -> None:
        self._own_folder = None if base_dir else tempfile.TemporaryDirectory(prefix="tenet-")
        folder = base_dir or Path(self._own_folder.name if self._own_folder else "")
        self.world = World(folder, clock)
        self.faults = Faults()
        self.requests: list[Seen] = []
        self._server = ServerThread(port)
        self.url = self._server.url
        self.api_url = self.url + ROOT
        self._app = App(self.world, slug, dict(PERMISSIONS), key)
        self._app.webhook_url = webhook_url
        self.site = Site(self.api_url, self.url, self._app)
        self.webhooks = Webhooks(self.world, self.site)

    def __enter__(self) -> Self:
        registrations = Registrations(self.world, self.webhooks)
        api = Api(self.world, self.site, self.webhooks, registrations)
        forms = Forms(self.world, registrations, Authorizing(self._app, registrations))
        git = GitHttp(self.world, self._app)
        inner = build_application(self.world, api, git, forms, self.faults, self._credentials)
        self._server.start(FaultyApplication(inner, self.faults, self.requests))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.stop()
        self.webhooks.close()
        if self._own_folder is not None:
            self._own_folder.cleanup()

    @property
    def app(self) -> AppCredentials:
        """The App, with the installation of the first repository's owner."""
        with self.world.lock:
            first = next(iter(self.world.installations), None)
            number = self.install("acme").id if first is None else first
        return AppCredentials(
            id=self._app.id,
            client_id=self._app.client_id,
            slug=self._app.slug,
            private_key_pem=self._app.private_key_pem,
            webhook_secret=self._app.webhook_secret,
            installation_id=number,
        )

    def _credentials(self) -> Json:
        addresses = {"api_url": self.api_url, "server_url": self.url}
        return asdict(self.app) | addresses

    @property
    def webhook_url(self) -> str | None:
        """Where events are delivered by themselves; None: nowhere."""
        return self._app.webhook_url

    @webhook_url.setter
    def webhook_url(self, url: str | None) -> None:
        self._app.webhook_url = url

    def install(self, account: str) -> Installation:
        """The App's installation on an account, made when there is none yet."""
        with self.world.lock:
            who = self.world.user(account, "Organization")
            for one in self.world.installations.values():
                if one.account is who:
                    return one
            number, now = self.world.new_id(), self.world.now()
            new = Installation(number, who, dict(self._app.permissions), now)
            self.world.installations[number] = new
            return new

    def uninstall(self, installation: Installation) -> None:
        """Remove the App from an account: its tokens stop working."""
        with self.world.lock:
            self.world.installations.pop(installation.id, None)

    def create_repository(
        self,
        full_name: str,
        files: Mapping[str, Content] | None = None,
        *,
        private: bool = True,
        installed: bool = True,
    ) -> SandboxRepository:
        """A repository with one commit on `main` (none when `files` is None)."""
        with self.world.lock:
            new = self.world.add_repository(full_name, private=private)
            if installed:
                self.install(new.owner.login).repositories.add(new.id)
            handle = SandboxRepository(self.world, self.webhooks, new)
            if files is not None:
                handle.commit("main", files, "The first commit")
            return handle

    def fork(self, of: SandboxRepository, owner: str) -> SandboxRepository:
        """A fork with the same branches, where the App is not installed."""
        handle = self.create_repository(f"{owner}/{of.state.name}", installed=False)
        handle.state.parent = of.state
        handle.state.git.fetch(of.state.git, "refs/heads/*", "refs/heads/*")
        return handle

    def rename(self, repository: SandboxRepository, full_name: str) -> None:
        """Rename or transfer a repository; its former name redirects."""
        with self.world.lock:
            one = repository.state
            self.world.former_names[one.full_name.lower()] = one.id
            owner, _, one.name = full_name.partition("/")
            one.owner = self.world.user(owner, "Organization")

    def personal_token(self, login: str, *, role: str = "write") -> str:
        """A personal token of somebody who has a role in every repository."""
        with self.world.lock:
            for one in self.world.repositories.values():
                one.collaborators[login] = role
            return self._app.new_personal_token(login)

    def expire_tokens(self) -> None:
        """Make every installation token invalid at once."""
        with self.world.lock:
            self._app.revoke_tokens()

    @property
    def deliveries(self) -> list[Delivery]:
        """Every delivery so far, oldest first."""
        with self.world.lock:
            return list(self.world.deliveries)

    def deliver(
        self,
        event: str,
        action: str,
        pull: SandboxPullRequest,
        *,
        to: str | None = None,
        sender: str | None = None,
        changes: Mapping[str, object] | None = None,
    ) -> Delivery:
        """Send one signed delivery and wait for the answer (`status_code`, `response_body`).

        `changes` are laid over the payload's top level.
        """
        with self.world.lock:
            payload = pull.payload(event, action, sender=sender) | dict(changes or {})
        return self.deliver_payload(event, payload, to=to, where=pull.state.repository)

    def deliver_payload(
        self,
        event: str,
        payload: Mapping[str, object],
        *,
        to: str | None = None,
        where: Repository | None = None,
    ) -> Delivery:
        """Send any payload, signed."""
        url = to or self.webhook_url
        if url is None:
            raise ValueError("Say where to deliver: to=URL, or Sandbox(webhook_url=URL)")
        action = payload.get("action")
        with self.world.lock:
            named = action if isinstance(action, str) else None
            delivery = self.webhooks.prepare(event, named, where, payload, url)
        return self.webhooks.send(delivery)

    def redeliver(self, delivery: Delivery) -> Delivery:
        """Send a delivery again under the same id."""
        return self.webhooks.redeliver(delivery)

    def saw_approval(self) -> bool:
        """Whether anybody ever approved anything, or asked to in a body."""
        asked = any(b'"APPROVE"' in seen.body for seen in self.requests)
        return asked or bool(self.world.approvals)
