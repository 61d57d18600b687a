"""What the model said before: the calls of each review, and its verdicts on single hunks."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from bot.engines.kept import NAME_LENGTH, KeptTexts
from bot.engines.reviewer.calls import EFFORT, Asks, Ending, Heard, Schema
from bot.errors import UserError
from bot.review import records
from bot.review.conventions import Conventions
from bot.review.known_hunks import Known
from bot.review.prompt import PROMPT_VERSION, Prompt

_OTHERWISE = "the recorded run asked something else; give the options that it was made with"


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it went: what was asked, by its digest, and what was heard."""

    question: str
    heard: Heard
    milliseconds: int = 0
    prompt_version: str = PROMPT_VERSION


@dataclass(frozen=True, slots=True)
class Run:
    """All that a review had from the model: its calls, and what it knew of hunks before.

    The name is made of its content: the same run has the same name.
    """

    base_sha: str
    head_sha: str
    calls: tuple[Call, ...]
    known: tuple[tuple[str, Known], ...]
    before: Conventions = field(default_factory=Conventions)


class Memory(Protocol):
    """What a review may remember, and what is remembered of it."""

    def recall(self, key: str) -> Known | None:
        """What is known under this key."""
        ...

    def learn(self, key: str, known: Known) -> None:
        """From now on this is known under this key."""
        ...

    def before(self, gather: Callable[[], Conventions]) -> Conventions:
        """What was there before the change."""
        ...

    def asking(self, asks: Asks) -> Asks:
        """Who answers in this review."""
        ...

    def finish(self, base_sha: str, head_sha: str) -> str | None:
        """The review is over; the name of its run, if it made one."""
        ...


class Nothing:
    """Remembers nothing."""

    def recall(self, key: str) -> None:
        """Nothing is known."""

    def learn(self, key: str, known: Known) -> None:
        """It is forgotten at once."""

    def before(self, gather: Callable[[], Conventions]) -> Conventions:
        """What is gathered now."""
        return gather()

    def asking(self, asks: Asks) -> Asks:
        """The model itself."""
        return asks

    def finish(self, base_sha: str, head_sha: str) -> None:
        """No run is kept."""


@dataclass(slots=True)
class Recording:
    """Remembers on disk, below one folder; `afresh`: what was learned before does not count."""

    hunks: KeptTexts
    runs: KeptTexts
    afresh: bool = False
    _calls: list[Call] = field(default_factory=list)
    _known: dict[str, Known] = field(default_factory=dict)
    _before: Conventions = field(default_factory=Conventions)

    def recall(self, key: str) -> Known | None:
        """What an earlier review learned."""
        known = None if self.afresh else self.hunks.read(Known, key)
        if known is not None:
            self._known[key] = known
        return self._known.get(key)

    def learn(self, key: str, known: Known) -> None:
        """Keep it for later reviews."""
        self.hunks.keep(key, records.write(known))

    def before(self, gather: Callable[[], Conventions]) -> Conventions:
        """What is gathered now, kept with the run: git may be slower next time, and know less."""
        self._before = gather()
        return self._before

    def asking(self, asks: Asks) -> Asks:
        """The model itself, overheard."""
        return _Overheard(asks, self._calls)

    def finish(self, base_sha: str, head_sha: str) -> str | None:
        """Keep the run, unless it had nothing from the model."""
        self.hunks.forget_old()
        self.runs.forget_old()
        if not self._calls and not self._known:
            return None
        calls = sorted(self._calls, key=lambda call: call.question)
        known = tuple((key, self._known[key]) for key in sorted(self._known))
        run = Run(base_sha, head_sha, tuple(calls), known, self._before)
        name = records.digest(
            base_sha, head_sha, *(call.question for call in calls), *sorted(self._known)
        )
        self.runs.keep(name[:NAME_LENGTH], records.write(run))
        return name[:NAME_LENGTH]


class Replaying:
    """Answers from a run, and learns nothing."""

    def __init__(self, name: str, run: Run) -> None:
        self._name = name
        self._known = dict(run.known)
        self._run = run

    def recall(self, key: str) -> Known | None:
        """What the run knew."""
        return self._known.get(key)

    def learn(self, key: str, known: Known) -> None:
        """It is known already."""

    def before(self, gather: Callable[[], Conventions]) -> Conventions:
        """What was gathered for the run."""
        del gather
        return self._run.before

    def asking(self, asks: Asks) -> Asks:
        """The run instead of the model."""
        del asks
        return _Remembered(self._run.calls)

    def finish(self, base_sha: str, head_sha: str) -> str | None:
        """The run that was replayed."""
        del base_sha, head_sha
        return self._name


def read_run(runs: KeptTexts, name: str) -> Run:
    """A run by its name. Raises UserError where there is none."""
    run = runs.read(Run, name)
    if run is not None:
        return run
    raise UserError(
        f"There is no run {name[:40]!r} on this machine. Runs are kept for a month; a review says "
        "the name of its run at its end."
    )


class _Overheard:
    def __init__(self, asks: Asks, calls: list[Call]) -> None:
        self._asks = asks
        self._calls = calls

    def ask(self, model: str, prompt: Prompt, schema: Schema, max_tokens: int) -> Heard:
        started = time.monotonic()
        heard = self._asks.ask(model, prompt, schema, max_tokens)
        elapsed = round((time.monotonic() - started) * 1_000)
        self._calls.append(Call(_question(model, prompt, schema, max_tokens), heard, elapsed))
        return heard


class _Remembered:
    def __init__(self, calls: tuple[Call, ...]) -> None:
        self._heard: dict[str, list[Heard]] = {}
        for call in calls:
            self._heard.setdefault(call.question, []).append(call.heard)

    def ask(self, model: str, prompt: Prompt, schema: Schema, max_tokens: int) -> Heard:
        heard = self._heard.get(_question(model, prompt, schema, max_tokens))
        return heard.pop(0) if heard else Heard(Ending.FAILED, reason=_OTHERWISE)


def _question(model: str, prompt: Prompt, schema: Schema, max_tokens: int) -> str:
    shape = json.dumps(schema, sort_keys=True)
    return records.digest(model, EFFORT, prompt.system, prompt.user, shape, str(max_tokens))
