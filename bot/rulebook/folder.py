"""Where the rules folder is: beside `bot/` in a checkout, inside it in a wheel."""

from pathlib import Path

from bot.errors import OperatorError


def rules_folder() -> Path:
    """The folder of our own personas, principles and rules.

    Raises OperatorError when the installation lacks it.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_rules", package.parent / "rules"):
        if (folder / "personas").is_dir():
            return folder
    raise OperatorError(
        f"The rules folder is missing beside {package}; install tenet-review again."
    )
