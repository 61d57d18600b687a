"""Suggestions tried out with the real rules: what is wrong with one, it is never committable."""

import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.engines.proof import Prover
from bot.engines.scanner import semgrep_process
from bot.engines.semgrep_engine import SemgrepEngine
from bot.pipeline import Engine, Reviewer
from bot.pipeline import review as review_change
from bot.review.change import Change, Side
from bot.review.contents import Contents
from bot.review.findings import MODEL, Confidence, Finding, Location, Severity, Suggestion
from bot.review.policy import Policy
from bot.review.verdict import EngineReport, Review, Tool
from bot.rulebook import load_persona
from bot.settings import Isolation
from bot.sources.worktree import LocalSource

SEMGREP = SemgrepEngine(semgrep_process.command(None), isolation=Isolation.NONE)
TOOL = Tool("0.1", "1", "digest", "dev", None)
TODAY = date(2027, 1, 31)
CODE = "import os\n\n\ndef total(prices):\n    found = sum(prices)\n    return found\n"


class Says:
    """A reviewer who suggests one text for the line `found = sum(prices)`."""

    name = MODEL

    def __init__(self, replacement: str) -> None:
        self.replacement = replacement

    def off(self, policy: Policy) -> None:
        del policy

    def examine(
        self, change: Change, contents: Contents, policy: Policy, found: Sequence[Finding]
    ) -> EngineReport:
        del contents, policy, found
        (file,) = change.files
        where = Location(file.path, Side.RIGHT, 5, 5)
        finding = Finding(
            source=MODEL,
            rule_id=None,
            principle="leave-it-better",
            category="leave-it-better",
            severity=Severity.WARNING,
            confidence=Confidence.HIGH,
            location=where,
            quote="    found = sum(prices)",
            title="A name says little",
            message="Nobody knows what it holds. Name it.",
            suggestion=Suggestion(self.replacement),
        )
        return EngineReport(MODEL, (finding,))


def reviewed(
    folder: Path, path: str, head: str, *engines: Engine, semgrep: SemgrepEngine = SEMGREP
) -> Review:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.com")
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True)

    git("init", "-q", "-b", "main")
    git("commit", "-q", "--allow-empty", "-m", "Nothing")
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(head)
    git("add", "-A")
    git("commit", "-q", "-m", "Add it")
    reviewer = Reviewer(Policy(), load_persona(), engines, TOOL, prove=Prover(semgrep).proven)
    source = LocalSource(folder, range="HEAD~1..HEAD")
    return review_change(source, lambda _: reviewer, TODAY, lambda _: None)


def suggestions(review: Review) -> list[Suggestion]:
    return [one.finding.suggestion for one in review.findings if one.finding.suggestion]


@pytest.mark.parametrize(
    ("replacement", "proven"),
    [
        ("    revenue = sum(prices)", True),
        ("    revenue = sum(\n        prices\n    )", True),
        ("    revenue = sum(prices", False),  # does not parse
        ("    os.system('echo ' + str(prices))", False),  # a rule speaks
        ("revenue = sum(prices)", False),  # another indentation
        ("    import decimal", False),
        ("    revenue = get('https://example.com')", False),
        ("    a\n" * 10 + "    b", False),  # too long
    ],
)
def test_a_suggestion_can_be_committed_only_if_it_holds(
    tmp_path: Path, replacement: str, *, proven: bool
) -> None:
    review = reviewed(tmp_path, "shop.py", CODE, Says(replacement))

    assert suggestions(review) == [Suggestion(replacement, proven)]


def test_what_runs_in_ci_is_never_committed_with_a_click(tmp_path: Path) -> None:
    review = reviewed(tmp_path, ".github/shop.py", CODE, Says("    revenue = sum(prices)"))

    assert suggestions(review) == [Suggestion("    revenue = sum(prices)", proven=False)]


def test_a_rules_own_fix_is_tried_out_with_the_rule(tmp_path: Path) -> None:
    code = "import yaml\n\nCONFIG = yaml.load(open('a.yml').read(), Loader=yaml.Loader)  # ours\n"
    review = reviewed(tmp_path, "shop.py", code, SEMGREP)

    fixed = "CONFIG = yaml.safe_load(open('a.yml').read())  # ours"
    assert suggestions(review) == [Suggestion(fixed, proven=True)]


def test_a_fix_of_what_stands_on_several_lines_is_not_offered(tmp_path: Path) -> None:
    code = "import yaml\n\nCONFIG = yaml.load(\n    TEXT,\n    Loader=yaml.Loader,\n)\n"
    review = reviewed(tmp_path, "shop.py", code, SEMGREP)

    assert [one.finding.rule_id for one in review.findings] == [
        "unsafe-deserialization-loader-python"
    ]
    assert suggestions(review) == []


def test_a_semgrep_that_does_not_work_proves_nothing_and_loses_nothing(tmp_path: Path) -> None:
    broken = replace(SEMGREP, start=("/nowhere/semgrep",))
    review = reviewed(tmp_path, "shop.py", CODE, Says("    revenue = sum(prices)"), semgrep=broken)

    assert suggestions(review) == [Suggestion("    revenue = sum(prices)", proven=False)]
