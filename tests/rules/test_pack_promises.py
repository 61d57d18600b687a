"""The pack keeps its promises: every rule works, is documented, and stands in its place."""

import re
import sys
from pathlib import Path

import pytest

from bot.review.findings import Severity
from bot.rule_fixtures import MARK, FixtureReport, check_fixtures
from bot.rulebook import (
    built_in_principles,
    compile_rules,
    load_rules,
    rule_page,
    rules_folder,
)
from bot.rulebook.needed_words import may_match, needed_words
from bot.rulebook.reading import raw_rules
from tests.support.data_folder import parsed_rules

SEMGREP = [str(Path(sys.executable).with_name("semgrep"))]
FAMILIES = ("injection", "secrets", "error-swallowing")
PRINCIPLES = {
    "injection": "security-first",
    "secrets": "security-first",
    "weak-protection": "security-first",
    "exposed-data": "security-first",
    "error-swallowing": "fail-gracefully",
    "unbounded-waiting": "fail-gracefully",
    "data-access": "database",
}
LANGUAGES = ("python", "javascript", "typescript", "go", "java", "kotlin", "rust")
# What loses little: Python keeps the cause by itself, `%v` keeps its words, a conversion its zero.
HINTS = {
    "broad-catch-javascript",
    "broad-catch-python",
    "default-on-failure-java",
    "default-on-failure-javascript",
    "default-on-failure-kotlin",
    "default-on-failure-python",
    "default-on-failure-rust",
    "default-on-failure-value-go",
    "discarded-error-convert-go",
    "discarded-error-kotlin",
    "lost-cause-broad-python",
    "lost-cause-python",
    "lost-cause-text-go",
    "lost-cause-text-javascript",
    "lost-cause-verb-go",
    "lost-task-ended-rust",
    "silent-handler-computed-javascript",
    "silent-handler-computed-python",
    "unhandled-async-javascript",
}
RULES = load_rules(cache_folder=parsed_rules())


@pytest.fixture(scope="module")
def report() -> FixtureReport:
    return check_fixtures(rules_folder(), SEMGREP)


def test_every_rule_is_found_on_its_marks_and_nowhere_else(report: FixtureReport) -> None:
    assert report.problems == ()
    assert set(report.rule_ids) == {rule.id for rule in RULES}


def test_what_a_rule_needs_of_a_file_stands_wherever_it_finds_something(
    report: FixtureReport,
) -> None:
    compiled = compile_rules(cache_folder=parsed_rules())
    needs = {
        rule.id: needed_words(text)
        for rule, text in zip(compiled.rules, compiled.texts, strict=True)
    }
    found = sorted({(mark.fixture, mark.rule_id) for mark in report.marks if mark.found})

    assert len(found) > len(RULES)
    assert [
        (fixture.name, rule)
        for fixture, rule in found
        if not may_match(needs[rule], _without_marks(fixture.read_text()).encode())
    ] == []


def _without_marks(text: str) -> str:
    return "\n".join(line for line in text.lower().splitlines() if not MARK.search(line))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_speaks_every_language(family: str, language: str) -> None:
    rules = [
        rule
        for rule in compile_rules({language}).rules
        if rule.category == family and {language, "generic", "regex"} & set(rule.languages)
    ]

    assert rules, f"no {family} rule looks at {language}"


def test_no_rule_for_typescript_is_a_twin_of_one_for_javascript() -> None:
    assert [rule.id for rule in RULES if rule.languages == ("typescript",)] == []


def test_rules_say_in_two_sentences_what_can_go_wrong_and_what_to_do() -> None:
    said = {rule.id: re.split(r"(?<=[.?!])\s+(?=[A-Z`])", rule.message) for rule in RULES}

    assert [(rule, one) for rule, one in said.items() if len(one) != 2] == []
    assert [rule.id for rule in RULES if "$" in rule.message] == []
    assert [rule.id for rule in RULES if not rule.message.endswith(".")] == []


def test_rules_stand_under_a_principle_and_in_a_family() -> None:
    known = {one.id for one in built_in_principles()}

    assert [rule.id for rule in RULES if rule.principle not in known] == []
    assert [rule.id for rule in RULES if rule.principle != PRINCIPLES[rule.category]] == []
    assert [rule.id for rule in RULES if not 0 < len(rule.title) <= 60] == []
    assert [rule.id for rule in RULES if rule.title.endswith(".")] == []


def test_rules_have_a_page_with_every_section() -> None:
    pages = {rule.id: rule_page(rule.id, cache_folder=parsed_rules()) for rule in RULES}
    titles = {
        rule: " / ".join(re.findall(r"^## (.*)$", page, re.MULTILINE))
        for rule, page in pages.items()
    }

    assert [rule for rule, page in pages.items() if not re.match(r"# \S", page)] == []
    for section in ("What", "Why", "How to fix", "Before", "After", "References"):
        named = re.compile(rf"\b{section}\b", re.IGNORECASE)
        lacking = [rule for rule, title in titles.items() if not named.search(title)]
        assert lacking == [], f"without {section}"


def test_a_rule_stands_in_its_family_and_its_language() -> None:
    files, _ = raw_rules(rules_folder(), parsed_rules())
    for file, raws in files.items():
        for raw in raws:
            assert raw["metadata"]["category"] == file.parent.name, f"{file} is not in its family"
            if not {"regex", "generic"} & set(raw["languages"]):
                assert str(raw["id"]).endswith(f"-{file.stem}"), f"{raw['id']} in {file.name}"


def test_only_what_an_outsider_can_use_blocks() -> None:
    assert {rule.category for rule in RULES if rule.severity is Severity.ERROR} == {
        "injection",
        "secrets",
    }


def test_swallowed_errors_are_at_least_warnings() -> None:
    quiet = [
        rule.id
        for rule in RULES
        if rule.category == "error-swallowing"
        and not rule.severity.at_least(Severity.WARNING)
        and rule.id not in HINTS
    ]

    assert quiet == []
