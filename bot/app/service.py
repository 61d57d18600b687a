"""The service: what takes deliveries in, and what works them off."""

import fcntl
import logging
import os
import secrets
import shutil
import socket
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Self

from fastapi import FastAPI

from bot import process, tracing
from bot.app.metering import Metering
from bot.app.onlooker import Onlooker
from bot.app.reviewer import Bot, rule_cache, version
from bot.app.window import window_routes
from bot.engines.reviewer.anthropic_api import MessagesApi
from bot.engines.scanner import isolation, semgrep_process
from bot.errors import OperatorError, TenetError, UserError
from bot.githubapp.app_identity import App
from bot.githubapp.client import GitHub
from bot.githubapp.pace import Turns
from bot.jobs.cancelled_job import CancelledJobs
from bot.jobs.catch_up import CatchUp, Duty
from bot.jobs.check_job import CheckJobs
from bot.jobs.command_job import CommandJobs
from bot.jobs.dispatch import Dispatcher
from bot.jobs.engine import JobEngine
from bot.jobs.heartbeat import Heartbeat
from bot.jobs.job import Asked, Job, Parts
from bot.jobs.leftovers import Leftovers
from bot.jobs.missed import Missed
from bot.jobs.review_job import ReviewJobs
from bot.pipeline import Reviewer
from bot.review.contents import Contents
from bot.rulebook import rule_page
from bot.server.doorway import Sessions
from bot.server.handlers import Handlers
from bot.server.http import create_app
from bot.server.intake import Intake
from bot.settings import Settings, app_credentials, model_access, webhook_secrets
from bot.sources.shared_policy import SharedPolicy
from bot.store.database import Store, open_store
from bot.store.reviews import PullRequestKey
from bot.store.spending import Spending

_EMBEDDED = "embedded"  # the one worker of a SQLite file
_FULL = 100_000_000  # bytes; with less, neither deliveries nor mirrors can be kept for long
_LATE = 600.0  # seconds a delivery may wait before this process is not ready


