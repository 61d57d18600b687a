"""What is right and wrong with an installation, and what to do about it."""

import json
import os
import platform
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot import process
from bot.app import github_check
from bot.app.health import Found, State
from bot.app.model_check import model_as_configured
from bot.app.reviewer import rule_cache
from bot.engines.scanner import isolation, semgrep_process
from bot.engines.scanner.private_folder import private_folder
from bot.engines.scanner.semgrep_process import Batch
from bot.errors import TenetError
from bot.rulebook import load_persona, load_rules
from bot.settings import Isolation, Settings, app_credentials, webhook_secrets
from bot.store.database import version_of

_GIT_SECONDS = 10.0
_LITTLE = 1 << 30  # bytes of free disk; mirrors of repositories need more
_AGAIN = "Do what it says, and run `tenet doctor` again."
_WITHOUT = "Correct it; the parts below were looked at as if it were not set."
_MISTAKE = b"eval(1)\n"
_RULE = {
    "id": "mistake",
    "languages": ["python"],
    "severity": "ERROR",
    "message": "-",
    "pattern": "eval(...)",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One part of the installation: how it is, what was found, and what to do if anything."""

    name: str
    status: State
    found: str
    next_step: str | None = None


def examine(settings: Settings, wrong: tuple[str, ...] = ()) -> tuple[Check, ...]:
    """Look at every part; one that fails hides no other. Nothing but the rules' cache is made.

    Anthropic's API is asked where the model is Anthropic's own, GitHub's where there is an App.

    `wrong` is what is wrong with the variables that the settings had to leave out.
    """
    if wrong:
        first = Check("settings", State.FAILED, " ".join(wrong), _WITHOUT)
    else:
        first = Check("settings", State.OK, "every variable is understood")
    return (first, *(_looked(name, look, settings) for name, look in _PARTS))


def _looked(name: str, look: "Look", settings: Settings) -> Check:
    try:
        state, found, next_step = look(settings)
    except TenetError as exc:
        return Check(name, State.FAILED, str(exc), _AGAIN)
    except OSError as exc:
        place = exc.filename or "this machine"
        found = f"{place} cannot be used ({exc.strerror})"
        return Check(name, State.FAILED, found, f"Let this user use {place}, or repair it.")
    return Check(name, state, found, next_step)


def _python(_: Settings) -> Found:
    return State.OK, platform.python_version(), None


def _semgrep(settings: Settings) -> Found:
    """It must find a mistake in a file, locked in as in a review."""
    start = semgrep_process.command(settings.semgrep)
    with private_folder() as folder:
        rules = folder / "rules.json"
        rules.write_text(json.dumps({"rules": [_RULE]}), encoding="utf-8")
        (folder / "h00000.py").write_bytes(_MISTAKE)
        started = time.monotonic()
        scan = semgrep_process.scan(
            start, folder, [Batch(rules, ["h00000.py"])], settings.isolation
        )
        seconds = time.monotonic() - started
    if len(scan.matches) != 1 or scan.gaps:
        found = f"{start[0]} ran and did not find a plain mistake."
        return State.FAILED, found, "Reinstall Semgrep, or correct TENET_SEMGREP."
    found = f"{semgrep_process.version()}, {start[0]}, found a mistake in {seconds:.2f} s"
    if scan.problems:
        return State.WARNING, f"{found}. {scan.problems[0]}", "Install the locked version."
    return State.OK, found, None


def _isolation(settings: Settings) -> Found:
    tier = isolation.strongest(settings.isolation)
    wished = settings.isolation is tier
    why = "as TENET_ISOLATION wishes" if wished else isolation.why_no_stronger(tier)
    found = f"{tier} ({why})" if why else str(tier)
    if tier is not Isolation.NONE:
        return State.OK, found, None
    next_step = "Install bubblewrap or use a kernel with Landlock, and unset TENET_ISOLATION."
    return State.WARNING, found, next_step


def _git(_: Settings) -> Found:
    place = shutil.which("git")
    if place is None:
        return State.FAILED, "There is no git on the PATH.", "Install it."
    done = process.run(
        [place, "--version"], env={"PATH": os.environ.get("PATH", "")}, timeout=_GIT_SECONDS
    )
    if done.code != 0:
        return State.FAILED, f"{place} does not run.", "Reinstall git."
    return State.OK, done.stdout.decode("utf-8", "replace").strip(), None


def _beliefs(settings: Settings) -> Found:
    rules = load_rules(cache_folder=rule_cache(settings))
    persona = load_persona(settings.persona) if settings.persona else load_persona()
    return State.OK, f"{len(rules)} rules, persona {persona.name}", None


def _data(settings: Settings) -> Found:
    folder = settings.data_dir
    there = next(one for one in (folder, *folder.parents) if one.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        next_step = "Let this user write there, or set TENET_DATA_DIR."
        return State.FAILED, f"{there} cannot be written to.", next_step
    free = shutil.disk_usage(there).free
    found = f"{folder}{'' if there == folder else ' (made when needed)'}, {free / 1e9:.1f} GB free"
    if free < _LITTLE:
        return State.WARNING, found, "Make room: mirrors of repositories lie there."
    return State.OK, found, None


def _database(settings: Settings) -> Found:
    url = settings.database_url.get_secret_value()
    kind = url.partition(":")[0]
    version = version_of(url)
    state = "`tenet serve` makes its tables" if version is None else f"version {version}"
    return State.OK, f"{kind}, {state}", None


def _app(settings: Settings) -> Found:
    if not settings.has_app and settings.webhook_secret is None:
        return State.OK, "not set: reviews on the command line only", None
    credentials = app_credentials(settings)
    webhook_secrets(settings)
    found = f"App {credentials.app_id} on {settings.server_url}"
    if credentials.warnings:
        return State.WARNING, found, " ".join(credentials.warnings)
    return State.OK, found, None


Look = Callable[[Settings], Found]
_PARTS: tuple[tuple[str, Look], ...] = (
    ("python", _python),
    ("semgrep", _semgrep),
    ("isolation", _isolation),
    ("git", _git),
    ("rules", _beliefs),
    ("data", _data),
    ("database", _database),
    ("app", _app),
    ("github", github_check.permissions),
    ("webhook", github_check.webhook),
    ("clock", github_check.clock),
    ("model", model_as_configured),
)
