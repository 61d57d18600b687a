"""What GitHub's statuses mean for us: which of our errors each one is."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from bot.errors import OperatorError, TenetError, TransientError
from bot.review.markdown import clipped, visible
from bot.review.redaction import redact

MAX_WAIT = 3_600  # seconds: the primary limit starts anew every hour
# "If no Retry-After header is present, wait for at least one minute."
# https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
SECONDARY_WAIT = 60
_MAX_SENTENCE = 300  # characters of what GitHub said


class NotFoundError(OperatorError):
    """GitHub has no such thing, or does not show it to us."""


class RefusedError(OperatorError):
    """GitHub understood a request and does not take what is in it (422)."""


_LIMITS = {HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}
_NOT_THERE = (
    NotFoundError,
    ". Check that it exists and that Tenet is installed on the repository.",
)
# Which status is whose mistake, and what to do about it.
_MISTAKES: Mapping[int, tuple[type[OperatorError], str]] = {
    HTTPStatus.UNAUTHORIZED: (
        OperatorError,
        ". Check the token or the App's id and private key, and this machine's clock.",
    ),
    HTTPStatus.FORBIDDEN: (OperatorError, ". Check the permissions of the token or the App."),
    HTTPStatus.NOT_FOUND: _NOT_THERE,
    HTTPStatus.GONE: _NOT_THERE,
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS: _NOT_THERE,
    HTTPStatus.UNPROCESSABLE_ENTITY: (RefusedError, "."),
    HTTPStatus.MOVED_PERMANENTLY: (OperatorError, ". It was renamed: use its name of today."),
    HTTPStatus.TEMPORARY_REDIRECT: (OperatorError, ". It was renamed: use its name of today."),
}


def refusal(request: str, status: int, headers: Mapping[str, str], value: object) -> TenetError:
    """The error for an answer that is no success; `request` names what was asked, in words.

    Header names are in lower case; `value` is the JSON of the answer, or None.
    """
    said = _said(value)
    happened = f"GitHub answered {status} to {request}{said}"
    if status in _LIMITS and _is_limit(status, headers, said):
        return TransientError(f"{happened}. It goes on when the limit allows.", _wait(headers))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.REQUEST_TIMEOUT:
        return TransientError(f"{happened}. It is tried again.", _asked_wait(headers))
    kind, next_step = _MISTAKES.get(status, (OperatorError, ". Run `tenet doctor`."))
    return kind(happened + next_step)


def graphql_refusal(errors: object) -> TenetError:
    """The error for the `errors` of a GraphQL answer, whose status says that all is well."""
    first = errors[0] if isinstance(errors, list) and errors else None
    kind = first.get("type") if isinstance(first, dict) else None
    happened = f"GitHub did not do what was asked by GraphQL{_said(first)}"
    if kind == "RATE_LIMITED":
        return TransientError(f"{happened}. It goes on when the limit allows.", SECONDARY_WAIT)
    if kind == "NOT_FOUND":
        return NotFoundError(f"{happened}.")
    return OperatorError(f"{happened}. Check the permissions of the token or the App.")


def _is_limit(status: int, headers: Mapping[str, str], said: str) -> bool:
    return (
        status == HTTPStatus.TOO_MANY_REQUESTS
        or "retry-after" in headers
        or headers.get("x-ratelimit-remaining") == "0"
        or "rate limit" in said.lower()
    )


def _wait(headers: Mapping[str, str]) -> float:
    asked = _asked_wait(headers)
    if asked is not None:
        return asked
    if headers.get("x-ratelimit-remaining") == "0":
        reset = headers.get("x-ratelimit-reset", "")
        if reset.isdecimal():
            # One second more, as nobody knows when in that second the limit starts anew.
            return _bounded(float(reset) - time.time() + 1)
    return SECONDARY_WAIT


def _asked_wait(headers: Mapping[str, str]) -> float | None:
    """The seconds of `Retry-After`, which may be a number or a date; None for anything else."""
    asked = headers.get("retry-after", "").strip()
    if asked.isdecimal():
        return _bounded(float(asked))
    moment = moment_of(asked)
    return None if moment is None else _bounded((moment - datetime.now(UTC)).total_seconds())


def moment_of(header: str | None) -> datetime | None:
    """The moment that an HTTP date names, or None where it names none."""
    try:
        moment = parsedate_to_datetime(header or "")
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _bounded(seconds: float) -> float:
    return min(max(seconds, 0.0), float(MAX_WAIT))


def _said(value: object) -> str:
    if not isinstance(value, dict) or not isinstance(value.get("message"), str):
        return ""
    parts = [value["message"]]
    errors = value.get("errors")
    for one in errors if isinstance(errors, list) else []:
        said = one.get("message") if isinstance(one, dict) else one
        parts += [said] if isinstance(said, str) else []
    sentence = " ".join(visible(redact(": ".join(parts)), keep="\n").split()).rstrip(".")
    return f": {clipped(sentence, _MAX_SENTENCE)}"
