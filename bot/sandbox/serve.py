"""The sandbox as a program: serves until it is interrupted."""

import os
import shlex
import signal
import threading
from pathlib import Path

from bot.sandbox.github import Sandbox
from bot.sandbox.pull_handle import SandboxPullRequest

ENVIRONMENT_FILE = "sandbox.env"
_EXAMPLE_BEFORE = {
    "README.md": "# Shop\n",
    "shop/orders.py": '"""Orders."""\n\n\ndef find(cursor, number):\n    """One order."""\n'
    '    cursor.execute("SELECT * FROM orders WHERE id = %s", (number,))\n'
    "    return cursor.fetchone()\n",
}
_EXAMPLE_AFTER = {
    "shop/orders.py": '"""Orders."""\n\n\ndef find(cursor, number):\n    """One order."""\n'
    "    try:\n"
    '        cursor.execute(f"SELECT * FROM orders WHERE id = {number}")\n'
    "        return cursor.fetchone()\n"
    "    except Exception:\n"
    "        pass\n",
}


def run(
    port: int = 0,
    base_dir: Path | None = None,
    head_dir: Path | None = None,
    *,
    folder: Path | None = None,
    webhook_url: str | None = None,
) -> None:
    """Serve one pull request: between two folders, or an example; blocks until interrupted.

    The App's credentials are written to `sandbox.env` in `folder` (the current one).
    """
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with Sandbox(port=port) as github:
        written = write_environment(github, folder or Path.cwd())
        github.webhook_url = webhook_url
        pull = open_example(github, base_dir, head_dir)
        address = f"{github.url}/{pull.state.repository.full_name}/pull/{pull.number}"
        lines = [
            f"Sandbox GitHub:  {github.url}",
            f"API:             {github.api_url}",
            f"Pull request:    {address}",
            f"Credentials:     {written}   (set -a; . {shlex.quote(str(written))}; set +a)",
            "Stop with Ctrl+C.",
        ]
        print("\n".join(lines), flush=True)  # noqa: T201  the addresses are this command's output
        stop.wait()


def open_example(
    github: Sandbox, base_dir: Path | None, head_dir: Path | None
) -> SandboxPullRequest:
    """A pull request from one folder to another; without folders, a small bad one."""
    if base_dir is not None and head_dir is not None:
        repository = github.create_repository("acme/import")
        repository.import_folders(base_dir, head_dir)
        title = f"From {base_dir.name} to {head_dir.name}"
    else:
        repository = github.create_repository("acme/shop", _EXAMPLE_BEFORE)
        repository.commit("change", _EXAMPLE_AFTER, "Never fail on a missing order")
        title = "Never fail on a missing order"
    return repository.open_pull_request(title, "Please review.", head="change", author="mona")


def write_environment(github: Sandbox, folder: Path) -> Path:
    """The App's credentials as a file that a shell can source; only its owner may read it."""
    app = github.app
    values = {
        "GITHUB_API_URL": github.api_url,
        "GITHUB_SERVER_URL": github.url,
        "GITHUB_APP_ID": str(app.id),
        "GITHUB_APP_PRIVATE_KEY": app.private_key_pem,
        "GITHUB_WEBHOOK_SECRET": app.webhook_secret,
    }
    path = folder / ENVIRONMENT_FILE
    path.unlink(missing_ok=True)
    text = "".join(f"{name}={shlex.quote(value)}\n" for name, value in values.items())
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    return path
