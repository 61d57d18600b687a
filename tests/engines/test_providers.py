"""Each provider's own client of the SDK, against a Messages API over real HTTP."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import anthropic
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from bot.engines.reviewer.anthropic_api import (
    Lifecycle,
    MessagesApi,
    Question,
    RefusedError,
    Reply,
    UnknownModelError,
)
from bot.engines.reviewer.calls import Budget, Caller, Circuit, Ending, Heard, Patience
from bot.engines.reviewer.models import fallback, model_id
from bot.errors import OperatorError, TransientError
from bot.review.prompt import Prompt
from bot.settings import AwsKeys, ModelAccess, ModelProvider, load_settings, model_access
from tests.support.messages_stub import (
    Answer,
    HangUp,
    HttpError,
    Message,
    MessagesStub,
    Raw,
    StreamError,
)

KEY = "canary-key-" + "5f" * 12
SCHEMA = {"type": "object", "properties": {"well": {"type": "boolean"}}}
ANSWER = '{"well": true}'
PUBLISHER = "projects/shop/locations/global/publishers/anthropic"
PROVIDERS = tuple(ModelProvider)


def access(provider: ModelProvider, url: str) -> ModelAccess:
    """A way to the model of this provider, made of settings as an operator would set them."""
    settings = {
        "TENET_MODEL_PROVIDER": provider.value,
        "ANTHROPIC_API_KEY": KEY,
        "ANTHROPIC_BASE_URL": url,
        "AWS_REGION": "eu-west-1",
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": KEY,
        "AWS_SESSION_TOKEN": "session",
        "ANTHROPIC_BEDROCK_MANTLE_BASE_URL": f"{url}/anthropic",
        "CLOUD_ML_REGION": "global",
        "ANTHROPIC_VERTEX_PROJECT_ID": "shop",
        "ANTHROPIC_VERTEX_BASE_URL": f"{url}/v1",
        "ANTHROPIC_FOUNDRY_API_KEY": KEY,
        "ANTHROPIC_FOUNDRY_BASE_URL": f"{url}/anthropic",
    }
    made = model_access(load_settings(settings))
    assert made is not None
    # Google's own way to a token has a test of its own.
    return replace(made, key=KEY) if provider is ModelProvider.VERTEX else made


def question(provider: ModelProvider = ModelProvider.ANTHROPIC) -> Question:
    return Question(model_id("sonnet", provider), Prompt("Be brief.", "Well?"), SCHEMA, 500, "low")


def ask(provider: ModelProvider, answer: Answer, seconds: float = 10) -> Reply:
    with MessagesStub(answer) as model:
        return MessagesApi(access(provider, model.url)).ask(question(provider), seconds)


def hear(provider: ModelProvider, answer: Answer) -> tuple[Heard, MessagesStub]:
    """What a whole call comes to, with all that is done for a provider that takes no schema."""
    with MessagesStub(answer) as model:
        way = access(provider, model.url)
        caller = Caller(MessagesApi(way), Budget(None), Patience(pauses=()), Circuit.of(way))
        asked = question(provider)
        return caller.ask(asked.model, asked.prompt, SCHEMA, asked.max_tokens), model


@pytest.mark.parametrize(
    ("provider", "path", "named"),
    [
        (ModelProvider.ANTHROPIC, "/v1/messages", "claude-sonnet-5-5"),
        (ModelProvider.BEDROCK, "/anthropic/v1/messages", "anthropic.claude-sonnet-5-5"),
        (
            ModelProvider.VERTEX,
            f"/v1/{PUBLISHER}/models/claude-sonnet-5-5:streamRawPredict",
            None,
        ),
        (ModelProvider.FOUNDRY, "/anthropic/v1/messages", "claude-sonnet-5-5"),
    ],
)
def test_each_provider_is_asked_in_its_own_way(
    provider: ModelProvider, path: str, named: str | None
) -> None:
    heard, model = hear(provider, Message(ANSWER))

    (asked,) = model.requests
    assert (heard.ending, heard.text) == (Ending.WHOLE, ANSWER)
    assert (heard.usage.input_tokens, heard.request_ids) == (1_000, ("req_stub",))
    assert asked.path == path
    assert asked.body.get("model") == named
    assert asked.body["stream"] is True
    assert asked.body["output_config"]["effort"] == "medium"
    assert asked.body["system"][0]["cache_control"] == {"type": "ephemeral", "ttl": "1h"}
    assert asked.schema == SCHEMA


def test_each_provider_gets_its_own_credentials() -> None:
    sent = {one: hear(one, Message(ANSWER))[1].requests[0].headers for one in PROVIDERS}

    assert sent[ModelProvider.ANTHROPIC]["authorization"] == f"Bearer {KEY}"
    signature = sent[ModelProvider.BEDROCK]["authorization"]
    assert signature.startswith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
    assert "/eu-west-1/bedrock-mantle/aws4_request" in signature
    assert sent[ModelProvider.BEDROCK]["x-amz-security-token"] == "session"
    assert KEY not in str(sent[ModelProvider.BEDROCK])
    assert sent[ModelProvider.VERTEX]["authorization"] == f"Bearer {KEY}"
    assert sent[ModelProvider.FOUNDRY]["x-api-key"] == KEY
    assert "authorization" not in sent[ModelProvider.FOUNDRY]


def test_a_bearer_token_of_aws_beats_its_keys() -> None:
    with MessagesStub(Message(ANSWER)) as model:
        way = replace(access(ModelProvider.BEDROCK, model.url), key=KEY)
        MessagesApi(way).ask(question(ModelProvider.BEDROCK), 10)

    assert model.requests[0].headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_nothing_else_of_the_environment_changes_what_is_sent(
    provider: ModelProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, before = hear(provider, Message(ANSWER))
    for name in (
        "ANTHROPIC_API_KEY",
        "ANTHROPIC_AUTH_TOKEN",
        "ANTHROPIC_AWS_API_KEY",
        "AWS_BEARER_TOKEN_BEDROCK",
        "ANTHROPIC_FOUNDRY_API_KEY",
        "ANTHROPIC_FOUNDRY_RESOURCE",
        "ANTHROPIC_VERTEX_PROJECT_ID",
        "CLOUD_ML_REGION",
        "AWS_REGION",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
    ):
        monkeypatch.setenv(name, "stranger")
    for name in ("", "_VERTEX", "_FOUNDRY", "_BEDROCK_MANTLE"):
        monkeypatch.setenv(f"ANTHROPIC{name}_BASE_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("ANTHROPIC_CUSTOM_HEADERS", "X-Stranger: stranger")
    _, after = hear(provider, Message(ANSWER))

    assert "stranger" not in str(after.requests[0]).lower()
    assert after.requests[0].headers.keys() == before.requests[0].headers.keys()
    assert after.requests[0].raw == before.requests[0].raw


@pytest.mark.parametrize(
    "text", [ANSWER, f"```json\n{ANSWER}\n```", f"The answer is:\n\n{ANSWER}\n\nThat is all."]
)
def test_without_a_schema_the_object_is_taken_out_of_what_stands_around_it(text: str) -> None:
    heard, model = hear(ModelProvider.BEDROCK, Message(text))

    assert heard.text == ANSWER
    assert "format" not in model.requests[0].body["output_config"]
    assert "Write the bare object" in model.requests[0].system


def test_a_schema_in_the_prompt_is_paid_for() -> None:
    aside: list[float] = []

    class Ledger:
        def set_aside(self, usd: float, limit_usd: float | None) -> str | None:
            del limit_usd
            aside.append(usd)
            return "no money"

        def settle(self, usd: float) -> None:
            raise AssertionError(usd)

    for provider in (ModelProvider.ANTHROPIC, ModelProvider.BEDROCK):
        way = access(provider, "http://127.0.0.1:1")
        budget = Budget(None, Ledger())
        Caller(MessagesApi(way), budget, Patience(), Circuit.of(way)).ask(
            question(provider).model, Prompt("", ""), SCHEMA, 100
        )

    assert aside[1] > 1.1 * aside[0]


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    "answer",
    [
        HttpError(429, body=[{"error": {"code": 429, "status": "RESOURCE_EXHAUSTED"}}]),
        HttpError(503, body={"message": "ServiceUnavailableException"}),
        HttpError(529, "overloaded_error"),
        HttpError(408),
        HangUp(),
        Raw(b""),
        Raw(b"<html>Sign in</html>", "text/html"),
        Message(ANSWER, events=3, ending=StreamError()),
        Message(ANSWER, events=3, ending=HangUp()),
    ],
    ids=repr,
)
def test_what_may_pass_is_told_from_what_will_not(provider: ModelProvider, answer: Answer) -> None:
    with pytest.raises(TransientError):
        ask(provider, answer)


@pytest.mark.parametrize(
    ("provider", "next_step"),
    [
        (ModelProvider.ANTHROPIC, "set a valid ANTHROPIC_API_KEY"),
        (ModelProvider.BEDROCK, "bedrock-mantle:CreateInference"),
        (ModelProvider.VERTEX, "ANTHROPIC_VERTEX_PROJECT_ID"),
        (ModelProvider.FOUNDRY, "set a valid ANTHROPIC_FOUNDRY_API_KEY"),
    ],
)
@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize(
    "body", [None, {"Message": "made up"}, [{"error": {"status": "PERMISSION_DENIED"}}], "no"]
)
def test_refused_credentials_are_said_with_the_step_of_that_provider(
    provider: ModelProvider, next_step: str, status: int, body: object
) -> None:
    with pytest.raises(RefusedError, match=rf"\({status}\); .*{next_step}") as refusal:
        ask(provider, HttpError(status, "permission_error", body=body))

    assert KEY not in str(refusal.value)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_an_unknown_model_and_a_silent_provider_are_told(provider: ModelProvider) -> None:
    with pytest.raises(OperatorError, match="does not know the model"):
        ask(provider, HttpError(404, body=[{"error": {"code": 404}}]))
    with pytest.raises(TransientError, match="took too long"):
        ask(provider, Message(ANSWER, pause=3), seconds=0.4)


def test_names_are_those_of_the_provider() -> None:
    assert model_id("opus", ModelProvider.BEDROCK) == "anthropic.claude-opus-5-5"
    assert model_id("claude-opus-4-8", ModelProvider.BEDROCK) == "anthropic.claude-opus-4-8"
    kept = "global.anthropic.claude-sonnet-5-5"
    assert model_id(kept, ModelProvider.BEDROCK) == kept
    assert model_id("haiku", ModelProvider.VERTEX) == "claude-haiku-5-5"
    assert model_id("our-deployment", ModelProvider.FOUNDRY) == "our-deployment"
    assert fallback("anthropic.claude-sonnet-5-5") == "anthropic.claude-opus-5-5"
    assert fallback("claude-haiku-4-5@20251001") == "claude-sonnet-5-5"
    assert fallback("our-deployment") is None


@pytest.mark.parametrize("region", ["global", "us", "eu", "europe-west4"])
def test_googles_hosts_are_those_of_the_sdk(region: str) -> None:
    settings = load_settings(
        {
            "TENET_MODEL_PROVIDER": "vertex",
            "CLOUD_ML_REGION": region,
            "ANTHROPIC_VERTEX_PROJECT_ID": "shop",
        }
    )
    ours = model_access(settings)

    assert ours
    with anthropic.AnthropicVertex(region=region, project_id="shop") as client:
        assert str(client.base_url) == f"{ours.base_url}/"


def test_the_other_hosts_are_those_of_the_sdk() -> None:
    bedrock = model_access(
        load_settings({"TENET_MODEL_PROVIDER": "bedrock", "AWS_REGION": "us-east-1"})
    )
    foundry = model_access(
        load_settings(
            {
                "TENET_MODEL_PROVIDER": "foundry",
                "ANTHROPIC_FOUNDRY_RESOURCE": "shop",
                "ANTHROPIC_FOUNDRY_API_KEY": KEY,
            }
        )
    )

    assert bedrock
    assert foundry
    with anthropic.AnthropicBedrockMantle(aws_region="us-east-1", api_key=KEY) as client:
        assert str(client.base_url) == f"{bedrock.base_url}/"
    with anthropic.AnthropicFoundry(resource="shop", api_key=KEY) as other:
        assert str(other.base_url) == f"{foundry.base_url}/"


class _Tokens(BaseHTTPRequestHandler):
    """Google's token endpoint; the status of its answers is that of the server."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
        """Tests want no access log."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        status = int(getattr(self.server, "status", 200))
        told = {"access_token": KEY, "expires_in": 3600, "error": "made_up"}
        data = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def google(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """A service account whose tokens come from this machine; it sets what the endpoint answers."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Tokens) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        pem = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )
        account = {
            "type": "service_account",
            "client_email": "tenet@shop.example",
            "private_key": pem.decode(),
            "token_uri": f"http://127.0.0.1:{server.server_address[1]}/token",
        }
        file = tmp_path / "account.json"
        file.write_text(json.dumps(account))
        monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(file))
        yield lambda status: setattr(server, "status", status)
        server.shutdown()
        thread.join()


