"""Every setting, with the variable that it is read from and what that may hold."""

import re
from decimal import Decimal
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.log import LogFormat, LogLevel

SHORTEST_WEBHOOK_SECRET = 32  # characters


class Isolation(StrEnum):
    """How Semgrep and git are locked in; `auto` takes the strongest that works here."""

    AUTO = "auto"
    BUBBLEWRAP = "bwrap"
    LANDLOCK = "landlock"
    NONE = "none"


class WindowOpen(StrEnum):
    """For whom the operator's window opens without a sign-in: people at this machine, or nobody."""

    LOCAL = "local"
    SIGN_IN = "sign-in"


class ModelProvider(StrEnum):
    """Whose servers the model is asked at."""

    ANTHROPIC = "anthropic"
    BEDROCK = "bedrock"
    VERTEX = "vertex"
    FOUNDRY = "foundry"


def web_address(value: str) -> str:
    """A root address without its last slash; plain http only where no network is crossed."""
    address = _address(value)
    if address.startswith("http:") and not _is_loopback(urlsplit(address).hostname or ""):
        raise ValueError("must begin with https://, because http:// is for this machine only")
    return address


def _address(value: str) -> str:
    """A root address without its last slash."""
    wrong = "must be an address such as https://github.example.com, with nothing behind the path"
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as exc:
        raise ValueError(wrong) from exc
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(wrong)
    if not value.isprintable() or " " in value or "\\" in value:
        raise ValueError(wrong)
    if "@" in parts.netloc:
        raise ValueError("must hold no user and no password; a token has a variable of its own")
    return value.rstrip("/")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:  # a name, and names can point anywhere
        return False


def _token(value: SecretStr) -> SecretStr:
    text = value.get_secret_value()
    if not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("holds a space, a line break or another sign that no token has")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    if len(value.get_secret_value()) < SHORTEST_WEBHOOK_SECRET:
        raise ValueError(
            f"is shorter than {SHORTEST_WEBHOOK_SECRET} characters; make a new one with "
            "`openssl rand -hex 32` and set it on GitHub, too"
        )
    return value


def _database_url(value: SecretStr) -> SecretStr:
    known = ("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")
    wrong = "must be an address such as sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE"
    try:
        urlsplit(value.get_secret_value())
    except ValueError as exc:
        raise ValueError(wrong) from exc
    if not value.get_secret_value().startswith(known):
        raise ValueError(wrong)
    return value


def absolute_path(value: str) -> Path:
    """The path from the root, `~` written out; raises ValueError where that cannot be done."""
    try:
        return Path(value).expanduser().absolute()
    except RuntimeError as exc:
        raise ValueError("begins with ~, and nobody knows the home folder; write it out") from exc


