"""The sandbox as a program: serves until it is interrupted."""

import os
import shlex
from pathlib import Path

from bot.sandbox.demo import shop
from bot.sandbox.github import Sandbox
from bot.sandbox.pull_handle import SandboxPullRequest
from bot.stopping import stop_signal

ENVIRONMENT_FILE = "sandbox.env"


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
    wait_until_stopped = stop_signal()
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
        wait_until_stopped()


def open_example(
    github: Sandbox, base_dir: Path | None, head_dir: Path | None
) -> SandboxPullRequest:
    """A pull request from one folder to another; without folders, the one of the demo."""
    if base_dir is None or head_dir is None:
        return shop.open_pull_request(shop.create_repository(github))
    repository = github.create_repository("acme/import")
    repository.import_folders(base_dir, head_dir)
    title = f"From {base_dir.name} to {head_dir.name}"
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
