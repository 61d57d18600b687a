import os
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.review.change import Change, FileStatus, Side
from bot.sources.worktree import Against, LocalSource
from tests.support.repositories import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """HEAD is on `topic`, one commit behind which `main` ends."""
    made = Repository(tmp_path / "repository")
    fork = made.commit({"a.py": "a\n", "src/b.py": "b\n", "docs/c.md": "c\n"})
    made.commit(
        {"a.py": "A\n", "src/b.py": "B\n", "src2/d.py": "d\n", "docs/c.md": "c\n"},
        branch="topic",
        parents=[fork],
        message="Say A\n\nBecause b was wrong.\n",
    )
    made.check_out("topic")
    return made


def change_of(source: LocalSource) -> Change:
    with source.read() as (change, _):
        return change


def paths(source: LocalSource) -> list[str]:
    return [file.path for file in change_of(source).files]


def mistake(source: LocalSource) -> str:
    with pytest.raises(UserError) as told, source.read():
        raise AssertionError("it was read")
    return str(told.value)


def test_a_change_says_what_it_is(repository: Repository) -> None:
    with LocalSource(repository.folder).read() as (change, contents):
        assert change.repository == "repository"
        assert change.number is None
        assert change.base_sha == repository.sha("rev-parse", "main")
        assert change.head_sha == repository.sha("rev-parse", "topic")
        assert [file.path for file in change.files] == ["a.py", "src/b.py", "src2/d.py"]
        assert (change.title, change.body) == ("Say A", "Say A\n\nBecause b was wrong.")
        assert contents.read(change.files[0], Side.LEFT) == b"a\n"
        assert contents.read(change.files[0], Side.RIGHT) == b"A\n"
        assert contents.read_base("a.py") == b"a\n"


def test_reading_leaves_nothing_behind(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    before = repository.snapshot()
    for against in Against:
        with LocalSource(repository.folder, against=against).read():
            assert list(temporary.iterdir())
        assert not list(temporary.iterdir())
    assert repository.snapshot() == before


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        (".", ["a.py", "src/b.py", "src2/d.py"]),
        ("src", ["src/b.py"]),
        ("src/b.py", ["src/b.py"]),
        ("src/../a.py", ["a.py"]),
        ("docs", []),
    ],
)
def test_a_path_narrows_to_what_lies_below_it(
    repository: Repository, folder: str, expected: list[str]
) -> None:
    path = repository.folder / folder
    assert paths(LocalSource(path, path)) == expected


def test_from_a_subfolder_the_whole_repository_is_read(repository: Repository) -> None:
    assert paths(LocalSource(repository.folder / "src")) == ["a.py", "src/b.py", "src2/d.py"]
    repository.write({"e.py": b"e\n"})
    staged = LocalSource(repository.folder / "src", against=Against.WORKTREE)
    assert paths(staged) == ["e.py"]


def test_a_link_to_a_file_is_itself_what_is_meant(repository: Repository) -> None:
    link = repository.folder / "link"
    link.symlink_to("/etc/passwd")
    assert paths(LocalSource(link, link, base="main", against=Against.WORKTREE)) == ["link"]


def test_a_relative_path_is_one_from_where_the_user_stands(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder / "src")
    assert paths(LocalSource(Path("b.py"), Path("b.py"))) == ["src/b.py"]
    assert paths(LocalSource(Path("..") / "a.py", Path("..") / "a.py")) == ["a.py"]


@pytest.mark.parametrize("against", [Against.STAGED, Against.WORKTREE])
def test_before_the_first_commit_everything_is_new(tmp_path: Path, against: Against) -> None:
    repository = Repository(tmp_path)
    repository.write({"a.py": b"a\n"})
    repository.git("add", "a.py")
    (file,) = change_of(LocalSource(tmp_path, against=against)).files
    assert (file.path, file.status, file.added) == ("a.py", FileStatus.ADDED, 1)


