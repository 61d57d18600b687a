"""The way to the model: whose servers it is asked at, where they are, and what opens them."""

from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import SecretStr

from bot.errors import OperatorError
from bot.settings.shape import ModelProvider, Settings

ANTHROPIC_URL = "https://api.anthropic.com"

# Google's hosts that are not those of one region.
_VERTEX_HOSTS = {
    "global": "aiplatform.googleapis.com",
    "us": "aiplatform.us.rep.googleapis.com",
    "eu": "aiplatform.eu.rep.googleapis.com",
}
_Value = TypeVar("_Value", str, SecretStr)


@dataclass(frozen=True, slots=True)
class AwsKeys:
    """An access key of AWS; with a session token where it is one for a while only."""

    access_key_id: str
    secret_access_key: str = field(repr=False)
    session_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ModelAccess:
    """A way to the model.

    `key` is the API's key, or a bearer token of AWS. `region` is that of AWS or Google, `project`
    Google's. Credentials that are not named here are where AWS's and Google's own libraries look
    for them: in their files, and at the machine's role.
    """

    provider: ModelProvider
    base_url: str
    key: str | None = field(default=None, repr=False)
    region: str = ""
    project: str = ""
    aws_keys: AwsKeys | None = None
    aws_profile: str | None = None


def model_access(settings: Settings) -> ModelAccess | None:
    """The way to the model that these settings describe; None where no key of Anthropic's is set.

    Raises OperatorError with the next step for what is missing, or said twice.
    """
    match settings.model_provider:
        case ModelProvider.ANTHROPIC:
            return _anthropic(settings)
        case ModelProvider.BEDROCK:
            return _bedrock(settings)
        case ModelProvider.VERTEX:
            return _vertex(settings)
        case ModelProvider.FOUNDRY:
            return _foundry(settings)


def _anthropic(settings: Settings) -> ModelAccess | None:
    key = settings.anthropic_api_key
    if key is None:
        return None
    url = settings.anthropic_base_url or ANTHROPIC_URL
    return ModelAccess(ModelProvider.ANTHROPIC, url, key.get_secret_value())


def _bedrock(settings: Settings) -> ModelAccess:
    region = _needed(settings, settings.aws_region, "AWS_REGION", "a region such as us-east-1")
    token = settings.aws_bearer_token
    return ModelAccess(
        ModelProvider.BEDROCK,
        settings.bedrock_base_url or f"https://bedrock-mantle.{region}.api.aws/anthropic",
        key=token.get_secret_value() if token else None,
        region=region,
        aws_keys=_aws_keys(settings),
        aws_profile=settings.aws_profile,
    )


def _aws_keys(settings: Settings) -> AwsKeys | None:
    key, secret = settings.aws_access_key_id, settings.aws_secret_access_key
    if key is None and secret is None:
        return None
    session = settings.aws_session_token
    return AwsKeys(
        _needed(settings, key, "AWS_ACCESS_KEY_ID", "the one of AWS_SECRET_ACCESS_KEY"),
        _needed(settings, secret, "AWS_SECRET_ACCESS_KEY", "the one of AWS_ACCESS_KEY_ID"),
        session.get_secret_value() if session else None,
    )


def _vertex(settings: Settings) -> ModelAccess:
    region = _needed(
        settings, settings.vertex_region, "CLOUD_ML_REGION", "global, or a region of Google's"
    )
    host = _VERTEX_HOSTS.get(region, f"{region}-aiplatform.googleapis.com")
    return ModelAccess(
        ModelProvider.VERTEX,
        settings.vertex_base_url or f"https://{host}/v1",
        region=region,
        project=_needed(
            settings,
            settings.vertex_project,
            "ANTHROPIC_VERTEX_PROJECT_ID",
            "the id of the project that pays",
        ),
    )


def _foundry(settings: Settings) -> ModelAccess:
    url = settings.foundry_base_url
    if url is not None and settings.foundry_resource is not None:
        raise OperatorError(
            "ANTHROPIC_FOUNDRY_RESOURCE and ANTHROPIC_FOUNDRY_BASE_URL are both set: keep one."
        )
    if url is None:
        resource = _needed(
            settings,
            settings.foundry_resource,
            "ANTHROPIC_FOUNDRY_RESOURCE",
            "the name of the resource in Foundry",
        )
        url = f"https://{resource}.services.ai.azure.com/anthropic"
    key = _needed(
        settings, settings.foundry_api_key, "ANTHROPIC_FOUNDRY_API_KEY", "the deployment's key"
    )
    return ModelAccess(ModelProvider.FOUNDRY, url, key)


def _needed(settings: Settings, value: _Value | None, variable: str, what: str) -> str:
    if value is None:
        raise OperatorError(
            f"TENET_MODEL_PROVIDER is {settings.model_provider}, and {variable} is not set: write "
            f"{what} there."
        )
    return value.get_secret_value() if isinstance(value, SecretStr) else value
