"""JSON that somebody else wrote, read with limits."""

import json
import re

from bot.errors import UserError

MAX_DEPTH = 100  # GitHub's own payloads stay below 10
# A string is skipped whole, also one that never ends, so that this is linear in any case.
_BRACKET = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|([\[{])|([\]}])', re.DOTALL)


class UnreadableError(UserError):
    """Bytes that are no JSON we accept; the sentence says why."""


def parse(body: bytes) -> object:
    """The value that these bytes hold.

    Refused with UnreadableError: what is no UTF-8 or no JSON, NaN and infinities, keys that stand
    twice, lone surrogates, and nesting deeper than `MAX_DEPTH`.
    """
    if _depth(body) > MAX_DEPTH:
        raise UnreadableError(f"The JSON is nested deeper than {MAX_DEPTH} levels.")
    try:
        text = body.decode("utf-8")
        value: object = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeError as exc:
        raise UnreadableError("The JSON holds text that is not UTF-8.") from exc
    except ValueError as exc:
        raise UnreadableError("The body is not JSON.") from exc
    return value


def _depth(body: bytes) -> int:
    """How deep the brackets are nested; 0 where there are too few to matter."""
    if body.count(b"[") + body.count(b"{") <= MAX_DEPTH:
        return 0
    depth = deepest = 0
    for match in _BRACKET.finditer(body):
        if match[1]:
            depth += 1
            deepest = max(deepest, depth)
        elif match[2]:
            depth -= 1
    return deepest


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise UnreadableError("The JSON says the same key twice.")
    return found


def _refuse(constant: str) -> object:
    raise UnreadableError(f"The JSON holds {constant}, which is no number.")
