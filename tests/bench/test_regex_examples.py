"""An example of a regular expression is one that it matches, and always the same."""

import random
import re

import pytest

from bench.suites.regex_examples import PatternError, example


@pytest.mark.parametrize(
    "pattern",
    [
        "plain",
        r"[a-z0-9]{32}",
        r"sk-[\w-]{20,}={0,2}",
        r"(?:EAAA|sq0atp-)[0-9A-Za-z_\-+]{22}",
        r"[A-Z-0-9]{3}\.[a-c]+x*y?",
        r"\b(ops_eyJ[a-zA-Z0-9+/]{25,})\b",
        r"[\\-_]{5}",
        r"[]x]{4}",
        r"^a.c$",
    ],
)
def test_the_pattern_matches_its_example(pattern: str) -> None:
    made = example(pattern, random.Random(5))

    assert re.fullmatch(pattern, made)
    assert made == example(pattern, random.Random(5))


@pytest.mark.parametrize("pattern", ["(a", "a)", "[^a]", "(?=a)", "[a"])
def test_a_pattern_that_is_not_understood_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        example(pattern, random.Random(5))
