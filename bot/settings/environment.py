"""Reads the settings of the process from its environment, once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.errors import OperatorError
from bot.settings.remembered import remembered_app
from bot.settings.shape import Settings, absolute_path

_APP_IDENTITY = ("GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY", "GITHUB_APP_PRIVATE_KEY_PATH")


class SettingError(OperatorError):
    """One variable is wrong; `variable` is its name."""

    def __init__(self, variable: str, said: str) -> None:
        super().__init__(f"{variable} {said}.")
        self.variable = variable


def load_settings(environ: Mapping[str, str]) -> Settings:
    """The settings that these variables make; an empty variable counts as unset.

    Raises SettingError with the variable and the next step, never with the value of a secret.
    """
    given = {
        name: _trimmed(name, environ[name])
        for field in Settings.model_fields.values()
        for name in (str(field.validation_alias),)
        if environ.get(name, "").strip()
    }
    given.setdefault("TENET_DATA_DIR", "~/.local/share/tenet")
    try:
        data_dir = absolute_path(given["TENET_DATA_DIR"])
    except ValueError as exc:
        raise SettingError("TENET_DATA_DIR", str(exc)) from exc
    given.setdefault("TENET_DATABASE_URL", f"sqlite:///{data_dir / 'tenet.db'}")
    try:
        return Settings(**_below(given, data_dir))
    except ValidationError as exc:
        raise _first_mistake(exc) from exc


def right_settings(environ: Mapping[str, str]) -> tuple[Settings, tuple[str, ...]]:
    """The settings without the variables that are wrong, and what is wrong with each.

    Raises OperatorError where no variable is to blame that could be left out.
    """
    left = dict(environ)
    wrong: list[str] = []
    while True:
        try:
            return load_settings(left), tuple(wrong)
        except SettingError as exc:
            if left.pop(exc.variable, None) is None:
                raise
            wrong.append(str(exc))


def _trimmed(name: str, value: str) -> str:
    # A space at the end of a webhook secret is part of it, a line break comes from a file.
    return value.strip("\r\n" if name.startswith("GITHUB_WEBHOOK_SECRET") else None)


def _below(given: dict[str, str], data_dir: Path) -> dict[str, Any]:
    """The given variables, and below them the App that the set-up page stored.

    Not a mixture of two Apps: where the environment names one, the stored one is left out.
    """
    if any(name in given for name in _APP_IDENTITY):
        return dict(given)
    return remembered_app(data_dir) | given


_REMEDIES = {
    "GITHUB_APP_ID": "must be the App's number (App ID), as its settings page shows it",
    "TENET_BUDGET_USD_PER_PR": "must be an amount in dollars such as 2 or 0.5",
    "TENET_BUDGET_USD_PER_DAY": "must be an amount in dollars such as 50 or 12.5",
}


def _first_mistake(exc: ValidationError) -> SettingError:
    first = exc.errors(include_url=False, include_input=False)[0]
    variable = str(first["loc"][0])
    context = first.get("ctx", {})
    if first["type"] == "value_error":
        said = str(context["error"])
    elif first["type"] == "enum":
        said = f"must be {context['expected']}"
    else:
        said = _REMEDIES.get(variable, "is not understood")
    return SettingError(variable, said)
