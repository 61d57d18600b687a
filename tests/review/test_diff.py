import pytest

from bot.review.change import DiffLine, FileChange, FileKind, FileStatus, Hunk, LineKind, Side
from bot.review.diff import parse_diff

OLD, NEW, NONE = "1" * 40, "2" * 40, "0" * 40


def entry(
    letter: str,
    *paths: str | bytes,
    modes: tuple[str, str] = ("100644", "100644"),
    blobs: tuple[str, str] = (OLD, NEW),
) -> bytes:
    """One file of `git diff-tree -z --raw`."""
    about = f":{modes[0]} {modes[1]} {blobs[0]} {blobs[1]} {letter}".encode()
    named = [path if isinstance(path, bytes) else path.encode() for path in paths]
    return b"\0".join([about, *named, b""])


def changed(
    path: str = "a.py",
    *hunks: Hunk,
    old_path: str | None = None,
    status: FileStatus = FileStatus.MODIFIED,
    kind: FileKind = FileKind.TEXT,
    blobs: tuple[str | None, str | None] = (OLD, NEW),
    modes: tuple[str, str] = ("100644", "100644"),
) -> FileChange:
    return FileChange(path, old_path or path, status, kind, *blobs, *modes, hunks)


def context(old: int, new: int, text: str) -> DiffLine:
    return DiffLine(LineKind.CONTEXT, old, new, text)


def added(new: int, text: str) -> DiffLine:
    return DiffLine(LineKind.ADDED, None, new, text)


def removed(old: int, text: str) -> DiffLine:
    return DiffLine(LineKind.REMOVED, old, None, text)


HEADER = b"diff --git a/a.py b/a.py\nindex 1111111..2222222 100644\n--- a/a.py\n+++ b/a.py\n"


def test_no_change_has_no_files() -> None:
    assert parse_diff(b"", b"") == ()


def test_a_file_whose_mode_alone_changed_has_no_hunks() -> None:
    raw = entry("M", "run.sh", modes=("100644", "100755"), blobs=(OLD, OLD))
    patch = b"diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n"
    modes = ("100644", "100755")
    assert parse_diff(raw, patch) == (changed("run.sh", blobs=(OLD, OLD), modes=modes),)


def test_a_file_that_was_only_renamed_has_no_hunks() -> None:
    raw = entry("R100", "old.py", "new.py", blobs=(OLD, OLD))
    patch = (
        b"diff --git a/old.py b/new.py\nsimilarity index 100%\n"
        b"rename from old.py\nrename to new.py\n"
    )
    renamed = changed("new.py", old_path="old.py", status=FileStatus.RENAMED, blobs=(OLD, OLD))
    assert parse_diff(raw, patch) == (renamed,)


def test_an_empty_file_has_no_hunks() -> None:
    raw = entry("A", "empty.py", modes=("000000", "100644"), blobs=(NONE, NEW))
    patch = b"diff --git a/empty.py b/empty.py\nnew file mode 100644\nindex 0000000..2222222\n"
    empty = changed(
        "empty.py", status=FileStatus.ADDED, blobs=(None, NEW), modes=("000000", "100644")
    )
    assert parse_diff(raw, patch) == (empty,)


def test_a_binary_file_has_no_hunks() -> None:
    patch = (
        b"diff --git a/a.png b/a.png\nindex 1111111..2222222 100644\n"
        b"Binary files a/a.png and b/a.png differ\n"
    )
    assert parse_diff(entry("M", "a.png"), patch) == (changed("a.png", kind=FileKind.BINARY),)


def test_each_line_carries_its_number_on_each_side_that_has_it() -> None:
    patch = HEADER + b"@@ -7,4 +7,5 @@ def f():\n a\n-b\n+B\n+C\n c\n d\n"
    hunk = Hunk(
        7,
        4,
        7,
        5,
        "def f():",
        (
            context(7, 7, "a"),
            removed(8, "b"),
            added(8, "B"),
            added(9, "C"),
            context(9, 10, "c"),
            context(10, 11, "d"),
        ),
    )
    (file,) = parse_diff(entry("M", "a.py"), patch)
    assert file == changed("a.py", hunk)
    assert (file.added, file.removed) == (2, 1)
    assert file.hunks[0].numbers(Side.RIGHT) == (7, 8, 9, 10, 11)
    assert file.hunks[0].numbers(Side.LEFT) == (7, 8, 9, 10)


