"""The expressions of Go of which samples are made."""

from dataclasses import dataclass


class GoError(Exception):
    """An expression that is more than this reader understands."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A string, or a number as it is written; `line` is where it begins."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Name:
    """A variable, with its package if it has one."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call, or a conversion; `spread` when its last argument ends with dots."""

    function: str
    arguments: tuple["Expression", ...]
    spread: bool


@dataclass(frozen=True, slots=True)
class Composite:
    """`T{…}`, its elements with their keys; `type` is empty where Go lets it be left out."""

    type: str
    elements: tuple[tuple["Expression | None", "Expression"], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Sum:
    """Texts joined by `+`."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """An expression that is more than this reader understands."""

    reason: str
    line: int


Expression = Literal | Name | Call | Composite | Sum | Unknown


def line_of(expression: Expression) -> int:
    """The first line of an expression that is known, or 0."""
    match expression:
        case Literal() | Composite() | Unknown():
            return expression.line
        case Sum():
            parts = expression.parts
        case Call():
            parts = expression.arguments
        case Name():
            parts = ()
    return next((line for line in map(line_of, parts) if line), 0)
