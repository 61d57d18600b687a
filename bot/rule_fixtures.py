"""Rules tried on their fixtures: what Semgrep finds must be what the marks in the fixtures say."""

import json
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from bot.errors import OperatorError, UserError
from bot.process import run
from bot.rulebook.reading import Raw, raw_rules
from bot.rulebook.topics import fixtures_of

MIN_FOUND = 2  # marks `ruleid:` of each rule
MIN_SILENT = 3  # marks `ok:` of each rule
TIMEOUT_S = 300
MARK = re.compile(r"\b(?P<kind>ruleid|ok):\s*(?P<ids>[A-Za-z0-9_.-]+(?:\s*,\s*[A-Za-z0-9_.-]+)*)")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a fixture expects of a rule on one line: found (`ruleid`) or silent (`ok`)."""

    rule_id: str
    fixture: Path
    line: int
    found: bool


@dataclass(frozen=True, slots=True)
class FixtureReport:
    """The rules that were tried, the marks that they were held to, and what went wrong."""

    rule_ids: tuple[str, ...]
    marks: tuple[Mark, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    rule_id: str
    fixture: Path
    start: int
    end: int


def check_fixtures(folder: Path, semgrep: Sequence[str]) -> FixtureReport:
    """Try every rule of a folder on the fixtures beside it; `semgrep` is the command's beginning.

    Fixtures lie in the rule's topic, or have the stem of its file. A rule must be found on exactly
    the lines below its `ruleid:` marks, and have enough marks of both kinds. Two rules of one
    category must not say the same of one place. Raises UserError when the folder has no rules.
    """
    files, problems = raw_rules(folder, None)
    if not any(files.values()):
        raise UserError(f"{folder} holds no rules to try. {' '.join(problems)}".strip())
    rules = {str(raw.get("id")): raw for raws in files.values() for raw in raws}
    homes = {str(raw.get("id")): file for file, raws in files.items() for raw in raws}
    fixtures = {key: frozenset(fixtures_of(key, homes[key])) for key in rules}
    every = sorted({fixture for some in fixtures.values() for fixture in some})
    hits, complaints = _scan(rules, every, semgrep)
    marks = [mark for fixture in every for mark in _marks(fixture)]
    problems.extend(complaints)
    problems.extend(_unknown_marks(marks, fixtures))
    problems.extend(_too_few(rules, marks))
    problems.extend(_differences(fixtures, marks, hits))
    problems.extend(_overlaps(rules, hits))
    return FixtureReport(tuple(sorted(rules)), tuple(marks), tuple(problems))


def _marks(fixture: Path) -> Iterable[Mark]:
    waiting: list[re.Match[str]] = []
    for number, line in enumerate(fixture.read_text(encoding="utf-8").split("\n"), 1):
        found = MARK.search(line)
        if found:
            waiting.append(found)
            continue
        for mark in waiting:
            for rule_id in mark["ids"].split(","):
                yield Mark(rule_id.strip(), fixture, number, mark["kind"] == "ruleid")
        waiting = []


def _scan(
    rules: Mapping[str, Raw], fixtures: Sequence[Path], semgrep: Sequence[str]
) -> tuple[list[_Hit], list[str]]:
    with tempfile.TemporaryDirectory(prefix="tenet-fixtures-") as name:
        folder = Path(name)
        config = folder / "rules.json"
        config.write_text(json.dumps({"rules": list(rules.values())}), encoding="utf-8")
        copies = {}
        for number, fixture in enumerate(fixtures):
            copy = folder / f"h{number:04d}{fixture.suffix}"
            shutil.copyfile(fixture, copy)
            copies[copy.name] = fixture
        answer = _run_semgrep(semgrep, config, [folder / copy for copy in copies])
    hits = [
        _Hit(
            one["check_id"],
            copies[Path(one["path"]).name],
            one["start"]["line"],
            one["end"]["line"],
        )
        for one in answer["results"]
    ]
    complaints = [f"Semgrep: {' '.join(str(one['message']).split())}" for one in answer["errors"]]
    return hits, complaints


def _run_semgrep(semgrep: Sequence[str], config: Path, targets: Iterable[Path]) -> dict[str, Any]:
    options = "--experimental -j 1 --metrics off --disable-version-check --no-rewrite-rule-ids"
    command = [*semgrep, "scan", *options.split(), "--disable-nosem", "--json"]
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(config.parent)}
    completed = run(
        [*command, "--config", str(config), "--", *map(str, targets)],
        env=environment,
        timeout=TIMEOUT_S,
        cwd=config.parent,
    )
    try:
        answer: dict[str, Any] = json.loads(completed.stdout)
    except ValueError as exc:
        said = completed.stderr.decode(errors="replace")[-2000:]
        raise OperatorError(f"Semgrep gave no answer; see what it said: {said}") from exc
    return answer


def _unknown_marks(
    marks: Iterable[Mark], fixtures: Mapping[str, Collection[Path]]
) -> Iterable[str]:
    for mark in marks:
        if mark.fixture not in fixtures.get(mark.rule_id, ()):
            yield f"{mark.fixture}:{mark.line}: {mark.rule_id} is no rule with this fixture."


def _too_few(rules: Iterable[str], marks: Iterable[Mark]) -> Iterable[str]:
    counts = Counter((mark.rule_id, mark.found) for mark in marks)
    for rule_id in rules:
        if counts[rule_id, True] < MIN_FOUND:
            yield f"{rule_id}: fewer than {MIN_FOUND} `ruleid:` marks; add fixtures."
        if counts[rule_id, False] < MIN_SILENT:
            yield f"{rule_id}: fewer than {MIN_SILENT} `ok:` marks; add near misses."


def _differences(
    fixtures: Mapping[str, Collection[Path]],
    marks: Iterable[Mark],
    hits: Iterable[_Hit],
) -> Iterable[str]:
    expected = {(mark.rule_id, mark.fixture, mark.line) for mark in marks if mark.found}
    found = [
        (hit.rule_id, hit.fixture, hit.start)
        for hit in hits
        if hit.fixture in fixtures[hit.rule_id]
    ]
    for rule_id, fixture, line in sorted(expected - set(found)):
        yield f"{fixture}:{line}: {rule_id} is silent where it should be found."
    for rule_id, fixture, line in sorted(set(found) - expected):
        yield f"{fixture}:{line}: {rule_id} is found where it should be silent."
    for (rule_id, fixture, line), times in Counter(found).items():
        if times > 1:
            yield f"{fixture}:{line}: {rule_id} is found {times} times; once is enough."


def _overlaps(rules: Mapping[str, Raw], hits: Sequence[_Hit]) -> Iterable[str]:
    """Two rules of one category that speak of the same place: one mistake is one finding."""
    category = {key: (raw.get("metadata") or {}).get("category") for key, raw in rules.items()}
    together: dict[tuple[Path, object], list[_Hit]] = {}
    for hit in hits:
        together.setdefault((hit.fixture, category[hit.rule_id]), []).append(hit)
    for some in together.values():
        for one, other in combinations(some, 2):
            same_place = one.start <= other.end and other.start <= one.end
            if same_place and one.rule_id != other.rule_id:
                yield (
                    f"{one.fixture}:{one.start}: both {one.rule_id} and {other.rule_id} are found."
                )
