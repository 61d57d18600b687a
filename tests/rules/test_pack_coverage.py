"""The pack covers what it promises; what a rule says of its frameworks is shown by a fixture."""

import re
from pathlib import Path

import pytest

from bot.rule_fixtures import MARK
from bot.rulebook import pack_matrix, rules_folder
from bot.rulebook.matrix import FRAMEWORKS
from bot.rulebook.reading import raw_rules
from bot.rulebook.topics import fixtures_of
from tests.support.data_folder import parsed_rules

MATRIX = pack_matrix(parsed_rules())
FILES, _ = raw_rules(rules_folder(), parsed_rules())
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
    return [
        fixture
        for file, raws in FILES.items()
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


# What a language, or what people use with it, cannot get wrong.
NOT_A_WEAKNESS_OF = {
    ("mass-assignment", "rust"): "serde fills a struct that lists its fields",
    ("xml-entities", "rust"): "the XML crates resolve no external entities",
    ("prototype-pollution", "python"): "objects have no prototype; mass-assignment has setattr",
    ("prototype-pollution", "go"): "objects have no prototype",
    ("prototype-pollution", "java"): "objects have no prototype",
    ("prototype-pollution", "kotlin"): "objects have no prototype",
    ("prototype-pollution", "rust"): "objects have no prototype",
    ("workflow-expression", "every language"): "a weakness of workflow files",
    ("broad-catch", "go"): "there is nothing to catch",
    ("broad-catch", "rust"): "an `Err(_)` arm is a silent handler",
    ("finally-swallows", "go"): "there is no finally",
    ("finally-swallows", "rust"): "there is no finally",
    ("lost-task", "go"): "a goroutine that drops an error is discarded-error",
    ("lost-task", "java"): "a future that nobody joins is unhandled-async",
}
EVERYWHERE = (
    "error-swallowing / broad-catch",
    "error-swallowing / default-on-failure",
    "error-swallowing / discarded-error",
    "error-swallowing / error-as-success",
    "error-swallowing / finally-swallows",
    "error-swallowing / lost-cause",
    "error-swallowing / lost-task",
    "error-swallowing / print-only-handler",
    "error-swallowing / silent-handler",
    "exposed-data / error-details-to-client",
    "exposed-data / secret-in-log",
    "data-access / query-in-loop",
    "data-access / unbounded-query",
    "unbounded-waiting / missing-timeout",
    "weak-protection / permissive-cors",
    "weak-protection / tls-verification-off",
    "weak-protection / token-unverified",
)


def test_each_weakness_is_looked_for_in_each_language_that_has_it() -> None:
    wanted = {
        (family, topic)
        for family, topic in MATRIX.weaknesses
        if family == "injection" or f"{family} / {topic}" in EVERYWHERE
    }
    empty = [
        (topic, language)
        for family, topic in sorted(wanted)
        for language in LANGUAGES
        if not MATRIX.weaknesses[family, topic].get(language)
        and not {(topic, language), (topic, "every language")} & NOT_A_WEAKNESS_OF.keys()
    ]

    assert empty == []
    assert len(wanted) >= len(EVERYWHERE) + 20


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
