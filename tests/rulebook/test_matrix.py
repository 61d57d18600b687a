"""The matrix of the pack counts what rules say of themselves, and shows what is empty."""

import os
from collections.abc import Sequence

from bot.review.findings import Confidence, Severity
from bot.review.principles import Rule
from bot.rulebook import COLUMNS, Cell, pack_matrix
from bot.rulebook.matrix import named_cells, rule_matrix
from tests.support import commands


def rule(rule_id: str, languages: Sequence[str], frameworks: Sequence[str] = ()) -> Rule:
    return Rule(
        id=rule_id,
        title="A weakness",
        message="It goes wrong. Do it well.",
        languages=tuple(languages),
        severity=Severity.ERROR,
        confidence=Confidence.HIGH,
        principle="security-first",
        category="injection",
        cwe=("CWE-89",),
        frameworks=tuple(frameworks),
    )


def test_a_rule_fills_its_language_and_each_framework_that_it_names() -> None:
    matrix = rule_matrix([("sql", rule("sql-go", ["go"], ["gin", "fiber"]))])

    assert matrix.cells == {
        Cell("injection", "go"): 1,
        Cell("injection", "go", "gin"): 1,
        Cell("injection", "go", "fiber"): 1,
    }
    assert matrix.weaknesses == {("injection", "sql"): {"go": 1}}
    assert matrix.frameworks("go")[-1] == "fiber"


def test_what_is_promised_and_not_filled_is_empty() -> None:
    matrix = rule_matrix([("sql", rule("sql-go", ["go"], ["gin"]))])

    assert Cell("injection", "go", "gin") not in matrix.empty
    assert Cell("injection", "go", "echo") in matrix.empty
    assert len(matrix.empty) == len(set(named_cells())) - 2


def test_a_rule_for_typescript_counts_once_and_one_for_text_has_a_column() -> None:
    both = rule_matrix([("sql", rule("sql-javascript", ["javascript", "typescript"]))])
    text = rule_matrix([("key", rule("key", ["regex"], ["dotenv"]))])

    assert both.weaknesses == {("injection", "sql"): {"javascript": 1}}
    assert text.cells[Cell("injection", "text", "dotenv")] == 1


def test_the_command_shows_every_cell_and_fails_for_an_empty_promise() -> None:
    done = commands.run(["rules", "coverage"], os.environ)
    matrix = pack_matrix()

    assert done.returncode == (1 if matrix.empty else 0), done.stderr
    for language in COLUMNS:
        assert f"\n{language} " in done.stdout
    for _, topic in matrix.weaknesses:
        assert f" / {topic} " in done.stdout
