"""`tenet jobs`: what the service does, has to do and could not do, and what to do about it."""

import json
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.jobs.overview import Entry, Overview

_MOST = 200  # of each kind; nobody reads more of them
_SHORT_SHA = 7
Id = Annotated[str, typer.Argument(metavar="ID", help="As `tenet jobs list` shows it.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]


def list_jobs(*, as_json: AsJson = False) -> None:
    """What runs, what waits and what failed: reviews, commands, and deliveries from GitHub.

    It can be asked while the service runs, and while it does not.
    """
    with _overview() as overview:
        entries = () if overview is None else overview.entries(_MOST)
    if as_json:
        typer.echo(json.dumps([_as_json(one, datetime.now(UTC)) for one in entries], indent=2))
        return
    for one in entries:
        typer.echo(_line(one, datetime.now(UTC)))
    if not entries:
        typer.echo("Nothing runs, nothing waits, and nothing failed.")


def show_job(job: Id, *, as_json: AsJson = False) -> None:
    """One job or delivery: what it is about, what was done of it, and why it failed."""
    from bot.review.markdown import visible

    with _overview() as overview:
        entry = _known(overview).find(job)
        steps = _known(overview).steps(entry)
    if as_json:
        told = [{"name": one.name, "seconds": one.seconds, "failed": one.failed} for one in steps]
        typer.echo(json.dumps({**_as_json(entry, datetime.now(UTC)), "steps": told}, indent=2))
        return
    typer.echo(_line(entry, datetime.now(UTC)))
    for one in steps:
        took = "" if one.seconds is None else f"{one.seconds:.2f} s"
        typer.echo(visible(f"  {'failed' if one.failed else 'done':<6}  {took:>9}  {one.name}"))


def retry_job(job: Id) -> None:
    """Do once more what failed or was cancelled."""
    with _overview() as overview:
        _known(overview).retry(job)
    typer.echo("It waits, and is done once more: now if the service runs, else when it starts.")


def cancel_job(job: Id) -> None:
    """End what runs or waits without having done it."""
    from bot.jobs.overview import REVIEW

    with _overview() as overview:
        entry = _known(overview).cancel(job, datetime.now(UTC))
    typer.echo("It is cancelled.")
    if entry.kind == REVIEW:
        typer.echo(
            "Its check on GitHub is ended by the service: now if it runs, else when it starts."
        )


@contextmanager
def _overview() -> "Iterator[Overview | None]":
    """The overview of the service's database; None where there is none yet."""
    from bot.cli.settings import settings
    from bot.jobs.engine_client import EngineClient
    from bot.jobs.overview import Overview
    from bot.store.database import open_beside

    url = settings().database_url.get_secret_value()
    store = open_beside(url)
    if store is None:
        yield None
        return
    with closing(store):
        client = EngineClient.beside(url)
        try:
            yield Overview(store, client)
        finally:
            if client is not None:
                client.close()


def _known(overview: "Overview | None") -> "Overview":
    from bot.errors import UserError

    if overview is None:
        raise UserError(
            "There is no database of a service here: set TENET_DATA_DIR or TENET_DATABASE_URL as "
            "the service has them."
        )
    return overview


def _line(entry: "Entry", now: datetime) -> str:
    """Two lines: what, and the id to copy."""
    from bot.review.markdown import visible

    head = "" if entry.head_sha is None else f"@{entry.head_sha[:_SHORT_SHA]}"
    where = "" if entry.number is None else f"{entry.repository}#{entry.number}{head}"
    words = [where, entry.what, entry.why]
    said = "  ".join(one for one in words if one)
    age = _age(now - entry.since)
    first = visible(f"{entry.progress:<9}  {entry.kind:<8}  {age:>6}  {said}")
    return f"{first}\n{'':<11}{visible(entry.id)}"


def _age(age: timedelta) -> str:
    """A length of time in its largest unit."""
    seconds = max(0, int(age.total_seconds()))
    for unit, length in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= length:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"


def _as_json(entry: "Entry", now: datetime) -> dict[str, object]:
    return {
        "id": entry.id,
        "kind": entry.kind,
        "state": entry.progress.value,
        "repository": entry.repository,
        "number": entry.number,
        "head_sha": entry.head_sha,
        "what": entry.what,
        "reason": entry.why or None,
        "since": entry.since.isoformat(timespec="seconds"),
        "age_seconds": max(0, int((now - entry.since).total_seconds())),
    }
