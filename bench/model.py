"""What the model half takes without the calls: time, memory, and how much is sent."""

import json
import re
import resource
import statistics
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path

from bench.change import Sides, commit_both, fixtures
from bench.measure import DidNotRunError, Row, in_turn
from bot.engines.model import ModelEngine
from bot.engines.reviewer.calls import Asks, Ending, Heard, Schema
from bot.engines.reviewer.memory import Nothing
from bot.review.policy import Policy
from bot.review.prompt import CHARACTERS_PER_TOKEN, Prompt
from bot.review.verdict import EngineReport
from bot.rulebook import load_persona
from bot.settings import ModelAccess, ModelProvider
from bot.sources.worktree import LocalSource

_ROOT = Path(__file__).resolve().parent.parent
_OWN_CHANGES = 20  # commits of our own that are looked at
_MIDDLING = range(10, 19)  # files
_SHOWN = re.compile(r"^FILE (.+) \((?:added|modified|deleted|renamed|type-changed)", re.MULTILINE)
_NOWHERE = ModelAccess(ModelProvider.ANTHROPIC, "http://localhost", "bench")


class _Clean(Nothing):
    """A model that finds every file clean at once; `prompts` are what it was asked."""

    def __init__(self) -> None:
        self.prompts: list[Prompt] = []

    def asking(self, asks: Asks) -> Asks:
        """Itself, so that nobody is asked over a network."""
        del asks
        return self

    def ask(self, model: str, prompt: Prompt, schema: Schema, max_tokens: int) -> Heard:
        """The answer of somebody who has nothing to say."""
        del model, schema, max_tokens
        self.prompts.append(prompt)
        files = [{"path": name, "verdict": "clean"} for name in _SHOWN.findall(prompt.user)]
        scope = {"intent": "", "unrelated_paths": [], "missing_parts": []}
        answer = {"scope": scope, "findings": [], "files": files}
        return Heard(Ending.WHOLE, json.dumps(answer))


def stage(folder: Path) -> list[Row]:
    """The model half on changes of 50 and of 3,000 files, and on commits of our own."""
    fifty, huge = _changed(folder / "fifty", 50), _changed(folder / "huge", 3_000)
    (took,) = in_turn(lambda: _look(LocalSource(fifty, base="HEAD~1"), _Clean()))
    held = subprocess.run(
        [sys.executable, "-m", "bench.model", str(fifty)],
        cwd=_ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    many = _Clean()
    report = _look(LocalSource(huge, base="HEAD~1"), many)
    left_out = sum(one.hunks_reviewed < one.hunks for one in report.coverage)
    if len(report.coverage) != len({one.path for one in report.coverage}) or not left_out:
        raise DidNotRunError("not every file of the large change is accounted for")
    return [
        Row("model half of 50 files, without the calls", took * 1000, "ms", 300.0),
        Row("… memory of the whole process", float(held), "MB", 150.0),
        Row("calls for a change of 3,000 files", len(many.prompts), "calls", 6.0),
        Row("diff sent for our own commits of 10 to 18 files, median", _sent(), "tokens", 16_000.0),
    ]


def _look(source: LocalSource, model: _Clean) -> EngineReport:
    engine = ModelEngine(load_persona(), access=_NOWHERE, memory=model)
    with source.read() as (change, contents):
        return engine.examine(change, contents, Policy())


def _changed(folder: Path, files: int) -> Path:
    """A repository whose last commit changes so many files: each held another fixture before."""
    chosen = list(islice(cycle(fixtures()), files))
    names = [f"src/{number // 20}/{number}{one.suffix}" for number, one in enumerate(chosen)]
    others = [*chosen[1:], chosen[0]]
    commit_both(
        Sides(
            {name: one.read_bytes() for name, one in zip(names, others, strict=True)},
            {name: one.read_bytes() for name, one in zip(names, chosen, strict=True)},
        ),
        folder,
    )
    return folder


def _sent() -> float:
    """The median diff that is sent for commits of this repository, in tokens as we reckon them."""
    log = ["git", "-C", str(_ROOT), "log", "--no-merges", "--format=%x00%H", "--name-only"]
    told = subprocess.run(log, capture_output=True, check=True, text=True).stdout
    commits = (one.split() for one in told.split("\0") if one.strip())
    middling = [sha for sha, *paths in commits if len(paths) in _MIDDLING][:_OWN_CHANGES]
    if len(middling) < _OWN_CHANGES:
        raise DidNotRunError("the history here is too short")
    sizes = []
    for sha in middling:
        model = _Clean()
        _look(LocalSource(_ROOT, range=f"{sha}~1..{sha}"), model)
        diffs = (one.user[one.user.index("\nFILE ") :] for one in model.prompts)
        sizes.append(sum(map(len, diffs)) / CHARACTERS_PER_TOKEN)
    return statistics.median(sizes)


if __name__ == "__main__":
    _look(LocalSource(Path(sys.argv[1]), base="HEAD~1"), _Clean())
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
