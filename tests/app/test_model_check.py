"""`tenet doctor` asks for the configured model, and says so where it cannot."""

from collections.abc import Mapping

import pytest

from bot.app.health import Found, State
from bot.app.model_check import model_as_configured
from bot.errors import OperatorError
from bot.settings import load_settings
from tests.support.messages_stub import HttpError, MessagesStub

KEY = "canary-" + "5f" * 20
SONNET = {
    "id": "claude-sonnet-5-5",
    "type": "model",
    "display_name": "Sonnet",
    "created_at": "2026-09-28T00:00:00Z",
    "lifecycle": "active",
}
NEWER = "Set TENET_MODEL to a newer one, such as sonnet."
REACH = "Look whether it can be reached from here, and knows Anthropic's page /v1/models."


def check(told: Mapping[str, str] | HttpError, wish: str) -> Found:
    """What is found of this model at an API that tells this of Sonnet; its address as URL."""
    with MessagesStub({}, models={"claude-sonnet-5-5": told}) as api:
        settings = {
            "ANTHROPIC_API_KEY": KEY,
            "ANTHROPIC_BASE_URL": api.url,
            "TENET_MODEL": wish,
        }
        state, found, next_step = model_as_configured(load_settings(settings))
    assert KEY not in f"{found}{next_step}"
    return state, found.replace(api.url, "URL"), next_step


def test_a_model_that_the_api_has_is_well() -> None:
    assert check(SONNET, "sonnet") == (State.OK, "claude-sonnet-5-5, by URL active", None)


@pytest.mark.parametrize(
    ("wish", "meant"),
    [("sonett", "sonnet"), ("claude-opus-55", "claude-opus-5-5"), ("x", "sonnet")],
)
def test_a_model_that_the_api_does_not_know_has_failed_with_the_nearest_name(
    wish: str, meant: str
) -> None:
    assert check(SONNET, wish) == (
        State.FAILED,
        f"URL does not know the model {wish!r}.",
        f"Set TENET_MODEL; did you mean {meant}?",
    )


def test_a_model_that_goes_or_is_gone_is_a_warning() -> None:
    going = SONNET | {"lifecycle": "deprecated", "retires_at": "2027-01-31T00:00:00Z"}
    gone = SONNET | {"lifecycle": "retired"}

    assert check(going, "sonnet") == (
        State.WARNING,
        "claude-sonnet-5-5, by URL deprecated; its last day is 2027-01-31",
        NEWER,
    )
    assert check(gone, "sonnet") == (State.WARNING, "claude-sonnet-5-5, by URL retired", NEWER)


def test_a_refused_key_has_failed() -> None:
    state, found, _ = check(HttpError(401, "authentication_error"), "sonnet")

    assert state is State.FAILED
    assert found == (
        "URL does not say what claude-sonnet-5-5 is: the API refuses the key (401); set a valid "
        "ANTHROPIC_API_KEY."
    )


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (HttpError(404, body={"detail": "Not Found"}), "the API tells nothing of its models (404)"),
        (HttpError(529, "overloaded_error"), "the API is overloaded (529)"),
        (HttpError(500), "the API failed (api_error)"),
    ],
)
def test_an_api_that_does_not_answer_the_question_is_a_warning(told: HttpError, why: str) -> None:
    state, found, next_step = check(told, "sonnet")

    assert (state, next_step) == (State.WARNING, REACH)
    assert found.startswith(f"URL does not say what claude-sonnet-5-5 is: {why}")


def test_an_api_that_cannot_be_reached_is_a_warning() -> None:
    settings = {"ANTHROPIC_API_KEY": KEY, "ANTHROPIC_BASE_URL": "http://127.0.0.1:1"}
    state, found, _ = model_as_configured(load_settings(settings))

    assert state is State.WARNING
    assert found.endswith("is: the connection to the API failed.")


BEDROCK = {
    "TENET_MODEL_PROVIDER": "bedrock",
    "AWS_REGION": "eu-west-1",
    "AWS_BEARER_TOKEN_BEDROCK": KEY,
}


def test_a_provider_that_cannot_be_asked_is_said_to_be_one() -> None:
    state, found, _ = model_as_configured(load_settings(BEDROCK))
    assert state is State.OK
    assert found == (
        "anthropic.claude-sonnet-5-5; Amazon Bedrock cannot be asked which models it has, nor "
        "hold an answer to a schema"
    )
    wish = "global.anthropic.claude-sonnet-4-5@20250929"
    old = model_as_configured(load_settings({**BEDROCK, "TENET_MODEL": wish}))
    assert (old[0], old[2]) == (State.WARNING, NEWER)
    assert old[1].endswith("At Anthropic its last day is November 30th, 2026")


def test_a_provider_without_its_settings_is_refused() -> None:
    with pytest.raises(OperatorError, match=r"^TENET_MODEL_PROVIDER is vertex, and CLOUD_ML_REG"):
        model_as_configured(load_settings({"TENET_MODEL_PROVIDER": "vertex"}))
