"""The shape of the model's answer: what it may claim, and the JSON schema that it is asked for."""

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class _Claims(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ClaimedFinding(_Claims):
    """A finding as the model claims it; nothing in it is believed yet.

    The order is the order of writing: evidence first, judgement last.
    """

    path: str
    side: Literal["LEFT", "RIGHT"]
    start_line: int
    end_line: int
    quote: str
    explanation: str
    trigger: str
    advice: str
    principle: str
    family: Literal["injection", "secrets", "error-swallowing"] | None
    title: str
    suggestion: str | None
    severity: Literal["error", "warning", "note"]
    confidence: Literal[0, 25, 50, 75, 100]


class FileVerdict(_Claims):
    """What the model says of one file."""

    path: str
    verdict: Literal["issues", "clean", "not_enough_context"]


class Scope(_Claims):
    """What the model takes the change to be for, and where the change differs from that."""

    intent: str
    unrelated_paths: list[str]
    missing_parts: list[str]


class Answer(_Claims):
    """The model's whole answer."""

    scope: Scope
    findings: list[ClaimedFinding]
    files: list[FileVerdict]


def answer_schema(principles: Sequence[str]) -> dict[str, Any]:
    """The JSON schema of an answer, with the ids of these principles as the only ones."""
    schema = Answer.model_json_schema()
    principle = schema["$defs"]["ClaimedFinding"]["properties"]["principle"]
    principle["enum"] = list(principles)
    return _without_noise(schema)


def _without_noise(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema without what pydantic adds for people: titles and docstrings."""
    kept = {}
    for key, value in schema.items():
        if key in {"properties", "$defs"}:
            kept[key] = {name: _without_noise(part) for name, part in value.items()}
        elif key not in {"title", "description"}:
            kept[key] = value
    return kept
