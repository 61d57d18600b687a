"""The model half measured on pull requests of which much is known, within a hard cap."""

import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.app.reviewer import Bot
from bot.engines.kept import NAME_LENGTH, KeptTexts
from bot.engines.model import ModelEngine
from bot.engines.reviewer.compare import compare
from bot.engines.reviewer.memory import Memory, Recording, Replaying, Run
from bot.errors import OperatorError, UserError
from bot.manifest import KnownPullRequest
from bot.pipeline import Progress, examine
from bot.review import records
from bot.review.change import Change
from bot.review.decide import decide
from bot.review.evaluation import Answers, Evaluation, Failed, Measured
from bot.review.markdown import visible
from bot.review.policy import Policy
from bot.review.redaction import redact
from bot.review.scoring import Pair, near, score
from bot.review.verdict import EngineReport, Placement, Review, Usage
from bot.settings import ANTHROPIC_URL, model_access
from bot.sources.worktree import LocalSource

USED_UP = "the call could cost more than --max-usd leaves"


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept of an evaluation: who answered, and the run of each pull request by its name."""

    address: str
    runs: tuple[tuple[str, str], ...]


class Evaluator:
    """Measures the bot's model, one pull request after the other.

    `judge`: the model also decides whether texts mean the same. `max_usd` caps what all of it may
    cost. `replay` names the record of an earlier evaluation, whose answers are taken. Raises
    UserError where there is no such record, or neither record nor key.
    """

    def __init__(self, bot: Bot, *, judge: bool, max_usd: float, replay: str | None) -> None:
        self._bot = bot
        self._judge = judge
        self._cap = _Cap(max_usd)
        self._folder = bot.settings.data_dir / "model"
        self._replayed = None if replay is None else self._recorded(replay)
        self._models: set[str] = set()
        self._runs: dict[str, str] = {}
        self._access = None if replay is not None else model_access(bot.settings)
        if replay is None and self._access is None:
            raise UserError(
                "What is measured is a model: set ANTHROPIC_API_KEY, or repeat a recorded "
                "evaluation by --replay."
            )

    def evaluate(
        self, pull_requests: Sequence[KnownPullRequest], today: date, progress: Progress
    ) -> Evaluation:
        """What all of it comes to; `today` is the day by which waivers expire."""
        outcomes = []
        for number, one in enumerate(pull_requests, 1):
            progress(f"Pull request {number} of {len(pull_requests)}: {visible(one.name)}")
            outcomes.append(self._measure(one, today, progress))
        address = self._access.base_url if self._access else ""
        record = self._replayed or Record(address, tuple(self._runs.items()))
        return Evaluation(
            Answers(
                model=", ".join(sorted(self._models)),
                address=record.address,
                recorded=self._replayed is not None,
                vouched=record.address == ANTHROPIC_URL,
            ),
            self._judge,
            measured=tuple(one for one in outcomes if isinstance(one, Measured)),
            failed=tuple(one for one in outcomes if isinstance(one, Failed)),
            record=None if self._replayed else self._keep(record),
        )

    def _measure(self, one: KnownPullRequest, today: date, progress: Progress) -> Measured | Failed:
        with tempfile.TemporaryDirectory(prefix="tenet-") as scratch:
            try:
                memory = self._memory(one, Path(scratch))
                looked = self._look(one, memory, today, progress)
            except UserError as exc:
                return Failed(one.name, str(exc), Usage())
            failures, judging = looked.failures, Usage()
            pairs = looked.pairs(one)
            same: Collection[Pair] = pairs
            if self._judge and not failures:
                tally = looked.engine.asked(looked.policy)
                try:
                    same = compare(tally, looked.engine.model, pairs, looked.change.head_sha)
                except OperatorError as exc:
                    failures = (str(exc),)
                judging = tally.usage
            run = memory.finish(looked.change.base_sha, looked.change.head_sha)
        if run is not None:
            self._runs[one.name] = run
        if failures:
            return Failed(one.name, "; ".join(failures), looked.report.usage + judging)
        return looked.measured(one, same, judging)

    def _look(
        self, one: KnownPullRequest, memory: Memory, today: date, progress: Progress
    ) -> "_Looked":
        source = LocalSource(one.folder, base=one.base, head=one.head)
        with source.read() as (read, contents):
            change = _as_said(read, one)
            reviewer = self._bot.appoint_model(contents, self._cap, memory)
            for notice in reviewer.notices:
                progress(notice)
            engine = next(part for part in reviewer.engines if isinstance(part, ModelEngine))
            self._models.add(engine.model)
            report = examine(engine, change, contents, reviewer.policy, ())
        review = decide(reviewer.tool, change, [report], reviewer.policy, today)
        return _Looked(engine, reviewer.policy, change, report, review)

    def _memory(self, one: KnownPullRequest, scratch: Path) -> Memory:
        """One that knows of no earlier verdict: each evaluation asks about everything."""
        if self._replayed is None:
            return Recording(KeptTexts(scratch), KeptTexts(self._folder / "runs"))
        run = dict(self._replayed.runs).get(one.name)
        # Where nothing was asked, no run was kept.
        return Replaying(run or "", self._bot.run(run) if run else Run("", "", (), ()))

    def _keep(self, record: Record) -> str | None:
        """The name under which an evaluation is kept; None where nothing was asked."""
        if not record.runs:
            return None
        text = records.write(record)
        name = records.digest(text)[:NAME_LENGTH]
        self._records.keep(name, text)
        return name

    def _recorded(self, name: str) -> Record:
        record = self._records.read(Record, name)
        if record is not None:
            return record
        raise UserError(
            f"There is no recorded evaluation {name[:40]!r} on this machine. They are kept for a "
            "month; each says its name at its end."
        )

    @property
    def _records(self) -> KeptTexts:
        return KeptTexts(self._folder / "evaluations")


@dataclass(frozen=True, slots=True)
class _Looked:
    """A pull request after the model looked at it, or could not."""

    engine: ModelEngine
    policy: Policy
    change: Change
    report: EngineReport
    review: Review

    @property
    def failures(self) -> tuple[str, ...]:
        """Why the model looked at nothing, or not at all of it."""
        return self.report.failures if self.report.off is None else (self.report.off,)

    def pairs(self, one: KnownPullRequest) -> Sequence[Pair]:
        """What would be said, with what is known of the same lines."""
        said = (placed.finding for placed in self.review.introduced)
        return near(said, (*one.expected, *one.rejected))

    def measured(self, one: KnownPullRequest, same: Collection[Pair], judging: Usage) -> Measured:
        """What became of it, where these pairs mean the same."""
        said = self.review.introduced
        everything = [placed.finding for placed in said]
        inline = [placed.finding for placed in said if placed.placement is not Placement.SUMMARY]
        return Measured(
            one.name,
            inline=score(inline, one.expected, one.rejected, same),
            everything=score(everything, one.expected, one.rejected, same),
            dropped=self.report.dropped,
            refuted=self.report.refuted,
            usage=self.report.usage,
            judging=judging,
            milliseconds=self.report.milliseconds,
        )


class _Cap:
    """So much money for all calls together."""

    def __init__(self, usd: float) -> None:
        self._left = usd

    def set_aside(self, usd: float, limit_usd: float | None) -> str | None:
        """Count so much as spent, or say why not; the limit of one review is not ours."""
        del limit_usd
        if usd <= self._left:
            self._left -= usd
            return None
        return USED_UP

    def settle(self, usd: float) -> None:
        """What was set aside cost so much more, or less if negative."""
        self._left -= usd


def _as_said(change: Change, one: KnownPullRequest) -> Change:
    """The change with the words of its author, where the manifest has them."""
    title = change.title if one.title is None else redact(one.title)
    body = change.body if one.body is None else redact(one.body)
    return replace(change, title=title, body=body)
