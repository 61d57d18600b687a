"""gosec's samples: Go programs in string literals, each with the number of its mistakes."""

import re
from collections.abc import Iterator, Mapping

from bench.suites.cases import (
    COMMAND,
    PATH,
    REQUEST,
    SECRET,
    SQL,
    SWALLOWED,
    Case,
    Count,
    Labelled,
    Text,
    Unread,
)
from bench.suites.go_expressions import Composite, Expression, Literal, Sum, Unknown
from bench.suites.go_source import functions

PATHS = ("testutils",)
_WEAKNESSES = {
    "G101": SECRET,
    "G104": SWALLOWED,
    "G107": REQUEST,
    "G201": SQL,
    "G202": SQL,
    "G203": frozenset({"CWE-79"}),
    "G204": COMMAND,
    "G304": PATH,
    "G305": PATH,
    "G701": SQL,
    "G702": COMMAND,
    "G703": PATH,
    "G704": REQUEST,
    "G705": frozenset({"CWE-79"}),
    "G706": frozenset({"CWE-117"}),
    "G707": frozenset({"CWE-93"}),
    "G708": frozenset({"CWE-94", "CWE-1336"}),
    "G709": frozenset({"CWE-502"}),
    "G710": frozenset({"CWE-601"}),
}
# What our rules for Go claim to find; the others are listed only.
INJECTION = frozenset(
    {"G107", "G201", "G202", "G204", "G304", "G305", "G701", "G702", "G703", "G704"}
)
_SAMPLES = re.compile(r"SampleCode(G\d+)")
_PARTS = 3  # of a sample: its files, the number of mistakes, the settings


def read(files: Mapping[str, bytes]) -> Labelled:
    """A case is a sample, a family the id of gosec's rule.

    gosec counts lines, so the found lines are counted as well: up to the expected number they are
    hits, beyond they are false alarms. Rules answer by the CWE of gosec's rule and its neighbours.
    """
    found = [one for path, content in sorted(files.items()) for one in _file(path, content)]
    return Labelled(
        [one for one in found if isinstance(one, Case)],
        [one for one in found if isinstance(one, Unread)],
    )


def _file(path: str, content: bytes) -> Iterator[Case | Unread]:
    if not path.endswith("_samples.go"):
        return
    for function in functions(content.decode()):
        for name, value in function.assignments:
            found = _SAMPLES.match(name)
            if found and found[1] in _WEAKNESSES:
                yield from _samples(found[1], path, value)


def _samples(family: str, path: str, value: Expression) -> Iterator[Case | Unread]:
    if not isinstance(value, Composite):
        yield Unread(family, path, "the list of samples is no literal")
        return
    for _, sample in value.elements:
        yield _sample(family, path, sample)


def _sample(family: str, path: str, sample: Expression) -> Case | Unread:
    line = sample.line if isinstance(sample, Composite | Unknown) else 0
    place = f"{path}:{line}"
    if not isinstance(sample, Composite) or len(sample.elements) != _PARTS:
        return Unread(family, place, "not the three parts of a sample")
    code, number, settings = (value for _, value in sample.elements)
    if isinstance(settings, Composite):
        return Unread(family, place, "gosec is given settings of its own")
    if not isinstance(code, Composite) or not isinstance(number, Literal):
        return Unread(family, place, "its code or its number is no literal")
    texts = [_text(path, value) for _, value in code.elements]
    if not all(texts):
        return Unread(family, place, "its code is put together")
    return Case(
        family,
        _WEAKNESSES[family],
        tuple(text for text in texts if text),
        Count(int(number.value)),
    )


def _text(path: str, value: Expression) -> Text | None:
    parts = value.parts if isinstance(value, Sum) else (value,)
    literals = [part for part in parts if isinstance(part, Literal)]
    if len(literals) != len(parts):
        return None
    content = "".join(one.value for one in literals)
    return Text(path, "sample.go", content.encode(), literals[0].line)
