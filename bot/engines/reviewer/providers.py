"""What is particular to each provider of the model: its client, its credentials, what it lacks."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.errors import OperatorError, TransientError
from bot.settings import ModelAccess, ModelProvider

if TYPE_CHECKING:
    import anthropic
    import httpx2

    Client = anthropic.Anthropic | anthropic.AnthropicBedrockMantle | anthropic.AnthropicVertex

_GOOGLE_SCOPE = "https://www.googleapis.com/auth/cloud-platform"


@dataclass(frozen=True, slots=True)
class Particulars:
    """One provider: `title` in words, and `remedy`, the next step where it refuses us.

    `takes_schemas`: its answers can be held to a JSON schema. `lists_models`: it can be asked which
    models it has.
    """

    title: str
    remedy: str
    takes_schemas: bool = True
    lists_models: bool = False


# As of October 2026, by the page of each on platform.claude.com.
PARTICULARS = {
    ModelProvider.ANTHROPIC: Particulars(
        "Anthropic's API", "set a valid ANTHROPIC_API_KEY", lists_models=True
    ),
    ModelProvider.BEDROCK: Particulars(
        "Amazon Bedrock",
        "check AWS's credentials, that they may call bedrock-mantle:CreateInference, and that the "
        "account has access to the model in AWS_REGION",
        takes_schemas=False,
    ),
    ModelProvider.VERTEX: Particulars(
        "Google Vertex AI",
        "check Google's credentials, and that they may use the model in "
        "ANTHROPIC_VERTEX_PROJECT_ID and CLOUD_ML_REGION",
    ),
    ModelProvider.FOUNDRY: Particulars(
        "Microsoft Foundry", "set a valid ANTHROPIC_FOUNDRY_API_KEY for this resource"
    ),
}


class Clients:
    """Makes the SDK's clients for one way to the model.

    Raises OperatorError at once where a package or the credentials for it are missing.
    """

    def __init__(self, access: ModelAccess) -> None:
        self._access = access
        self._credentials = None if access.key else _credentials(access)

    def open(self, timeout: "httpx2.Timeout", http_client: "httpx2.Client") -> "Client":
        """A client that asks once, and is closed by its caller.

        Everything is said to it, so that it looks for nothing in the environment. Raises
        OperatorError and TransientError where the credentials cannot be renewed.
        """
        import anthropic  # noqa: PLC0415  costs a second and 60 MB, which only a call should pay

        access = self._access
        given: dict[str, Any] = {
            "base_url": access.base_url,
            "timeout": timeout,
            "http_client": http_client,
            "max_retries": 0,  # the SDK would sleep as long as any Retry-After says, even hours
            "open_telemetry": False,
        }
        client: Client
        match access.provider:
            case ModelProvider.ANTHROPIC:
                client = anthropic.Anthropic(api_key=access.key, **given)
            case ModelProvider.BEDROCK:
                given |= {"api_key": access.key} if access.key else _aws_keys(self._credentials)
                client = anthropic.AnthropicBedrockMantle(aws_region=access.region, **given)
            case ModelProvider.VERTEX:
                token = access.key or _google_token(self._credentials)
                client = anthropic.AnthropicVertex(
                    region=access.region, project_id=access.project, access_token=token, **given
                )
            case ModelProvider.FOUNDRY:
                client = anthropic.AnthropicFoundry(api_key=access.key, **given)
        # Those of ANTHROPIC_CUSTOM_HEADERS, which the SDK offers no other way to leave out.
        client._custom_headers = {}  # noqa: SLF001  see above
        return client


def _credentials(access: ModelAccess) -> Any:  # noqa: ANN401  the vendors' own, without types
    match access.provider:
        case ModelProvider.BEDROCK:
            return _aws_credentials(access)
        case ModelProvider.VERTEX:
            return _google_credentials()
        case _:
            return None


def _missing(provider: ModelProvider) -> OperatorError:
    return OperatorError(
        f"TENET_MODEL_PROVIDER is {provider}, and a package for it is not installed: run "
        f"`pip install 'tenet-review[{provider}]'`."
    )


def _aws_credentials(access: ModelAccess) -> Any:  # noqa: ANN401  see above
    try:
        import boto3  # noqa: PLC0415  an extra
        from botocore.exceptions import BotoCoreError  # noqa: PLC0415  the same
    except ImportError as exc:
        raise _missing(access.provider) from exc
    keys = access.aws_keys
    try:
        session = boto3.Session(
            aws_access_key_id=keys.access_key_id if keys else None,
            aws_secret_access_key=keys.secret_access_key if keys else None,
            aws_session_token=keys.session_token if keys else None,
            profile_name=None if keys else access.aws_profile,
            region_name=access.region,
        )
        found = session.get_credentials()
    except BotoCoreError as exc:
        raise OperatorError(f"AWS's credentials cannot be read: {exc}.") from exc
    if found is None:
        raise OperatorError(
            "No credentials of AWS are found: set AWS_BEARER_TOKEN_BEDROCK, or AWS_ACCESS_KEY_ID "
            "and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give this machine a role."
        )
    return found


def _aws_keys(credentials: Any) -> dict[str, str | None]:  # noqa: ANN401  see above
    from botocore.exceptions import BotoCoreError  # noqa: PLC0415  an extra

    try:
        now = credentials.get_frozen_credentials()
    except BotoCoreError as exc:
        raise TransientError("AWS's credentials could not be renewed") from exc
    return {
        "aws_access_key": now.access_key,
        "aws_secret_key": now.secret_key,
        "aws_session_token": now.token,
    }


def _google_credentials() -> Any:  # noqa: ANN401  see above
    try:
        import google.auth  # noqa: PLC0415  an extra
        from google.auth.exceptions import GoogleAuthError  # noqa: PLC0415  the same
    except ImportError as exc:
        raise _missing(ModelProvider.VERTEX) from exc
    try:
        found, _ = google.auth.default(scopes=[_GOOGLE_SCOPE])
    except (GoogleAuthError, OSError, ValueError) as exc:
        raise OperatorError(
            "Google's credentials cannot be found or read: run `gcloud auth application-default "
            "login`, or set GOOGLE_APPLICATION_CREDENTIALS to their file."
        ) from exc
    return found


def _google_token(credentials: Any) -> str:  # noqa: ANN401  see above
    from google.auth.exceptions import GoogleAuthError  # noqa: PLC0415  an extra
    from google.auth.transport.requests import Request  # noqa: PLC0415  the same

    try:
        if not credentials.valid:
            credentials.refresh(Request())
    except GoogleAuthError as exc:
        if exc.retryable:
            raise TransientError("Google's credentials could not be renewed") from exc
        raise OperatorError(
            "Google refuses the credentials; run `gcloud auth application-default login`, or "
            "correct GOOGLE_APPLICATION_CREDENTIALS"
        ) from exc
    return str(credentials.token)
