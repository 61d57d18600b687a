"""Reading what a server on this machine answers, past any proxy."""

import http.client
import json
from collections.abc import Mapping
from urllib.parse import urlsplit

from bot.errors import TransientError

_TIME_OUT = 30.0  # seconds


class UnreachableError(TransientError):
    """Nobody answers at an address, yet or any more."""


def get(url: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
    """Status and body. Raises UnreachableError."""
    place = urlsplit(url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=_TIME_OUT)
    target = place.path + (f"?{place.query}" if place.query else "")
    try:
        connection.request("GET", target, headers=dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException) as exc:
        raise UnreachableError(f"Nobody answers at {url}.") from exc
    finally:
        connection.close()


def get_json(url: str, token: str | None = None) -> tuple[int, object]:
    """Status and what the JSON holds. Raises UnreachableError."""
    headers = {"Authorization": f"token {token}"} if token else {}
    status, body = get(url, headers)
    try:
        return status, json.loads(body)
    except ValueError:
        return status, None
