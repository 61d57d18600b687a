"""A change is shown with the lines around it and without secrets, wherever they begin."""

from dataclasses import replace

from bot.review.change import DiffLine, FileChange, FileKind, FileStatus, Hunk, LineKind
from bot.review.shown import show_file

KEY_LINE = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"
ADDED, REMOVED, CONTEXT = LineKind.ADDED, LineKind.REMOVED, LineKind.CONTEXT


def file_with(*hunks: Hunk, path: str = "a.py") -> FileChange:
    return FileChange(
        path=path,
        old_path=path,
        status=FileStatus.MODIFIED,
        kind=FileKind.TEXT,
        old_blob="1" * 40,
        new_blob="2" * 40,
        old_mode="100644",
        new_mode="100644",
        hunks=hunks,
    )


def one_line_added(at: int, text: str) -> Hunk:
    """A hunk without context, as `git diff -U0` prints it: line `at` of the head is new."""
    return Hunk(at - 1, 0, at, 1, "", (DiffLine(ADDED, None, at, text),))


def sides(*new_lines: str, without: int) -> tuple[bytes, bytes]:
    """Base and head; the base lacks the line of that number."""
    old_lines = [line for number, line in enumerate(new_lines, 1) if number != without]
    old, new = ("".join(f"{line}\n" for line in lines).encode() for lines in (old_lines, new_lines))
    return old, new


def test_ten_unchanged_lines_stand_on_either_side() -> None:
    lines = [f"line {number}" for number in range(1, 41)]
    old, new = sides(*lines, without=20)

    (hunk,) = show_file(file_with(one_line_added(20, "line 20")), old, new).hunks

    assert [line.new for line in hunk.lines] == list(range(10, 31))
    assert [line.old for line in hunk.lines] == [*range(10, 20), None, *range(20, 30)]
    assert [line.text for line in hunk.lines] == lines[9:30]


def test_lines_around_a_hunk_end_with_the_file() -> None:
    old, new = sides("a", "b", "c", without=2)

    (hunk,) = show_file(file_with(one_line_added(2, "b")), old, new).hunks

    assert [(line.kind, line.text) for line in hunk.lines] == [
        (CONTEXT, "a"),
        (ADDED, "b"),
        (CONTEXT, "c"),
    ]


def test_no_line_is_shown_twice_where_hunks_are_near_each_other() -> None:
    lines = [f"line {number}" for number in range(1, 31)]
    new = "".join(f"{line}\n" for line in lines).encode()
    old = b"".join(
        line
        for number, line in enumerate(new.splitlines(keepends=True), 1)
        if number not in {8, 14}
    )
    second = Hunk(12, 0, 14, 1, "", (DiffLine(ADDED, None, 14, "line 14"),))

    hunks = show_file(file_with(one_line_added(8, "line 8"), second), old, new).hunks

    numbers = [line.new for hunk in hunks for line in hunk.lines]
    assert numbers == list(range(1, 25))


def test_sides_that_do_not_fit_the_diff_add_no_lines() -> None:
    (hunk,) = show_file(file_with(one_line_added(2, "b")), b"x\ny\nz\n", b"p\nb\nq\n").hunks

    assert [line.text for line in hunk.lines] == ["b"]


def test_a_change_is_shown_without_its_sides() -> None:
    (hunk,) = show_file(file_with(one_line_added(2, "b\u200b")), None, None).hunks

    assert [line.text for line in hunk.lines] == ["b\\u{200B}"]


def test_a_key_that_begins_far_above_the_hunk_is_not_shown() -> None:
    key = ["-----BEGIN PRIVATE KEY-----", *[KEY_LINE] * 40, "-----END PRIVATE KEY-----"]
    old, new = sides("top", *key, without=25)

    (hunk,) = show_file(file_with(one_line_added(25, KEY_LINE)), old, new).hunks

    assert [str(line.text) for line in hunk.lines] == [""] * 21


