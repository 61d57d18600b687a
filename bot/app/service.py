"""The web half of the service: takes deliveries in, and shows what became of them."""

import logging
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self

from fastapi import FastAPI

from bot.app.opened import is_embedded, now, opened
from bot.app.reviewer import version
from bot.app.window import window_routes
from bot.app.worker_process import WorkerProcess
from bot.engines.scanner import isolation, semgrep_process
from bot.errors import TenetError
from bot.server.doorway import Sessions
from bot.server.http import create_app
from bot.server.inbox import Inbox
from bot.server.intake import Intake
from bot.settings import Settings, app_credentials, webhook_secrets

if TYPE_CHECKING:
    from bot.app.metering import Metering
    from bot.app.onlooker import Onlooker
    from bot.store.database import Store

_FULL = 100_000_000  # bytes; with less, neither deliveries nor mirrors can be kept for long
_LATE = 600.0  # seconds a delivery may wait before this process is not ready


class Service:
    """The store and what is asked over HTTP; a context manager. `worker` is its own, if it has one.

    Raises OperatorError for settings with which it cannot do its part.
    """

    def __init__(self, settings: Settings, worker: WorkerProcess | None) -> None:
        self._settings = settings
        self._credentials = app_credentials(settings)
        for warning in () if worker else self._credentials.warnings:  # else it says them
            logging.getLogger(__name__).warning(warning)
        self._secrets = webhook_secrets(settings)
        self._isolation = isolation.required(settings.isolation) if worker else None
        self._worker = worker
        self._closing = ExitStack()
        self.store: Store
        self._onlooker: Onlooker
        self._metering: Metering
        self._inbox: Inbox

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self.store, self._onlooker, self._metering = stack.enter_context(opened(self._settings))
            self._inbox = Inbox(self.store.deliveries, self._wake)
            self._inbox.start()
            stack.callback(self._inbox.stop)
            self._closing = stack.pop_all()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._closing.close()

    def web(self, sessions: Sessions | None = None) -> FastAPI:
        """The application that takes deliveries in, and the window beside it.

        `sessions` are those of set-up, where it came before.
        """
        intake = Intake(self._inbox, self._secrets, self._settings.api_url, now)
        app = create_app(intake, self.readiness, version(), self._metering.page)
        window = window_routes(
            self._settings,
            self._credentials,
            self.store,
            self._onlooker.overview,
            sessions or Sessions(),
            now,
            self._wake,
        )
        app.router.routes.extend(window)
        return app

    def readiness(self) -> tuple[bool, Mapping[str, Any]]:
        """Whether this service can do its part, and what that depends on."""
        reasons = []
        age = 0.0
        try:
            self.store.ping()
            oldest = self.store.deliveries.oldest_undispatched()
            age = (now() - oldest).total_seconds() if oldest else 0.0
        except TenetError as exc:
            reasons.append(str(exc))
        if self._worker is not None:
            if age > _LATE:
                reasons.append(f"the oldest delivery has waited for {age:.0f} s")
            ill = self._worker.why_not_ready()
            if ill is not None:
                reasons.append(ill)
        folder = self._settings.data_dir
        free = shutil.disk_usage(folder).free if folder.is_dir() else 0
        if free < _FULL:
            reasons.append(f"{folder} has only {free / 1e6:.0f} MB left")
        return not reasons, {
            "ready": not reasons,
            "reasons": reasons,
            "worker": self._worker is not None,
            "queue_age_seconds": round(age, 3),
            "database": "sqlite" if is_embedded(self._settings) else "postgresql",
            "disk_free_bytes": free,
            "semgrep": semgrep_process.version(),
            "isolation": self._isolation,
        }

    def _wake(self) -> None:
        """There is a delivery; without a worker of our own another process looks every second."""
        if self._worker is not None:
            self._worker.wake()
