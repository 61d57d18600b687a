"""What the Go code of gitleaks' generator would make: texts, and lists of samples."""

import base64
import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bench.suites.go_expressions import (
    Call,
    Composite,
    Expression,
    GoError,
    Literal,
    Name,
    Sum,
    Unknown,
    line_of,
)
from bench.suites.go_source import Function
from bench.suites.regex_examples import PatternError, example

_TEMPLATES = "GenerateSampleSecrets"
_TRIES = 100
# The file in which each of gitleaks' templates would stand, by the first word of its name.
_FILES = {
    "C#": "sample.cs",
    "go": "sample.go",
    "ini": "sample.ini",
    "java": "sample.java",
    "json": "sample.json",
    "kotlin": "sample.kt",
    "logstash": "sample.conf",
    "make": "Makefile",
    "misc": "sample.java",
    "php": "sample.php",
    "python": "sample.py",
    "xml": "sample.xml",
    "yaml": "sample.yaml",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One example, from this line; `name` is the file that it stands in, where that is known.

    `kind` is the name of its template, if it has one.
    """

    text: str
    line: int
    name: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """An example that cannot be made: why, and on which line it begins (0: not known)."""

    reason: str
    line: int = 0


Value = str | tuple[Sample | Gap, ...]


class Evaluator:
    """The variables of one function and what their expressions come to."""

    def __init__(self, functions: Mapping[str, Function], chance: random.Random) -> None:
        self.functions = functions
        self.chance = chance
        self.variables: dict[str, Value | Gap] = {}

    def assign(self, assignments: Iterable[tuple[str, Expression]]) -> None:
        """Run through assignments in their order."""
        for name, expression in assignments:
            self.variables[name] = self._value_or_gap(expression)

    def samples(self, expression: Expression) -> tuple[Sample | Gap, ...]:
        """The examples of a list; one gap when it cannot be made at all."""
        value = self._value_or_gap(expression)
        return (value,) if isinstance(value, Gap) else _listed(value, line_of(expression))

    def _value_or_gap(self, expression: Expression) -> Value | Gap:
        try:
            return self._value(expression)
        except (GoError, PatternError) as exc:
            return Gap(str(exc), line_of(expression))

    def _value(self, expression: Expression) -> Value:
        match expression:
            case Literal() | Sum():
                return self._joined(expression)
            case Name(name):
                return self._variable(name)
            case Composite():
                return tuple(self._element(key, value) for key, value in expression.elements)
            case Call():
                return self._called(expression)
            case Unknown(reason):
                raise GoError(reason)

    def _joined(self, expression: Literal | Sum) -> str:
        if isinstance(expression, Literal):
            return expression.value
        return "".join(self._text(part) for part in expression.parts)

    def _variable(self, name: str) -> Value:
        if name == "nil":
            return ()
        value = self.variables.get(name, Gap(f"the variable {name}"))
        if isinstance(value, Gap):
            raise GoError(value.reason)
        return value

    def _text(self, expression: Expression) -> str:
        value = self._value(expression)
        if not isinstance(value, str):
            raise GoError("a list where a text is expected")
        return value

    def _element(self, key: Expression | None, value: Expression) -> Sample | Gap:
        try:
            text, name = self._text(value), self._text(key) if key else ""
        except (GoError, PatternError) as exc:
            return Gap(str(exc), line_of(value))
        return Sample(text, line_of(value), name)

    def _called(self, call: Call) -> Value:
        name = call.function.rpartition(".")[2]
        if name == "append":
            return self._appended(call)
        texts = [self._text(one) for one in call.arguments]
        if name == _TEMPLATES:
            return self._from_templates(line_of(call), *texts)
        if name in _LIBRARY:
            return _LIBRARY[name](texts)
        if name in _BY_CHANCE:
            return _BY_CHANCE[name](texts[0], self.chance)
        return self._of_its_own(name, texts)

    def _appended(self, call: Call) -> Value:
        made = list(self.samples(call.arguments[0]))
        for argument in call.arguments[1:]:
            if call.spread:
                made += self.samples(argument)
            else:
                made.append(self._element(None, argument))
        return tuple(made)

    def _from_templates(self, line: int, identifier: str, secret: str) -> tuple[Sample | Gap, ...]:
        assigned = dict(self.functions[_TEMPLATES].assignments)
        templates = assigned.get("samples")
        if not isinstance(templates, Composite):
            raise GoError("the templates of samples")
        made = []
        for key, value in templates.elements:
            kind = self._text(key) if key else ""
            text = self._text(value).replace("{i}", identifier).replace("{I}", identifier.upper())
            file = _FILES.get(kind.partition(" ")[0], "sample.txt")
            made.append(Sample(text.replace("{s}", secret), line, file, kind))
        return tuple(made)

    def _of_its_own(self, name: str, texts: list[str]) -> Value:
        """A function of the suite that returns what it makes of its parameters."""
        function = self.functions.get(name)
        if function is None or function.result is None:
            raise GoError(f"the function {name}")
        inner = Evaluator(self.functions, self.chance)
        inner.variables.update(zip(function.parameters, texts, strict=True))
        inner.assign(function.assignments)
        return inner._value(function.result)


def _listed(value: Value, line: int) -> tuple[Sample | Gap, ...]:
    return (Sample(value, line),) if isinstance(value, str) else value


def _filled(form: str, texts: list[str]) -> str:
    parts = form.split("%s")
    if len(parts) != len(texts) + 1:
        raise GoError("a format")
    return parts[0] + "".join(text + part for text, part in zip(texts, parts[1:], strict=True))


def _with_a_digit(pattern: str, chance: random.Random) -> str:
    tries = (example(pattern, chance) for _ in range(_TRIES))
    return next(one for one in tries if any(char in "123456789" for char in one))


_LIBRARY: Mapping[str, Callable[[list[str]], str]] = {
    "Sprintf": lambda texts: _filled(texts[0], texts[1:]),
    "ToUpper": lambda texts: texts[0].upper(),
    "[]byte": lambda texts: texts[0],
    "EncodeToString": lambda texts: base64.b64encode(texts[0].encode()).decode(),
}
_BY_CHANCE: Mapping[str, Callable[[str, random.Random], str]] = {
    "NewSecret": example,
    "newPlausibleSecret": _with_a_digit,
}
