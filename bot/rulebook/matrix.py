"""Which weaknesses the pack looks for in which languages and frameworks, and what is empty."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.review.principles import Rule

TEXT = "text"  # the column of rules that read any text, whatever language it is in

# Whose ways of reading input and of reaching a store the injection rules must know.
FRAMEWORKS: Mapping[str, tuple[str, ...]] = {
    "python": (
        *("fastapi", "django", "flask", "sqlalchemy", "django-orm", "psycopg", "sqlite3"),
        *("pymongo", "redis", "elasticsearch"),
    ),
    "javascript": (
        *("express", "fastify", "nestjs", "hono", "koa", "node-http"),
        *("lambda", "vercel", "cloud-functions", "prisma", "drizzle", "typeorm"),
        *("sequelize", "knex", "pg", "mysql2", "mongodb", "mongoose"),
    ),
    "go": ("net-http", "gin", "echo", "chi", "database-sql", "sqlx", "gorm", "pgx"),
    "java": (
        *("spring-mvc", "spring-webflux", "jax-rs", "servlet"),
        *("jdbc", "jdbc-template", "jpa", "hibernate", "mybatis"),
    ),
    "kotlin": (
        *("spring-mvc", "spring-webflux", "jax-rs", "servlet", "ktor"),
        *("jdbc", "jdbc-template", "jpa", "hibernate", "mybatis"),
    ),
    "rust": (
        *("actix", "axum", "rocket", "warp", "sqlx", "diesel", "rusqlite"),
        *("tokio-postgres", "reqwest", "std-process", "std-fs"),
    ),
}
# Which kinds of files a hard-coded secret is looked for in, beside source code.
FILES = (
    *("dotenv", "yaml", "json", "toml", "properties"),
    *("dockerfile", "kubernetes", "terraform", "github-actions"),
)
# The matrix is one table for each of these; the rows of each are at least those that are named.
COLUMNS: Mapping[str, tuple[str, ...]] = {**FRAMEWORKS, TEXT: FILES}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix; `framework` is None for the language as a whole."""

    family: str
    language: str
    framework: str | None = None

    def __str__(self) -> str:
        return " / ".join(filter(None, (self.family, self.language, self.framework)))


@dataclass(frozen=True, slots=True)
class Matrix:
    """How many rules fill each cell, and each weakness (a topic of the pack) in each language."""

    cells: Mapping[Cell, int]
    weaknesses: Mapping[tuple[str, str], Mapping[str, int]]

    @property
    def families(self) -> tuple[str, ...]:
        """The rules' categories, sorted."""
        return tuple(sorted({cell.family for cell in self.cells}))

    @property
    def empty(self) -> tuple[Cell, ...]:
        """The cells that must be filled and are not."""
        return tuple(cell for cell in named_cells() if not self.cells.get(cell))

    def frameworks(self, language: str) -> tuple[str, ...]:
        """The rows of a language: what must be known first, then what else its rules name."""
        named = COLUMNS[language]
        others = {cell.framework for cell in self.cells if cell.language == language}
        return (*named, *sorted(one for one in others if one and one not in named))


def rule_matrix(topics: Iterable[tuple[str, Rule]]) -> Matrix:
    """The matrix of these rules, each with its topic."""
    cells: Counter[Cell] = Counter()
    weaknesses: dict[tuple[str, str], Counter[str]] = {}
    for topic, rule in topics:
        for language in _columns(rule):
            for framework in (None, *rule.frameworks):
                cells[Cell(rule.category, language, framework)] += 1
            weaknesses.setdefault((rule.category, topic), Counter())[language] += 1
    return Matrix(cells, weaknesses)


def named_cells() -> Iterator[Cell]:
    """What the pack promises: each family in each language, injection for each framework."""
    for language, frameworks in FRAMEWORKS.items():
        for family in ("injection", "secrets", "error-swallowing"):
            yield Cell(family, language)
        for framework in frameworks:
            yield Cell("injection", language, framework)
    for kind in FILES:
        yield Cell("secrets", TEXT, kind)


def _columns(rule: Rule) -> Iterator[str]:
    """A rule for TypeScript is one for JavaScript, too."""
    known = [one for one in rule.languages if one in FRAMEWORKS]
    yield from known or [TEXT]
