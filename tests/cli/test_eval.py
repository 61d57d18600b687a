"""`tenet eval` as a program: recorded answers over HTTP, on pull requests in real repositories."""

import json
import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.app.evaluation import Evaluator
from bot.app.reviewer import Bot
from bot.manifest import read_manifest
from bot.publishers import evaluation_json
from bot.settings import load_settings
from tests.support import commands
from tests.support.messages_stub import (
    Answer,
    Answers,
    Asked,
    HttpError,
    Message,
    MessagesStub,
    ruling,
)
from tests.support.repositories import Repository

LONG = "".join(f"line_{number} = {number}\n" for number in range(30))
HANDLER = "try:\n    load()\nexcept OSError:\n    pass\n"
QUERY = "db.execute('select ' + name)\n"
# What is known: the handler is a defect that is found, the query one that is missed.
MANIFEST = """\
version: 1
pull_requests:
  - repository: shop
    base: main
    head: change
    title: Load the orders
    expected:
      - {path: app.py, lines: 32-34, principle: fail-gracefully, text: Read errors are lost.}
      - {path: db.py, lines: 1, principle: security-first, text: The name goes into the query.}
    rejected:
      - {path: app.py, lines: 12, text: Rename it.}
  - repository: bakery
    base: main
    head: change
    expected:
      - {path: oven.py, lines: 2, principle: fail-gracefully, text: The oven stays on.}
"""
SHOP = "shop main..change"
BAKERY = "bakery main..change"


def claim(path: str, line: int, quote: str, title: str, **more: object) -> dict[str, Any]:
    return {
        "path": path,
        "side": "RIGHT",
        "start_line": line,
        "end_line": line,
        "quote": quote,
        "explanation": "It goes wrong.",
        "trigger": "it happens",
        "convention_evidence": [],
        "advice": "Put it right.",
        "principle": "fail-gracefully",
        "family": None,
        "title": title,
        "suggestion": None,
        "severity": "error",
        "confidence": 100,
    } | more


RECORDED = {
    "app.py": [
        claim("app.py", 34, "    pass", "Read errors are dropped"),
        claim("app.py", 11, "line_x = 10", "A name says nothing"),
        claim("app.py", 34, "no such line", "Made up"),
        claim("app.py", 32, "    load()", "Perhaps it is slow", severity="note"),
    ],
    "db.py": [
        claim(
            "db.py",
            1,
            "db.execute('select ' + name)",
            "A name goes into a query",
            principle="security-first",
            severity="warning",
            confidence=50,  # so that it stands in the summary
        )
    ],
    "oven.py": [claim("oven.py", 2, "    pass", "The oven is not switched off")],
}


def files_of(asked: Asked) -> list[str]:
    return re.findall(r"^FILE (\S+) \(", asked.user, re.MULTILINE)


def recorded(asked: Asked) -> Answer:
    """What is answered about the files that are asked about."""
    names = files_of(asked)
    return {
        "scope": {"intent": "Load.", "unrelated_paths": [], "missing_parts": []},
        "findings": [one for name in names for one in RECORDED.get(name, [])],
        "files": [{"path": name, "verdict": "issues"} for name in names],
    }


def doubts(asked: Asked) -> Answer:
    """A second reader who disproves what is slow."""
    findings = re.findall(r"^FINDING (\d+)\n.*: (.+)$", asked.user, re.MULTILINE)
    slow = {"ground": "speculative", "evidence_quote": "except OSError:"}
    return {
        "verdicts": [
            ruling(int(number), survives=False, **slow) if "slow" in title else ruling(int(number))
            for number, title in findings
        ]
    }


