"""The App that the set-up page stored: its settings stand below the environment."""

import json
import os
from pathlib import Path

from bot.errors import OperatorError

REMEMBERED_APP = "app.json"  # in TENET_DATA_DIR

_MAX_BYTES = 64 * 1024
_SIGN_IN = ("GITHUB_APP_CLIENT_ID", "GITHUB_APP_CLIENT_SECRET")


def remembered_app(data_dir: Path) -> dict[str, str]:
    """The variables of the App that the set-up page stored in this folder; none without it."""
    path = data_dir / REMEMBERED_APP
    broken = OperatorError(f"{path} cannot be used: delete it, and set the App up again.")
    try:
        with path.open("rb") as file:
            stored = json.loads(file.read(_MAX_BYTES))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, RecursionError) as exc:
        raise broken from exc
    names = ("GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY", "GITHUB_WEBHOOK_SECRET")
    if not isinstance(stored, dict) or not all(isinstance(stored.get(one), str) for one in names):
        raise broken
    also = [name for name in _SIGN_IN if isinstance(stored.get(name), str)]
    return {name: stored[name] for name in (*names, *also)}


def remember_app(
    data_dir: Path,
    app_id: int,
    private_key: str,
    webhook_secret: str,
    sign_in: tuple[str, str] | None = None,
) -> None:
    """Stores an App for the next start, readable by this user only, and whole or not at all.

    `sign_in` is its client id and client secret, with which people sign in to the window.
    """
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    values = {
        "GITHUB_APP_ID": str(app_id),
        "GITHUB_APP_PRIVATE_KEY": private_key,
        "GITHUB_WEBHOOK_SECRET": webhook_secret,
        **dict(zip(_SIGN_IN, sign_in or (), strict=False)),
    }
    fresh = data_dir / f"{REMEMBERED_APP}.{os.getpid()}"
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(values, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(data_dir / REMEMBERED_APP)
