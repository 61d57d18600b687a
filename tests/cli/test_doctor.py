"""`tenet doctor` looks at a real installation, and one part that fails hides no other."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.githubapp.manifest import EVENTS, PERMISSIONS
from bot.sandbox import Sandbox
from bot.store.database import open_store
from bot.store.migrations import STEPS
from tests.support import commands
from tests.support.data_folder import with_parsed_rules
from tests.support.messages_stub import HttpError, MessagesStub

PARTS = [
    "settings",
    "python",
    "semgrep",
    "isolation",
    "git",
    "rules",
    "data",
    "database",
    "app",
    "github",
    "webhook",
    "clock",
    "model",
]
SECRET = "canary-" + "5f" * 20


def examine(
    tmp_path: Path, more: Mapping[str, str] | None = None
) -> tuple[int, dict[str, dict[str, str]]]:
    with_parsed_rules(tmp_path / ".local/share/tenet")
    environment = {"HOME": str(tmp_path), "PATH": "/usr/local/bin:/usr/bin:/bin"}
    done = commands.run(["doctor", "--json"], environment | dict(more or {}))
    assert "Traceback" not in done.stderr
    assert SECRET not in done.stdout + done.stderr
    checks = json.loads(done.stdout)["checks"]
    assert [one["name"] for one in checks] == PARTS
    assert all(set(one) == {"name", "status", "found", "next_step"} for one in checks)
    assert all((one["next_step"] is None) is (one["status"] == "ok") for one in checks)
    return done.returncode, {one["name"]: one for one in checks}


def test_a_fresh_installation_is_well_and_nothing_was_made_but_a_cache(tmp_path: Path) -> None:
    code, checks = examine(tmp_path, {"TENET_DATA_DIR": str(tmp_path / "data")})
    assert code == 0
    assert {one["status"] for one in checks.values() if one["name"] != "isolation"} == {"ok"}
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
        ({"GITHUB_WEBHOOK_SECRET": SECRET[:9]}, "settings", "is shorter than 32 characters"),
        ({"TENET_ISOLATION": "bubbles"}, "settings", "TENET_ISOLATION must be"),
        ({"TENET_LOG_LEVEL": "loud", "TENET_ISOLATION": "x"}, "settings", "TENET_LOG_LEVEL must"),
        ({"TENET_DATABASE_URL": "sqlite:///:memory:"}, "database", "forgets everything"),
        ({"GITHUB_APP_ID": "7"}, "app", "GITHUB_APP_PRIVATE_KEY is not set"),
        ({"GITHUB_WEBHOOK_SECRET": SECRET}, "app", "GITHUB_APP_ID is not set"),
        ({"TENET_MODEL_PROVIDER": "bedrock"}, "model", "AWS_REGION is not set"),
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
    assert {one["name"] for one in checks.values() if one["status"] == "failed"} == {name}
    assert said in checks[name]["found"]


def test_a_missing_git_is_named(tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "uname").symlink_to("/usr/bin/uname")  # Semgrep asks it
    code, checks = examine(tmp_path, {"PATH": str(programs)})
    assert code == 2
    assert checks["git"]["found"] == "There is no git on the PATH."
    assert checks["git"]["next_step"] == "Install it."
    assert checks["semgrep"]["status"] == "ok"


def test_no_isolation_is_a_warning_with_a_next_step(tmp_path: Path) -> None:
    code, checks = examine(tmp_path, {"TENET_ISOLATION": "none"})
    assert code == 0
    assert checks["isolation"] == {
        "name": "isolation",
        "status": "warning",
        "found": "none (as TENET_ISOLATION wishes)",
        "next_step": "Install bubblewrap or use a kernel with Landlock, and unset TENET_ISOLATION.",
    }


def test_why_a_stronger_isolation_does_not_work_is_said(tmp_path: Path) -> None:
    _, checks = examine(tmp_path, {"PATH": str(tmp_path)})
    assert "bwrap: there is no program bwrap" in checks["isolation"]["found"]


def test_an_isolation_that_was_asked_for_and_does_not_work_fails(tmp_path: Path) -> None:
    code, checks = examine(tmp_path, {"PATH": str(tmp_path), "TENET_ISOLATION": "bwrap"})
    assert code == 2
    assert checks["isolation"]["status"] == "failed"
    assert "TENET_ISOLATION=bwrap does not work here" in checks["isolation"]["found"]
    assert checks["rules"]["status"] == "ok"


def test_the_model_is_asked_for_and_the_key_is_never_shown(tmp_path: Path) -> None:
    refusal = HttpError(401, "authentication_error")
    with MessagesStub({}, models={"claude-sonnet-5-5": refusal}) as api:
        more = {"ANTHROPIC_API_KEY": SECRET, "ANTHROPIC_BASE_URL": api.url}
        code, checks = examine(tmp_path, more)
    assert (code, checks["model"]["status"]) == (2, "failed")
    assert "the API refuses the key (401)" in checks["model"]["found"]


def test_a_database_is_read_and_not_changed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tenet.db'}"
    open_store(url).close()
    _, checks = examine(tmp_path, {"TENET_DATABASE_URL": url})
    assert checks["database"]["found"] == f"sqlite, version {len(STEPS)}"


def test_a_database_of_a_newer_tenet_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'tenet.db'}"
    open_store(url, (lambda _: None,) * 99).close()
    code, checks = examine(tmp_path, {"TENET_DATABASE_URL": url})
    assert code == 2
    assert checks["database"]["found"].startswith("The database is of version 99")


def test_a_git_that_cannot_be_started_hides_nothing(tmp_path: Path) -> None:
    git = tmp_path / "git"
    git.write_text("#!/no/such/interpreter\n")
    git.chmod(0o755)
    code, checks = examine(tmp_path, {"PATH": f"{tmp_path}:/usr/bin:/bin"})
    assert code == 2
    assert checks["git"]["found"] == f"{git} cannot be used (No such file or directory)"
    assert checks["model"]["status"] == "ok"


def test_somebody_elses_database_keeps_every_byte(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE theirs (word)")
    connection.close()
    before = file.read_bytes()
    _, checks = examine(tmp_path, {"TENET_DATABASE_URL": f"sqlite:///{file}"})
    assert checks["database"]["status"] == "ok"
    assert file.read_bytes() == before


def test_people_read_a_line_a_part_and_the_next_step_below_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "doctor"],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "TENET_ISOLATION": "none"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert [one.split()[1] for one in lines if not one.startswith(" ")] == PARTS
    assert all(one[19] == " " and one[20] != " " for one in lines)
    below = lines[lines.index("warning  isolation  none (as TENET_ISOLATION wishes)") + 1]
    assert below.strip().startswith("Install bubblewrap")


def test_what_the_app_lacks_on_github_is_named_and_what_is_right_is_seen(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    app = sandbox.app
    settings = {
        "GITHUB_APP_ID": str(app.id),
        "GITHUB_APP_PRIVATE_KEY": app.private_key_pem,
        "GITHUB_WEBHOOK_SECRET": app.webhook_secret,
        "GITHUB_API_URL": sandbox.api_url,
        "GITHUB_SERVER_URL": sandbox.url,
    }
    code, checks = examine(tmp_path, settings)
    assert (code, checks["webhook"]["found"]) == (2, "the App has no webhook URL")
    assert "https://YOUR-HOST/webhook" in checks["webhook"]["next_step"]
    assert checks["github"]["found"] == f"{app.slug} has its permissions and events"
    assert checks["clock"]["found"].endswith("GitHub's")
    assert checks["clock"]["status"] == "ok"

    sandbox.webhook_url = "http://127.0.0.1:9/webhook"
    shown = {"slug": "tenet", "permissions": {"metadata": "read", "contents": "write"}}
    lacking = {**shown, "events": ["pull_request"]}
    late = {"Date": "Thu, 01 Jan 2026 00:00:00 GMT"}
    for _ in range(2):
        sandbox.faults.add(path="/app$", status=200, body=json.dumps(lacking), headers=late)
    code, checks = examine(tmp_path, settings)
    assert code == 2
    assert checks["github"]["found"] == (
        "tenet lacks the permission pull_requests: write, the permission checks: write, the "
        "permission issues: read, the event check_run, the event check_suite, the event "
        "issue_comment, the event pull_request_review_comment"
    )
    assert checks["webhook"]["found"].endswith("nothing was ever delivered there")
    sandbox.faults.clear()

    generous = {"slug": "tenet", "permissions": {**PERMISSIONS, "contents": "write"}}
    sandbox.faults.add(
        path="/app$", status=200, body=json.dumps({**generous, "events": list(EVENTS)})
    )
    sandbox.faults.add(path="/app/hook/config", status=500, times=9)
    code, checks = examine(tmp_path, settings)
    assert code == 2
    assert checks["github"]["found"] == "tenet may more than it needs: contents: write"
    assert "GitHub answered 500 to GET /app/hook/config" in checks["webhook"]["found"]
