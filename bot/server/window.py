"""The operator's window: what was reviewed, what came of it, and what has to be done again."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.errors import TenetError, UserError
from bot.githubapp.app_identity import AppPage
from bot.githubapp.values import HookDelivery
from bot.review.findings import Severity
from bot.review.verdict import Verdict
from bot.server.again import review_again
from bot.server.charts import WEEKS, by_principle
from bot.server.doorway import attach, form, is_ours
from bot.server.pages import Pages, path_of
from bot.server.review_page import page_of
from bot.server.sign_in import SignIn
from bot.server.visitors import Visitor, Visitors
from bot.store.database import Store
from bot.store.overview import ListedReview
from bot.store.reports import Tally
from bot.store.reviews import PullRequestKey, ReviewRecord, ReviewState

if TYPE_CHECKING:
    from bot.jobs.overview import Entry, Overview

_PAGE = 50  # entries of a list
_STATES: Mapping[str, ReviewState | Verdict] = {
    "running": ReviewState.RUNNING,
    "changes-needed": Verdict.FAILED,
    "incomplete": Verdict.INCOMPLETE,
    "passed": Verdict.PASSED,
    "superseded": ReviewState.SUPERSEDED,
    "given-up": ReviewState.FAILED,
}
_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_NOT_THERE = "There is no such page, or you may not see it."
_STALE = "This form is too old, or not one of ours. Open the page again and press it there."

View = Callable[[Request, Visitor], Response]
Act = Callable[[dict[str, str], Request, Visitor], Response]  # with the fields of the form


@dataclass(frozen=True, slots=True)
class Window:
    """The pages over one store and its `jobs`.

    `host` is the GitHub whose reviews are shown, `server_url` its web root; `about` and
    `last_delivery` ask it about the App; `wake` tells the dispatcher that there is work.
    """

    store: Store
    jobs: "Callable[[], Overview]"
    host: str
    server_url: str
    about: Callable[[], AppPage]
    last_delivery: Callable[[], HookDelivery | None]
    clock: Callable[[], datetime]
    wake: Callable[[], None]
    visitors: Visitors
    sign_in: SignIn
    pages: Pages

    def routes(self) -> list[BaseRoute]:
        """Every page, each behind the question who asks."""
        review = "/reviews/{installation:int}/{repository:int}/{number:int}/{sha}"
        shown: Sequence[tuple[str, View]] = (
            ("/", self._reviews),
            (review, self._review),
            ("/principles", self._principles),
            ("/rules", self._rules),
            ("/jobs", self._jobs),
            ("/deliveries", self._deliveries),
            ("/setup", self._set_up),
        )
        return [
            *(Route(path, partial(self._answer, view), methods=["GET"]) for path, view in shown),
            Route("/jobs/retry", partial(self._do, self._retry), methods=["POST"]),
            Route(f"{review}/retry", partial(self._do, self._review_again), methods=["POST"]),
            *self.sign_in.routes(),
            *self.pages.routes(),
        ]

    async def _answer(self, view: View, request: Request) -> Response:
        return await run_in_threadpool(self._guarded, view, request)

    def _guarded(self, view: View, request: Request) -> Response:
        visitor = self.visitors.who(request)
        if visitor is None:
            return self.sign_in.ask()
        try:
            return attach(view(request, visitor), visitor.session, request)
        except TenetError as exc:
            return self.pages.problem(str(exc), 503, path_of(request))

    def _shown(self, visitor: Visitor) -> frozenset[int] | None:
        return visitor.shown(self.store.overview.repositories())

    def _reviews(self, request: Request, visitor: Visitor) -> Response:
        chosen = request.query_params.get("state", "")
        found = self.store.overview.reviews(
            self._shown(visitor),
            _PAGE + 1,
            state=_STATES.get(chosen),
            before=_moment(request.query_params.get("before")),
        )
        listed = found[:_PAGE]
        return self.pages.show(
            "reviews.html",
            here="/",
            visitor=visitor,
            reviews=[_row(one) for one in listed],
            states=[
                ("", "All"),
                *((name, name.replace("-", " ").capitalize()) for name in _STATES),
            ],
            chosen=chosen if chosen in _STATES else "",
            older=listed[-1].record.started_at.isoformat() if len(found) > _PAGE else None,
        )

    def _record(self, request: Request, visitor: Visitor) -> ReviewRecord | None:
        place = request.path_params
        key = PullRequestKey(self.host, place["installation"], place["repository"], place["number"])
        fits = max(key.installation_id, key.repository_id, key.number) < 1 << 63
        known = fits and _SHA.fullmatch(place["sha"]) is not None
        visible = known and visitor.may_see(key.repository_id)
        return self.store.reviews.find(key, place["sha"]) if visible else None

    def _review(self, request: Request, visitor: Visitor) -> Response:
        record = self._record(request, visitor)
        if record is None:
            return self.pages.problem(_NOT_THERE, 404)
        kept = self.store.reports.find(record.pull_request, record.head_sha)
        page = page_of(record, kept, self.server_url)
        may_retry = is_retried(record) and visitor.may_act(record.pull_request.repository_id)
        return self.pages.show(
            "review.html",
            here="",
            visitor=visitor,
            page=page,
            retry=f"{path_of(request)}/retry" if may_retry else None,
        )

    def _principles(self, _: Request, visitor: Visitor) -> Response:
        now = self.clock()
        found = self.store.overview.tallies(
            self._shown(visitor), now - timedelta(weeks=WEEKS, days=1)
        )
        charts = by_principle(found, now.date())
        return self.pages.show(
            "principles.html", here="/principles", visitor=visitor, charts=charts, weeks=WEEKS
        )

    def _rules(self, _: Request, visitor: Visitor) -> Response:
        shown, overview = self._shown(visitor), self.store.overview
        since = self.clock() - timedelta(weeks=WEEKS)
        said: Counter[str] = Counter()
        for _moment_kept, tallies in overview.tallies(shown, since):
            said.update({one.rule_id: one.count for one in tallies if one.rule_id is not None})
        wrong = overview.false_positives(shown)
        rows = [
            {"id": rule, "said": said.get(rule, 0), "wrong": wrong.get(rule, 0)}
            for rule in sorted(
                said.keys() | wrong.keys(), key=lambda one: (-wrong.get(one, 0), -said[one], one)
            )
        ]
        return self.pages.show("rules.html", here="/rules", visitor=visitor, rows=rows, weeks=WEEKS)

    def _deliveries(self, _: Request, visitor: Visitor) -> Response:
        return self._listed("deliveries.html", "/deliveries", self.jobs().deliveries, visitor)

    def _jobs(self, _: Request, visitor: Visitor) -> Response:
        return self._listed("jobs.html", "/jobs", self.jobs().entries, visitor)

    def _listed(
        self, page: str, here: str, read: "Callable[[int], Sequence[Entry]]", visitor: Visitor
    ) -> Response:
        rows = [
            {"entry": one, "may_retry": one.ended_badly and visitor.may_act(one.repository_id)}
            for one in read(_PAGE * 2)
            if visitor.may_see(one.repository_id)
        ]
        return self.pages.show(page, here=here, visitor=visitor, rows=rows)

    async def _do(self, act: Act, request: Request) -> Response:
        fields = await form(request)
        return await run_in_threadpool(self._done, act, request, fields)

    def _done(self, act: Act, request: Request, fields: dict[str, str]) -> Response:
        visitor = self.visitors.who(request)
        if visitor is None:
            return self.sign_in.ask()
        back = path_of(request).removesuffix("/retry")
        if not is_ours(fields, visitor.session):
            return self.pages.problem(_STALE, 403, back)
        try:
            return act(fields, request, visitor)
        except UserError as exc:
            return self.pages.problem(str(exc), 409, back)
        except TenetError as exc:
            return self.pages.problem(str(exc), 503, back)

    def _retry(self, fields: dict[str, str], _: Request, visitor: Visitor) -> Response:
        given, jobs = fields.get("id", ""), self.jobs()
        try:
            # PostgreSQL takes no NUL in any text.
            entry = jobs.find(given) if given.isprintable() else None
        except UserError:
            entry = None
        if entry is None or not visitor.may_act(entry.repository_id):
            return self.pages.problem(_NOT_THERE, 404, "/jobs")
        jobs.retry(entry.id)
        self.wake()
        return RedirectResponse("/jobs", 303)

    def _review_again(self, _: dict[str, str], request: Request, visitor: Visitor) -> Response:
        record = self._record(request, visitor)
        acts = record is not None and visitor.may_act(record.pull_request.repository_id)
        if record is None or not acts or not is_retried(record):
            return self.pages.problem(_NOT_THERE, 404)
        kept = self.store.reports.find(record.pull_request, record.head_sha)
        name = kept.repository if kept is not None else ""
        self.store.deliveries.add(review_again(record, name, self.clock()))
        self.wake()
        return RedirectResponse("/jobs", 303)

    def _set_up(self, _: Request, visitor: Visitor) -> Response:
        if visitor.may is not None:
            return self.pages.problem("Set-up is for whoever runs this server.", 403)
        app, last = self.about(), self.last_delivery()
        return self.pages.show(
            "left.html",
            here="/setup",
            visitor=visitor,
            app=app,
            last=last,
            page=f"{self.server_url}{app.path}",
        )


def _moment(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if text else None
        return found.astimezone(UTC) if found is not None and found.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def _row(listed: ListedReview) -> dict[str, Any]:
    record, key = listed.record, listed.record.pull_request
    counts = severity_counts(listed.tallies)
    return {
        "address": f"/reviews/{key.installation_id}/{key.repository_id}/{key.number}/"
        f"{record.head_sha}",
        "name": f"{listed.repository or f'repository {key.repository_id}'} #{key.number}",
        "title": listed.title or f"Pull request {key.number}",
        "author": listed.author,
        "record": record,
        "counts": counts,
    }


def is_retried(record: ReviewRecord) -> bool:
    """Whether doing a review once more may come to something better."""
    return record.state is ReviewState.FAILED or record.verdict is Verdict.INCOMPLETE


def severity_counts(tallies: Sequence[Tally]) -> list[tuple[int, str]]:
    """How many findings of each severity there are, without those that there are none of."""
    counts = [
        (sum(one.count for one in tallies if one.severity is each), each.value) for each in Severity
    ]
    return [one for one in counts if one[0]]
