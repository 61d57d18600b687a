"""The words that a rule needs are read from its expressions, and never too many."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rulebook.needed_words import NOTHING, Needs, may_match, needed_words

READ = {
    "token": [{"token"}],
    "Token": [{"token"}],
    "ldap|Ldap|scope:": [{"ldap", "scope:"}],
    "(?:re)?quest": [{"quest"}],
    "colou?r": [{"colo"}],
    "ab+cd": [{"ab"}, {"cd"}],
    "[sS]andbox": [{"sandbox"}],
    "[-.]run": [{"run"}],
    r"[\n]run": [{"run"}],
    r"[\.]run": [{".run"}],
    r"[^a]run": [{"run"}],
    r"[]a]run": [{"run"}],
    r"\bfetch\(": [{"fetch("}],
    r"fetch\w*\s*[<(]url": [{"fetch"}, {"url"}],
    r"(?s)\A(?=.*?(?:one|two))(?=.*?three).*": [{"one", "two"}, {"three"}],
    "(?!never)always(?<!neither)": [{"always"}],
    "(?<=Bearer )(?<KEY>sk_[a-z]{4})": [{"bearer "}, {"sk_"}],
    "(?P<KEY>sk_)(?i:LIVE)": [{"sk_"}, {"live"}],
    "(?i)select": [{"select"}],
    "(?:from ){2}": [{"from "}],
    "(?:from ){0,2}": [],
    "(?:one|two|)": [],
    "one{": [{"one{"}],
    "one{2}": [{"one"}],
    "[a-z]+|word": [],
    r"(?s)\A(?:.{20000}|.*?(?:one|two)).*": [{"one", "two"}],
    "größe": [{"gr"}],
    "a": [],
    "": [],
}
UNKNOWN = (
    "(word",
    "word)",
    "word\\",
    "[word",
    "*word",
    "word{,2}",
    "word(?#note)",
    "(?x) w o r d",
    "(?(1)word)",
    "(?|word)",
    "(?R)word",
    "(*ACCEPT)word",
    r"\Qword\E",
    r"\x77ord",
    r"\0word",
    r"(a)\11word",
    "[[:alpha:]]word",
    r"[\Q]\E]word",
    "(" * 5000 + "word" + ")" * 5000,
)


def _needs(formula: object) -> Needs:
    return needed_words(json.dumps(formula))


def _said(needs: Needs) -> list[set[str]]:
    return sorted(({word.decode() for word in words} for words in needs), key=sorted)


@pytest.mark.parametrize("expression", READ)
def test_the_words_of_an_expression_are_read(expression: str) -> None:
    assert _said(_needs({"pattern-regex": expression})) == sorted(READ[expression], key=sorted)


@pytest.mark.parametrize("expression", UNKNOWN)
def test_an_expression_that_is_not_known_in_full_needs_nothing(expression: str) -> None:
    assert _needs({"pattern-regex": expression}) == NOTHING


@given(
    st.data(),
    st.sampled_from([one for one in READ if "(?<KEY>" not in one and "{20000}" not in one]),
)
def test_whatever_an_expression_finds_holds_its_words(data: st.DataObject, expression: str) -> None:
    needs = _needs({"pattern-regex": expression})

    text = data.draw(st.from_regex(re.compile(expression, re.ASCII)))

    assert may_match(needs, text.encode("utf-8", "surrogatepass").lower())


def test_a_long_text_may_hold_anything() -> None:
    needs = _needs({"pattern-regex": "(?s)\\A(?:.{20000}|.*?one).*"})

    assert not may_match(needs, b"a" * 19_999)
    assert may_match(needs, b"a" * 20_000)


def test_a_rule_needs_what_all_of_its_parts_need_and_one_of_its_ways() -> None:
    gate = {"pattern-inside": {"pattern-regex": r"(?s)\A.*?(?:curl|wget).*"}}
    ways = [
        {"patterns": [gate, {"pattern": "run($X)"}]},
        {"patterns": [gate, {"pattern-regex": "shell"}]},
    ]

    assert _said(_needs({"pattern-either": ways})) == [{"curl", "wget"}]
    assert _said(
        _needs({"pattern-sinks": ways, "pattern-sources": [{"pattern-regex": "argv"}]})
    ) == [
        {"argv"},
        {"curl", "wget"},
    ]


def test_what_an_exception_says_is_not_needed() -> None:
    exceptions = [{"pattern-not-regex": "test"}, {"pattern-not-inside": {"pattern-regex": "mock"}}]

    assert _said(_needs({"patterns": [{"pattern-regex": "sleep"}, *exceptions]})) == [{"sleep"}]


@pytest.mark.parametrize(
    "formula",
    [[], "word", {"pattern-regex": 1}, {"patterns": "word"}, {"pattern-sinks": []}, {"a": None}],
)
def test_a_rule_of_any_other_form_needs_nothing(formula: object) -> None:
    assert _needs(formula) == NOTHING
