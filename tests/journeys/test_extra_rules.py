"""A repository's own rules, read from the base revision."""

import json
import subprocess
from pathlib import Path

from tests.support import commands

RULE = """\
rules:
  - id: no-print
    languages: [python]
    severity: WARNING
    message: This prints. Log it instead.
    pattern: print(...)
"""
BROKEN = "rules:\n  - id: broken\n    languages: [python]\n"
POLICY = "version: 1\nrules: {extra: [.github/rules/]}\n"


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.com")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def repository(folder: Path, files: dict[str, str], change: dict[str, str]) -> None:
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    for step in (files, change):
        for name, text in step.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", "Step")


def report(folder: Path) -> dict[str, list[dict[str, str]]]:
    words = ["review", "HEAD~1..HEAD", "--no-model", "--format", "json"]
    done = commands.run(words, {"PATH": "/usr/bin:/bin", "HOME": str(folder.parent)}, folder)
    assert done.returncode in {0, 1, 3}, done.stderr
    found: dict[str, list[dict[str, str]]] = json.loads(done.stdout)
    return found


def test_a_rule_of_the_base_is_run_and_a_broken_one_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    files = {
        ".github/tenet.yml": POLICY,
        ".github/rules/a.yaml": RULE,
        ".github/rules/b.yml": BROKEN,
    }
    repository(folder, files, {"a.py": "print(1)\n"})
    said = report(folder)

    assert [one["rule_id"] for one in said["findings"]] == ["no-print"]
    assert any("broken" in str(reason) for reason in said["reasons"])


def test_a_rule_that_the_change_itself_brings_is_not_run(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    repository(
        folder,
        {".github/tenet.yml": POLICY, "x.py": "x = 1\n"},
        {"a.py": "print(1)\n", ".github/rules/a.yaml": RULE},
    )
    said = report(folder)

    assert said["findings"] == []
    assert any(".github/rules/" in str(reason) for reason in said["reasons"])
