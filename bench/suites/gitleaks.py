"""gitleaks' own examples: for each kind of secret, what must be found and what must not."""

import random
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from bench.suites.cases import SECRET, Case, Labelled, Text, Unread, Whole
from bench.suites.gitleaks_samples import Evaluator, Gap, Sample
from bench.suites.go_expressions import Call, Composite, Name
from bench.suites.go_source import Function, functions

_RULES = "cmd/generate/config/rules"
_UTILITIES = "cmd/generate/config/utils"
PATHS = (_RULES, _UTILITIES)
_FORM, _NAMED, _GOOD = "known form", "value after a name", "false positives"
_BY_NAME = "GenerateSemiGenericRegex"
_VALIDATE = frozenset({"utils.Validate", "utils.ValidateWithPaths"})
_ARGUMENTS = 3  # of such a call: the rule, what must be found, what must not
_TO_WRAP = {
    ".go": "package sample\n\nfunc sample() {\n\t%s\n}\n",
    ".java": "class Sample {\n    void sample() {\n        %s\n    }\n}\n",
    ".kt": "fun sample() {\n    %s\n}\n",
}
# The file in which such a line would stand, when the suite names none.
_LOOKS_LIKE = (
    (re.compile(r"\s*-----BEGIN "), ".pem"),
    (re.compile(r"\s*[{\[]?\s*\"[^\"]*\"\s*:"), ".json"),
    (re.compile(r"\s*<"), ".xml"),
    (re.compile(r"\s*(?:curl|export)\s"), ".sh"),
    (re.compile(r"\s*[\w.-]+\s*:\s"), ".yaml"),
    (re.compile(r"\s*[\w.-]+\s*=\s"), ".ini"),
    (re.compile(r"\s*[\w.-]+="), ".env"),
)


def read(files: Mapping[str, bytes]) -> Labelled:
    """A case is an example, by itself in a file.

    Its family is "false positives", or says how gitleaks knows the secret: by its form, or only by
    the name before it. A hit is any finding of a rule about secrets in a true positive, a false
    alarm any in a false positive. What gitleaks makes by chance from a regular expression is made
    anew, with the same seed each time. An example stands in the kind of file that its template or
    its shape speaks of, one in Go, Java or Kotlin inside a function.
    """
    chance = random.Random(1)  # noqa: S311  examples, not secrets
    known = {
        one.name: one
        for path, content in files.items()
        if path.startswith(_UTILITIES) and not path.endswith("_test.go")
        for one in functions(content.decode())
    }
    found = [
        one
        for path, content in sorted(files.items())
        if path.startswith(f"{_RULES}/") and not path.endswith("_test.go")
        for one in _file(path, functions(content.decode()), known, chance)
    ]
    return Labelled(
        [one for one in found if isinstance(one, Case)],
        [one for one in found if isinstance(one, Unread)],
    )


def _file(
    path: str, every: list[Function], known: Mapping[str, Function], chance: random.Random
) -> Iterator[Case | Unread]:
    functions_of_file = {**known, **{one.name: one for one in every if one.name}}
    for function in every:
        result = function.result
        if not isinstance(result, Call) or result.function not in _VALIDATE:
            continue
        evaluator = Evaluator(functions_of_file, chance)
        evaluator.assign(every[0].assignments)
        evaluator.assign(function.assignments)
        families = (_family(function), _GOOD)
        if len(result.arguments) != _ARGUMENTS:
            yield Unread(
                families[0], f"{path} {function.name}", "it is validated with other arguments"
            )
            continue
        for family, argument in zip(families, result.arguments[1:], strict=True):
            for sample in evaluator.samples(argument):
                yield _case(family, path, sample)


def _family(function: Function) -> str:
    parts = [
        value
        for _, rule in function.assignments
        if isinstance(rule, Composite) and rule.type == "config.Rule"
        for key, value in rule.elements
        if key == Name("Regex")
    ]
    named = any(isinstance(one, Call) and one.function.endswith(_BY_NAME) for one in parts)
    return _NAMED if named else _FORM


def _case(family: str, path: str, sample: Sample | Gap) -> Case | Unread:
    place = f"{path}:{sample.line}" if sample.line else path
    if isinstance(sample, Gap):
        return Unread(family, place, sample.reason)
    if not sample.text.strip():
        return Unread(family, place, f"only the path {sample.name} says it")
    name = sample.name or f"sample{_extension(sample.text)}"
    suffix = PurePosixPath(name).suffix
    wrapped = _TO_WRAP.get(suffix, "%s") if sample.kind else "%s"
    content = wrapped.replace("%s", sample.text).encode()
    text = Text(path, name, content, sample.line, f"({sample.kind or suffix})")
    return Case(family, SECRET, (text,), Whole(family != _GOOD))


def _extension(text: str) -> str:
    return next((extension for shape, extension in _LOOKS_LIKE if shape.match(text)), ".txt")
