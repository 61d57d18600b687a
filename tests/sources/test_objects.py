from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.review.change import FileChange, FileKind, FileStatus, LineKind, Side
from bot.review.diff import parse_diff
from bot.sources.git import Git
from bot.sources.objects import ObjectContents, changed_files
from tests.support.repositories import Content, Files, Repository, executable, link, submodule

COMMIT = "c" * 40


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository", bare=True)


def changed(repository: Repository, base: Files, head: Files) -> dict[str, FileChange]:
    files = changed_files(Git(repository.folder), repository.tree(base), repository.tree(head))
    assert len({file.path for file in files}) == len(files)
    return {file.path: file for file in files}


def about(file: FileChange) -> tuple[str, FileStatus, FileKind, int, int]:
    return file.old_path, file.status, file.kind, file.added, file.removed


def test_two_equal_trees_differ_in_nothing(repository: Repository) -> None:
    assert changed(repository, {"a.py": "a\n"}, {"a.py": "a\n"}) == {}


def test_every_kind_of_change_is_told(repository: Repository) -> None:
    long = "".join(f"line {number}\n" for number in range(20))
    base: dict[str, Content] = {
        "changed.py": "a\nb\n",
        "deleted.py": "d\n",
        "run.sh": "a\n",
        "old.py": long,
        "older.py": long + "older\n",
        "picture.png": b"\x89PNG\0",
        "link": link(b"a"),
        "lib": submodule(COMMIT),
        "file-to-link": "a\n",
        "link-to-file": link(b"a"),
        "file-to-lib": "a\n",
        "lib-to-file": submodule(COMMIT),
        "gone-link": link(b"a"),
        "emptied.py": "a\n",
    }
    head: dict[str, Content] = {
        "changed.py": "a\nB\n",
        "added.py": "a\n",
        "empty.py": "",
        "run.sh": executable(b"a\n"),
        "folder/new.py": long,
        "newer.py": long + "newer\n",
        "picture.png": b"\x89PNG\0\0",
        "link": link(b"b"),
        "lib": submodule("d" * 40),
        "file-to-link": link(b"a"),
        "link-to-file": "a\n",
        "file-to-lib": submodule(COMMIT),
        "lib-to-file": "a\n",
        "emptied.py": "",
    }
    text, modified, type_changed = FileKind.TEXT, FileStatus.MODIFIED, FileStatus.TYPE_CHANGED
    assert {path: about(file) for path, file in changed(repository, base, head).items()} == {
        "added.py": ("added.py", FileStatus.ADDED, text, 1, 0),
        "changed.py": ("changed.py", modified, text, 1, 1),
        "deleted.py": ("deleted.py", FileStatus.DELETED, text, 0, 1),
        "emptied.py": ("emptied.py", modified, text, 0, 1),
        "empty.py": ("empty.py", FileStatus.ADDED, text, 0, 0),
        "file-to-lib": ("file-to-lib", type_changed, FileKind.SUBMODULE, 0, 0),
        "file-to-link": ("file-to-link", type_changed, FileKind.SYMLINK, 0, 0),
        "folder/new.py": ("old.py", FileStatus.RENAMED, text, 0, 0),
        "gone-link": ("gone-link", FileStatus.DELETED, FileKind.SYMLINK, 0, 0),
        "lib": ("lib", modified, FileKind.SUBMODULE, 0, 0),
        "lib-to-file": ("lib-to-file", type_changed, text, 1, 0),
        "link": ("link", modified, FileKind.SYMLINK, 0, 0),
        "link-to-file": ("link-to-file", type_changed, text, 1, 0),
        "newer.py": ("older.py", FileStatus.RENAMED, text, 1, 1),
        "picture.png": ("picture.png", modified, FileKind.BINARY, 0, 0),
        "run.sh": ("run.sh", modified, text, 0, 0),
    }


ODD_NAMES = [
    b"a\nb.py",
    b"tab\there.py",
    b'say "hi".py',
    b"back\\slash.py",
    b"-x.py",
    b"--output=x",
    b" space .py",
    b":(top)x.py",
    b"*.py",
    b"caf\xe9.py",
    b"\xff\xfe",
    "caf\u00e9.py".encode(),
    "cafe\u0301.py".encode(),
    "\u202egpj.py".encode(),
    b"\x1b]8;;x\x07.py",
    b"::error::x.py",
    b"cr\r.py",
    b"../up.py",
    b"a/../../up.py",
    b"./here.py",
    b".git/config",
    b"x" * 255,
    b"diff --git a b",
    b"A.PY",
    b"a.py",
]


