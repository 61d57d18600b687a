"""What runs in others' machines: workflows, the action, the hook, the image, its neighbours."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from kubernetes_validate import utils as kubernetes

from bot.cli.table import commands

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
ACTION = ROOT / "action.yml"
OWN = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
EXAMPLES = sorted((ROOT / ".github" / "docs" / "workflows").glob("*.yml"))
WORKFLOWS = [*OWN, *EXAMPLES]
PIN = re.compile(
    r"uses: (?P<name>[\w.-]+/[\w.-]+)(?:/[\w./-]+)?@(?P<sha>[0-9a-f]{40}) # (?P<tag>.+)"
)
MANIFESTS = ROOT / "deploy" / "kubernetes.yaml"
OLDEST_KUBERNETES, NEWEST_KUBERNETES = "1.31", "1.35"


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def read(path: Path) -> dict[Any, Any]:
    read: dict[Any, Any] = yaml.safe_load(path.read_text())
    return read


def run(*argv: str | Path) -> None:
    done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing_to_complain_of() -> None:
    assert OWN
    assert EXAMPLES
    run(BIN / "zizmor", "--offline", "--no-progress", "--quiet", ACTION, *WORKFLOWS)


def test_actionlint_finds_nothing_to_complain_of() -> None:
    run(BIN / "actionlint", *WORKFLOWS)


def test_hadolint_finds_nothing_to_complain_of() -> None:
    run(BIN / "hadolint", "--failure-threshold", "style", ROOT / "Dockerfile")


def test_every_action_is_pinned_by_a_commit_that_the_decision_lists() -> None:
    (decision,) = (ROOT / ".github" / "decisions").glob("*-a-job-is-the-check.md")
    page = decision.read_text()
    listed = set(re.findall(r"^\| `([^`]+)` \| (\S+) \| `([0-9a-f]{40})` \|", page, re.MULTILINE))
    used = set()
    for path in (ACTION, *WORKFLOWS):
        for line in path.read_text().splitlines():
            if "uses:" not in line or "uses: ./ " in line:
                continue
            found = PIN.search(line)
            assert found is not None, line
            if found["name"] != "OWNER/tenet":
                used.add((found["name"], found["tag"], found["sha"]))

    assert used == listed


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_a_workflow_gets_no_right_that_no_job_asked_for(path: Path) -> None:
    workflow = read(path)
    occasions = workflow[True]  # YAML reads the key `on` as a yes

    assert workflow["permissions"] == {}
    assert "pull_request_target" not in occasions
    assert "workflow_run" not in occasions
    for job in workflow["jobs"].values():
        assert job["permissions"]["contents"] == "read"
        assert job["timeout-minutes"] <= 60


def scripts() -> Iterator[str]:
    """Every piece of shell in the action and the workflows."""
    jobs = [job for path in WORKFLOWS for job in read(path)["jobs"].values()]
    for steps in (read(ACTION)["runs"]["steps"], *(job["steps"] for job in jobs)):
        yield from (step["run"] for step in steps if "run" in step)


def test_no_word_of_an_event_is_written_into_a_script() -> None:
    found = list(scripts())

    assert len(found) >= 6
    for script in found:
        assert "${{" not in script
        run("bash", "-n", "-c", script)


def options_of(command: str) -> set[str]:
    group: Any = typer.main.get_command(commands)
    return {one for parameter in group.commands[command].params for one in parameter.opts}


def test_the_action_gives_only_options_that_there_are() -> None:
    step = next(one for one in read(ACTION)["runs"]["steps"] if one.get("id") == "tenet")
    given = set(re.findall(r"--[a-z-]+", step["run"]))

    assert given == {"--format", "--output", "--fail-on", "--strict", "--base"}
    assert given <= options_of("ci")
    assert given - {"--strict", "--base"} <= options_of("scan")


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, ["ci", "--format", "sarif", "--output", "a b.sarif"]),
        (
            {"FAIL_ON": "$(id)", "STRICT": "true", "BASE": "x; id"},
            [
                *("ci", "--format", "sarif", "--output", "a b.sarif"),
                *("--fail-on", "$(id)", "--strict", "--base", "x; id"),
            ],
        ),
        ({"COMMAND": "scan", "BASE": "x"}, ["scan", "--format", "sarif", "--output", "a b.sarif"]),
        ({"COMMAND": "serve"}, None),
    ],
)
def test_the_action_runs_what_its_inputs_say_and_nothing_in_them(
    tmp_path: Path, variables: dict[str, str], expected: list[str] | None
) -> None:
    said = tmp_path / "said"
    stand_in = tmp_path / "tenet" / "bin" / "tenet"
    stand_in.parent.mkdir(parents=True)
    stand_in.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >{shlex.quote(str(said))}\n')
    stand_in.chmod(0o755)
    step = next(one for one in read(ACTION)["runs"]["steps"] if one.get("id") == "tenet")
    empty = {"COMMAND": "ci", "FAIL_ON": "", "STRICT": "false", "BASE": "", "REPORT": "a b.sarif"}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        env={"PATH": "/usr/bin:/bin", "RUNNER_TEMP": str(tmp_path), **empty, **variables},
        check=False,
        timeout=20,
    )

    assert done.returncode == (2 if expected is None else 0)
    assert (said.read_text().splitlines() if said.exists() else None) == expected


def test_the_hook_runs_a_command_that_there_is() -> None:
    (hook,) = read(ROOT / ".pre-commit-hooks.yaml")
    program, command, *options = hook["entry"].split()

    assert program == "tenet"
    assert set(options) <= options_of(command)
    assert hook["pass_filenames"] is False


def manifests() -> list[dict[str, Any]]:
    return list(yaml.safe_load_all(MANIFESTS.read_text()))


@pytest.mark.parametrize("version", [OLDEST_KUBERNETES, NEWEST_KUBERNETES])
def test_kubernetes_takes_every_manifest(version: str) -> None:
    for one in manifests():
        kubernetes.validate(one, version, strict=True)


def pods() -> list[tuple[str, dict[str, Any]]]:
    kinds = {"Deployment", "StatefulSet"}
    return [
        (one["metadata"]["name"], one["spec"]["template"]["spec"])
        for one in manifests()
        if one["kind"] in kinds
    ]


def test_a_pod_may_do_nothing_that_it_need_not() -> None:
    assert {name for name, _ in pods()} == {"tenet-web", "tenet-worker"}
    for _, pod in pods():
        assert pod["automountServiceAccountToken"] is False
        assert pod["securityContext"]["runAsNonRoot"] is True
        (container,) = pod["containers"]
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert "memory" in container["resources"]["limits"]
        assert not container["image"].endswith(":latest")


def test_no_secret_stands_in_a_manifest() -> None:
    assert "Secret" not in {one["kind"] for one in manifests()}
    for _, pod in pods():
        (container,) = pod["containers"]
        assert container["envFrom"] == [{"secretRef": {"name": "tenet"}}]
        for variable in container["env"]:
            assert variable["name"].endswith("_PATH")


def test_kubernetes_asks_the_web_part_whether_it_lives_and_can_work() -> None:
    (container,) = dict(pods())["tenet-web"]["containers"]

    assert container["livenessProbe"]["httpGet"]["path"] == "/healthz"
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"


def test_every_pod_is_behind_a_network_policy() -> None:
    policies = [one["spec"] for one in manifests() if one["kind"] == "NetworkPolicy"]
    everything = next(
        one for one in policies if one["podSelector"]["matchLabels"] == {"app": "tenet"}
    )

    assert set(everything["policyTypes"]) == {"Ingress", "Egress"}
    assert "ingress" not in everything


def test_compose_starts_what_the_image_can_do_without_rights() -> None:
    composed = read(ROOT / "compose.yaml")
    ours = {name: one for name, one in composed["services"].items() if name != "database"}

    assert set(ours) == {"web", "worker-1", "worker-2"}
    for one in ours.values():
        assert one["read_only"] is True
        assert one["cap_drop"] == ["ALL"]
        assert one["security_opt"] == ["no-new-privileges:true"]
        assert one["command"][0] == "tenet"
        assert {word for word in one["command"] if word.startswith("--")} <= options_of(
            one["command"][1]
        )
    assert composed["networks"]["inside"] == {"internal": True}
    assert composed["services"]["database"]["networks"] == ["inside"]


def test_the_image_is_built_from_the_locks_and_runs_as_nobody_in_particular() -> None:
    built = (ROOT / "Dockerfile").read_text()
    first, last = built.split("\nFROM ")

    installs = re.findall(r"pip install (.+)", first)
    assert len(installs) == 3
    assert all("--require-hashes" in one or "--no-deps --no-index" in one for one in installs)
    assert "pip install" not in last
    assert "USER 10001:10001" in last
    assert "HEALTHCHECK" in last
    assert {"bubblewrap", "git"} <= set(last.split())
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", first, re.MULTILINE)
    for name in " ".join(copied).split():
        assert f"!{name}" in ignored
