"""The only door to Anthropic's APIs: a question in, a reply or an error of ours out."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, cast

from bot import process
from bot.engines.reviewer.models import Tokens, anthropic_name, premium
from bot.engines.reviewer.providers import PARTICULARS, Clients
from bot.errors import OperatorError, TransientError
from bot.review.prompt import Prompt
from bot.settings import ModelAccess

if TYPE_CHECKING:
    import anthropic
    import httpx2

    from bot.engines.reviewer.providers import Client

Effort = Literal["low", "medium", "high", "xhigh", "max"]

CONNECT_SECONDS = 10.0
SILENCE_SECONDS = 60.0  # the API sends a ping every few seconds while it thinks

_HTTP_SERVER_ERRORS = 500
_HTTP_TOO_LARGE = 413
_REFUSALS = frozenset({401, 402, 403})
_OF_CREDENTIALS = frozenset({401, 403})
_PASSING_STATUS = frozenset({408, 409, 429})
# An error inside a stream has the status 200; its type says what it is.
_PASSING_TYPES = frozenset({"overloaded_error", "api_error", "rate_limit_error", "timeout_error"})
_WORDS_OF_STATUS = {
    401: "the API refuses the key (401)",
    402: "the API asks for payment (402); see its billing page",
    403: "the API does not allow this to the key (403)",
    404: "the API does not know the model (404); set TENET_MODEL to one that it knows",
    429: "the API's rate limit is reached (429)",
    529: "the API is overloaded (529)",
}


class TooLongError(OperatorError):
    """The question is longer than the API, or the model, takes."""


class RefusedError(OperatorError):
    """The API refuses the key, or what it may spend: asking again soon is in vain."""


class UnknownModelError(OperatorError):
    """The API knows no model of this name."""


@dataclass(frozen=True, slots=True)
class Question:
    """One call: what is asked, of which model, and how the answer must look.

    Without a schema the prompt says that; the answer is then the JSON object in the model's text.
    """

    model: str
    prompt: Prompt
    schema: dict[str, Any] | None
    max_tokens: int
    effort: Effort


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; `stop_reason` is the API's own word, None when the stream broke off."""

    text: str
    stop_reason: str | None
    tokens: Tokens
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """A model's stage: `active`, `deprecated` or `retired`; and its last day, if that is known."""

    stage: str
    last_day: date | None = None


class MessagesApi:
    """The Messages API of one provider. Raises OperatorError where what it needs is missing."""

    def __init__(self, access: ModelAccess) -> None:
        self._clients = Clients(access)
        self._particulars = PARTICULARS[access.provider]
        self.takes_schemas = self._particulars.takes_schemas
        self.premium = premium(access.provider, access.region)

    def ask(self, question: Question, seconds: float) -> Reply:
        """The reply to one question, within about so many seconds; nothing is tried twice.

        Raises TransientError for what may pass by itself, TooLongError for a question that must
        be shorter, and OperatorError for what else will not pass; all say the reason in a few
        words. Raises StoppedError when nobody wants the reply any more.
        """
        with self._answering(seconds) as client:
            return _read(client, question)

    def lifecycle(self, model: str, seconds: float) -> Lifecycle:
        """What the API knows of a model, which it must be able to tell.

        Raises UnknownModelError, and what `ask` raises.
        """
        import anthropic  # noqa: PLC0415  see below
        from anthropic.types import ModelInfo  # noqa: PLC0415  the same

        with self._answering(seconds) as client:
            try:
                told = cast("anthropic.Anthropic", client).models.retrieve(model)
            except anthropic.NotFoundError as exc:
                if exc.type == "not_found_error":
                    raise UnknownModelError(_WORDS_OF_STATUS[404]) from exc
                # A gateway that has no such page.
                raise OperatorError("the API tells nothing of its models (404)") from exc
        if not isinstance(told, ModelInfo):
            raise TransientError("the API's answer could not be read")
        last = told.retires_at
        stage: str | None = told.lifecycle  # None where a gateway leaves it out
        return Lifecycle(stage or "active", last.date() if last else None)

    @contextmanager
    def _answering(self, seconds: float) -> "Iterator[Client]":
        import anthropic  # noqa: PLC0415  costs a second and 60 MB, which only a call should pay
        import httpx2  # noqa: PLC0415  the SDK's own HTTP library, late for the same reason

        deadline = time.monotonic() + seconds
        silence = min(SILENCE_SECONDS, seconds)
        try:
            with self._clients.open(
                httpx2.Timeout(silence, connect=min(CONNECT_SECONDS, seconds)),
                anthropic.DefaultHttpxClient(
                    follow_redirects=False,  # the key goes to the operator's host and nowhere else
                    event_hooks={"response": [lambda response: _limit(response, deadline)]},
                ),
            ) as client:
                yield client
        except anthropic.APIStatusError as exc:
            raise _status_error(exc, self._particulars.remedy) from exc
        except (anthropic.APITimeoutError, httpx2.TimeoutException) as exc:
            raise TransientError("the API took too long") from exc
        except (anthropic.APIConnectionError, httpx2.TransportError) as exc:
            raise TransientError("the connection to the API failed") from exc
        except ValueError as exc:  # what is no JSON, or no UTF-8, inside the stream
            raise TransientError("the API's answer could not be read") from exc