def test_a_removed_key_is_not_shown_either() -> None:
    key = ["-----BEGIN PRIVATE KEY-----", *[KEY_LINE] * 3, "-----END PRIVATE KEY-----"]
    lines = tuple(DiffLine(REMOVED, number, None, text) for number, text in enumerate(key, 1))
    old = "".join(f"{line}\n" for line in key).encode()

    (hunk,) = show_file(file_with(Hunk(1, 5, 0, 0, "", lines)), old, b"").hunks

    assert [line.text for line in hunk.lines] == ["[SECRET:private-key]", "", "", "", ""]


def test_a_path_is_one_line_without_secrets() -> None:
    path = "keys/ghp_" + "a1B2" * 9 + "/a\nb\tc\u202e.py"

    shown = show_file(replace(file_with(), path=path), None, None)

    assert shown.path == path
    assert shown.name == "keys/[SECRET:github-token]/a\\nb\\tc\\u{202E}.py"


def test_windows_line_ends_are_not_shown() -> None:
    (hunk,) = show_file(file_with(one_line_added(1, "b\r")), b"", b"b\r\n").hunks

    assert [line.text for line in hunk.lines] == ["b"]


def test_a_heading_from_inside_a_key_is_not_shown() -> None:
    key = ["-----BEGIN PRIVATE KEY-----", *[KEY_LINE] * 30, "-----END PRIVATE KEY-----"]
    old, new = sides(*key, "x = 1", without=33)
    hunk = replace(one_line_added(33, "x = 1"), heading=KEY_LINE[:40])
    plain = replace(one_line_added(2, "b"), heading="def a():")

    (shown,) = show_file(file_with(hunk), old, new).hunks
    assert KEY_LINE[:20] not in repr(shown)
    (shown,) = show_file(file_with(plain), *sides("def a():  # long", "b", without=2)).hunks
    assert shown.heading == "def a():"
    (shown,) = show_file(file_with(plain), None, None).hunks
    assert shown.heading == "def a():"


def test_the_whole_function_stands_around_a_hunk() -> None:
    body = [f"    step({number})" for number in range(30)]
    lines = ["import x", "", "", "@guarded", "def a():", *body, "", "", "def b():", *body]
    old, new = sides(*lines, without=20)

    (hunk,) = show_file(file_with(one_line_added(20, lines[19])), old, new).hunks

    assert [line.new for line in hunk.lines] == list(range(4, 36))


def test_a_long_function_is_not_shown_as_a_whole() -> None:
    lines = ["def a():", *[f"    step({number})" for number in range(80)]]
    old, new = sides(*lines, without=40)

    (hunk,) = show_file(file_with(one_line_added(40, lines[39])), old, new).hunks

    assert [line.new for line in hunk.lines] == list(range(30, 51))


def test_of_a_function_only_unchanged_lines_stand_around_a_hunk() -> None:
    lines = ["def a():", *[f"    step({number})" for number in range(40)]]
    old, new = sides(*lines, without=20)
    other = old.replace(b"step(2)", b"stop(2)").replace(b"step(38)", b"stop(38)")

    (hunk,) = show_file(file_with(one_line_added(20, lines[19])), other, new).hunks

    assert [line.new for line in hunk.lines] == list(range(5, 40))


def test_lines_that_go_are_shown_in_the_function_that_loses_them() -> None:
    lines = ["x = 1", "def a():", *[f"    step({number})" for number in range(40)], "", "y = 1"]
    new = "".join(f"{line}\n" for line in lines).encode()
    old = new.replace(b"    step(20)\n", b"    lock()\n    step(20)\n")
    hunk = Hunk(23, 1, 22, 0, "", (DiffLine(REMOVED, 23, None, "    lock()"),))

    (shown,) = show_file(file_with(hunk), old, new).hunks

    assert [line.new for line in shown.lines if line.new] == list(range(2, 43))
    assert [line.text for line in shown.lines if line.new is None] == ["    lock()"]
