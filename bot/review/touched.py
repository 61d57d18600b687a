"""What a change touches, told by its paths and lines, and what to ask about each such thing."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.review.change import LineKind
from bot.review.shown import ShownFile


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that brings questions of its own; `principles` are what they are argued from."""

    name: str
    principles: tuple[str, ...]
    questions: str
    path: re.Pattern[str] | None = None
    line: re.Pattern[str] | None = None

    def is_in(self, file: ShownFile) -> bool:
        """Whether the change touches it in this file."""
        if self.path is not None and self.path.search(file.name):
            return True
        return self.line is not None and any(
            self.line.search(line.text)
            for hunk in file.hunks
            for line in hunk.lines
            if line.kind is not LineKind.CONTEXT
        )


SUBJECTS = (
    Subject(
        "a migration of the database",
        ("database",),
        "Does it lock or rewrite a large table? Does the code that still runs during the "
        "deployment work with it, and the new code before it? Can it be rolled back "
        "without losing data?",
        path=re.compile(r"(?:^|/)(?:migrations?|alembic|flyway|liquibase|changelogs?)/|\.sql$"),
        line=re.compile(
            r"\b(?:ALTER|DROP)\s+TABLE\b|\bCREATE\s+(?:UNIQUE\s+)?INDEX\b|\bDROP\s+COLUMN\b",
            re.IGNORECASE,
        ),
    ),
    Subject(
        "a route",
        ("api-design", "validation", "error-responses", "documentation", "frontend-integration"),
        "Does every input pass a schema before it is used? Is every status code the right one, and "
        "does an error tell the caller what to do and an attacker nothing? Is a list paginated? "
        "Does the OpenAPI document still tell the truth? Do clients that were not deployed "
        "today still work?",
        line=re.compile(
            r"@\w+\.(?:get|post|put|patch|delete|route|api_route)\(|@(?:Get|Post|Put|Patch|Delete)\b"
            r"|@(?:Get|Post|Put|Patch|Delete|Request)Mapping\b|@Path\(|#\[(?:get|post|put|delete)\("
            r"|\b(?:app|router|server|fastify|route|r|e|mux)\.(?:get|post|put|patch|delete|all"
            r"|GET|POST|PUT|PATCH|DELETE|route|HandleFunc)\(|\bpath\(\s*r?['\"]|\.route\(\s*\""
        ),
    ),
    Subject(
        "queries",
        ("database",),
        "Is there one query for each item of a loop? Can the result grow without an end? Do writes "
        "that belong together share a transaction? Is there a read that decides a write without a "
        "lock or a condition?",
        line=re.compile(
            r"\bSELECT\b.+\bFROM\b|\bINSERT\s+INTO\b|\bUPDATE\b.+\bSET\b|\.objects\.|session\.(?:query"
            r"|execute|add)\(|\.findMany\(|\.createQueryBuilder\(|\.(?:Query|Exec)(?:Context)?\(|sqlx::"
            r"|JdbcTemplate|EntityManager|@Query\b"
        ),
    ),
    Subject(
        "work in the background",
        ("server-architecture", "fail-gracefully"),
        "What happens when a message comes twice, late or never? What happens to work that runs "
        "while the process is restarted? Is a failed piece of work tried again, and does somebody "
        "see it when that is of no use?",
        line=re.compile(
            r"celery|@shared_task|\.delay\(|kafka|rabbit|amqp|\bSQS\b|BackgroundTasks|bullmq|@Scheduled"
            r"|@KafkaListener|@RabbitListener|cron|create_task\(|tokio::spawn|setInterval\(",
            re.IGNORECASE,
        ),
    ),
    Subject(
        "who may do what",
        ("security", "security-first"),
        "Is every path to the data checked, also the one by id? Who owns what is read or written? "
        "What does somebody get who is signed in as another one, or not at all?",
        path=re.compile(
            r"auth|login|session|permission|polic(?:y|ies)|\bacl\b|roles?\b", re.IGNORECASE
        ),
        line=re.compile(
            r"\bjwt\b|@login_required|permission_classes|@PreAuthorize|isAuthenticated|Authorization"
            r"|has_perm|currentUser|current_user",
            re.IGNORECASE,
        ),
    ),
    Subject(
        "an image or its deployment",
        ("server-architecture", "security"),
        "Does it run as root? Is what it is built from pinned? Does a secret end up in a layer or "
        "in a manifest? Is there a health check, and are there limits?",
        path=re.compile(
            r"(?:^|/)(?:Dockerfile|Containerfile)|\.dockerfile$|compose[^/]*\.ya?ml$|(?:^|/)(?:k8s"
            r"|charts?|helm|deploy(?:ment)?)/",
            re.IGNORECASE,
        ),
    ),
    Subject(
        "the build or its checks",
        ("leave-it-better", "security"),
        "Do strangers' pull requests get secrets or rights? Are actions pinned? Does a check that "
        "failed before still fail?",
        path=re.compile(r"^\.github/workflows/|(?:^|/)\.gitlab-ci\.yml$|(?:^|/)Jenkinsfile$"),
    ),
)


def questions_about(files: Sequence[ShownFile], principles: Collection[str]) -> Iterator[str]:
    """A line for each subject that the change touches, with the principles that are in force."""
    for subject in SUBJECTS:
        known = [one for one in subject.principles if one in principles]
        if known and any(subject.is_in(file) for file in files):
            ids = ", ".join(f"`{one}`" for one in known)
            yield f"{subject.name} ({ids}): {subject.questions}"
