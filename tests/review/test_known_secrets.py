from dataclasses import replace

import pytest

from bot.review.change import Change, FileStatus, Side
from bot.review.findings import Finding, Severity, Status
from bot.review.known_secrets import TITLE, digests, whole_secret
from bot.review.merge import compare
from tests.support.canaries import KEY_LINES, WORD, private_key
from tests.support.findings import at, change, file, hunk

KEY = b"key of one scan"
REMOVED = change(file("app.py", hunk(" a\n-TOKEN\n b\n")))
CONTEXT = change(file("app.py", hunk(" a\n TOKEN\n-b\n")))


def secret(
    line: int, value: str = "s3cret!", *, path: str = "app.py", end: int | None = None
) -> Finding:
    """A secret at the head."""
    return replace(
        at(line, end, path=path),
        category="secrets",
        rule_id="some-secret",
        identity=f"{path} {value}" if value.startswith("whole") else value,
        secrets=(value,),
    )


def before(one: Finding) -> Finding:
    """The same at the base."""
    assert one.location is not None
    return replace(one, location=replace(one.location, side=Side.LEFT))


def said(change: Change, head: list[Finding], base: list[Finding]) -> list[tuple[str, int, str]]:
    return [
        (
            one.location.path if one.location else "",
            one.location.start_line if one.location else 0,
            status,
        )
        for one, _, status in compare(change, head, [before(one) for one in base])
    ]


def test_a_secret_in_a_removed_line_is_said_and_not_called_fixed() -> None:
    ((found, mark, status),) = compare(REMOVED, [], [before(secret(2))])

    assert (found.title, found.severity, status) == (TITLE, Severity.WARNING, Status.INTRODUCED)
    assert "Revoke it" in found.message
    assert found.location == before(secret(2)).location
    ((_, standing, _),) = compare(REMOVED, [secret(2)], [])
    assert mark == standing  # who answered the secret has answered its removal


def test_a_policy_that_wants_it_quieter_is_obeyed() -> None:
    quiet = replace(before(secret(2)), severity=Severity.NOTE)
    ((found, _, _),) = compare(REMOVED, [], [quiet])
    assert found.severity is Severity.NOTE


def test_a_secret_on_a_line_that_stays_is_not_called_removed_or_fixed() -> None:
    assert said(CONTEXT, [], [secret(2)]) == []
    assert said(change(), [], [secret(2)]) == []


def test_a_deleted_file_takes_no_secret_out_of_the_history() -> None:
    gone = replace(file("app.py"), status=FileStatus.DELETED, new_blob=None)
    assert said(change(gone), [], [secret(2)]) == [("app.py", 2, Status.INTRODUCED)]


def test_one_removed_secret_is_said_once() -> None:
    twice = [secret(2), replace(secret(2), rule_id="another-rule")]
    assert said(REMOVED, [], twice) == [("app.py", 2, Status.INTRODUCED)]


def test_most_of_its_lines_have_to_go() -> None:
    one_of_four = change(file("app.py", hunk(" connect(\n-host,\n password,\n )\n")))
    assert said(one_of_four, [], [secret(1, end=4)]) == []
    key = change(file("app.py", hunk(" BEGIN\n-one\n-two\n END\n")))
    assert said(key, [], [secret(1, end=4)]) == [("app.py", 1, Status.INTRODUCED)]


def test_a_secret_that_moved_to_another_file_is_neither_new_nor_removed() -> None:
    moved = change(file("app.py", hunk("-TOKEN\n")), file("b.py", hunk("+TOKEN\n")))
    assert said(moved, [secret(1, path="b.py")], [secret(1)]) == [("b.py", 1, Status.PREEXISTING)]


def test_a_renamed_file_keeps_its_secrets() -> None:
    renamed = change(file("b.py", hunk(" TOKEN\n"), old_path="app.py"))
    assert said(renamed, [secret(1, path="b.py")], [secret(1)]) == [("b.py", 1, Status.PREEXISTING)]


def test_a_secret_in_other_code_is_still_the_same() -> None:
    head = replace(secret(2), identity="token = …")
    assert said(REMOVED, [head], [secret(2)]) == [("app.py", 2, Status.PREEXISTING)]


def test_a_copy_is_a_second_place_and_is_new() -> None:
    both = change(file("app.py"), file("b.py", hunk("+TOKEN\n")))
    head = [secret(1), secret(1, path="b.py")]
    assert said(both, head, [secret(1)]) == [
        ("app.py", 1, Status.PREEXISTING),
        ("b.py", 1, Status.INTRODUCED),
    ]
    two = [secret(1, path="b.py"), secret(1, path="c.py")]
    assert [status for _, _, status in said(both, two, [secret(1)])] == [
        Status.PREEXISTING,
        Status.INTRODUCED,
    ]


def test_of_two_places_one_can_go_without_a_word() -> None:
    assert said(REMOVED, [secret(9)], [secret(2), secret(9)]) == [("app.py", 9, Status.PREEXISTING)]


def test_another_secret_in_its_place_is_new_and_the_old_one_removed() -> None:
    assert said(REMOVED, [secret(2, "0ther!")], [secret(2)]) == [
        ("app.py", 2, Status.INTRODUCED),
        ("app.py", 2, Status.INTRODUCED),
    ]


def test_other_findings_do_not_move() -> None:
    plain = replace(secret(1), category="injection")
    elsewhere = replace(secret(1, path="b.py"), category="injection")
    assert said(REMOVED, [elsewhere], [plain]) == [
        ("b.py", 1, Status.INTRODUCED),
        ("app.py", 1, Status.FIXED),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('password = "s3cret-word"', "s3cret-word"),
        ("self.password = 's3cret-word'", 'PASSWORD = "s3cret-word"'),
        ('os.environ.get("DB_PASSWORD", "s3cret-word")', "'s3cret-word'"),
        (f'token = "ghp_{WORD[:36]}"', f"ghp_{WORD[:36]}"),
        (private_key(), private_key().replace("\n", "\n    ")),
    ],
)
def test_a_secret_is_known_in_other_code(one: str, other: str) -> None:
    assert digests(one.encode(), KEY) == digests(other.encode(), KEY)
    assert digests(one.encode(), KEY) != digests(one.encode(), b"key of another scan")


def test_two_secrets_in_the_same_code_are_two() -> None:
    first, second = (f'connect(password="{word}", host="db")' for word in ("0ne-word", "tw0-word"))
    assert digests(first.encode(), KEY) != digests(second.encode(), KEY)


def test_of_a_private_key_all_belongs_to_it() -> None:
    header = len("-----BEGIN RSA PRIVATE KEY-----")
    text = f"x = 1\n{private_key()}\ny = 2\n".encode()
    assert whole_secret(text, 6, 6 + header) == private_key().encode()
    open_ended = f'"-----BEGIN PRIVATE KEY-----\\n" + "{KEY_LINES[:64]}" + rest'.encode()
    assert KEY_LINES[:64].encode() in whole_secret(open_ended, 1, 28)
    assert whole_secret(b"token = x", 0, 5) == b"token"
