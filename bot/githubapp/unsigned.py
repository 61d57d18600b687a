"""Requests to GitHub that no token of ours signs: what they carry is itself the proof."""

from collections.abc import Mapping

from bot.errors import TransientError
from bot.githubapp.refusals import refusal
from bot.githubapp.strict_json import UnreadableError, parse

_TIMEOUT = 30  # seconds without a byte
_MAX_BYTES = 256 * 1024
_OK = range(200, 300)


def post(url: str, what: str, fields: Mapping[str, str] | None = None) -> object:
    """The JSON that answers a form; sent once, because a code is good for one time.

    `what` names the request in errors, without what is secret in its address. No redirect is
    followed. Raises TransientError, or what `refusal` makes of the status.
    """
    from requests import post as send  # noqa: PLC0415  slow to import
    from requests.exceptions import RequestException  # noqa: PLC0415  the same

    headers = {"Accept": "application/json", "User-Agent": "tenet-review"}
    try:
        with send(
            url,
            data=dict(fields or {}),
            headers=headers,
            timeout=_TIMEOUT,
            allow_redirects=False,
            stream=True,
        ) as answer:
            body = answer.raw.read(_MAX_BYTES + 1, decode_content=True)
            status = answer.status_code
            told = {name.lower(): value for name, value in answer.headers.items()}
    except (RequestException, OSError) as exc:
        # The address holds the code, and so may the exception: only its kind is told.
        raise TransientError(
            f"GitHub could not be reached for {what} ({type(exc).__name__}). Try it again."
        ) from None
    value = _value(body)
    if status not in _OK:
        raise refusal(what, status, told, value)
    if value is None:
        raise TransientError(f"GitHub's answer to {what} cannot be read. Try it again.")
    return value


def _value(body: bytes) -> object:
    try:
        return parse(body) if len(body) <= _MAX_BYTES else None
    except UnreadableError:
        return None
