"""The settings of a command, with the log set up so that it shows no secret."""

import os
import sys

from bot.log import configure
from bot.settings import Settings, load_settings


def settings() -> Settings:
    """The settings from the environment. Raises OperatorError for a wrong one."""
    loaded = load_settings(os.environ)
    set_up_log(loaded)
    return loaded


def set_up_log(loaded: Settings) -> None:
    """Sets the log up so that it shows none of these settings' secrets."""
    configure(loaded.log_level, loaded.log_format, loaded.secrets, sys.stderr)
