"""The shape of the model's answer: what it may claim, and the JSON schema that it is asked for."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal, TypeVar

import pydantic_core
from pydantic import BaseModel, ConfigDict, ValidationError


class Claims(BaseModel):
    """Something that a model says."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ClaimedFinding(Claims):
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
    convention_evidence: list[str]
    principle: str
    family: Literal["injection", "secrets", "error-swallowing"] | None
    title: str
    suggestion: str | None
    severity: Literal["error", "warning", "note"]
    confidence: Literal[0, 25, 50, 75, 100]


class FileVerdict(Claims):
    """What the model says of one file."""

    path: str
    verdict: Literal["issues", "clean", "not_enough_context"]


class Scope(Claims):
    """What the model takes the change to be for, and where the change differs from that."""

    intent: str
    unrelated_paths: list[str]
    missing_parts: list[str]


class Answer(Claims):
    """The model's whole answer."""

    scope: Scope
    findings: list[ClaimedFinding]
    files: list[FileVerdict]


def read_answer(text: str, *, cut_off: bool) -> Answer | None:
    """The answer in this text; of one that was cut off, what is whole. None: it is no answer."""
    try:
        if not cut_off:
            return Answer.model_validate_json(text)
        parts = pydantic_core.from_json(text, allow_partial=True)
    except ValueError:
        return None
    if not isinstance(parts, dict):
        return None
    scope = whole(Scope, [parts.get("scope")])
    return Answer(
        scope=scope[0] if scope else Scope(intent="", unrelated_paths=[], missing_parts=[]),
        findings=whole(ClaimedFinding, parts.get("findings")),
        files=whole(FileVerdict, parts.get("files")),
    )


def joined(answers: Sequence[Answer]) -> Answer:
    """Several answers about one change as one; the first, of what is most at risk, says its scope.

    The others see less of the change, so that they would miss what is not missing.
    """
    return Answer(
        scope=answers[0].scope,
        findings=[one for answer in answers for one in answer.findings],
        files=[one for answer in answers for one in answer.files],
    )


_Model = TypeVar("_Model", bound=Claims)


def whole(model: type[_Model], parts: object) -> list[_Model]:
    """Those of these parts that are as they should be."""
    kept = []
    for part in parts if isinstance(parts, Iterable) else ():
        try:
            kept.append(model.model_validate(part))
        except ValidationError:
            continue
    return kept


def answer_schema(principles: Sequence[str]) -> dict[str, Any]:
    """The JSON schema of an answer, with the ids of these principles as the only ones."""
    schema = Answer.model_json_schema()
    principle = schema["$defs"]["ClaimedFinding"]["properties"]["principle"]
    principle["enum"] = list(principles)
    return without_noise(schema)


def without_noise(schema: dict[str, Any]) -> dict[str, Any]:
    """A JSON schema without what pydantic adds for people: titles and docstrings."""
    kept = {}
    for key, value in schema.items():
        if key in {"properties", "$defs"}:
            kept[key] = {name: without_noise(part) for name, part in value.items()}
        elif key not in {"title", "description"}:
            kept[key] = value
    return kept
