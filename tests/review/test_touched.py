"""What a change touches brings its own questions, argued from principles that are in force."""

import pytest

from bot.review.change import FileStatus, LineKind
from bot.review.shown import ShownFile, ShownHunk, ShownLine
from bot.review.touched import SUBJECTS, questions_about
from bot.review.untrusted import untrusted
from bot.rulebook import built_in_principles

EVERY = {one.id for one in built_in_principles()}


def shown(path: str, text: str = "x = 1", kind: LineKind = LineKind.ADDED) -> ShownFile:
    hunk = ShownHunk(untrusted(""), (ShownLine(kind, None, 1, untrusted(text)),))
    name = untrusted(path)
    return ShownFile(path, name, name, FileStatus.MODIFIED, (hunk,))


def subjects(*files: ShownFile) -> list[str]:
    return [line.split(" (")[0] for line in questions_about(files, EVERY)]


@pytest.mark.parametrize(
    ("file", "subject"),
    [
        (shown("db/migrations/0007_names.py"), "a migration of the database"),
        (shown("schema/7.sql"), "a migration of the database"),
        (shown("app.py", "op.execute('ALTER TABLE users DROP COLUMN age')"), "a migration"),
        (shown("api.py", '@router.get("/users")'), "a route"),
        (shown("users.ts", 'app.post("/users", create);'), "a route"),
        (shown("Users.java", '  @GetMapping("/users")'), "a route"),
        (shown("main.go", 'e.GET("/users", list)'), "a route"),
        (shown("main.rs", '#[get("/users")]'), "a route"),
        (shown("urls.py", 'path("users/", views.users),'), "a route"),
        (shown("store.go", 'db.QueryContext(ctx, "SELECT id FROM users")'), "queries"),
        (shown("models.py", "User.objects.filter(age=3)"), "queries"),
        (shown("tasks.py", "send_mail.delay(user.id)"), "work in the background"),
        (shown("auth/login.py"), "who may do what"),
        (shown("docker/Dockerfile"), "an image or its deployment"),
        (shown(".github/workflows/ci.yml"), "the build or its checks"),
    ],
)
def test_a_subject_is_told_by_path_or_line(file: ShownFile, subject: str) -> None:
    assert any(one.startswith(subject) for one in subjects(file))


@pytest.mark.parametrize(
    "file",
    [
        shown("shop/cart.py", "total = sum(prices)"),
        shown("docs/guide.md", "Ask us."),
        shown("api.py", '@router.get("/users")', LineKind.CONTEXT),
        shown("cart.ts", "const total = cart.get(id);"),
    ],
)
def test_what_touches_nothing_of_this_brings_no_question(file: ShownFile) -> None:
    assert subjects(file) == []


def test_a_subject_is_asked_about_once_and_by_principles_in_force_only() -> None:
    route = shown("api.py", '@router.get("/users")')

    (line,) = questions_about([route, route], {"validation", "database"})

    assert line.startswith("a route (`validation`): ")


def test_every_subject_is_argued_from_principles_that_exist() -> None:
    for subject in SUBJECTS:
        assert set(subject.principles) <= EVERY
