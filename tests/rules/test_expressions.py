"""No expression of the pack gives up on long code: Semgrep would drop it without a word."""

import json
import re
from collections.abc import Iterator
from functools import cache

import pytest

from bench.change import fixtures_in
from bot.rulebook import compile_rules
from bot.rulebook.needed_words import LONG
from tests.support.data_folder import parsed_rules
from tests.support.pcre import Expression

# TypeScript has the rules of JavaScript.
EXTENSIONS = {
    "python": ".py",
    "javascript": ".js",
    "go": ".go",
    "java": ".java",
    "kotlin": ".kt",
    "rust": ".rs",
}
LENGTH = 2 * LONG  # about 1,200 lines
# What ran into a limit in real code: blocks that go on and on without what ends the expression.
ENDLESS = {
    "python": b"def view(request):\n" + b"    items = [\n        (1,\n         2)]\n" * 400,
    "javascript": b"try {\n  x = JSON.parse(" + b"a.b, " * 2_000 + b")\n}",
}


@pytest.mark.parametrize("language", EXTENSIONS)
def test_no_expression_gives_up_on_long_code(language: str) -> None:
    texts = (_long_file(language), ENDLESS.get(language, b""))

    assert [
        (rule, expression[:200])
        for rule, expression in _expressions(language)
        if any(Expression(expression).gives_up_on(text) for text in texts)
    ] == []


@pytest.mark.parametrize("language", EXTENSIONS)
def test_a_long_file_passes_gates_and_is_no_exception(language: str) -> None:
    compiled = compile_rules({language}, cache_folder=parsed_rules())

    assert [
        (rule.id, expression)
        for rule, text in zip(compiled.rules, compiled.texts, strict=True)
        for exception in _exceptions(json.loads(text))
        for expression in _in_formula(exception)
        if re.search(r"\.\{\d{5}\}\|", expression)
    ] == []


def test_an_expression_that_gives_up_is_seen() -> None:
    assert Expression(r"(?:a+)+$").gives_up_on(b"a" * 40 + b"b")
    assert not Expression(r"(?:a++)+$").gives_up_on(b"a" * 40 + b"b")


def _long_file(language: str) -> bytes:
    whole = b"\n".join(path.read_bytes() for path in fixtures_in(EXTENSIONS[language]))
    return (whole * (1 + LENGTH // len(whole)))[:LENGTH].decode("utf-8", "ignore").encode()


@cache
def _expressions(language: str) -> tuple[tuple[str, str], ...]:
    compiled = compile_rules({language}, cache_folder=parsed_rules())
    return tuple(
        (rule.id, expression)
        for rule, text in zip(compiled.rules, compiled.texts, strict=True)
        for expression in sorted(set(_in_formula(json.loads(text))))
    )


def _exceptions(formula: object) -> Iterator[object]:
    if isinstance(formula, list):
        for one in formula:
            yield from _exceptions(one)
    elif isinstance(formula, dict):
        for key, value in formula.items():
            if key.startswith("pattern-not"):
                yield {key: value}
            else:
                yield from _exceptions(value)


def _in_formula(formula: object) -> Iterator[str]:
    if isinstance(formula, list):
        for one in formula:
            yield from _in_formula(one)
    elif isinstance(formula, dict):
        for key, value in formula.items():
            if key in {"pattern-regex", "pattern-not-regex"}:
                yield str(value)
            elif key not in {"metadata", "message"}:
                yield from _in_formula(value)
