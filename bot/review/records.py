"""A value as JSON text, for whoever keeps it, and read again; and a name to keep it under."""

import hashlib
import json
from typing import Any, TypeVar

from pydantic import TypeAdapter

Value = TypeVar("Value")


def write(value: object) -> str:
    """The value as JSON in ASCII, so that a path that is no UTF-8 survives any store."""
    kind: type[Any] = type(value)
    return json.dumps(_adapter(kind).dump_python(value, mode="json"))


def read(kind: type[Value], record: str) -> Value:
    """The value that was written. Raises ValueError when it is not one of that kind."""
    known: type[Any] = kind
    value: Value = _adapter(known).validate_python(json.loads(record))
    return value


def digest(*parts: str) -> str:
    """A name for these texts, which no other texts have."""
    lengths = ",".join(str(len(part)) for part in parts)
    text = "\0".join((lengths, *parts))
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


# One takes longer to build than a thousand values take to read.
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}
