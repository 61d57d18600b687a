"""The only door to Anthropic's Messages API: a question in, a reply or an error of ours out."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from bot import process
from bot.engines.reviewer.models import Tokens
from bot.errors import OperatorError, TransientError
from bot.review.prompt import Prompt

if TYPE_CHECKING:
    import anthropic
    import httpx2

Effort = Literal["low", "medium", "high", "xhigh", "max"]

DEFAULT_URL = "https://api.anthropic.com"
CONNECT_SECONDS = 10.0
SILENCE_SECONDS = 60.0  # the API sends a ping every few seconds while it thinks

_HTTP_SERVER_ERRORS = 500
_HTTP_TOO_LARGE = 413
_REFUSALS = frozenset({401, 402, 403})
_PASSING_STATUS = frozenset({408, 409, 429})
# An error inside a stream has the status 200; its type says what it is.
_PASSING_TYPES = frozenset({"overloaded_error", "api_error", "rate_limit_error", "timeout_error"})
_WORDS_OF_STATUS = {
    401: "the API refuses the key (401); set a valid ANTHROPIC_API_KEY",
    402: "the API asks for payment (402); see the billing page of the Anthropic Console",
    403: "the API does not allow this to the key (403)",
    404: "the API does not know the model (404); set TENET_MODEL to one that it knows",
    429: "the API's rate limit is reached (429)",
    529: "the API is overloaded (529)",
}


class TooLongError(OperatorError):
    """The question is longer than the API, or the model, takes."""


class RefusedError(OperatorError):
    """The API refuses the key, or what it may spend: asking again soon is in vain."""


@dataclass(frozen=True, slots=True)
class Question:
    """One call: what is asked, of which model, and how the answer must look."""

    model: str
    prompt: Prompt
    schema: dict[str, Any]
    max_tokens: int
    effort: Effort


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; `stop_reason` is the API's own word, None when the stream broke off."""

    text: str
    stop_reason: str | None
    tokens: Tokens
    request_id: str | None = None


class MessagesApi:
    """Anthropic's Messages API at `base_url`, spoken to with `key`."""

    def __init__(self, key: str, base_url: str | None = None) -> None:
        self._key = key
        self._base_url = base_url or DEFAULT_URL

    def ask(self, question: Question, seconds: float) -> Reply:
        """The reply to one question, within about so many seconds; nothing is tried twice.

        Raises TransientError for what may pass by itself, TooLongError for a question that must
        be shorter, and OperatorError for what else will not pass; all say the reason in a few
        words. Raises StoppedError when nobody wants the reply any more.
        """
        import anthropic  # noqa: PLC0415  costs a second and 60 MB, which only this call should pay
        import httpx2  # noqa: PLC0415  the SDK's own HTTP library, late for the same reason

        try:
            with self._client(seconds) as client:
                return _read(client, question)
        except anthropic.APIStatusError as exc:
            raise _status_error(exc) from exc
        except (anthropic.APITimeoutError, httpx2.TimeoutException) as exc:
            raise TransientError("the API took too long") from exc
        except (anthropic.APIConnectionError, httpx2.TransportError) as exc:
            raise TransientError("the connection to the API failed") from exc
        except ValueError as exc:  # what is no JSON, or no UTF-8, inside the stream
            raise TransientError("the API's answer could not be read") from exc

    def _client(self, seconds: float) -> "anthropic.Anthropic":
        import anthropic  # noqa: PLC0415  see above
        import httpx2  # noqa: PLC0415  see above

        deadline = time.monotonic() + seconds
        silence = min(SILENCE_SECONDS, seconds)
        return anthropic.Anthropic(
            api_key=self._key,
            base_url=self._base_url,
            max_retries=0,  # the SDK would sleep as long as any Retry-After says, even hours
            timeout=httpx2.Timeout(silence, connect=min(CONNECT_SECONDS, seconds)),
            http_client=anthropic.DefaultHttpxClient(
                follow_redirects=False,  # the key goes to the operator's host and nowhere else
                event_hooks={"response": [lambda response: _limit(response, deadline)]},
            ),
        )


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


def _read(client: "anthropic.Anthropic", question: Question) -> Reply:
    begun = False
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
        output_config={
            "effort": question.effort,
            "format": {"type": "json_schema", "schema": question.schema},
        },
    ) as stream:
        for event in stream:
            begun = begun or event.type == "message_start"
        if not begun:
            raise TransientError("the API's answer was empty")
        message = stream.get_final_message()
        request_id = stream.response.headers.get("request-id")
    return Reply(
        text="".join(block.text for block in message.content if block.type == "text"),
        stop_reason=message.stop_reason,
        tokens=Tokens(
            message.usage.input_tokens,
            message.usage.output_tokens,
            message.usage.cache_creation_input_tokens or 0,
            message.usage.cache_read_input_tokens or 0,
        ),
        request_id=request_id,
    )


def _status_error(exc: "anthropic.APIStatusError") -> OperatorError | TransientError:
    status = exc.status_code
    if exc.type in _PASSING_TYPES or status in _PASSING_STATUS or status >= _HTTP_SERVER_ERRORS:
        words = _WORDS_OF_STATUS.get(status, f"the API failed ({exc.type or status})")
        return TransientError(words, _retry_after(exc.response.headers.get("retry-after")))
    if status == _HTTP_TOO_LARGE or "prompt is too long" in exc.message:
        return TooLongError("the change is too long for one request")
    if status in _REFUSALS:
        return RefusedError(_WORDS_OF_STATUS[status])
    return OperatorError(_WORDS_OF_STATUS.get(status, f"the API refuses the request ({status})"))


def _retry_after(header: str | None) -> float | None:
    """The seconds that the API asks to wait; a date, and anything that is no number, is ignored."""
    try:
        seconds = float(header or "")
    except ValueError:
        return None
    return seconds if seconds >= 0 else None