def test_odd_names_are_kept_byte_by_byte(repository: Repository) -> None:
    base = dict.fromkeys(ODD_NAMES, "old\n")
    head = dict.fromkeys(ODD_NAMES, "new\n")
    files = changed(repository, base, head)
    assert {path.encode("utf-8", "surrogateescape") for path in files} == set(ODD_NAMES)
    assert {about(file)[1:] for file in files.values()} == {
        (FileStatus.MODIFIED, FileKind.TEXT, 1, 1)
    }


def test_odd_names_can_be_renamed_to_one_another(repository: Repository) -> None:
    long = "".join(f"{number}\n" for number in range(30))
    for old, new in zip(ODD_NAMES, reversed(ODD_NAMES), strict=True):
        if old == new:
            continue
        (file,) = changed(repository, {old: long}, {new: long + "x\n"}).values()
        assert file.old_path.encode("utf-8", "surrogateescape") == old
        assert file.path.encode("utf-8", "surrogateescape") == new
        assert (file.status, file.added, file.removed) == (FileStatus.RENAMED, 1, 0)


ODD_CONTENTS = {
    "latin-1": b"caf\xe9\n",
    "crlf": b"a\r\nb\r\n",
    "no line break at the end": b"a\nb",
    "line breaks of others": "a\rb\fc\vd\x1ce\u0085f\u2028g\u2029h\n".encode(),
    "a diff": b"diff --git a/x b/x\n@@ -1 +1 @@\n-a\n+b\nBinary files a and b differ\n",
    "no newline marker": b"\\ No newline at end of file\n",
    "blank lines": b"\n\n \n\n",
    "a long line": b"x" * 1_000_000 + b"\n",
    "a form feed alone": b"\f",
    "one byte": b"\n",
    "byte order mark": b"\xef\xbb\xbfa\n",
}


@pytest.mark.parametrize("name", ODD_CONTENTS)
def test_every_line_has_its_true_number(repository: Repository, name: str) -> None:
    content = ODD_CONTENTS[name]
    for old, new in ((b"", content), (content, b""), (b"first\n" + content, content + b"last\n")):
        check(repository, old, new)


@pytest.mark.parametrize(
    "content", ["ünï\n".encode("utf-16"), b"a\0b\n", b"\0", b"\x1f\x8b\x08\0gz"], ids=repr
)
def test_what_holds_a_nul_byte_is_binary(repository: Repository, content: bytes) -> None:
    (file,) = changed(repository, {"a.py": "a\n"}, {"a.py": content}).values()
    assert (file.kind, file.hunks) == (FileKind.BINARY, ())


def test_a_huge_file_is_not_compared(repository: Repository) -> None:
    huge = b"0123456789abcde\n" * 600_000
    (file,) = changed(repository, {}, {"huge.py": huge}).values()
    assert (file.kind, file.hunks) == (FileKind.BINARY, ())
    blob = file.new_blob or ""
    assert ObjectContents(Git(repository.folder), "").sizes([blob]) == {blob: len(huge)}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return Repository(tmp_path_factory.mktemp("repository"), bare=True)


LINES = st.sampled_from(
    [
        b"a",
        b"b",
        b"",
        b" ",
        b"\\",
        b"+",
        b"-x",
        b"@@ -1 +1 @@",
        b"diff --git a/a b/b",
        b"\xe9",
        b"\r",
    ]
)
CONTENTS = st.builds(
    lambda lines, ending, last: ending.join(lines) + last,
    st.lists(LINES, max_size=40),
    st.sampled_from([b"\n", b"\r\n"]),
    st.sampled_from([b"", b"\n"]),
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(CONTENTS, CONTENTS), min_size=1, max_size=6))
def test_the_lines_of_any_two_contents_are_theirs(
    shared: Repository, pairs: list[tuple[bytes, bytes]]
) -> None:
    base = {f"{number}.py": old for number, (old, _) in enumerate(pairs)}
    head = {f"{number}.py": new for number, (_, new) in enumerate(pairs)}
    raw_changes = changed(shared, base, head)
    assert set(raw_changes) == {name for name in base if base[name] != head[name]}
    for name, file in raw_changes.items():
        check_lines(file, base[name], head[name])


def check(repository: Repository, old: bytes, new: bytes) -> None:
    (file,) = changed(repository, {"a.py": old}, {"a.py": new}).values()
    check_lines(file, old, new)


