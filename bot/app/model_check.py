"""Whether the model that is configured can be asked, and how long it will be there."""

from bot.app.health import Found, State
from bot.engines.reviewer.anthropic_api import (
    MessagesApi,
    RefusedError,
    UnknownModelError,
    announced_end,
)
from bot.engines.reviewer.models import model_id, nearest
from bot.engines.reviewer.providers import PARTICULARS, Particulars
from bot.errors import TenetError
from bot.rulebook import load_persona
from bot.settings import Settings, model_access

_SECONDS = 5.0
_AGAIN = "Do what it says, and run `tenet doctor` again."
_REACH = "Look whether it can be reached from here, and knows Anthropic's page /v1/models."
_NEWER = "Set TENET_MODEL to a newer one, such as sonnet."


def model_as_configured(settings: Settings) -> Found:
    """The model that reviews here, as far as its provider tells. Raises OperatorError."""
    access = model_access(settings)
    if access is None:
        return State.OK, "no ANTHROPIC_API_KEY: the rules review alone", None
    api = MessagesApi(access)
    persona = load_persona(settings.persona) if settings.persona else load_persona()
    model = model_id(settings.model or persona.model, access.provider)
    particulars = PARTICULARS[access.provider]
    if particulars.lists_models:
        return _asked(api, model, access.base_url)
    return _not_asked(model, particulars)


def _asked(api: MessagesApi, model: str, url: str) -> Found:
    """The model, by what the API at this address says of it."""
    try:
        life = api.lifecycle(model, _SECONDS)
    except UnknownModelError:
        found = f"{url} does not know the model {model!r}."
        return State.FAILED, found, f"Set TENET_MODEL; did you mean {nearest(model)}?"
    except TenetError as exc:
        found = f"{url} does not say what {model} is: {exc}."
        refused = isinstance(exc, RefusedError)
        return (State.FAILED, found, _AGAIN) if refused else (State.WARNING, found, _REACH)
    found = f"{model}, by {url} {life.stage}"
    if life.stage == "active":
        return State.OK, found, None
    until = f"; its last day is {life.last_day}" if life.last_day else ""
    return State.WARNING, f"{found}{until}", _NEWER


def _not_asked(model: str, particulars: Particulars) -> Found:
    """The model of a provider that tells nothing of its models."""
    schemas = "" if particulars.takes_schemas else ", nor hold an answer to a schema"
    found = f"{model}; {particulars.title} cannot be asked which models it has{schemas}"
    end = announced_end(model)
    if end is None:
        return State.OK, found, None
    return State.WARNING, f"{found}. At Anthropic its last day is {end}", _NEWER
