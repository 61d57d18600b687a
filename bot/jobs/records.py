"""What a step of a job leaves behind: the values of a review as JSON text, and read again."""

import json
from typing import TypeVar

from pydantic import TypeAdapter

from bot.githubapp.values import PullRequest
from bot.review.verdict import EngineReport

Value = TypeVar("Value", PullRequest, EngineReport)


def write(value: Value) -> str:
    """The value as JSON in ASCII, so that a path that is no UTF-8 survives any database."""
    return json.dumps(TypeAdapter(type(value)).dump_python(value, mode="json"))


def read(kind: type[Value], record: str) -> Value:
    """The value that was written. Raises ValueError when it is not one of that kind."""
    return TypeAdapter(kind).validate_python(json.loads(record))