def test_what_is_staged_and_what_lies_there_differ(repository: Repository) -> None:
    repository.write({"a.py": b"staged\n"})
    repository.git("add", "a.py")
    repository.write({"a.py": b"there\n"})
    with LocalSource(repository.folder, against=Against.STAGED).read() as (change, contents):
        assert contents.read(change.files[0], Side.RIGHT) == b"staged\n"
        assert contents.read(change.files[0], Side.LEFT) == b"A\n"
    with LocalSource(repository.folder, against=Against.WORKTREE).read() as (change, contents):
        assert contents.read(change.files[0], Side.RIGHT) == b"there\n"
    source = LocalSource(repository.folder, base="main", against=Against.STAGED)
    assert paths(source) == ["a.py", "src/b.py", "src2/d.py"]


def test_a_bare_repository_has_commits_only(repository: Repository, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    repository.git("clone", "-q", "--bare", str(repository.folder), str(bare))
    assert paths(LocalSource(bare, range="main..topic")) == ["a.py", "src/b.py", "src2/d.py"]
    assert change_of(LocalSource(bare)).title == "Say A"
    for against in (Against.STAGED, Against.WORKTREE):
        told = mistake(LocalSource(bare, against=against))
        assert told == "A bare repository has no working tree: give a range A..B instead."


def test_a_repository_that_belongs_to_somebody_else_is_read(repository: Repository) -> None:
    os.chown(repository.git_folder, 12345, 12345)
    assert len(paths(LocalSource(repository.folder))) == len(["a.py", "src/b.py", "src2/d.py"])


def test_a_linked_working_tree_is_a_repository(repository: Repository, tmp_path: Path) -> None:
    other = tmp_path / "other"
    repository.git("worktree", "add", "-q", "-b", "more", str(other), "topic")
    (other / "e.py").write_text("e\n")
    assert paths(LocalSource(other, against=Against.WORKTREE)) == ["e.py"]
    assert paths(LocalSource(other)) == ["a.py", "src/b.py", "src2/d.py"]


def test_a_hook_says_which_repository_and_index_it_means(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write({"src/b.py": b"hook\n"})
    index = repository.git_folder / "next-index"
    environment = {"GIT_INDEX_FILE": str(index)}
    repository.git("read-tree", "topic", environment=environment)
    repository.git("add", "src/b.py", environment=environment)
    monkeypatch.chdir(repository.folder)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index")
    folder = repository.folder / "src"
    for source in (
        LocalSource(Path.cwd(), against=Against.STAGED),
        LocalSource(folder, folder, against=Against.STAGED),
    ):
        assert paths(source) == ["src/b.py"]
    monkeypatch.setenv("GIT_DIR", ".git")
    for source in (
        LocalSource(Path.cwd(), against=Against.STAGED),
        LocalSource(folder, folder, against=Against.STAGED),
    ):
        assert paths(source) == ["src/b.py"]
    source = LocalSource(folder, folder, base="topic", against=Against.WORKTREE)
    assert paths(source) == ["src/b.py"]
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GIT_INDEX_FILE")
    monkeypatch.setenv("GIT_DIR", str(repository.git_folder))
    assert len(paths(LocalSource(tmp_path, range="main..topic"))) == len("abd")


def test_objects_of_a_push_that_is_not_yet_accepted_are_read(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quarantine = tmp_path / "quarantine"
    quarantine.mkdir()
    objects = repository.git_folder / "objects"
    incoming = {
        "GIT_OBJECT_DIRECTORY": str(quarantine),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(objects),
    }
    for name, value in incoming.items():
        monkeypatch.setenv(name, value)
    blob = repository.git("hash-object", "-w", "--stdin", stdin=b"pushed\n", environment=incoming)
    listed = b"100644 blob " + blob.strip() + b"\tpushed.py\n"
    tree = repository.git("mktree", stdin=listed, environment=incoming).decode().strip()
    assert not (objects / tree[:2] / tree[2:]).exists()
    with LocalSource(repository.folder, range=f"main..{tree}").read() as (change, contents):
        file = change.file("pushed.py")
        assert file is not None
        assert contents.read(file, Side.RIGHT) == b"pushed\n"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://github.com/acme/shop.git", "acme/shop"),
        ("https://x-access-token:ghs_secret@github.com/acme/shop/", "acme/shop"),
        ("git@github.com:acme/shop.git", "acme/shop"),
        ("ssh://git@github.com:22/acme/shop", "acme/shop"),
        ("git@host:shop.git", "repository"),
        ("https://user:ghs_secret@host", "repository"),
        ("", "repository"),
    ],
)
def test_a_repository_is_called_as_its_origin_and_no_secret_is_said(
    repository: Repository, url: str, name: str
) -> None:
    repository.git("config", "remote.origin.url", url)
    assert change_of(LocalSource(repository.folder)).repository == name


def test_messages_in_any_encoding_are_read(repository: Repository) -> None:
    tip = repository.git("cat-file", "commit", "topic").partition(b"\n\n")[0]
    raw = tip + b"\nencoding ISO-8859-1\n\ncaf\xe9\n"
    sha = repository.sha("hash-object", "-w", "-t", "commit", "--stdin", stdin=raw)
    assert change_of(LocalSource(repository.folder, range=f"main..{sha}")).title == "café"
    repository.configure(i18n_logOutputEncoding="UTF-16", log_date="human", notes_displayRef="*")
    assert change_of(LocalSource(repository.folder, range=f"main..{sha}")).title == "café"


def test_no_repository_is_told_with_the_next_step(tmp_path: Path) -> None:
    assert mistake(LocalSource(tmp_path)) == (
        f"There is no git repository at '{tmp_path}'. Go to one, or name it: `tenet review PATH`."
    )
    gone = tmp_path / "gone" / "folder"
    assert mistake(LocalSource(gone)) == f"There is no folder at '{gone.parent}': check the path."


def test_a_repository_that_git_cannot_use_is_told_with_gits_words(repository: Repository) -> None:
    (repository.git_folder / "config").write_text("[core\n")
    told = mistake(LocalSource(repository.folder))
    assert told.startswith(
        f"git cannot use the repository at '{repository.folder}' (fatal: bad config"
    )
    assert told.endswith("`git status` there says more.")


def test_a_clone_that_lacks_files_is_told_how_to_get_them(
    repository: Repository, tmp_path: Path
) -> None:
    repository.configure(uploadpack_allowFilter="true", uploadpack_allowAnySHA1InWant="true")
    clone = tmp_path / "clone"
    url = f"file://{repository.folder}"
    repository.git("clone", "-q", "--bare", "--filter=blob:none", url, str(clone))
    told = mistake(LocalSource(clone, range="main..topic"))
    base, head = (repository.sha("rev-parse", name) for name in ("main", "topic"))
    assert told.startswith("Not all of this change can be read here (")
    assert f"`git diff {base} {head}` fetches the rest" in told
    repository.git("-C", str(clone), "diff", base, head)
    assert len(paths(LocalSource(clone, range="main..topic"))) == len("abd")


def test_secrets_are_taken_out_of_messages_and_remembered_by_kind(repository: Repository) -> None:
    token = "ghp_" + "a1B2" * 9
    tip = repository.git("cat-file", "commit", "topic").partition(b"\n\n")[0]
    raw = tip + f"\n\nUse {token}\n\nBecause.\n".encode()
    sha = repository.sha("hash-object", "-w", "-t", "commit", "--stdin", stdin=raw)
    told = change_of(LocalSource(repository.folder, range=f"main..{sha}"))

    assert token not in repr(told)
    assert told.title == "Use [SECRET:github-token]"
    assert [(one.sha, one.secrets) for one in told.commits] == [(sha, ("github-token",))]
