"""The worker half of the service: what works deliveries off."""

import fcntl
import logging
import os
import secrets
import socket
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NoReturn, Self

from bot import process
from bot.app.opened import is_embedded, now, opened
from bot.app.reviewer import Bot, rule_cache
from bot.app.tether import Tether
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
from bot.server.handlers import Handlers
from bot.settings import Settings, app_credentials, model_access
from bot.sources.shared_policy import SharedPolicy
from bot.stopping import RELEASE_SECONDS, end, end_within, stop_signal
from bot.store.reviews import PullRequestKey
from bot.store.spending import Spending

if TYPE_CHECKING:
    from bot.store.database import Store

_EMBEDDED = "embedded"  # the one worker of a SQLite file
_LOCK_SECONDS = 3.0  # a worker whose server was killed just now goes within a moment
_GLANCE = 0.1  # seconds
_CANNOT = 2  # how a worker ends that cannot do its part


class Worker:
    """Hands deliveries on and runs the jobs that they become; a context manager.

    Raises OperatorError for settings with which it cannot do its part.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._bot = Bot(settings)
        self._credentials = app_credentials(settings)
        for warning in self._credentials.warnings:
            logging.getLogger(__name__).warning(warning)
        semgrep_process.command(settings.semgrep)
        isolation.required(settings.isolation)
        access = model_access(settings)
        if access is not None:
            MessagesApi(access)  # it says now, and not with the first review, what is missing
        self._closing = ExitStack()
        self._dispatcher: Dispatcher
        self._store: Store

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            if is_embedded(self._settings):
                self._lock_out_others(stack)
            self._store, _, _ = stack.enter_context(opened(self._settings))
            self._start(stack)
            self._closing = stack.pop_all()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._closing.close()

    def wake(self) -> None:
        """There is a new delivery."""
        self._dispatcher.wake()

    @property
    def is_alive(self) -> bool:
        """Whether deliveries are handed on; it ends by itself only by a mistake of ours."""
        return self._dispatcher.is_alive

    def _lock_out_others(self, stack: ExitStack) -> None:
        """One worker a SQLite file: two would take each other's running jobs for lost ones."""
        self._settings.data_dir.mkdir(parents=True, exist_ok=True)
        lock = stack.enter_context((self._settings.data_dir / "worker.lock").open("w"))
        deadline = time.monotonic() + _LOCK_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as exc:
                if time.monotonic() > deadline:
                    raise OperatorError(
                        f"Another worker runs on {self._settings.data_dir}: stop it, use "
                        "`--no-worker`, or give both a PostgreSQL database in TENET_DATABASE_URL."
                    ) from exc
                time.sleep(_GLANCE)
            else:
                return

    def _start(self, stack: ExitStack) -> None:
        url, embedded = self._settings.database_url, is_embedded(self._settings)
        engine = JobEngine(url.get_secret_value(), _EMBEDDED if embedded else _unique_name())
        parts = Parts(
            store=self._store,
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
        heartbeat = None if embedded else Heartbeat(engine, self._store.workers)
        if heartbeat is not None:
            heartbeat.announce()
            stack.callback(heartbeat.leave)
        stack.callback(process.stop)
        engine.launch()
        stack.callback(engine.close)
        if heartbeat is not None:
            heartbeat.start()
            stack.callback(heartbeat.stop)
        self._dispatcher = Dispatcher(self._store, handlers.handle, now)
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
        catch_up = CatchUp(duties, self._store.workers, now)
        catch_up.start()
        stack.callback(catch_up.stop)

    def _appoint(
        self, job: Job, contents: Contents, model_off: str | None, shared: SharedPolicy
    ) -> Reviewer:
        per_day = float(self._settings.budget_usd_per_day)
        ledger = _Ledger(self._store.spending, job.pull_request, per_day)
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
            self._store.writers,
        )


def work_for_server(tether: Tether, settings: Callable[[], Settings]) -> NoReturn:
    """Be the worker of the server at the other end, until it says so or is gone."""
    try:
        with Worker(settings()) as worker:
            wait_until_stopped = stop_signal()  # until now a signal ended us at once
            with tether.held(worker.wake, lambda: worker.is_alive):
                wait_until_stopped()
            end_within(RELEASE_SECONDS)
    except TenetError as exc:
        tether.refuse(str(exc))
        sys.exit(_CANNOT)
    end()


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


@cache
def _installation(
    app_id: int, key_pem: str, installation_id: int, api_url: str, turns: Turns
) -> GitHub:
    # One view for each installation: its token and its pace are shared by all jobs.
    return GitHub.for_installation(app_id, key_pem, installation_id, api_url, turns=turns)


def _unique_name() -> str:
    """This process among all that work on one database, also after a restart."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
