"""A quote decides where a finding stands, not the line numbers beside it."""

import pytest

from bot.review.change import DiffLine, FileChange, FileKind, FileStatus, Hunk, LineKind, Side
from bot.review.quotes import Miss, Place, locate
from bot.review.shown import ShownFile, show_file

DIFF = """\
 def find(name):
-    query = "SELECT id FROM users WHERE name = ?"
-    return run(query, name)
+    query = f"SELECT id FROM users WHERE name = '{name}'"
+    return run(query)

 def close(db):
-    db.close()
+    log(db)
     return None

+def open(db):
+    log(db)
+    return db
"""


@pytest.fixture
def file() -> ShownFile:
    """The file that the diff above changes."""
    old, new, lines = 0, 0, []
    for text in DIFF.splitlines():
        kind = LineKind(text[:1] or " ")
        old += kind is not LineKind.ADDED
        new += kind is not LineKind.REMOVED
        numbers = (
            None if kind is LineKind.ADDED else old,
            None if kind is LineKind.REMOVED else new,
        )
        lines.append(DiffLine(kind, *numbers, text[1:]))
    change = FileChange(
        path="db.py",
        old_path="db.py",
        status=FileStatus.MODIFIED,
        kind=FileKind.TEXT,
        old_blob="1" * 40,
        new_blob="2" * 40,
        old_mode="100644",
        new_mode="100644",
        hunks=(Hunk(1, old, 1, new, "", tuple(lines)),),
    )
    return show_file(change, None, None)


def where(found: Place | Miss) -> tuple[Side, int, int] | Miss:
    return found if isinstance(found, Miss) else (found.side, found.first, found.last)


FSTRING = "    query = f\"SELECT id FROM users WHERE name = '{name}'\""
TWO_LINES = f"{FSTRING}\n    return run(query)"


@pytest.mark.parametrize(
    ("quote", "start", "end", "expected"),
    [
        (FSTRING, 2, 2, (Side.RIGHT, 2, 2)),
        (TWO_LINES, 2, 3, (Side.RIGHT, 2, 3)),
        (FSTRING.strip(), 2, 2, (Side.RIGHT, 2, 2)),
        (FSTRING.replace(" = ", "  =\t"), 2, 2, (Side.RIGHT, 2, 2)),
        (f"{TWO_LINES}\n\ndef close(db):", 2, 5, (Side.RIGHT, 2, 5)),
        (f"R2 +{FSTRING}\nR3 +    return run(query)", 2, 3, (Side.RIGHT, 2, 3)),
    ],
    ids=["as claimed", "two lines", "no indentation", "other spaces", "blank line", "numbers too"],
)
def test_a_quote_on_the_claimed_lines_is_kept(
    file: ShownFile, quote: str, start: int, end: int, expected: tuple[Side, int, int]
) -> None:
    assert where(locate(quote, file, Side.RIGHT, start, end)) == expected


@pytest.mark.parametrize("start", [-1, 0, 1, 5, 7, 400, 10**9])
def test_a_quote_with_wrong_line_numbers_is_moved_to_where_it_stands(
    file: ShownFile, start: int
) -> None:
    assert where(locate(FSTRING, file, Side.RIGHT, start, start)) == (Side.RIGHT, 2, 2)


def test_a_removed_line_is_found_although_the_model_named_the_head(file: ShownFile) -> None:
    found = locate("    return run(query, name)", file, Side.RIGHT, 3, 3)

    assert where(found) == (Side.LEFT, 3, 3)


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "\n \n",
        FSTRING.replace("users", "accounts"),
        FSTRING.replace("name", "nam"),
        f"{FSTRING}\n    return run(query, name)",
        "    return run(query)\n" + FSTRING,
        "return run(qu",
        "id",
    ],
)
def test_an_altered_quote_is_refused(file: ShownFile, quote: str) -> None:
    assert locate(quote, file, Side.RIGHT, 2, 2) is Miss.NOT_FOUND


def test_part_of_a_line_is_a_quote_if_it_is_cut_between_words(file: ShownFile) -> None:
    found = locate("SELECT id FROM users WHERE name = '", file, Side.RIGHT, 2, 2)

    assert isinstance(found, Place)
    assert where(found) == (Side.RIGHT, 2, 2)
    assert not found.whole


def test_of_two_places_the_claimed_one_is_meant(file: ShownFile) -> None:
    assert where(locate("    log(db)", file, Side.RIGHT, 10, 10)) == (Side.RIGHT, 10, 10)


@pytest.mark.parametrize("start", [8, 300])
def test_two_places_without_a_claimed_one_are_no_place(file: ShownFile, start: int) -> None:
    assert locate("    log(db)", file, Side.RIGHT, start, start) is Miss.NOT_UNIQUE


def test_one_place_nearby_is_meant_although_another_is_far_away(file: ShownFile) -> None:
    assert where(locate("    log(db)", file, Side.RIGHT, 1, 1)) == (Side.RIGHT, 6, 6)


@pytest.mark.parametrize("quote", ["def find(name):", "    return None"])
def test_a_quote_without_a_changed_line_is_off_the_diff(file: ShownFile, quote: str) -> None:
    assert locate(quote, file, Side.RIGHT, 1, 1) is Miss.OFF_DIFF


def test_a_blank_line_inside_a_quote_is_one_of_its_lines(file: ShownFile) -> None:
    quoted = "    return None\n\ndef open(db):\n    log(db)"
    found = locate(quoted, file, Side.RIGHT, 7, 9)

    assert isinstance(found, Place)
    assert "\n".join(line.text for line in found.lines) == quoted
    assert [line.new for line in found.lines] == list(range(found.first, found.last + 1))
