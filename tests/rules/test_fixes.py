"""A rule's own fix keeps its promise: what it leaves still reads, and the finding is gone."""

import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.process import run
from bot.rulebook import rules_folder
from bot.rulebook.reading import raw_rules
from bot.rulebook.topics import fixtures_of
from tests.support.data_folder import parsed_rules

Case = tuple[str, Path]  # a rule that has a fix, and one of its fixtures
Said = Mapping[str, Any]  # what Semgrep said of one file: `results` and `errors`

FILES, _ = raw_rules(rules_folder(), parsed_rules())
RULES = {
    str(raw["id"]): (raw, file) for file, raws in FILES.items() for raw in raws if "fix" in raw
}
CASES: list[Case] = [
    (rule_id, fixture)
    for rule_id, (_, file) in sorted(RULES.items())
    for fixture in fixtures_of(rule_id, file)
]
UNFILLED = re.compile(rb"\$[A-Z]")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> list[Said]:
    return _scan([fixture.read_bytes() for _, fixture in CASES], tmp_path_factory.mktemp("before"))


@pytest.fixture(scope="module")
def fixed(before: list[Said]) -> list[bytes]:
    return [
        _mended(fixture.read_bytes(), said["results"])
        for (_, fixture), said in zip(CASES, before, strict=True)
    ]


@pytest.fixture(scope="module")
def after(fixed: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> list[Said]:
    return _scan(fixed, tmp_path_factory.mktemp("after"))


@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_a_fix_has_an_example_on_one_line(rule_id: str, before: list[Said]) -> None:
    found = [
        one
        for (of_rule, _), said in zip(CASES, before, strict=True)
        for one in said["results"]
        if of_rule == rule_id
    ]

    assert any(one["start"]["line"] == one["end"]["line"] for one in found), "nobody sees the fix"


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{a}-{b.name}" for a, b in CASES])
def test_what_is_fixed_reads_and_is_silent(
    number: int, before: list[Said], fixed: list[bytes], after: list[Said]
) -> None:
    _, fixture = CASES[number]

    assert _complaints(after[number]) == _complaints(before[number])
    assert [one["start"]["line"] for one in after[number]["results"]] == []
    assert UNFILLED.findall(fixed[number]) == UNFILLED.findall(fixture.read_bytes())


def _mended(content: bytes, results: Sequence[Mapping[str, Any]]) -> bytes:
    """Every finding replaced by the fix of its rule, from the end so that places stay."""
    for one in sorted(results, key=lambda one: -int(one["start"]["offset"])):
        start, end = one["start"]["offset"], one["end"]["offset"]
        content = content[:start] + one["extra"]["fix"].encode() + content[end:]
    return content


def _complaints(said: Said) -> list[str]:
    return [str(one["type"]) for one in said["errors"]]


def _scan(contents: Sequence[bytes], folder: Path) -> list[Said]:
    """What Semgrep says of each case's content by the rule of the case alone."""
    names = [f"h{number:04d}{fixture.suffix}" for number, (_, fixture) in enumerate(CASES)]
    for name, content in zip(names, contents, strict=True):
        (folder / name).write_bytes(content)
    rules = folder / "rules.json"
    rules.write_text(json.dumps({"rules": [raw for raw, _ in RULES.values()]}), encoding="utf-8")
    semgrep = Path(sys.executable).with_name("semgrep")
    options = "--experimental -j 1 --metrics off --disable-version-check --no-rewrite-rule-ids"
    command = [str(semgrep), "scan", *options.split(), "--disable-nosem", "--json"]
    completed = run(
        [*command, "--config", str(rules), "--", *names],
        env={"PATH": os.environ.get("PATH", ""), "HOME": str(folder)},
        timeout=300,
        cwd=folder,
    )
    answer = json.loads(completed.stdout)
    return [
        {
            "results": [
                one
                for one in answer["results"]
                if one["path"] == name and one["check_id"] == rule_id
            ],
            "errors": [one for one in answer["errors"] if one.get("path") == name],
        }
        for name, (rule_id, _) in zip(names, CASES, strict=True)
    ]
