"""What the operator decides: the settings of the process, read once from the environment."""

from bot.settings.app_key import AppCredentials, app_credentials, webhook_secrets
from bot.settings.environment import load_settings, right_settings
from bot.settings.remembered import remember_app
from bot.settings.shape import Isolation, Settings

__all__ = [
    "AppCredentials",
    "Isolation",
    "Settings",
    "app_credentials",
    "load_settings",
    "remember_app",
    "right_settings",
    "webhook_secrets",
]
