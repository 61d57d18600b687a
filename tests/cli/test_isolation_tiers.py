"""What the operator wishes for, what this machine can do, and who is told what came of it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import requests

from bot.engines.scanner import isolation
from bot.sandbox import Sandbox
from bot.settings import Isolation
from tests.support.commands import COMMAND
from tests.support.data_folder import with_parsed_rules
from tests.support.repositories import Repository
from tests.support.service import Service, environment

# Becomes a program for which the kernel has no Landlock.
WITHOUT_LANDLOCK = """
import ctypes, os, sys
from bot.engines.scanner.landlock import refuse_calls
ctypes.CDLL(None).prctl(38, 1, 0, 0, 0)
refuse_calls({"landlock_create_ruleset": (444, 444)})
os.execv(sys.argv[1], sys.argv[1:])
"""
CLEAN = "def total(prices):\n    return sum(prices)\n"
ADDED = "\n\ndef count(prices):\n    return len(prices)\n"


@pytest.fixture
def bare_path(tmp_path: Path) -> str:
    """A PATH with what git and Semgrep need, and without bubblewrap."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ("git", "uname"):
        place = shutil.which(name)
        assert place is not None
        (folder / name).symlink_to(place)
    return str(folder)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    made = Repository(tmp_path / "shop")
    made.commit({"shop.py": CLEAN})
    made.commit({"shop.py": CLEAN + ADDED})
    made.check_out()
    return made.folder


def where_nothing_works(
    words: Sequence[str], env: Mapping[str, str], cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_LANDLOCK, COMMAND, *words],
        env=dict(env),
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def review(
    repository: Path, env: Mapping[str, str], *, crippled: bool = False
) -> subprocess.CompletedProcess[str]:
    words = ["review", "HEAD~1..HEAD", "--no-model", "--format", "json"]
    data = with_parsed_rules(repository.parent / "data")
    home = {"HOME": str(repository.parent), "TENET_DATA_DIR": str(data)}
    if crippled:
        return where_nothing_works(words, home | dict(env), repository)
    return subprocess.run(
        [COMMAND, *words],
        env=home | dict(env),
        cwd=repository,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_server_does_not_scan_without_isolation(
    sandbox: Sandbox, tmp_path: Path, bare_path: str
) -> None:
    env = environment(sandbox, tmp_path / "data", {"PATH": bare_path, "TENET_ISOLATION": "auto"})
    for words in (["serve", "--port", "0"], ["worker"]):
        done = where_nothing_works(words, env)
        assert done.returncode == 2, done.stderr
        assert "Semgrep cannot be locked in here (bwrap: there is no program bwrap; landlock: " in (
            " ".join(done.stderr.split())
        )
        assert "TENET_ISOLATION=none" in done.stderr


def test_readiness_tells_the_tier_that_is_really_used(sandbox: Sandbox, tmp_path: Path) -> None:
    with Service(sandbox, tmp_path / "data", {"TENET_ISOLATION": "auto"}) as service:
        said = requests.get(f"{service.url}/readyz", timeout=30).json()
    assert said["isolation"] == isolation.strongest(Isolation.AUTO)


def test_a_server_scans_without_isolation_on_purpose(sandbox: Sandbox, tmp_path: Path) -> None:
    with Service(sandbox, tmp_path / "data", {"TENET_ISOLATION": "none"}) as service:
        said = requests.get(f"{service.url}/readyz", timeout=30).json()
    assert said["isolation"] == "none"


@pytest.mark.parametrize("tier", ["bwrap", "landlock"])
def test_a_tier_that_does_not_work_here_is_refused(
    repository: Path, bare_path: str, tier: str
) -> None:
    done = review(repository, {"PATH": bare_path, "TENET_ISOLATION": tier}, crippled=True)
    assert done.returncode == 2
    assert f"TENET_ISOLATION={tier} does not work here" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("crippled", [True, False], ids=["nothing works", "on purpose"])
def test_a_local_review_goes_on_without_isolation_and_says_so(
    repository: Path, bare_path: str, *, crippled: bool
) -> None:
    wish = {} if crippled else {"TENET_ISOLATION": "none"}
    done = review(repository, {"PATH": bare_path, **wish}, crippled=crippled)
    assert done.returncode == 0, done.stderr
    reasons = json.loads(done.stdout)["reasons"]
    assert any(one.startswith("Semgrep ran without isolation") for one in reasons)


def test_a_review_that_is_locked_in_says_nothing_of_it(repository: Path) -> None:
    if isolation.strongest(Isolation.AUTO) is Isolation.NONE:
        pytest.skip("nothing locks Semgrep in here")
    done = review(repository, {"PATH": os.environ["PATH"]})
    assert done.returncode == 0, done.stderr
    assert not any("isolation" in one for one in json.loads(done.stdout)["reasons"])