def at_google(url: str) -> ModelAccess:
    return replace(access(ModelProvider.VERTEX, url), key=None)


def test_googles_token_is_fetched_with_its_own_credentials(google: Callable[[int], None]) -> None:
    google(200)
    with MessagesStub(Message(ANSWER)) as model:
        MessagesApi(at_google(model.url)).ask(question(ModelProvider.VERTEX), 10)

    assert model.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_a_token_that_google_refuses_is_said(google: Callable[[int], None]) -> None:
    google(400)
    with (
        MessagesStub(Message(ANSWER)) as model,
        pytest.raises(OperatorError, match=r"^Google refuses the credentials; run `gcloud auth"),
    ):
        MessagesApi(at_google(model.url)).ask(question(ModelProvider.VERTEX), 10)

    assert model.requests == []


def test_missing_credentials_are_said_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "none.json"))
    with pytest.raises(OperatorError, match=r"^Google's credentials cannot be found or read: run"):
        MessagesApi(at_google("http://127.0.0.1:1"))

    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    amazon = ModelAccess(ModelProvider.BEDROCK, "http://127.0.0.1:1", region="eu-west-1")
    with pytest.raises(OperatorError, match=r"^No credentials of AWS are found: set AWS_BEARER"):
        MessagesApi(amazon)
    with pytest.raises(OperatorError, match=r"^AWS's credentials cannot be read: .*nobody"):
        MessagesApi(replace(amazon, aws_profile="nobody"))


