"""No hunk is judged twice, and a recorded review can be repeated without a call."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.engines.kept import KeptTexts
from bot.engines.model import ModelEngine
from bot.engines.reviewer.calls import Patience
from bot.engines.reviewer.memory import Recording
from bot.review.policy import Policy
from bot.review.principles import Persona, Principle, PrincipleKind
from bot.review.verdict import EngineReport
from bot.settings import ModelAccess, ModelProvider
from bot.sources.worktree import LocalSource
from tests.support.messages_stub import Answer, Answers, Asked, HttpError, MessagesStub, ruling
from tests.support.repositories import Repository

KEY = "sk-ant-" + "test-" * 6
TOKEN = "ghp_" + "a1B2" * 9
PERSONA = Persona(
    name="tester",
    description="A persona for tests",
    model=None,
    mission="Find faults.",
    text="Find faults.",
    principles=(Principle("fail-gracefully", "Fail", "Text.", PrincipleKind.WORK),),
)
LONG = "".join(f"line_{number} = {number}\n" for number in range(40))
BAD = "try:\n    load()\nexcept OSError:\n    pass\n"
BASE = {"app.py": LONG, "lib.py": LONG}


def finds_passes(asked: Asked) -> Answer:
    """A model that finds each added `pass`, and nothing else."""
    findings, files = [], []
    for text in asked.user.split("\nFILE ")[1:]:
        name = text.split(" (", 1)[0]
        files.append({"path": name, "verdict": "clean"})
        lines = re.findall(r"^R(\d+) \+    pass$", text, re.MULTILINE)
        findings += [claim(name, int(line)) for line in lines]
    scope = {"intent": "Load.", "unrelated_paths": [], "missing_parts": ["a test"]}
    return {"scope": scope, "findings": findings, "files": files}


def claim(path: str, line: int) -> dict[str, Any]:
    return {
        "path": path,
        "side": "RIGHT",
        "start_line": line,
        "end_line": line,
        "quote": "    pass",
        "explanation": "The error is lost.",
        "trigger": "the file is missing",
        "convention_evidence": [],
        "advice": "Let it out.",
        "principle": "fail-gracefully",
        "family": "error-swallowing",
        "title": "Read errors are dropped",
        "suggestion": None,
        "severity": "error",
        "confidence": 75,
    }


class Place:
    """A repository with a base, heads upon it, and what is remembered."""

    def __init__(self, folder: Path) -> None:
        self.repository = Repository(folder / "repository")
        self.kept = folder / "model"
        self.repository.commit(BASE)

    def review(
        self,
        head: Mapping[str, str],
        answers: Answers = finds_passes,
        second: Answers | None = None,
        *,
        persona: Persona = PERSONA,
        model: str | None = None,
    ) -> tuple[EngineReport, list[Asked]]:
        """What is reported of this head, and what the model was asked."""
        self.repository.git("update-ref", "refs/heads/head", "main")
        self.repository.commit({**BASE, **head}, branch="head")
        memory = Recording(KeptTexts(self.kept / "hunks"), KeptTexts(self.kept / "runs"))
        with MessagesStub(answers, *([] if second is None else [second])) as stub:
            engine = ModelEngine(
                persona,
                access=ModelAccess(ModelProvider.ANTHROPIC, stub.url, KEY),
                model=model,
                patience=Patience(30, 30, ()),
                memory=memory,
            )
            source = LocalSource(self.repository.folder, base="main", head="head")
            with source.read() as (change, contents):
                report = engine.examine(change, contents, Policy())
        return report, stub.requests + stub.second_looks


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def lines_of(report: EngineReport) -> list[tuple[str, int]]:
    places = [one.location for one in report.findings if one.location is not None]
    return [(where.path, where.start_line) for where in places]


def test_what_was_judged_is_not_judged_again(place: Place) -> None:
    first, asked = place.review({"app.py": LONG + BAD})
    assert len(asked) == 2

    second, asked = place.review({"app.py": LONG + BAD})

    assert asked == []
    assert second.findings == first.findings
    assert second.coverage == first.coverage
    assert second.usage.cost_usd == 0
    assert "The model judged 1 hunk in an earlier review, and did not look again." in second.notes


def test_only_what_is_new_is_asked_about(place: Place) -> None:
    place.review({"app.py": LONG + BAD})

    report, asked = place.review({"app.py": LONG + BAD, "lib.py": BAD + LONG})

    first = asked[0].user
    assert "\nFILE lib.py" in first
    assert "\nFILE app.py" not in first
    assert '"app.py" (judged in another part of this review)' in first
    assert sorted(lines_of(report)) == [("app.py", 44), ("lib.py", 4)]
    assert all(one.hunks_reviewed == one.hunks for one in report.coverage)


def test_a_finding_moves_with_its_hunk(place: Place) -> None:
    place.review({"app.py": LONG + BAD})

    report, asked = place.review({"app.py": "import os\n" + LONG + BAD})

    assert "    pass" not in asked[0].user
    assert lines_of(report) == [("app.py", 45)]


def test_what_was_refuted_once_stays_refuted(place: Place) -> None:
    no = ruling(1, survives=False, ground="not_reachable", evidence_quote="line_39 = 39")
    first, _ = place.review({"app.py": LONG + BAD}, second={"verdicts": [no]})
    assert lines_of(first) == []

    second, asked = place.review({"app.py": LONG + BAD})

    assert asked == []
    assert lines_of(second) == []


@pytest.mark.parametrize("failing", ["first", "second"])
def test_what_nobody_could_judge_is_judged_next_time(place: Place, failing: str) -> None:
    overloaded = HttpError(529, "overloaded_error")
    if failing == "first":
        place.review({"app.py": LONG + BAD}, overloaded)
    else:
        place.review({"app.py": LONG + BAD}, second=overloaded)

    report, asked = place.review({"app.py": LONG + BAD})

    assert len(asked) == 2
    assert lines_of(report) == [("app.py", 44)]


def test_another_judge_looks_again(place: Place) -> None:
    place.review({"app.py": LONG + BAD})
    other = Persona(**{**_fields(PERSONA), "text": "Find more faults."})

    assert len(place.review({"app.py": LONG + BAD}, persona=other)[1]) == 2
    assert len(place.review({"app.py": LONG + BAD}, model="opus")[1]) == 2
    assert len(place.review({"app.py": LONG + BAD})[1]) == 0


def _fields(persona: Persona) -> dict[str, Any]:
    return {name: getattr(persona, name) for name in persona.__slots__}


def test_no_secret_is_remembered(place: Place) -> None:
    secret = f'KEY = "{TOKEN}"\n'

    place.review({"app.py": LONG + BAD + secret, f"keys/{TOKEN}.py": BAD})

    kept = b"".join(path.read_bytes() for path in place.kept.rglob("*") if path.is_file())
    assert b"Read errors are dropped" in kept
    assert TOKEN.encode() not in kept
    assert KEY.encode() not in kept


def test_each_call_is_recorded(place: Place) -> None:
    report, asked = place.review({"app.py": LONG + BAD})

    assert report.run is not None
    text = KeptTexts(place.kept / "runs").recall(report.run)
    assert text is not None
    calls = json.loads(text)["calls"]
    assert len(calls) == len(asked)
    for call in calls:
        assert call["heard"]["usage"]["model_calls"] == 1
        assert call["heard"]["request_ids"] == ["req_stub"]
        assert call["prompt_version"]
