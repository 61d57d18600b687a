"""A change full of files that other tools run when they come across them; none of them is run."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.support.commands import COMMAND
from tests.support.data_folder import with_parsed_rules
from tests.support.repositories import Entry, Repository, executable

DANGEROUS = "def run(request):\n    return eval(request.args['x'])\n"


def traps(canary: Path) -> dict[str, str | Entry]:
    """What each of these tools takes for its own: Python, pytest, npm, git, Semgrep, make."""
    touch = f"touch {canary}"
    python = f"import os\nos.system({touch!r})\n"
    config = f'[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = "{touch}; false"\n'
    bare = {"HEAD": "ref: refs/heads/main\n", "config": config, "objects/x": "", "refs/x": ""}
    here = dict.fromkeys(
        ["sitecustomize.py", "usercustomize.py", "conftest.py", "setup.py"], python
    )
    here |= dict.fromkeys(["json.py", "semgrep.py", "bot/__init__.py"], python)
    ours: dict[str, str | Entry] = {
        **{f"vendor/library/{name}": content for name, content in bare.items()},
        "uname": executable(f"#!/bin/sh\n{touch}\n".encode()),
        "semgrep": executable(f"#!/bin/sh\n{touch}\n".encode()),
        "git": executable(f"#!/bin/sh\n{touch}\n".encode()),
        ".githooks/post-checkout": executable(f"#!/bin/sh\n{touch}\n".encode()),
        ".gitattributes": "* filter=trap diff=trap\n",
        ".semgrep.yml": "rules: []\n",
        ".semgrepignore": "*\n",
        "package.json": json.dumps({"scripts": {"preinstall": touch}}),
        "Makefile": f"all:\n\t{touch}\n$(shell {touch})\n",
        "pyproject.toml": "[tool.semgrep]\n",
        "shop.py": DANGEROUS,
    }
    return ours | here | bare


@pytest.mark.parametrize("asked", [["HEAD~1..HEAD"], ["--worktree"]], ids=["range", "worktree"])
def test_nothing_of_a_hostile_tree_is_run(tmp_path: Path, asked: list[str]) -> None:
    """Even without isolation, and the one finding in it is made all the same."""
    canary = tmp_path / "canary"
    repository = Repository(tmp_path / "shop")
    repository.commit({"README.md": "A shop\n"})
    if asked == ["--worktree"]:
        repository.check_out()
        repository.write(
            {
                name: content.encode() if isinstance(content, str) else content.content
                for name, content in traps(canary).items()
            }
        )
    else:
        repository.commit(traps(canary))
        repository.check_out()
    done = subprocess.run(
        [COMMAND, "review", *asked, "--no-model", "--format", "json"],
        cwd=repository.folder,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "TENET_DATA_DIR": str(with_parsed_rules(tmp_path / "data")),
            "TENET_ISOLATION": "none",
        },
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    found = [one["path"] for one in json.loads(done.stdout)["findings"]]
    assert "shop.py" in found
    assert not canary.exists()