class Service:
    """The store, and a worker when one is wanted; a context manager.

    Raises OperatorError for settings with which it cannot do its part.
    """

    def __init__(self, settings: Settings, *, with_worker: bool) -> None:
        self._settings = settings
        self._bot = Bot(settings)
        self._credentials = app_credentials(settings)
        for warning in self._credentials.warnings:
            logging.getLogger(__name__).warning(warning)
        self._semgrep = semgrep_process.command(settings.semgrep)
        self._isolation = isolation.required(settings.isolation) if with_worker else None
        access = model_access(settings) if with_worker else None
        if access is not None:
            MessagesApi(access)  # it says now, and not with the first review, what is missing
        self._with_worker = with_worker
        self._closing = ExitStack()
        self._dispatcher: Dispatcher | None = None
        self.store: Store
        self._onlooker: Onlooker
        self._metering: Metering

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._settings.data_dir.mkdir(parents=True, exist_ok=True)
            if self._with_worker and self._embedded:
                self._lock_out_others(stack)
            url = self._settings.database_url.get_secret_value()
            self.store = open_store(url)
            stack.callback(self.store.close)
            if self._settings.otlp_endpoint is not None:
                stack.callback(tracing.set_up(self._settings.otlp_endpoint, version()))
            self._onlooker = Onlooker(self.store, url)
            stack.callback(self._onlooker.close)
            self._metering = Metering(self.store, self._onlooker, now)
            self._metering.start()
            stack.callback(self._metering.stop)
            if self._with_worker:
                self._start_worker(stack, url)
            self._closing = stack.pop_all()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._closing.close()

    def web(self, sessions: Sessions | None = None) -> FastAPI:
        """The application that takes deliveries in, and the window beside it.

        `sessions` are those of set-up, where it came before. Raises OperatorError without a
        webhook secret.
        """
        intake = Intake(
            store=self.store,
            secrets=webhook_secrets(self._settings),
            host=self._settings.api_url,
            clock=now,
            wake=self._dispatcher.wake if self._dispatcher else _nobody_to_wake,
        )
        app = create_app(intake, self.readiness, version(), self._metering.page)
        app.router.routes.extend(
            window_routes(
                self._settings,
                self._credentials,
                self.store,
                self._onlooker.overview,
                sessions or Sessions(),
                now,
                intake.wake,
            )
        )
        return app

    def readiness(self) -> tuple[bool, Mapping[str, Any]]:
        """Whether this process can do its part, and what that depends on."""
        reasons = []
        age = 0.0
        try:
            self.store.ping()
            oldest = self.store.deliveries.oldest_undispatched()
            age = (now() - oldest).total_seconds() if oldest else 0.0
        except TenetError as exc:
            reasons.append(str(exc))
        if self._with_worker and age > _LATE:
            reasons.append(f"the oldest delivery has waited for {age:.0f} s")
        if self._dispatcher is not None and not self._dispatcher.is_alive:
            reasons.append("the thread that hands deliveries on has ended: start the service again")
        folder = self._settings.data_dir
        free = shutil.disk_usage(folder).free if folder.is_dir() else 0
        if free < _FULL:
            reasons.append(f"{folder} has only {free / 1e6:.0f} MB left")
        return not reasons, {
            "ready": not reasons,
            "reasons": reasons,
            "worker": self._with_worker,
            "queue_age_seconds": round(age, 3),
            "database": "sqlite" if self._embedded else "postgresql",
            "disk_free_bytes": free,
            "semgrep": semgrep_process.version(),
            "isolation": self._isolation,
        }

    @property
    def _embedded(self) -> bool:
        return self._settings.database_url.get_secret_value().startswith("sqlite")

    def _lock_out_others(self, stack: ExitStack) -> None:
        """One worker a SQLite file: two would take each other's running jobs for lost ones."""
        lock = stack.enter_context((self._settings.data_dir / "worker.lock").open("w"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as exc:
            raise OperatorError(
                f"Another worker runs on {self._settings.data_dir}: stop it, use `--no-worker`, "
                "or give both a PostgreSQL database in TENET_DATABASE_URL."
            ) from exc

    def _start_worker(self, stack: ExitStack, url: str) -> None:
        engine = JobEngine(url, _EMBEDDED if self._embedded else _unique_name())
        parts = Parts(
            store=self.store,
            github=self._github,
            appoint=self._appoint,
            rule_page=self._rule_page,
            mirrors=self._settings.data_dir / "mirrors",
            server_url=self._settings.server_url,
            clock=now,
        )
        reviews, commands = ReviewJobs(engine, parts), CommandJobs(engine, parts)
        asked = (self._app(), self._settings.api_url, engine, parts, reviews)
        missed, leftovers = Missed(*asked), Leftovers(*asked)
        handlers = Handlers(reviews, commands, CheckJobs(engine, parts), leftovers.forget)
        CancelledJobs(engine, parts)
        heartbeat = None if self._embedded else Heartbeat(engine, self.store.workers)
        if heartbeat is not None:
            heartbeat.announce()
            stack.callback(heartbeat.leave)
        stack.callback(process.stop)
        engine.launch()
        stack.callback(engine.close)
        if heartbeat is not None:
            heartbeat.start()
            stack.callback(heartbeat.stop)
        self._dispatcher = Dispatcher(self.store, handlers.handle, now)
        self._dispatcher.start()
        stack.callback(self._dispatcher.stop)
        duties = (
            Duty("installations that are gone", leftovers.purge),
            Duty("redelivery", missed.redeliver),
            Duty("reviews that were missed", missed.review),
            Duty("reviews that stand still", leftovers.finish),
            Duty("waivers that ran out", leftovers.raise_waived),
            Duty("old records", leftovers.forget_old),
        )
        catch_up = CatchUp(duties, self.store.workers, now)
        catch_up.start()
        stack.callback(catch_up.stop)

    def _appoint(
        self, job: Job, contents: Contents, model_off: str | None, shared: SharedPolicy
    ) -> Reviewer:
        per_day = float(self._settings.budget_usd_per_day)
        ledger = _Ledger(self.store.spending, job.pull_request, per_day)
        afresh = job.asked is Asked.FULL_REVIEW and not job.repeats
        return self._bot.appoint(contents, model_off, ledger, afresh=afresh, shared=shared)

    def _rule_page(self, rule_id: str) -> str | None:
        try:
            return rule_page(rule_id, cache_folder=rule_cache(self._settings))
        except UserError:  # a rule of the repository's own
            return None

    def _app(self) -> App:
        own = self._credentials
        return App(own.app_id, own.private_key, self._settings.api_url)

    def _github(self, key: PullRequestKey) -> GitHub:
        return _installation(
            self._credentials.app_id,
            self._credentials.private_key,
            key.installation_id,
            self._settings.api_url,
            self.store.writers,
        )


@dataclass(frozen=True, slots=True)
class _Ledger:
    """What one pull request, and all of them on one day, may cost."""

    spending: Spending
    pull_request: PullRequestKey
    per_day: float

    def set_aside(self, usd: float, limit_usd: float | None) -> str | None:
        return self.spending.set_aside(
            self.pull_request, now(), usd, per_pull_request=limit_usd, per_day=self.per_day
        )

    def settle(self, usd: float) -> None:
        self.spending.settle(self.pull_request, now(), usd)


def now() -> datetime:
    """The time by which everything is dated."""
    return datetime.now(UTC)


@cache
def _installation(
    app_id: int, key_pem: str, installation_id: int, api_url: str, turns: Turns
) -> GitHub:
    # One view for each installation: its token and its pace are shared by all jobs.
    return GitHub.for_installation(app_id, key_pem, installation_id, api_url, turns=turns)


def _unique_name() -> str:
    """This process among all that work on one database, also after a restart."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"


def _nobody_to_wake() -> None:
    """Another process works the deliveries off; it looks every second."""