def test_a_count_that_git_leaves_out_is_one() -> None:
    (file,) = parse_diff(entry("M", "a.py"), HEADER + b"@@ -1 +1 @@\n-a\n+b\n")
    assert file.hunks == (Hunk(1, 1, 1, 1, "", (removed(1, "a"), added(1, "b"))),)


def test_a_side_without_lines_starts_at_the_line_before() -> None:
    patch = HEADER + b"@@ -3,2 +2,0 @@\n-a\n-b\n@@ -8,0 +7 @@\n+c\n"
    (file,) = parse_diff(entry("M", "a.py"), patch)
    assert file.hunks == (
        Hunk(3, 2, 2, 0, "", (removed(3, "a"), removed(4, "b"))),
        Hunk(8, 0, 7, 1, "", (added(7, "c"),)),
    )
    assert file.hunks[0].numbers(Side.RIGHT) == ()


def test_a_new_and_a_deleted_file_have_one_side_only() -> None:
    raw = entry("A", "new.py", modes=("000000", "100644"), blobs=(NONE, NEW)) + entry(
        "D", "old.py", modes=("100644", "000000"), blobs=(OLD, NONE)
    )
    patch = (
        b"diff --git a/new.py b/new.py\nnew file mode 100644\n--- /dev/null\n+++ b/new.py\n"
        b"@@ -0,0 +1,2 @@\n+a\n+b\n"
        b"diff --git a/old.py b/old.py\ndeleted file mode 100644\n--- a/old.py\n+++ /dev/null\n"
        b"@@ -1 +0,0 @@\n-c\n"
    )
    assert parse_diff(raw, patch) == (
        changed(
            "new.py",
            Hunk(0, 0, 1, 2, "", (added(1, "a"), added(2, "b"))),
            status=FileStatus.ADDED,
            blobs=(None, NEW),
            modes=("000000", "100644"),
        ),
        changed(
            "old.py",
            Hunk(1, 1, 0, 0, "", (removed(1, "c"),)),
            status=FileStatus.DELETED,
            blobs=(OLD, None),
            modes=("100644", "000000"),
        ),
    )


def test_a_missing_last_line_break_is_no_line() -> None:
    patch = HEADER + (
        b"@@ -1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n\\ No newline at end of file\n"
    )
    (file,) = parse_diff(entry("M", "a.py"), patch)
    assert file.hunks[0].lines == (removed(1, "a"), added(1, "a"), added(2, "b"))


def test_a_line_ends_at_a_line_feed_and_nowhere_else() -> None:
    content = "a\rb\fc\vd\x1ce\u0085f\u2028g\u2029h"
    patch = HEADER + b"@@ -0,0 +1,2 @@\n+" + content.encode() + b"\r\n+i\n"
    (file,) = parse_diff(entry("M", "a.py"), patch)
    assert file.hunks[0].lines == (added(1, content), added(2, "i"))


def test_contents_that_look_like_a_diff_are_lines() -> None:
    patch = HEADER + (
        b"@@ -1,3 +1,3 @@ @@ -9 +9 @@\n diff --git a/x b/x\n-@@ -1 +1 @@\n"
        b"+Binary files a and b differ\n --- a/y\n"
    )
    (file,) = parse_diff(entry("M", "a.py"), patch)
    (hunk,) = file.hunks
    assert file.kind is FileKind.TEXT
    assert hunk.heading == "@@ -9 +9 @@"
    assert hunk.lines == (
        context(1, 1, "diff --git a/x b/x"),
        removed(2, "@@ -1 +1 @@"),
        added(2, "Binary files a and b differ"),
        context(3, 3, "--- a/y"),
    )


def test_bytes_that_are_no_utf_8_are_kept_in_names_and_replaced_in_lines() -> None:
    raw = entry("M", b"caf\xe9.py")
    patch = HEADER + b"@@ -1 +1 @@ n\xe9e\n-caf\xe9\n+caf\xc3\xa9\n"
    (file,) = parse_diff(raw, patch)
    assert file.path.encode("utf-8", "surrogateescape") == b"caf\xe9.py"
    assert file.hunks[0].heading == "n\ufffde"
    assert file.hunks[0].lines == (removed(1, "caf\ufffd"), added(1, "café"))


