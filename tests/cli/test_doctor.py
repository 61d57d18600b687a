"""`tenet doctor` looks at a real installation, and one part that fails hides no other."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.store.database import open_store
from tests.support.service import COMMAND

PARTS = ["python", "semgrep", "isolation", "git", "rules", "data", "database", "app", "model"]
SECRET = "canary-" + "5f" * 20


def examine(
    tmp_path: Path, more: Mapping[str, str] | None = None
) -> tuple[int, dict[str, dict[str, str]]]:
    environment = {"HOME": str(tmp_path), "PATH": "/usr/local/bin:/usr/bin:/bin"}
    done = subprocess.run(
        [COMMAND, "doctor", "--json"],
        env=environment | dict(more or {}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert SECRET not in done.stdout + done.stderr
    checks = json.loads(done.stdout)["checks"]
    assert [one["name"] for one in checks] == PARTS
    return done.returncode, {one["name"]: one for one in checks}


def test_a_fresh_installation_is_well_and_nothing_was_made_but_a_cache(tmp_path: Path) -> None:
    code, checks = examine(tmp_path, {"TENET_DATA_DIR": str(tmp_path / "data")})
    assert code == 0
    assert {one["state"] for one in checks.values() if one["name"] != "isolation"} == {"ok"}
    assert "found a mistake in" in checks["semgrep"]["found"]
    assert checks["database"]["found"] == "sqlite, `tenet serve` makes its tables"
    assert sorted(one.name for one in (tmp_path / "data").iterdir()) == ["rules"]


@pytest.mark.parametrize(
    ("more", "name", "said"),
    [
        ({"TENET_SEMGREP": "/no/semgrep"}, "semgrep", "names '/no/semgrep', where no program is"),
        ({"TENET_SEMGREP": "/bin/true"}, "semgrep", "Semgrep gives no answer"),
        ({"TENET_DATA_DIR": "/dev/null/x"}, "data", "/dev/null cannot be written to"),
        ({"TENET_PERSONA": "/no/persona.md"}, "rules", "/no/persona.md"),
        ({"GITHUB_APP_ID": "7"}, "app", "GITHUB_APP_PRIVATE_KEY is not set"),
        ({"GITHUB_WEBHOOK_SECRET": SECRET}, "app", "GITHUB_APP_ID is not set"),
        (
            {"GITHUB_APP_ID": "7", "GITHUB_APP_PRIVATE_KEY": SECRET},
            "app",
            "GITHUB_APP_PRIVATE_KEY holds no private key that can be read",
        ),
        (
            {"TENET_DATABASE_URL": f"postgresql://tenet:{SECRET}@127.0.0.1:1/tenet"},
            "database",
            "The database does not answer",
        ),
    ],
)
def test_what_is_wrong_is_named_with_the_next_step_and_the_rest_is_looked_at(
    tmp_path: Path, more: Mapping[str, str], name: str, said: str
) -> None:
    code, checks = examine(tmp_path, more)
    assert code == 2
    assert {one["name"] for one in checks.values() if one["state"] == "failed"} == {name}
    assert said in checks[name]["found"]


def test_a_missing_git_is_named(tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "uname").symlink_to("/usr/bin/uname")  # Semgrep asks it
    code, checks = examine(tmp_path, {"PATH": str(programs)})
    assert code == 2
    assert checks["git"]["found"] == "There is no git on the PATH: install it."
    assert checks["semgrep"]["state"] == "ok"


def test_no_isolation_is_a_warning_with_a_next_step(tmp_path: Path) -> None:
    code, checks = examine(tmp_path, {"TENET_ISOLATION": "none"})
    assert code == 0
    assert checks["isolation"] == {
        "name": "isolation",
        "state": "warning",
        "found": "none (as TENET_ISOLATION wishes)",
        "next_step": "Install bubblewrap or use a kernel with Landlock, and unset TENET_ISOLATION.",
    }


def test_a_key_is_told_and_never_shown(tmp_path: Path) -> None:
    code, checks = examine(tmp_path, {"ANTHROPIC_API_KEY": SECRET})
    assert code == 0
    assert checks["model"]["found"] == "a key is set, for the persona's model; it was not tried"


def test_a_database_is_read_and_not_changed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tenet.db'}"
    open_store(url).close()
    _, checks = examine(tmp_path, {"TENET_DATABASE_URL": url})
    assert checks["database"]["found"] == "sqlite, version 1"


def test_a_database_of_a_newer_tenet_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tenet.db'}"
    open_store(url, (lambda _: None,) * 99).close()
    code, checks = examine(tmp_path, {"TENET_DATABASE_URL": url})
    assert code == 2
    assert checks["database"]["found"].startswith("The database is of version 99")


def test_a_setting_that_is_wrong_is_said_in_one_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [COMMAND, "doctor"],
        env={"HOME": str(tmp_path), "TENET_ISOLATION": "bubbles"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "TENET_ISOLATION must be" in done.stderr
    assert "Traceback" not in done.stderr