def check_lines(file: FileChange, old: bytes, new: bytes) -> None:
    """Each line says what stands there on its sides, and outside the hunks nothing differs."""
    left, right = lines_of(old), lines_of(new)
    left_rest, right_rest = list(left), list(right)
    for hunk in file.hunks:
        for line in hunk.lines:
            assert line.old is None or left[line.old - 1] == line.text
            assert line.new is None or right[line.new - 1] == line.text
            assert (line.old is None) is (line.kind is LineKind.ADDED)
            assert (line.new is None) is (line.kind is LineKind.REMOVED)
        for side, count in ((Side.LEFT, hunk.old_count), (Side.RIGHT, hunk.new_count)):
            start = hunk.old_start if side is Side.LEFT else hunk.new_start
            expected = tuple(range(start, start + count)) if count else ()
            assert hunk.numbers(side) == expected
    seen_left = {number for hunk in file.hunks for number in hunk.numbers(Side.LEFT)}
    seen_right = {number for hunk in file.hunks for number in hunk.numbers(Side.RIGHT)}
    left_rest = [text for number, text in enumerate(left, 1) if number not in seen_left]
    right_rest = [text for number, text in enumerate(right, 1) if number not in seen_right]
    assert left_rest == right_rest
    both = {LineKind.CONTEXT}
    kept_left = [one.text for hunk in file.hunks for one in hunk.lines if one.kind in both]
    assert file.removed == len(seen_left) - len(kept_left)
    assert file.added == len(seen_right) - len(kept_left)


def lines_of(content: bytes) -> list[str]:
    lines = content.split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    return [line.removesuffix(b"\r").decode("utf-8", "replace") for line in lines]


def test_the_other_side_of_a_file_is_read(repository: Repository) -> None:
    contents = ObjectContents(Git(repository.folder), "")
    files = changed(repository, {"a.py": b"old\r\n"}, {"a.py": b"new\xff"})
    assert contents.read(files["a.py"], Side.LEFT) == b"old\r\n"
    assert contents.read(files["a.py"], Side.RIGHT) == b"new\xff"
    (added,) = changed(repository, {}, {"b.py": b""}).values()
    assert contents.read(added, Side.LEFT) is None
    assert contents.read(added, Side.RIGHT) == b""


def test_many_blobs_are_read_at_once_and_what_is_missing_is_left_out(
    repository: Repository,
) -> None:
    contents = ObjectContents(Git(repository.folder), "")
    first, second = repository.blob(b"a\nb\n\n"), repository.blob(b"")
    other = repository.commit({"a.py": "a\n"})
    tree = repository.sha("rev-parse", f"{other}^{{tree}}")
    wanted = [first, "0" * 40, other, tree, second]
    assert contents.read_many(wanted) == {first: b"a\nb\n\n", second: b""}
    assert contents.sizes([first, "0" * 40, second]) == {first: 5, second: 0}
    assert contents.read_many([]) == {}
    assert contents.sizes([]) == {}


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.py", b"a"),
        ("folder/b.py", b"b"),
        (":(top)x", b"c"),
        (":x", b"d"),
        ("*", b"e"),
        ("caf\udce9", b"f"),
        ("-x", b"g"),
        ("run.sh", b"h"),
        ("nothing", None),
        ("", None),
        (".", None),
        ("folder", None),
        ("folder/", None),
        ("folder/*", None),
        ("/a.py", None),
        ("../a.py", None),
        ("folder/../a.py", None),
        ("link", None),
        ("link/b.py", None),
        ("lib", None),
        ("a.py\0", None),
        (":(glob)**", None),
        (":!x", None),
    ],
)
def test_a_plain_file_of_the_base_is_read_by_its_exact_name(
    repository: Repository, path: str, content: bytes | None
) -> None:
    files: dict[bytes, Content] = {
        b"a.py": b"a",
        b"folder/b.py": b"b",
        b":(top)x": b"c",
        b":x": b"d",
        b"*": b"e",
        b"caf\xe9": b"f",
        b"-x": b"g",
        b"run.sh": executable(b"h"),
        b"link": link(b"folder"),
        b"lib": submodule(COMMIT),
    }
    contents = ObjectContents(Git(repository.folder), repository.tree(files))
    assert contents.read_base(path) == content


def test_names_of_sha_256_are_read_too(tmp_path: Path) -> None:
    repository = Repository(tmp_path, bare=True, object_format="sha256")
    check(repository, b"a\nb\n", b"a\nc\n")
    tree = repository.tree({"a.py": "a\n"})
    contents = ObjectContents(Git(repository.folder), tree)
    assert len(tree) == len("c" * 64)
    assert contents.read_base("a.py") == b"a\n"


def test_a_list_and_a_patch_of_one_diff_always_fit(repository: Repository) -> None:
    assert parse_diff(b"", b"") == changed_files(
        Git(repository.folder), repository.tree({}), repository.tree({})
    )
