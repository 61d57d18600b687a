"""One review, start to end: read the change, find, decide."""

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from bot.errors import TenetError, UserError
from bot.policy_file import POLICY_PATH, parse_policy
from bot.review.change import Change, Side
from bot.review.contents import Contents
from bot.review.coverage import Coverage, Gap
from bot.review.decide import decide
from bot.review.excuses import with_excuses
from bot.review.findings import Finding
from bot.review.policy import Policy, Waiver
from bot.review.preview import broken_preview, in_its_scope, preview
from bot.review.principles import Persona
from bot.review.proof import with_proofs
from bot.review.reasons import counted, did_not_look, engine_name, takes_time
from bot.review.verdict import EngineReport, Review, Tool


class Source(Protocol):
    """Where a change is read from."""

    def read(self) -> AbstractContextManager[tuple[Change, Contents]]:
        """The change and its contents, which can be read until the context ends."""
        ...


class Engine(Protocol):
    """What finds broken principles in a change."""

    @property
    def name(self) -> str:
        """What its coverage and findings are marked with."""
        ...

    def off(self, policy: Policy) -> str | None:
        """Why it is switched off, if it is: then it looks at nothing."""
        ...

    def examine(
        self, change: Change, contents: Contents, policy: Policy, found: Sequence[Finding]
    ) -> EngineReport:
        """What this engine finds beside `found`, and what it looked at."""
        ...


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who looks at one change, as whom, by which policy; `notices` are sentences about these.

    `prove` tries the suggestions of a review out; nothing: none is proven.
    """

    policy: Policy
    persona: Persona
    engines: Sequence[Engine]
    tool: Tool
    notices: tuple[str, ...] = ()
    prove: "Prove | None" = None


# The fingerprints of the findings whose suggestion can be committed as it stands.
Prove = Callable[[Review, Contents], frozenset[str]]
Progress = Callable[[str], None]
Appoint = Callable[[Contents], Reviewer]


def review(source: Source, appoint: Appoint, today: date, progress: Progress) -> Review:
    """Read a change, let every engine look at it, and decide.

    `appoint` gets the contents, because policy and persona are read from the base revision.
    Raises what the source raises; an engine that fails never silences another.
    """
    started = time.monotonic()
    progress("Reading the change")
    with source.read() as (change, contents):
        reviewer = appoint(contents)
        reports: list[EngineReport] = []
        for engine in reviewer.engines:
            if engine.off(reviewer.policy) is None and takes_time(engine.name):
                files = counted(len(change.files), "file")
                progress(f"{engine_name(engine.name)} looks at {files}")
            found = [one for report in reports for one in report.findings]
            reports.append(examine(engine, change, contents, reviewer.policy, found))
        done = decided(reviewer, change, contents, reports, today, reviewer.notices)
        done = with_proofs(done, proven(reviewer, done, contents))
    total = round((time.monotonic() - started) * 1000)
    return replace(done, timings_ms=(("total", total), *done.timings_ms))


def decided(
    reviewer: Reviewer,
    change: Change,
    contents: Contents,
    reports: Sequence[EngineReport],
    today: date,
    notices: Sequence[str],
    waivers: Sequence[Waiver] = (),
) -> Review:
    """The review that these reports come to; where it edits the policy, it says to what effect."""

    def by(policy: Policy, reports: Sequence[EngineReport]) -> Review:
        return decide(
            reviewer.tool, change, reports, policy, today, notices=notices, waivers=waivers
        )

    done = by(reviewer.policy, reports)
    edited = next((one for one in change.files if POLICY_PATH in {one.path, one.old_path}), None)
    if edited is None:
        return done
    text = contents.read(edited, Side.RIGHT) if edited.path == POLICY_PATH else None
    try:
        coming = Policy() if text is None else parse_policy(text, POLICY_PATH)
    except UserError as exc:
        return replace(done, notices=(*done.notices, broken_preview(str(exc))))
    return replace(
        done,
        notices=(
            *done.notices,
            preview(done, by(coming, [in_its_scope(one, coming) for one in reports])),
        ),
    )


def proven(reviewer: Reviewer, review: Review, contents: Contents) -> frozenset[str]:
    """Which suggestions were tried out and are right; none where that cannot be done."""
    try:
        return reviewer.prove(review, contents) if reviewer.prove else frozenset()
    except TenetError as exc:
        logging.getLogger(__name__).warning("no suggestion could be tried out: %s", exc)
        return frozenset()


def examine(
    engine: Engine,
    change: Change,
    contents: Contents,
    policy: Policy,
    found: Sequence[Finding],
) -> EngineReport:
    """One engine's report beside what is `found`.

    An engine that fails reports that it looked at nothing, and why.
    """
    try:
        report = engine.examine(change, contents, policy, found)
        return replace(report, findings=with_excuses(report.findings, change, contents))
    except TenetError as exc:
        return _failed(engine.name, change, str(exc))
    except Exception as exc:
        logging.getLogger(__name__).exception("engine %s failed", engine.name)
        return _failed(engine.name, change, f"a bug in Tenet ({type(exc).__name__})")


def _failed(engine: str, change: Change, reason: str) -> EngineReport:
    return EngineReport(
        engine=engine,
        coverage=tuple(
            Coverage(file.path, engine, len(file.hunks), 0, Gap.ENGINE_FAILED)
            for file in change.files
        ),
        notes=(did_not_look(engine, reason),),
        failures=(reason,),
    )