class Place:
    """A manifest beside two repositories, and somebody who runs `tenet eval` there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: list[str] = []
        shop = Repository(folder / "shop")
        shop.commit({"app.py": LONG})
        changed = LONG.replace("line_10 =", "line_x =") + HANDLER
        shop.commit({"app.py": changed, "db.py": QUERY}, branch="change", parents=["main"])
        bakery = Repository(folder / "bakery")
        bakery.commit({"oven.py": "heat()\n"})
        oven = "while hot():\n    pass\n"
        bakery.commit({"oven.py": oven}, branch="change", parents=["main"])
        (folder / "manifest.yml").write_text(MANIFEST)

    def environment(self, url: str | None) -> dict[str, str]:
        model = {"ANTHROPIC_API_KEY": "sk-test", "ANTHROPIC_BASE_URL": url} if url else {}
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "TENET_DATA_DIR": str(self.folder / "data"),
            "LC_ALL": "C.UTF-8",
            **model,
        }

    def run(self, *arguments: str, url: str | None = None) -> subprocess.CompletedProcess[str]:
        words = ["eval", "manifest.yml", *arguments]
        done = commands.run(words, self.environment(url), self.folder)
        assert "Traceback" not in done.stderr
        return done

    def report(
        self,
        url: str | None = None,
        *,
        judge: bool = False,
        max_usd: float = 10.0,
        replay: str | None = None,
        limit: int | None = None,
    ) -> dict[str, Any]:
        """What comes of it inside this process, as `--format json` has it."""
        evaluator = Evaluator(
            Bot(load_settings(self.environment(url))), judge=judge, max_usd=max_usd, replay=replay
        )
        known = read_manifest(self.folder / "manifest.yml")[:limit]
        done = evaluator.evaluate(known, date(2026, 11, 26), self.told.append)
        report: dict[str, Any] = json.loads(evaluation_json.render(done))
        return report


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def judged(asked: Asked) -> Answer:
    """The same, and a judge to whom all pairs say the same but for those about the oven."""
    if "pairs" not in asked.body["output_config"]["format"]["schema"]["properties"]:
        return recorded(asked)
    pairs = re.findall(r"^PAIR (\d+) at (\S+)", asked.user, re.MULTILINE)
    return {
        "pairs": [
            {"number": int(number), "difference": "", "same": path != "oven.py"}
            for number, path in pairs
        ]
    }


def undecided(asked: Asked) -> Answer:
    """The same, and a judge who forgets a pair."""
    answer = judged(asked)
    if isinstance(answer, Mapping) and "pairs" in answer:
        return {"pairs": answer["pairs"][1:]}
    return answer


REFUSED = "the API refuses the request (400)"


def refused_about(path: str, asked: Asked) -> Answer:
    """The same, but nothing about one file."""
    refused = HttpError(400, "invalid_request_error")
    return refused if path in files_of(asked) else recorded(asked)


def dear(asked: Asked) -> Answer:
    """The same, in as many tokens as there is room for."""
    return Message(json.dumps(recorded(asked)), output_tokens=20_000)


WHOLE = """\
RECORDED ANSWERS, or a stand-in's, for claude-sonnet-5-5, given at URL, which is not Anthropic's: \
these figures measure no model
2 pull requests measured, 0 failed
a hit: by lines alone, at most 3 lines apart

                  comments  a PR  hits  expected          precision             recall    F1
inline                   3   1.5     2         3  0.67 [0.21, 0.94]  0.67 [0.21, 0.94]  0.67
with the summary         4   2.0     3         3  0.75 [0.30, 0.95]  1.00 [0.44, 1.00]  0.86
[ ]: where the true value lies with a confidence of 95 % (Wilson)

inline, by principle  comments  expected          precision             recall
fail-gracefully              3         2  0.67 [0.21, 0.94]  1.00 [0.34, 1.00]
security-first               0         1                  -  0.00 [0.00, 0.79]

cost: $0.0160 in all, a review $0.0080
seconds: S in all, a review S

thrown away by the checks: 1
     1  quote not found
thrown away by the second look: 1
     1  on second look: speculative

said although it was rejected before:
  shop main..change, app.py:12: A name says nothing
