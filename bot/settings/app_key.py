"""What proves that we are our App: its number and private key, and the webhook's secrets."""

import stat
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import OperatorError
from bot.settings.shape import Settings

_MAX_KEY_BYTES = 64 * 1024
_AGAIN = "generate a new one on the App's settings page and use the file that it downloads"


@dataclass(frozen=True, slots=True)
class AppCredentials:
    """The App's number and its private key as PEM text; `warnings` are for the operator."""

    app_id: int
    private_key: str = field(repr=False)
    warnings: tuple[str, ...] = ()


def app_credentials(settings: Settings) -> AppCredentials:
    """Who we are on GitHub. Raises OperatorError with the variable that is missing or wrong."""
    if settings.app_id is None:
        raise OperatorError(
            "GITHUB_APP_ID is not set: write the App ID there that the App's settings page shows."
        )
    text, variable, warnings = _key_text(settings)
    # CRLF comes from Windows, and `\\n` from files that hold one variable a line.
    lines = text.replace("\\n", "\n").replace("\r\n", "\n").strip()
    pem = f"{lines}\n"
    _check_key(pem, variable)
    return AppCredentials(settings.app_id, pem, warnings)


def webhook_secrets(settings: Settings) -> tuple[str, ...]:
    """The secrets that may sign a delivery: the current one, and the one before it.

    Raises OperatorError without a current one: unsigned deliveries are never accepted.
    """
    if settings.webhook_secret is None:
        raise OperatorError(
            "GITHUB_WEBHOOK_SECRET is not set: make one with `openssl rand -hex 32`, and set it "
            "here and on the App's settings page."
        )
    both = (settings.webhook_secret, settings.webhook_secret_previous)
    return tuple(one.get_secret_value() for one in both if one is not None)


def _key_text(settings: Settings) -> tuple[str, str, tuple[str, ...]]:
    key, path = settings.app_private_key, settings.app_private_key_path
    if key is not None and path is not None:
        raise OperatorError(
            "GITHUB_APP_PRIVATE_KEY and GITHUB_APP_PRIVATE_KEY_PATH are both set: keep one of them."
        )
    if key is not None:
        return key.get_secret_value(), "GITHUB_APP_PRIVATE_KEY", ()
    if path is None:
        raise OperatorError(
            "GITHUB_APP_PRIVATE_KEY is not set: write the App's private key there as PEM text, or "
            "its file's path in GITHUB_APP_PRIVATE_KEY_PATH."
        )
    return _read_key(path), f"GITHUB_APP_PRIVATE_KEY_PATH ({path})", _exposure(path)


def _read_key(path: Path) -> str:
    variable = f"GITHUB_APP_PRIVATE_KEY_PATH ({path})"
    try:
        if not path.is_file():  # a pipe or a device would keep us waiting
            raise OperatorError(f"{variable} names no file: correct the path.")
        with path.open("rb") as file:
            content = file.read(_MAX_KEY_BYTES)
    except OSError as exc:
        raise OperatorError(
            f"{variable} cannot be read ({exc.strerror}): let this user read it."
        ) from exc
    return content.decode("utf-8-sig", "replace")


def _exposure(path: Path) -> tuple[str, ...]:
    """A warning and no refusal: in containers, mounted secrets often are readable by all."""
    if not path.stat().st_mode & stat.S_IROTH:
        return ()
    return (
        f"Everybody on this machine can read the App's private key {path}: run `chmod 640` on it.",
    )


def _check_key(pem: str, variable: str) -> None:
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415  only `serve` pays
    from cryptography.hazmat.primitives.asymmetric.rsa import (  # noqa: PLC0415  the same
        RSAPrivateKey,
    )
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415  the same
        load_pem_private_key,
    )

    if "ENCRYPTED" in pem:
        raise OperatorError(
            f"{variable} is protected by a passphrase, which nobody could type at night: {_AGAIN}, "
            "or take the passphrase off with `openssl rsa`."
        )
    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as exc:
        raise OperatorError(f"{variable} holds no private key that can be read: {_AGAIN}.") from exc
    if not isinstance(key, RSAPrivateKey):
        raise OperatorError(f"{variable} holds a key that is not RSA, as GitHub's are: {_AGAIN}.")
