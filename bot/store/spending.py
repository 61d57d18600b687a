"""What the model cost: for each pull request, and on each day."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Update, func, select, text

from bot.store.connection import Database
from bot.store.reviews import PullRequestKey, of_pull_request
from bot.store.schema import insert_once, spending

OVER_PULL_REQUEST = "the budget of this pull request is used up"
OVER_DAY = "the budget of the day is used up"

_MILLION = 1_000_000  # dollars are kept as whole millionths, so that sums are exact
_LOCK_NUMBER = 0x7370656E64  # "spend"; any number of ours, the same in every process


class Spending:
    """The money of one store; several processes spend from it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def set_aside(
        self,
        pull_request: PullRequestKey,
        now: datetime,
        usd: float,
        *,
        per_pull_request: float | None,
        per_day: float | None,
    ) -> str | None:
        """Count so much as spent before it is; or say which limit (US dollars) it would exceed."""
        day = now.date().isoformat()
        with self._database.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK_NUMBER})
            for limit, what, reason in (
                (per_pull_request, of_pull_request(spending, pull_request), OVER_PULL_REQUEST),
                (per_day, spending.c.day == day, OVER_DAY),
            ):
                total = select(func.coalesce(func.sum(spending.c.micro_usd), 0)).where(what)
                spent = int(connection.execute(total).scalar_one()) / _MILLION
                if limit is not None and spent + usd > limit:
                    return reason
            insert_once(connection, spending, {**asdict(pull_request), "day": day, "micro_usd": 0})
            connection.execute(_add(pull_request, day, usd))
        return None

    def settle(self, pull_request: PullRequestKey, now: datetime, usd: float) -> None:
        """What was set aside on this day cost so much more, or less if negative."""
        with self._database.writing() as connection:
            connection.execute(_add(pull_request, now.date().isoformat(), usd))


def _add(pull_request: PullRequestKey, day: str, usd: float) -> Update:
    return (
        spending.update()
        .where(of_pull_request(spending, pull_request), spending.c.day == day)
        .values(micro_usd=spending.c.micro_usd + round(usd * _MILLION))
    )
