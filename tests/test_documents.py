"""The documents keep their promises: what they name exists, and what they link to is there."""

import re
import shlex
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import typer
import yaml
from typer.testing import CliRunner

from bot.cli.table import commands
from bot.policy_file import parse_policy
from bot.review.policy import Policy
from bot.settings import Settings
from bot.yaml_loader import load_untrusted

ROOT = Path(__file__).parent.parent
CODE_MAP = ROOT / "bot" / "README.md"
README = ROOT / "README.md"
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    CODE_MAP,
    *sorted((ROOT / ".github").rglob("*.md")),
    *sorted((ROOT / "rules").rglob("*.md")),
]
LEVEL = 4  # characters of the drawing for each level of the tree
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
TENET = re.compile(r"(?<![/.\w-])tenet (?P<rest>[a-z][^`\n#|]*)")
MAKE = re.compile(r"(?:^|`)make (?P<target>[a-z-]+)(?=`|  |$)", re.MULTILINE)
GROUPS = {"rules", "persona", "policy", "waivers", "jobs"}


def paths_of_the_tree() -> list[str]:
    """Every path that the code map names; a folder ends with a slash."""
    drawing = CODE_MAP.read_text().split("```\nbot/\n")[1].split("```")[0]
    above: list[str] = []
    named: list[str] = []
    for line in drawing.splitlines():
        drawn, _, text = line.partition("── ")
        names = re.split(r" {2,}", text)[0].split()
        del above[len(drawn) // LEVEL :]
        named += ["".join(above) + name for name in names]
        above.append(names[0])
    return named


def modules() -> set[str]:
    """Every file of the package that somebody wrote, from `bot/` on."""
    return {
        path.relative_to(ROOT / "bot").as_posix()
        for path in (ROOT / "bot").rglob("*")
        if path.suffix in {".py", ".json"} and path.name != "__init__.py"
    }


def test_every_path_of_the_code_map_exists() -> None:
    assert [path for path in paths_of_the_tree() if not (ROOT / "bot" / path).exists()] == []


def test_every_module_stands_in_the_code_map() -> None:
    named = paths_of_the_tree()
    whole = tuple(
        folder
        for folder in named
        if folder.endswith("/")
        and not any(one.startswith(folder) for one in named if one != folder)
    )

    assert sorted(one for one in modules() - set(named) if not one.startswith(whole)) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    targets = LINK.findall(document.read_text())
    relative = [one.partition("#")[0] for one in targets if "://" not in one and one[0] != "#"]

    assert [one for one in relative if not (document.parent / one).exists()] == []


def commands_of_the_readme() -> list[tuple[tuple[str, ...], frozenset[str]]]:
    """Each `tenet` command that the README names, with the options that it shows."""
    found = []
    for rest in TENET.findall(README.read_text()):
        words = rest.split()
        named = tuple(words[: 2 if words[0] in GROUPS else 1])
        found.append((named, frozenset(re.findall(r"--[a-z-]+", rest))))
    return sorted(set(found), key=repr)


@pytest.mark.parametrize(("command", "options"), commands_of_the_readme())
def test_every_command_of_the_readme_exists(
    command: tuple[str, ...], options: frozenset[str]
) -> None:
    answer = CliRunner().invoke(commands, [*command, "--help"], env={"COLUMNS": "200"})

    assert answer.exit_code == 0, answer.output
    assert [one for one in options if one not in answer.output] == []


def test_every_make_target_of_the_documents_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {one for document in DOCUMENTS for one in MAKE.findall(document.read_text())}

    assert named - targets == set()


def test_every_variable_of_the_readme_is_a_setting() -> None:
    known = {str(field.validation_alias) for field in Settings.model_fields.values()}
    named = set(re.findall(r"\b(?:GITHUB|TENET|ANTHROPIC)_[A-Z_]+\b", README.read_text()))

    assert named - known == set()


def test_the_policy_of_the_readme_is_right() -> None:
    example = README.read_text().split("own policy\n")[1].split("```yaml\n")[1].split("```")[0]

    assert parse_policy(example.encode(), "README.md") != Policy()


FENCE = re.compile(r"^ *```(?P<kind>\w*)\n(?P<text>.*?)^ *```", re.MULTILINE | re.DOTALL)
GUIDES = [README, *sorted((ROOT / ".github" / "docs").glob("*.md"))]


def snippets(kind: str) -> list[str]:
    """Every example of this kind in the guides, without the indentation of its list."""
    found = [one for guide in GUIDES for one in FENCE.finditer(guide.read_text())]
    return [dedent(one["text"]) for one in found if one["kind"] == kind]


def test_every_snippet_is_of_a_kind_that_is_tried() -> None:
    kinds = {one["kind"] for guide in GUIDES for one in FENCE.finditer(guide.read_text())}

    assert kinds == {"sh", "yaml"}


@pytest.mark.parametrize("script", snippets("sh"))
def test_a_snippet_of_shell_is_right_and_its_tenet_commands_take_what_they_are_given(
    script: str,
) -> None:
    checked = subprocess.run(["bash", "-n", "-c", script], capture_output=True, check=False)
    assert checked.returncode == 0, checked.stderr

    group: Any = typer.main.get_command(commands)
    for line in script.splitlines():
        program, *words = shlex.split(line, comments=True) or [""]
        found = group if program == "tenet" else None
        while found is not None and hasattr(found, "commands"):
            found = found.commands[words.pop(0)]
        if found is not None:
            found.make_context("tenet", words)
        if program == "export":
            names = {one.partition("=")[0] for one in words}
            assert names <= {str(one.validation_alias) for one in Settings.model_fields.values()}


@pytest.mark.parametrize("text", snippets("yaml"))
def test_a_snippet_of_yaml_is_what_its_reader_takes(text: str, tmp_path: Path) -> None:
    read = load_untrusted(text, "a snippet")
    assert isinstance(read, dict)
    if "version" in read:
        assert parse_policy(text.encode(), "a snippet") != Policy()
    elif "jobs" in read:
        workflow = tmp_path / "workflow.yml"
        workflow.write_text(text)
        linter = Path(sys.executable).with_name("actionlint")
        done = subprocess.run([linter, workflow], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
    elif "repos" in read:
        (hook,) = read["repos"][0]["hooks"]
        (known,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
        assert hook["id"] == known["id"]
    else:
        script = read["tenet"]["script"]
        assert script == ["tenet ci --format sarif --output tenet.sarif"]


def test_every_input_and_output_of_the_action_is_explained() -> None:
    page = (ROOT / ".github" / "docs" / "recipes.md").read_text()
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    part = page.split("## A job of GitHub Actions\n")[1].split("\n## ")[0]

    for name in (*action["inputs"], *action["outputs"]):
        assert f"`{name}`" in part


def test_every_threat_has_a_test_or_says_that_it_has_none() -> None:
    page = (ROOT / ".github" / "SECURITY.md").read_text()
    rows = re.findall(r"^\| T(\d+) \|.*\|([^|]*)\|$", page, re.MULTILINE)

    assert [int(number) for number, _ in rows] == list(range(1, 22))
    assert [
        number for number, proof in rows if "`test_" not in proof and "not yet" not in proof
    ] == []


def test_the_workflow_of_the_readme_asks_for_no_more_than_it_needs() -> None:
    example = README.read_text().split("As a CI check\n")[1].split("```yaml\n")[1].split("```")[0]
    workflow = load_untrusted(example, "README.md")

    assert isinstance(workflow, dict)
    assert workflow["permissions"] == {"contents": "read", "pull-requests": "write"}
    (step,) = workflow["jobs"]["tenet"]["steps"]
    assert re.fullmatch(r"OWNER/tenet@[0-9a-f]{40}", step["uses"])
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    assert set(step["with"]) <= set(action["inputs"])


def test_every_test_that_a_document_names_exists() -> None:
    written = "".join(path.read_text() for path in sorted((ROOT / "tests").rglob("test_*.py")))
    defined = set(re.findall(r"def (test_\w+)", written))
    named = {
        one for document in DOCUMENTS for one in re.findall(r"`(test_\w+)`", document.read_text())
    }

    assert named - defined == set()


def test_every_dependency_has_its_reason() -> None:
    page = (ROOT / ".github" / "decisions" / "0007-dependencies.md").read_text()
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| ")]
    said = {name.strip() for row in rows for name in row.split(",")} - {"package", "---"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = chain.from_iterable(project["optional-dependencies"].values())

    assert said == {re.split(r"[\[<>=]", one)[0] for one in (*project["dependencies"], *extras)}


def test_decisions_are_numbered_without_a_gap() -> None:
    found = sorted(path.name for path in (ROOT / ".github" / "decisions").glob("*.md"))

    assert [name[:4] for name in found] == [f"{number:04}" for number in range(1, len(found) + 1)]