"""


def test_the_whole_evaluation_is_told(place: Place) -> None:
    with MessagesStub(recorded, doubts) as model:
        done = place.run(url=model.url)
        told = re.sub(r"(?<=seconds: )(.*)", untimed, done.stdout).replace(model.url, "URL")

    assert (done.returncode, told) == (0, WHOLE)
    *progress, kept = done.stderr.splitlines()
    assert progress == [f"Pull request 1 of 2: {SHOP}", f"Pull request 2 of 2: {BAKERY}"]
    assert re.fullmatch(
        r"The answers are kept: with `--replay \w{12}` the same .* asks nobody", kept
    )
    titles = {asked.user.partition("title\n")[2].partition("\n")[0] for asked in model.requests}
    assert titles == {'"Load the orders"', '"Say what is done"'}


def untimed(seconds: re.Match[str]) -> str:
    return re.sub(r"\d+\.\d", "S", seconds[0])


def test_a_recorded_evaluation_is_repeated_without_a_call(place: Place) -> None:
    with MessagesStub(judged, doubts) as model:
        first = place.report(model.url, judge=True)
    record = first.pop("record")

    # Neither a key nor an API is there any more.
    done = place.run("--judge", "--replay", record, "--format", "json")
    again = json.loads(done.stdout)

    assert done.returncode == 0
    assert again.pop("answers") == {
        "sentence": first["answers"]["sentence"],
        "model": "claude-sonnet-5-5",
        "address": model.url,
        "recorded": True,
        "measure_the_model": False,
    }
    assert first.pop("answers")["recorded"] is False
    assert again.pop("record") is None
    assert "The answers are kept" not in done.stderr
    assert without_seconds(again) == without_seconds(first)


def without_seconds(report: dict[str, Any]) -> dict[str, Any]:
    pulls = [{**one, "seconds": None} for one in report["pull_requests"]]
    return {**report, "seconds": None, "pull_requests": pulls}


def test_a_record_answers_only_what_was_asked(place: Place) -> None:
    with MessagesStub(recorded, doubts) as model:
        record = place.report(model.url, limit=1)["record"]

    report = place.report(replay=record)

    assert (report["measured"], report["failed"]) == (1, 1)
    reason = report["pull_requests"][1]["failed"]
    assert reason.startswith("the recorded run asked something else")


def test_a_judge_decides_whether_texts_mean_the_same(place: Place) -> None:
    with MessagesStub(judged, doubts) as model:
        report = place.report(model.url, judge=True)

    assert report["hits"]["by"] == "lines-and-judge"
    assert report["inline"]["hits"] == 1
    assert report["inline"]["precision"]["value"] == pytest.approx(1 / 3)
    shop, bakery = report["pull_requests"]
    assert [one["comment"]["title"] for one in shop["repeated"]] == ["A name says nothing"]
    assert [one["title"] for one in bakery["wrong"]] == ["The oven is not switched off"]
    assert [one["text"] for one in bakery["missed"]] == ["The oven stays on."]
    assert report["cost_usd"] == {"total": 0.024, "reviews": 0.016, "judge": 0.008}


def test_nothing_is_known_from_earlier_and_nothing_is_learned_for_later(place: Place) -> None:
    with MessagesStub(recorded, doubts) as model:
        place.report(model.url)
        asked = len(model.requests)
        place.report(model.url)

    assert len(model.requests) == 2 * asked
    assert not (place.folder / "data" / "model" / "hunks").exists()


@pytest.mark.parametrize(
    ("first", "second", "judge", "reason"),
    [
        (partial(refused_about, "oven.py"), doubts, False, REFUSED),
        (recorded, [{"verdicts": []}, HttpError(400, "invalid_request_error")], False, REFUSED),
        (
            undecided,
            doubts,
            True,
            "the judge did not decide: the model's answer was not the JSON that it was asked for",
        ),
    ],
    ids=["no look", "no second look", "no judgement"],
)
def test_a_pull_request_that_fails_is_counted_apart(
    place: Place, first: Answers, second: Answers, *, judge: bool, reason: str
) -> None:
    with MessagesStub(first, second) as model:
        report = place.report(model.url, judge=judge)

    assert report["pull_requests"][-1]["name"] == BAKERY
    assert report["pull_requests"][-1]["failed"] == reason
    assert report["inline"]["expected"] == (0 if judge else 2)


def test_what_cannot_be_read_is_said_and_the_others_are_measured(place: Place) -> None:
    text = MANIFEST.replace("head: change", "head: nothing", 1)
    (place.folder / "manifest.yml").write_text(text)
    with MessagesStub(recorded, doubts) as model:
        done = place.run(url=model.url)

    assert done.returncode == 3
    assert "\n1 pull request measured, 1 failed\n" in done.stdout
    assert done.stdout.endswith(
        "failed, and counted in the cost alone:\n"
        "  shop main..nothing: There is no revision 'nothing' in this repository. "
        "Check the spelling, or fetch it first (`git fetch`).\n"
    )


def test_no_more_is_spent_than_is_allowed(place: Place) -> None:
    with MessagesStub(dear, doubts) as model:
        report = place.report(model.url, max_usd=0.4)
        asked = len(model.requests)
        nothing = place.report(model.url, max_usd=0)

    assert asked == len(model.requests) == 1
    assert 0.2 < report["cost_usd"]["total"] < 0.4
    assert report["pull_requests"][1] == {
        "name": BAKERY,
        "failed": "the call could cost more than --max-usd leaves",
        "cost_usd": 0.0,
    }
    assert (nothing["measured"], nothing["inline"]["precision"]["value"]) == (0, None)


def test_a_repository_that_wants_no_model_fails_and_what_else_is_wrong_is_told(
    place: Place,
) -> None:
    policies = {"shop": "persona: nobody.md", "bakery": "model: {enabled: off}"}
    for name, policy in policies.items():
        repository = Repository(place.folder / name)
        files = {".github/tenet.yml": f"version: 1\n{policy}\n", "oven.py": "heat()\n"}
        base = repository.commit(files)
        repository.commit({**files, "oven.py": "cool()\n"}, branch="change", parents=[base])
    with MessagesStub(recorded, doubts) as model:
        report = place.report(model.url)

    assert report["pull_requests"][1]["failed"] == "the policy switches it off"
    assert any("the policy names the persona nobody.md" in one for one in place.told)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "What is measured is a model: set ANTHROPIC_API_KEY, or repeat a recorded"),
        (["--replay", "abc"], "There is no recorded evaluation 'abc' on this machine."),
    ],
)
def test_a_mistake_is_one_sentence(place: Place, arguments: Sequence[str], said: str) -> None:
    done = place.run(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"tenet: {said}")


def test_a_wrong_manifest_costs_nothing(place: Place) -> None:
    (place.folder / "manifest.yml").write_text(MANIFEST.replace("lines: 2,", "lines: two,"))
    with MessagesStub(recorded, doubts) as model:
        done = place.run(url=model.url)

    assert (done.returncode, done.stdout, model.requests) == (2, "", [])
    assert "manifest.yml, line 16: `pull_requests[2].expected[1].lines` must be" in done.stderr