def test_a_profile_of_aws_is_read_from_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "credentials"
    file.write_text("[work]\naws_access_key_id = AKIDWORK\naws_secret_access_key = secret\n")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(file))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    with MessagesStub(Message(ANSWER)) as model:
        way = replace(access(ModelProvider.BEDROCK, model.url), aws_keys=None, aws_profile="work")
        MessagesApi(way).ask(question(ModelProvider.BEDROCK), 10)

    assert "Credential=AKIDWORK/" in model.requests[0].headers["authorization"]


@pytest.mark.parametrize(("provider", "package"), [("bedrock", "boto3"), ("vertex", "google/auth")])
def test_a_package_that_is_missing_is_named_with_the_command_that_brings_it(
    tmp_path: Path, provider: str, package: str
) -> None:
    shadow = tmp_path / f"{package}.py"
    shadow.parent.mkdir(exist_ok=True)
    (shadow.parent / "__init__.py").touch()
    shadow.write_text("raise ImportError")
    script = (
        "from bot.engines.reviewer.anthropic_api import MessagesApi;"
        "from bot.settings import ModelAccess, ModelProvider;"
        f"MessagesApi(ModelAccess(ModelProvider({provider!r}), '', region='x'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": f"{tmp_path}:{Path(__file__).parents[2]}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (
        f"OperatorError: TENET_MODEL_PROVIDER is {provider}, and a package for it is not "
        f"installed: run `pip install 'tenet-review[{provider}]'`."
    ) in done.stderr