def announced_end(model: str) -> str | None:
    """The last day of a model on Anthropic's own API, in words, by the table of the SDK."""
    from anthropic.resources.messages.messages import DEPRECATED_MODELS  # noqa: PLC0415  see above

    return DEPRECATED_MODELS.get(anthropic_name(model))


def _limit(response: "httpx2.Response", deadline: float) -> None:
    """Make the body end at the deadline, however slowly it drips.

    A time-out of the HTTP library starts anew with every byte, pings included.
    """
    import httpx2  # noqa: PLC0415  see above

    body = cast("httpx2.SyncByteStream", response.stream)

    class Limited(httpx2.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            for chunk in body:
                process.go_on()
                if time.monotonic() > deadline:
                    raise httpx2.ReadTimeout("the answer went on for too long")
                yield chunk

        def close(self) -> None:
            body.close()

    response.stream = Limited()


def _read(client: "Client", question: Question) -> Reply:
    begun = False
    output: anthropic.types.OutputConfigParam = {"effort": question.effort}
    if question.schema is not None:
        output["format"] = {"type": "json_schema", "schema": question.schema}
    with client.messages.stream(
        model=question.model,
        max_tokens=question.max_tokens,
        system=[
            {
                "type": "text",
                "text": question.prompt.system,
                "cache_control": {"type": "ephemeral", "ttl": "1h"},
            }
        ],
        messages=[{"role": "user", "content": question.prompt.user}],
        output_config=output,
    ) as stream:
        for event in stream:
            begun = begun or event.type == "message_start"
        if not begun:
            raise TransientError("the API's answer was empty")
        message = stream.get_final_message()
        request_id = stream.response.headers.get("request-id")
    text = "".join(block.text for block in message.content if block.type == "text")
    return Reply(
        text=text if question.schema is not None else _object_in(text),
        stop_reason=message.stop_reason,
        tokens=Tokens(
            message.usage.input_tokens,
            message.usage.output_tokens,
            message.usage.cache_creation_input_tokens or 0,
            message.usage.cache_read_input_tokens or 0,
        ),
        request_id=request_id,
    )


def _object_in(text: str) -> str:
    """The JSON object of an answer that may have a fence or a sentence around it."""
    start, end = text.find("{"), text.rfind("}") + 1
    return text[start:end] if 0 <= start < end else text


def _status_error(exc: "anthropic.APIStatusError", remedy: str) -> OperatorError | TransientError:
    status = exc.status_code
    if exc.type in _PASSING_TYPES or status in _PASSING_STATUS or status >= _HTTP_SERVER_ERRORS:
        words = _WORDS_OF_STATUS.get(status, f"the API failed ({exc.type or status})")
        return TransientError(words, _retry_after(exc.response.headers.get("retry-after")))
    if status == _HTTP_TOO_LARGE or "prompt is too long" in exc.message:
        return TooLongError("the change is too long for one request")
    if status in _REFUSALS:
        words = _WORDS_OF_STATUS[status]
        return RefusedError(f"{words}; {remedy}" if status in _OF_CREDENTIALS else words)
    return OperatorError(_WORDS_OF_STATUS.get(status, f"the API refuses the request ({status})"))


def _retry_after(header: str | None) -> float | None:
    """The seconds that the API asks to wait; a date, and anything that is no number, is ignored."""
    try:
        seconds = float(header or "")
    except ValueError:
        return None
    return seconds if seconds >= 0 else None
