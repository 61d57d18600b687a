"""One run of a review: read, scan, ask the model, decide, publish, each in a durable step."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import date
from functools import partial

from bot.errors import TenetError
from bot.githubapp.client import GitHub
from bot.githubapp.values import PullRequest
from bot.jobs import counting
from bot.jobs.engine import JobEngine, Json, State
from bot.jobs.job import Asked, Job, Parts, pull_request_now, start, workflow_id
from bot.pipeline import Engine, decided, examine, proven
from bot.policy_file import has_policy
from bot.publishers import check_run, json_report, review_comments, summary_comment, threads
from bot.review import records
from bot.review.aliases import Aliases
from bot.review.change import Change, CommitMessage, Issue
from bot.review.contents import Contents
from bot.review.decide import by_policy
from bot.review.explanation import SaidFinding, said_findings
from bot.review.findings import Finding
from bot.review.policy import Forks, OnIncomplete, Policy, Waiver
from bot.review.proof import with_proofs
from bot.review.reasons import RULES_ONLY_FORK, model_is_asked_again
from bot.review.unwanted import Traits, why_unwanted
from bot.review.verdict import EngineReport, PlacedFinding, Review, Verdict
from bot.sources.mirror import Remote
from bot.sources.mirror_room import Place
from bot.sources.pull_request import PullRequestSource
from bot.sources.shared_policy import NO_POLICY, SharedPolicy, read_shared_policy
from bot.store.answers import as_waiver
from bot.store.reports import KeptReport, tallies_of
from bot.store.reviews import ReviewState

# Seconds until a model that could not answer is asked again, unless its API names a time.
_PAUSES = (30.0, 120.0, 300.0)
_LONGEST_PAUSE = 300.0
_MOST_FILES_KEPT = 1_000  # lines of the coverage in a kept report


class ReviewRun:
    """One run of the workflow; whatever is done outside is done in a step."""

    def __init__(self, engine: JobEngine, parts: Parts, job: Job, occasion: str) -> None:
        self._engine = engine
        self._occasion = occasion
        self._parts = parts
        self._job = job
        self._pull: PullRequest | None = None
        self._on_incomplete = OnIncomplete.NEUTRAL

    def review(self) -> Json:
        """Do the whole review. Raises TenetError when it cannot be done."""
        key, step = self._job.pull_request, self._engine.step
        today = date.fromisoformat(step("begin", self._begin))
        github = self._parts.github(key)
        self._pull = pull = pull_request_now(self._engine, github, key)
        step("supersede", lambda: self._supersede_older(github, pull))
        if not pull.is_open or pull.head_sha != self._job.head_sha:
            return self._superseded(github, pull)
        if not self._job.asked and step("is it paused", self._is_paused):
            return self._paused(github, pull)
        base = step("find merge base", lambda: self._merge_base(github, pull))
        messages = step("read commit messages", lambda: _read_messages(github, pull))
        issues = step("read issues", lambda: _read_issues(github, pull))
        source = PullRequestSource(
            pull,
            base,
            Remote(pull.git_url(self._parts.server_url), github.git_authorization()),
            github,
            Place(self._parts.mirrors, key.host, str(key.installation_id), key.repository_id),
            tuple(records.read(CommitMessage, one) for one in messages),
            tuple(records.read(Issue, one) for one in issues),
        )
        step("read change", lambda: _fetch(source))
        with source.read() as (change, contents):
            return self._review_change(github, pull, change, contents, today)

    def _review_change(
        self, github: GitHub, pull: PullRequest, change: Change, contents: Contents, today: date
    ) -> Json:
        shared = NO_POLICY if has_policy(contents) else self._shared_policy(github, pull)
        reviewer = self._parts.appoint(self._job, contents, None, shared)
        is_draft = pull.draft and not self._job.asked
        traits = Traits(pull.author, pull.labels, is_draft, pull.is_fork)
        why_not = why_unwanted(traits, reviewer.policy)
        if why_not is not None:
            if self._job.asked:
                self._engine.step("decline", lambda: _decline(github, pull, why_not))
            return self._finish(ReviewState.FINISHED, None, why_not)
        if pull.is_fork and reviewer.policy.forks is Forks.RULES_ONLY:
            reviewer = self._parts.appoint(self._job, contents, RULES_ONLY_FORK, shared)
        self._on_incomplete = reviewer.policy.incomplete
        anew = self._job.asked is not Asked.NOT
        self._engine.step("open check", lambda: _open_check(github, pull, anew=anew))
        aliases = Aliases.of(change)
        reports: list[EngineReport] = []
        for engine in reviewer.engines:
            found = [one for report in reports for one in report.findings]
            look = partial(_look, engine, change, contents, reviewer.policy, found)
            seen = self._engine.step(f"{engine.name} looks", look)
            reports.append(aliases.undone(records.read(EngineReport, seen)))
        wait = self._asks_again_in(reports)
        notices = (*reviewer.notices, *([] if wait is None else [model_is_asked_again(wait)]))
        waivers = [
            records.read(Waiver, one) for one in self._engine.step("read answers", self._answers)
        ]
        review = decided(reviewer, change, contents, reports, today, notices, waivers)
        said = said_findings(
            review.findings, change, reviewer.persona, reviewer.policy.forbidden_suppressions
        )
        self._engine.step("remember findings", lambda: self._remember(said))
        right = self._engine.step(
            "prove suggestions", lambda: sorted(proven(reviewer, review, contents))
        )
        return self._publish(github, pull, with_proofs(review, right), reviewer.policy, wait)

    def _shared_policy(self, github: GitHub, pull: PullRequest) -> SharedPolicy:
        found = self._engine.step("read shared policy", lambda: _read_shared(github, pull))
        # A review that an older Tenet began has the text alone.
        return SharedPolicy(**found) if isinstance(found, dict) else SharedPolicy(found)

    def _asks_again_in(self, reports: Sequence[EngineReport]) -> float | None:
        """In how many seconds the model is asked again, if it could not answer now."""
        wishes = [one.again_in for one in reports if one.again_in is not None]
        if not wishes or self._job.repeats >= len(_PAUSES):
            return None
        return min(max(wishes), _LONGEST_PAUSE) or _PAUSES[self._job.repeats]

    def _publish(
        self,
        github: GitHub,
        pull: PullRequest,
        review: Review,
        policy: Policy,
        again_in: float | None,
    ) -> Json:
        step, key = self._engine.step, self._parts.store.marker_key()
        refused, left, moved_on = step(
            "publish comments",
            partial(_say, github, pull, review, key, partial(self._said, policy)),
        )
        if policy.summary and not moved_on:
            step(
                "publish summary",
                lambda: summary_comment.publish(github, pull, review, key, refused, left).value,
            )
        if moved_on:
            return self._superseded(github, pull)
        step(
            "conclude check",
            lambda: check_run.conclude(github, pull, review, policy.incomplete).id,
        )
        done = self._finish(
            ReviewState.FINISHED,
            review.verdict,
            "; ".join(review.reasons),
            lambda: self._keep_report(pull, review),
        )
        if again_in is not None:
            # A review of its own, so that nobody else's waits until the model can be asked.
            repeats = self._job.repeats + 1
            occasion = f"{self._occasion.removesuffix(f'+{repeats - 1}')}+{repeats}"
            start(self._engine, replace(self._job, repeats=repeats), occasion, again_in)
        return done

    def give_up(self, reason: str) -> Json:
        """End a review that cannot be done: on the check run, and in the store."""
        pull = self._pull
        if pull is not None:
            try:
                self._engine.step("give up", lambda: self._say_given_up(pull, reason))
            except TenetError:
                logging.getLogger(__name__).exception("the check stays open")
        return self._finish(ReviewState.FAILED, None, reason)

    def _begin(self) -> str:
        now = self._parts.clock()
        self._parts.store.reviews.start(self._job.pull_request, self._job.head_sha, now)
        return now.date().isoformat()

    def _merge_base(self, github: GitHub, pull: PullRequest) -> str:
        return github.merge_base(pull.repository_id, pull.base_sha, pull.head_sha)

    def _is_paused(self) -> bool:
        return self._parts.store.pauses.is_paused(self._job.pull_request)

    def _paused(self, github: GitHub, pull: PullRequest) -> Json:
        self._engine.step("say paused", lambda: check_run.pause(github, pull, pull.head_sha).id)
        return self._finish(ReviewState.FINISHED, None, "reviews are paused")

    def _answers(self) -> list[str]:
        """What people answered in this repository, as waivers."""
        given = self._parts.store.answers.of_repository(self._job.pull_request)
        return [records.write(as_waiver(one)) for one in given]

    def _remember(self, said: Sequence[SaidFinding]) -> None:
        kept = {one.placed.fingerprint: records.write(one) for one in said}
        self._parts.store.said.remember(self._job.pull_request, kept)
        counting.findings([one.placed for one in said])

    def _said(self, policy: Policy, fingerprint: str) -> PlacedFinding | None:
        """A finding as it was said on this pull request, if the policy would still say it."""
        record = self._parts.store.said.find(self._job.pull_request, fingerprint)
        said = None if record is None else records.read(SaidFinding, record).placed
        return said if said is not None and by_policy(said.finding, policy) else None

    def _supersede_older(self, github: GitHub, pull: PullRequest) -> None:
        """End the reviews of older heads, whose jobs were cancelled and can no longer speak."""
        key, reviews = self._job.pull_request, self._parts.store.reviews
        for record in reviews.running(key):
            if record.head_sha != pull.head_sha:
                by_sha = pull.head_sha if pull.is_open else None
                check_run.supersede(github, pull, record.head_sha, by_sha)
                reviews.finish(
                    key, record.head_sha, ReviewState.SUPERSEDED, None, self._parts.clock()
                )

    def _superseded(self, github: GitHub, pull: PullRequest) -> Json:
        """End this head's review, and see to it that the head of now is reviewed.

        Its own delivery may come later, may have come before ours and been cancelled by it, or
        may never come.
        """
        newer = self._engine.step("close check", lambda: self._close_check(github, pull))
        if newer is not None and newer != self._job.head_sha:
            job = Job(
                self._job.pull_request,
                newer,
                repository=pull.repository,
                delivery=self._job.delivery,
            )
            state = self._engine.step(
                "look for its review", lambda: self._engine.state(workflow_id(job, ""))
            )
            if state != State.KNOWN:
                again = f"after {self._job.head_sha}" if state == State.CANCELLED else ""
                start(self._engine, job, again)
        why = f"the head is {newer} now" if newer else "it is closed"
        return self._finish(ReviewState.SUPERSEDED, None, why)

    def _close_check(self, github: GitHub, pull: PullRequest) -> str | None:
        """The head that took this one's place; None when the pull request is closed."""
        now = github.pull_request(pull.repository_id, pull.number)
        newer = now.head_sha if now.is_open else None
        check_run.supersede(github, pull, self._job.head_sha, newer)
        return newer

    def _say_given_up(self, pull: PullRequest, reason: str) -> None:
        github = self._parts.github(self._job.pull_request)
        check_run.give_up(github, pull, self._job.head_sha, reason, self._on_incomplete)

    def _keep_report(self, pull: PullRequest, review: Review) -> None:
        self._parts.store.reports.keep(
            KeptReport(
                pull_request=self._job.pull_request,
                head_sha=self._job.head_sha,
                repository=pull.repository,
                title=pull.title,
                author=pull.author,
                tallies=tallies_of(review),
                report=json_report.without_secrets(review, _MOST_FILES_KEPT),
                kept_at=self._parts.clock(),
            )
        )

    def _finish(
        self,
        state: ReviewState,
        verdict: Verdict | None,
        detail: str,
        keep: Callable[[], None] | None = None,
    ) -> Json:
        counting.review(state, verdict)

        def finish() -> bool:
            # In this step and not in one of its own: a review that an older Tenet began has the
            # steps that it had then.
            if keep is not None:
                keep()
            return self._parts.store.reviews.finish(
                self._job.pull_request,
                self._job.head_sha,
                state,
                verdict,
                self._parts.clock(),
                detail,
            )

        self._engine.step("finish", finish)
        return {"state": state.value, "verdict": verdict and verdict.value, "detail": detail}