def test_keys_are_never_shown() -> None:
    keys = AwsKeys("AKIDEXAMPLE", KEY, KEY)

    assert KEY not in repr(ModelAccess(ModelProvider.BEDROCK, "https://x", KEY, aws_keys=keys))


TOLD = {
    "id": "claude-x",
    "type": "model",
    "display_name": "X",
    "created_at": "2026-01-01T00:00:00Z",
}


def lifecycle(told: dict[str, str] | HttpError | Raw, model: str = "claude-x") -> Lifecycle:
    answer = TOLD | told if isinstance(told, dict) else told
    with MessagesStub(Message(ANSWER), models={"claude-x": answer}) as stub:
        return MessagesApi(access(ModelProvider.ANTHROPIC, stub.url)).lifecycle(model, 5)


def test_the_api_tells_how_a_model_is() -> None:
    retired = {"lifecycle": "retired", "retires_at": "2026-06-15T00:00:00Z"}

    assert lifecycle({"lifecycle": "active"}) == Lifecycle("active")
    assert lifecycle({}) == Lifecycle("active")
    told = lifecycle(retired)
    assert (told.stage, str(told.last_day)) == ("retired", "2026-06-15")


def test_a_model_that_the_api_does_not_know_is_told_from_an_api_that_knows_no_models() -> None:
    with pytest.raises(UnknownModelError):
        lifecycle({}, "claude-y")
    with pytest.raises(OperatorError) as gateway:
        lifecycle(HttpError(404, body={"detail": "Not Found"}))
    assert not isinstance(gateway.value, UnknownModelError)
    with pytest.raises(RefusedError):
        lifecycle(HttpError(401, "authentication_error"))
    for strange in (Raw(b"<html>", "text/html"), Raw(b"[]", "application/json")):
        with pytest.raises(TransientError):
            lifecycle(strange)
