"""The pack covers what it promises, and what a rule says of its frameworks is shown by a fixture."""

import re
from pathlib import Path

import pytest

from bot.rule_fixtures import MARK
from bot.rulebook import COLUMNS, pack_matrix, rules_folder
from bot.rulebook.matrix import FRAMEWORKS
from bot.rulebook.reading import raw_rules
from bot.rulebook.topics import fixtures_of

MATRIX = pack_matrix()
LANGUAGES = tuple(FRAMEWORKS)
# How a fixture shows that it is about a framework, where its name alone does not say so.
SHOWN_BY = {
    "django-orm": r"django\.db|\.objects\.",
    "sqlalchemy": r"sqlalchemy",
    "nestjs": r"@nestjs",
    "node-http": r"node:http|require\(.http.\)",
    "lambda": r"aws-lambda|APIGateway|exports\.handler|export const handler",
    "vercel": r"@vercel|NextApiRequest|VercelRequest|next/server",
    "cloud-functions": r"functions-framework|firebase-functions",
    "mysql2": r"mysql2",
    "drizzle": r"drizzle-orm",
    "net-http": r"net/http",
    "gin": r"gin-gonic",
    "echo": r"labstack/echo",
    "chi": r"go-chi",
    "database-sql": r"database/sql",
    "sqlx": r"sqlx",
    "spring-mvc": r"org\.springframework\.web|RestController|Mapping",
    "spring-webflux": r"reactor|reactive|ServerRequest",
    "jax-rs": r"(jakarta|javax)\.ws\.rs",
    "servlet": r"(jakarta|javax)\.servlet",
    "ktor": r"io\.ktor",
    "jdbc": r"java\.sql|prepareStatement|createStatement",
    "jdbc-template": r"JdbcTemplate",
    "jpa": r"EntityManager|persistence",
    "hibernate": r"org\.hibernate|Session",
    "mybatis": r"ibatis|mybatis",
    "tokio-postgres": r"tokio_postgres",
    "std-process": r"std::process|Command::new",
    "std-fs": r"std::fs|fs::",
}


def fixtures_with_a_finding(language: str, framework: str) -> list[Path]:
    """Fixtures in which a rule that names the framework is found."""
    files, _ = raw_rules(rules_folder(), None)
    return [
        fixture
        for file, raws in files.items()
        for raw in raws
        if language in raw["languages"]
        and framework in raw["metadata"].get("frameworks", ())
        and raw["metadata"]["category"] == "injection"
        for fixture in fixtures_of(raw["id"], file)
        if any(
            mark["kind"] == "ruleid" and raw["id"] in re.split(r"\s*,\s*", mark["ids"])
            for mark in MARK.finditer(fixture.read_text())
        )
    ]


def test_no_promised_cell_is_empty() -> None:
    assert [str(cell) for cell in MATRIX.empty] == []


@pytest.mark.parametrize(
    ("language", "framework"), [(one, name) for one in LANGUAGES for name in FRAMEWORKS[one]]
)
def test_a_framework_that_a_rule_names_stands_in_a_fixture(language: str, framework: str) -> None:
    shown = re.compile(SHOWN_BY.get(framework, re.escape(framework)))

    assert [
        fixture.name
        for fixture in fixtures_with_a_finding(language, framework)
        if shown.search(fixture.read_text())
    ]
