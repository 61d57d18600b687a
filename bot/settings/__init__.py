"""What the operator decides: the settings of the process, read once from the environment."""

from bot.settings.app_key import AppCredentials, app_credentials, webhook_secrets
from bot.settings.environment import load_settings, right_settings
from bot.settings.model_access import ANTHROPIC_URL, AwsKeys, ModelAccess, model_access
from bot.settings.remembered import remember_app
from bot.settings.shape import Isolation, ModelProvider, Settings, WindowOpen, web_address

__all__ = [
    "ANTHROPIC_URL",
    "AppCredentials",
    "AwsKeys",
    "Isolation",
    "ModelAccess",
    "ModelProvider",
    "Settings",
    "WindowOpen",
    "app_credentials",
    "load_settings",
    "model_access",
    "remember_app",
    "right_settings",
    "web_address",
    "webhook_secrets",
]