def _fetch(source: PullRequestSource) -> None:
    with source.read():
        pass


def _read_messages(github: GitHub, pull: PullRequest) -> list[str]:
    found = github.commit_messages(pull.repository_id, pull.number)
    return [records.write(one) for one in found]


def _read_shared(github: GitHub, pull: PullRequest) -> dict[str, str | None] | str | None:
    return asdict(read_shared_policy(github, pull.repository))


def _read_issues(github: GitHub, pull: PullRequest) -> list[str]:
    return [records.write(one) for one in github.closed_issues(pull)]


def _look(
    engine: Engine,
    change: Change,
    contents: Contents,
    policy: Policy,
    found: Sequence[Finding],
) -> str:
    report = examine(engine, change, contents, policy, found)
    counting.usage(report.usage)
    return records.write(Aliases.of(change).given(report))


def _open_check(github: GitHub, pull: PullRequest, *, anew: bool) -> int:
    return check_run.open(github, pull, pull.head_sha, anew=anew).id


def _decline(github: GitHub, pull: PullRequest, why: str) -> int:
    return check_run.decline(github, pull, pull.head_sha, why).id


def _say(
    github: GitHub, pull: PullRequest, review: Review, key: bytes, look_up: threads.LookUp
) -> tuple[list[str], list[str], bool]:
    """What GitHub refused, what is gone and left to people, and whether the head moved on."""
    kept = threads.keep(github, pull, review, key, look_up)
    if kept.superseded:
        return [], [], True
    said = review_comments.publish(github, pull, review, key, kept.followed)
    return list(said.refused), list(kept.answered), said.superseded
