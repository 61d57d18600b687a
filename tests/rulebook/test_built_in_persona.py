"""The built-in persona says all that the reviewer stands for, and all of it is enforced."""

import pytest

from bot.review.principles import PrincipleKind
from bot.rulebook import built_in_principles, load_persona, load_rules, principle_coverage
from bot.rulebook.principles import folded

WORK = (
    "complete-the-task",
    "leave-it-better",
    "study-first",
    "blend-in",
    "fail-gracefully",
    "security-first",
)
STANDARDS = (
    "type-safety",
    "validation",
    "error-responses",
    "structured-logging",
    "testing",
    "documentation",
)
TOPICS = {
    "complete-the-task": "title description linked issues beyond scope creep works tests",
    "leave-it-better": "builds migrations configuration lock documents half removed",
    "study-first": "patterns conventions history helper reason fixes",
    "blend-in": "names structure error style layering",
    "fail-gracefully": "exception error value rejected promise swallowed messages",
    "security-first": "input validated parameterised trusted",
    "type-safety": "TypeScript Python hints any",
    "validation": "schema Zod Pydantic Bean",
    "error-responses": "HTTP status message",
    "structured-logging": "structured debugging monitoring prints secrets",
    "testing": "unit business logic integration APIs",
    "documentation": "OpenAPI endpoints comments intricate",
    "api-design": "REST resource names HTTP semantics GraphQL schemas resolvers gRPC protocol "
    "buffers versioning backward compatibility rate limits pagination caching",
    "database": "SQL schemas indexes query tuning PostgreSQL MySQL SQLite document key-value "
    "wide-column MongoDB Redis DynamoDB migrations connection pools integrity transactions ACID",
    "server-architecture": "monolith services events queues Kafka RabbitMQ SQS background jobs "
    "schedules cache layers Redis Memcached load balancing scaling out",
    "security": "authentication JWT OAuth2 sessions authorisation roles input validation SQL "
    "injection secrets environment configuration HTTPS CORS security headers",
    "frontend-integration": "front-end developers response format endpoint documented cache "
    "headers errors interface",
}
STACK = {
    "Node.js": ("Express", "Fastify", "NestJS", "Hono"),
    "Python": ("FastAPI", "Django", "Flask"),
    "Go": ("Gin", "Echo", "standard library"),
    "Java": ("Spring",),
    "Rust": ("Actix", "Axum"),
    "Databases": ("PostgreSQL", "MySQL", "SQLite", "MongoDB", "Redis", "Elasticsearch", "DynamoDB"),
    "Data access": ("Prisma", "Drizzle", "TypeORM", "SQLAlchemy"),
    "Infrastructure": ("Docker", "Kubernetes", "AWS", "GCP", "Azure", "serverless", "CI/CD"),
    "serverless": ("Lambda", "Cloud Functions", "Vercel"),
}


def test_it_has_every_row_in_its_place() -> None:
    persona = load_persona()
    ids = {
        kind: tuple(one.id for one in persona.principles if one.kind is kind)
        for kind in PrincipleKind
    }

    assert (persona.name, persona.model) == ("backend-developer", "sonnet")
    assert "\n" not in persona.description
    assert ids[PrincipleKind.WORK] == WORK
    assert ids[PrincipleKind.STANDARD] == STANDARDS
    assert set(ids[PrincipleKind.EXPERTISE]) == set(TOPICS) - {*WORK, *STANDARDS}
    for word in ("APIs", "database designs", "error handling", "reliability", "maintainability"):
        assert word in persona.mission


def _words(text: str) -> list[str]:
    return [word for part in text.split() for word in folded(part.strip("()")).split()]


@pytest.mark.parametrize("principle_id", TOPICS)
def test_each_row_names_all_its_topics(principle_id: str) -> None:
    principle = load_persona().principle(principle_id)
    assert principle is not None
    said = _words(f"{principle.title} {principle.text}")

    assert [word for word in _words(TOPICS[principle_id]) if word not in said] == []


@pytest.mark.parametrize("principle_id", sorted(set(TOPICS) - {*WORK, *STANDARDS}))
def test_the_page_of_each_area_asks_for_all_its_topics(principle_id: str) -> None:
    principle = load_persona().principle(principle_id)
    assert principle is not None
    asked = _words(f"{principle.title} {principle.checklist}")

    assert [word for word in _words(TOPICS[principle_id]) if word not in asked] == []


@pytest.mark.parametrize("member", sorted({one for some in STACK.values() for one in some}))
def test_each_member_of_the_stack_is_known_to_the_persona_and_to_a_page(member: str) -> None:
    persona = load_persona()
    pages = " ".join(one.checklist for one in persona.principles)

    assert member in persona.text
    assert member in pages


def test_each_principle_of_the_persona_is_enforced_by_something() -> None:
    coverage = principle_coverage(load_persona(), load_rules())

    assert [one.principle.id for one in coverage if not one.enforced] == []
    assert [one.principle.id for one in coverage if not one.rubric] == []
    with_rules = {one.principle.id for one in coverage if one.rules}
    assert {"fail-gracefully", "security-first"} <= with_rules


def test_each_principle_has_a_page_that_asks_and_limits() -> None:
    pages = {one.id: one for one in built_in_principles()}

    assert set(pages) == set(TOPICS)
    for page in pages.values():
        titles = [line for line in page.checklist.split("\n") if line.startswith("### ")]
        assert titles == [
            "### What to look for",
            "### Not a violation",
            "### Evidence",
            "### Highest severity",
        ]
        last = page.checklist.rpartition("### Highest severity")[2]
        assert f"`{page.highest_severity}`" in last
        assert page.checklist.count("\n- ") >= 8
