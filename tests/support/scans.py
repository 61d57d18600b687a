"""Scans of two trees by Semgrep, or by a program that stands in for it."""

import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.engines.scanner import semgrep_process
from bot.engines.scanner.semgrep_process import Patience
from bot.engines.semgrep_engine import SemgrepEngine
from bot.review.change import Change
from bot.review.coverage import Coverage
from bot.review.decide import decide
from bot.review.policy import Policy
from bot.review.verdict import EngineReport, Review, Tool
from bot.settings import Isolation
from bot.sources.git import Git
from bot.sources.objects import ObjectContents, changed_files
from tests.support.repositories import Files, Repository

LANGUAGES = ["python", "javascript", "typescript", "go", "java", "kotlin", "rust"]
RULES = {
    "rules": [
        {
            "id": "no-danger",
            "languages": LANGUAGES,
            "severity": "ERROR",
            "message": "Danger.",
            "pattern": "danger(...)",
            "metadata": {"cwe": ["CWE-1"], "category": "injection"},
        },
        {
            "id": "no-password",
            "languages": ["regex"],
            "severity": "ERROR",
            "message": "A password.",
            "pattern-regex": "sesame[-\\w\\s]*open",
            "metadata": {"cwe": ["CWE-2"], "category": "secrets"},
        },
    ]
}
TOOL = Tool("0.1", "1", "digest", "tester", None)


@dataclass(frozen=True, slots=True)
class Scanned:
    """A change, and what the engine said of it; our own rules' findings are left out."""

    change: Change
    report: EngineReport

    @property
    def found(self) -> dict[str, list[tuple[int, int, str]]]:
        """For each path of the head: first line, last line and quote of each danger."""
        found: dict[str, list[tuple[int, int, str]]] = {}
        for one in self.report.findings:
            if one.rule_id == "no-danger" and one.location is not None:
                where = one.location
                entry = (where.start_line, where.end_line, one.quote)
                found.setdefault(where.path, []).append(entry)
        return found

    @property
    def coverage(self) -> dict[str, Coverage]:
        """What became of each path."""
        assert [one.path for one in self.report.coverage] == [one.path for one in self.change.files]
        return {one.path: one for one in self.report.coverage}

    def review(self, policy: Policy | None = None) -> Review:
        """What is decided upon it."""
        return decide(TOOL, self.change, [self.report], policy or Policy(), date(2027, 1, 31))


class Scanner:
    """Scans pairs of trees, in a repository and with rules of its own."""

    def __init__(self, folder: Path) -> None:
        self.repository = Repository(folder / "repository", bare=True)
        self.rules = folder / "rules"
        self.rules.mkdir()
        (self.rules / "rules.yaml").write_text(json.dumps(RULES))
        self._cache = folder / "cache"
        self._fakes = folder / "fakes"
        self._fakes.mkdir()

    def scan(
        self,
        base: Files,
        head: Files,
        policy: Policy | None = None,
        *,
        fake: str | None = None,
        patience: Patience | None = None,
        with_flows: bool = False,
        isolation: Isolation = Isolation.AUTO,
    ) -> Scanned:
        """What the engine says of what changed between two trees."""
        git = Git(self.repository.folder)
        before, after = self.repository.tree(base), self.repository.tree(head)
        files = changed_files(git, before, after)
        change = Change("acme/shop", None, before, after, files)
        engine = SemgrepEngine(
            start=semgrep_process.command(None) if fake is None else self._fake(fake),
            cache=self._cache,
            extra_rules=(self.rules,),
            isolation=isolation if fake is None else Isolation.NONE,
            patience=patience,
            with_flows=with_flows,
        )
        report = engine.examine(change, ObjectContents(git, before), policy or Policy())
        return Scanned(change, report)

    def _fake(self, body: str) -> tuple[str, ...]:
        """A program that is called as Semgrep is: it has `names`, `contents` and `answer`."""
        script = self._fakes / f"{len(list(self._fakes.iterdir()))}.py"
        script.write_text(_FAKE + body)
        return (sys.executable, str(script))


_FAKE = """
import json, os, sys, time
names = sys.argv[sys.argv.index("--") + 1 :]
contents = [open(name, "rb").read() for name in names]

def answer(results=(), errors=(), scanned=names):
    paths = {"scanned": list(scanned)}
    print(json.dumps({"results": list(results), "errors": list(errors), "paths": paths}))

def match(name, line):
    start = {"line": line, "col": 1, "offset": 0}
    end = {"line": line, "col": 2, "offset": 1}
    return {"path": name, "check_id": "no-danger", "start": start, "end": end}

"""