def test_no_name_is_taken_for_a_part_of_the_list() -> None:
    names = ["a\nb\tc", ":100644 x", "-rf", 'say "hi"', "a/../b", "M", "cafe\u0301", "café"]
    raw = b"".join(entry("M", name) for name in names)
    patch = b"".join(b"diff --git quoted\n" for _ in names)
    assert [file.path for file in parse_diff(raw, patch)] == names


def test_a_change_of_type_has_two_sections_and_the_second_counts() -> None:
    raw = entry("T", "a.py", modes=("120000", "100644")) + entry("M", "b.py")
    patch = (
        b"diff --git a/a.py b/a.py\ndeleted file mode 120000\n--- a/a.py\n+++ /dev/null\n"
        b"@@ -1 +0,0 @@\n-target\n\\ No newline at end of file\n"
        b"diff --git a/a.py b/a.py\nnew file mode 100644\n--- /dev/null\n+++ b/a.py\n"
        b"@@ -0,0 +1 @@\n+code\n"
        b"diff --git a/b.py b/b.py\n@@ -1 +1 @@\n-a\n+b\n"
    )
    first, second = parse_diff(raw, patch)
    assert (first.status, first.kind) == (FileStatus.TYPE_CHANGED, FileKind.TEXT)
    assert first.hunks == (Hunk(0, 0, 1, 1, "", (added(1, "code"),)),)
    assert second.hunks == (Hunk(1, 1, 1, 1, "", (removed(1, "a"), added(1, "b"))),)


@pytest.mark.parametrize(
    ("mode", "kind"), [("120000", FileKind.SYMLINK), ("160000", FileKind.SUBMODULE)]
)
def test_what_is_no_file_has_a_kind_and_no_hunks(mode: str, kind: FileKind) -> None:
    patch = HEADER + b"@@ -1 +1 @@\n-a\n+b\n"
    (file,) = parse_diff(entry("M", "a.py", modes=(mode, mode)), patch)
    assert (file.kind, file.hunks) == (kind, ())


def test_a_deleted_link_was_a_link() -> None:
    raw = entry("D", "a", modes=("120000", "000000"), blobs=(OLD, NONE))
    (file,) = parse_diff(raw, b"diff --git a/a b/a\n@@ -1 +0,0 @@\n-b\n")
    assert (file.kind, file.status) == (FileKind.SYMLINK, FileStatus.DELETED)


def test_the_commit_of_a_submodule_is_no_blob() -> None:
    raw = entry("T", "lib", modes=("160000", "100644")) + entry("M", "x", modes=("160000",) * 2)
    patch = b"diff --git a/lib b/lib\ndiff --git a/lib b/lib\ndiff --git a/x b/x\n"
    first, second = parse_diff(raw, patch)
    assert (first.old_blob, first.new_blob) == (None, NEW)
    assert (second.old_blob, second.new_blob) == (None, None)


def test_names_of_sha_256_are_as_good() -> None:
    blobs = ("a" * 64, "0" * 64)
    raw = entry("D", "a.py", modes=("100644", "000000"), blobs=blobs)
    (file,) = parse_diff(raw, b"diff --git a/a.py b/a.py\n@@ -1 +0,0 @@\n-b\n")
    assert (file.old_blob, file.new_blob) == ("a" * 64, None)


@pytest.mark.parametrize("patch", [b"", HEADER + HEADER])
def test_a_patch_of_other_files_than_the_list_is_refused(patch: bytes) -> None:
    with pytest.raises(ValueError, match="than its own list of them"):
        parse_diff(entry("M", "a.py"), patch)


@pytest.mark.parametrize(
    "patch", [b"@@ -1,2 +1,2 @@\n a\n", b"@@ -1 +1 @@\n?a\n", b"@@ -1 +1 @@\n\n"]
)
def test_a_hunk_that_is_cut_off_is_refused(patch: bytes) -> None:
    with pytest.raises(ValueError, match="hunk"):
        parse_diff(entry("M", "a.py"), HEADER + patch)
