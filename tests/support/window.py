"""An operator's window over a store with a few reviews in it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from starlette.applications import Starlette

from bot.app.onlooker import Onlooker
from bot.githubapp.app_identity import AppPage
from bot.githubapp.values import HookDelivery
from bot.publishers import json_report
from bot.review.change import Side
from bot.review.coverage import Coverage, Gap
from bot.review.findings import Location, Severity, Status
from bot.review.verdict import Review, Suppressed, Tool, Usage, Verdict
from bot.server.doorway import Sessions
from bot.server.pages import Pages
from bot.server.sign_in import GitHubSignIn, SignIn
from bot.server.visitors import Visitors
from bot.server.window import Window
from bot.store.answers import Answer, AnswerKind
from bot.store.database import Store, open_store
from bot.store.deliveries import Delivery
from bot.store.reports import KeptReport, tallies_of
from bot.store.reviews import PullRequestKey, ReviewState
from tests.support.findings import FINDING, HEAD_SHA, change, file, placed
from tests.support.web import served

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HOST = "https://api.github.com"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202e\x1b[31m"
REVIEW = Review(
    Tool("0.1.0", "1.182.0", "d1ce", "backend-developer", "claude-opus-5"),
    change(file()),
    Verdict.FAILED,
    ("1 error introduced by this change",),
    (
        placed(),
        placed(
            replace(
                FINDING,
                severity=Severity.WARNING,
                rule_id=None,
                source="model",
                principle="observability",
                title="A failure leaves no trace",
                message="Nobody hears of it. Log it with the order's number.",
                location=Location("src/orders.py", Side.RIGHT, 41, 44),
                quote="except OSError:\n    pass",
            ),
            "f2",
        ),
        placed(replace(FINDING, severity=Severity.NOTE), "f3", Status.PREEXISTING),
    ),
    suppressed=(
        Suppressed("f9", "python-eval", "tools/run.py", "waiver", "Goes in May.", "2027-05-01"),
    ),
    coverage=(
        Coverage("app.py", "semgrep", 3, 3),
        Coverage("logo.png", "semgrep", 1, 0, Gap.BINARY),
        Coverage("bundle.js", "semgrep", 9, 0, Gap.MINIFIED),
        Coverage("app.py", "model", 3, 3),
    ),
    usage=Usage(2, 18_204, 911, 0.1134),
    timings_ms=(("semgrep", 2310), ("model", 14_200)),
)


def fill(store: Store, repository_id: int = 11, title: str = "Let people search orders") -> str:
    """A failed review with a report, one that runs, and what belongs to them; its address."""
    key = PullRequestKey(HOST, 7, repository_id, 3)
    store.reviews.start(key, HEAD_SHA, NOW)
    store.reviews.finish(
        key,
        HEAD_SHA,
        ReviewState.FINISHED,
        Verdict.FAILED,
        NOW + timedelta(seconds=21),
        REVIEW.reasons[0],
    )
    for weeks in range(9):
        for _ in range((weeks * 5) % 4 + 1):
            keep(
                store, replace(key, number=100 + weeks), REVIEW, title, NOW - timedelta(weeks=weeks)
            )
    keep(store, key, REVIEW, title, NOW)
    others = (
        (4, ReviewState.FINISHED, Verdict.PASSED, "Name the tills"),
        (5, ReviewState.FINISHED, Verdict.INCOMPLETE, "Move to the new client"),
        (6, ReviewState.RUNNING, None, ""),
        (8, ReviewState.SUPERSEDED, None, "Round prices"),
    )
    for number, state, verdict, name in others:
        other, begun = replace(key, number=number), NOW - timedelta(minutes=number)
        store.reviews.start(other, HEAD_SHA, begun)
        if state is not ReviewState.RUNNING:
            store.reviews.finish(other, HEAD_SHA, state, verdict, NOW)
            keep(store, other, replace(REVIEW, findings=()), name, NOW)
    store.answers.give(
        Answer(
            key,
            "acme/shop",
            "f1",
            AnswerKind.FALSE_POSITIVE,
            FINDING.rule_id,
            "mona",
            "No.",
            None,
            NOW,
        )
    )
    return f"/reviews/7/{repository_id}/3/{HEAD_SHA}"


def keep(store: Store, key: PullRequestKey, review: Review, title: str, at: datetime) -> None:
    """A report in the store."""
    store.reports.keep(
        KeptReport(
            key,
            HEAD_SHA,
            "acme/shop",
            title,
            "mona",
            tallies_of(review),
            json_report.without_secrets(review, 100),
            at,
        )
    )


def deliver(store: Store, number: str, outcome: str | None, repository_id: int = 11) -> None:
    """A delivery in the store that came to something, or that waits."""
    payload = {
        "action": "opened",
        "pull_request": {"number": 3, "head": {"sha": HEAD_SHA}, "user": {"login": "mona"}},
        "repository": {"id": repository_id, "full_name": "acme/shop"},
        "installation": {"id": 7},
    }
    body = json.dumps(payload).encode()
    store.deliveries.add(Delivery(number, HOST, "pull_request", 7, body, NOW))
    if outcome is not None:
        store.deliveries.mark_dispatched({number: outcome}, NOW)


@contextmanager
def window(
    folder: Path,
    sign_in: GitHubSignIn | None = None,
    sessions: Sessions | None = None,
    wake: Callable[[], None] = lambda: None,
    *,
    trusts_local: bool = True,
) -> Iterator[tuple[str, Store]]:
    """The window's address and its store."""
    address = f"sqlite:///{folder}/tenet.db"
    store = open_store(address)
    onlooker = Onlooker(store, address)
    known, pages = sessions or Sessions(), Pages()
    shown = Window(
        store=store,
        jobs=onlooker.overview,
        host=HOST,
        server_url=sign_in.server_url if sign_in else "https://github.com",
        about=lambda: AppPage("Tenet", "/apps/tenet", ("acme",)),
        last_delivery=lambda: HookDelivery(1, "g", "ping", NOW, "OK", 202),
        clock=lambda: NOW,
        wake=wake,
        visitors=Visitors(known, trusts_local=trusts_local),
        sign_in=SignIn(sign_in, known, pages),
        pages=pages,
    )
    with served(Starlette(routes=shown.routes())) as url:
        yield url, store
    onlooker.close()
    store.close()