def _label(value: str) -> str:
    """A name that becomes a part of a host's name or of a path: no dot, no slash."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", value):
        raise ValueError("must be a name of letters, digits and hyphens")
    return value


def _client_id(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,100}", value):
        raise ValueError("must be the App's Client ID, as its settings page shows it")
    return value


def _app_id(value: str) -> str:
    if not (value.isascii() and value.isdigit()):
        raise ValueError("must be the App's number (App ID), as its settings page shows it")
    return value


AppId = Annotated[int, Field(gt=0, lt=2**63), BeforeValidator(_app_id)]
Url = Annotated[str, AfterValidator(web_address)]
Address = Annotated[str, AfterValidator(_address)]
Token = Annotated[SecretStr, AfterValidator(_token)]
WebhookSecret = Annotated[SecretStr, AfterValidator(_webhook_secret)]
DatabaseUrl = Annotated[SecretStr, AfterValidator(_database_url)]
ClientId = Annotated[str, AfterValidator(_client_id)]
Label = Annotated[str, AfterValidator(_label)]
FilePath = Annotated[Path, BeforeValidator(absolute_path)]
Dollars = Annotated[Decimal, Field(ge=0, allow_inf_nan=False)]


class Settings(BaseSettings):
    """Every setting; the name of its variable stands beside it."""

    model_config = SettingsConfigDict(frozen=True, hide_input_in_errors=True, extra="forbid")

    app_id: AppId | None = Field(None, validation_alias="GITHUB_APP_ID")
    app_private_key: SecretStr | None = Field(None, validation_alias="GITHUB_APP_PRIVATE_KEY")
    app_private_key_path: FilePath | None = Field(
        None, validation_alias="GITHUB_APP_PRIVATE_KEY_PATH"
    )
    webhook_secret: WebhookSecret | None = Field(None, validation_alias="GITHUB_WEBHOOK_SECRET")
    webhook_secret_previous: WebhookSecret | None = Field(
        None, validation_alias="GITHUB_WEBHOOK_SECRET_PREVIOUS"
    )
    client_id: ClientId | None = Field(None, validation_alias="GITHUB_APP_CLIENT_ID")
    client_secret: Token | None = Field(None, validation_alias="GITHUB_APP_CLIENT_SECRET")
    api_url: Url = Field("https://api.github.com", validation_alias="GITHUB_API_URL")
    server_url: Url = Field("https://github.com", validation_alias="GITHUB_SERVER_URL")
    github_token: Token | None = Field(None, validation_alias="GITHUB_TOKEN")
    anthropic_api_key: Token | None = Field(None, validation_alias="ANTHROPIC_API_KEY")
    anthropic_base_url: Url | None = Field(None, validation_alias="ANTHROPIC_BASE_URL")
    model: str | None = Field(None, validation_alias="TENET_MODEL")
    model_provider: ModelProvider = Field(
        ModelProvider.ANTHROPIC, validation_alias="TENET_MODEL_PROVIDER"
    )
    aws_region: Label | None = Field(None, validation_alias="AWS_REGION")
    aws_bearer_token: Token | None = Field(None, validation_alias="AWS_BEARER_TOKEN_BEDROCK")
    aws_access_key_id: Token | None = Field(None, validation_alias="AWS_ACCESS_KEY_ID")
    aws_secret_access_key: Token | None = Field(None, validation_alias="AWS_SECRET_ACCESS_KEY")
    aws_session_token: Token | None = Field(None, validation_alias="AWS_SESSION_TOKEN")
    aws_profile: str | None = Field(None, validation_alias="AWS_PROFILE")
    bedrock_base_url: Url | None = Field(None, validation_alias="ANTHROPIC_BEDROCK_MANTLE_BASE_URL")
    vertex_region: Label | None = Field(None, validation_alias="CLOUD_ML_REGION")
    vertex_project: Label | None = Field(None, validation_alias="ANTHROPIC_VERTEX_PROJECT_ID")
    vertex_base_url: Url | None = Field(None, validation_alias="ANTHROPIC_VERTEX_BASE_URL")
    foundry_api_key: Token | None = Field(None, validation_alias="ANTHROPIC_FOUNDRY_API_KEY")
    foundry_resource: Label | None = Field(None, validation_alias="ANTHROPIC_FOUNDRY_RESOURCE")
    foundry_base_url: Url | None = Field(None, validation_alias="ANTHROPIC_FOUNDRY_BASE_URL")
    persona: FilePath | None = Field(None, validation_alias="TENET_PERSONA")
    database_url: DatabaseUrl = Field(validation_alias="TENET_DATABASE_URL")
    data_dir: FilePath = Field(validation_alias="TENET_DATA_DIR")
    semgrep: str | None = Field(None, validation_alias="TENET_SEMGREP")
    isolation: Isolation = Field(Isolation.AUTO, validation_alias="TENET_ISOLATION")
    window: WindowOpen = Field(WindowOpen.LOCAL, validation_alias="TENET_WINDOW")
    budget_usd_per_pr: Dollars = Field(Decimal(2), validation_alias="TENET_BUDGET_USD_PER_PR")
    budget_usd_per_day: Dollars = Field(Decimal(50), validation_alias="TENET_BUDGET_USD_PER_DAY")
    otlp_endpoint: Address | None = Field(None, validation_alias="OTEL_EXPORTER_OTLP_ENDPOINT")
    log_format: LogFormat | None = Field(None, validation_alias="TENET_LOG_FORMAT")
    log_level: LogLevel = Field(LogLevel.INFO, validation_alias="TENET_LOG_LEVEL")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `load_settings` was given: no second look at the environment, no `.env`."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)

    @property
    def has_app(self) -> bool:
        """Whether anything says which GitHub App this is; else `serve` opens the set-up page."""
        identity = (self.app_id, self.app_private_key, self.app_private_key_path)
        return any(one is not None for one in identity)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every value that no log may show, whatever it looks like."""
        held = (
            self.app_private_key,
            self.webhook_secret,
            self.webhook_secret_previous,
            self.client_secret,
            self.github_token,
            self.anthropic_api_key,
            self.aws_bearer_token,
            self.aws_secret_access_key,
            self.aws_session_token,
            self.foundry_api_key,
        )
        found = [one.get_secret_value() for one in held if one]
        database = self.database_url.get_secret_value()
        if not database.startswith("sqlite"):
            password = urlsplit(database).password or ""
            found += [database, password, unquote(password)]
        return tuple(one for one in found if one)
