import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.sources.git import Git
from bot.sources.working_copy import staged_tree, worktree_tree
from tests.support.repositories import Content, Repository, executable, link, submodule

FILES: dict[str, Content] = {
    "a.py": "a\n",
    "folder/b.py": "b\n",
    "run.sh": executable(b"run\n"),
    "link": link(b"a.py"),
    "lib": submodule("c" * 40),
}
Build = Callable[[Git, Path], tuple[Git, str]]
BOTH = pytest.mark.parametrize("build", [staged_tree, worktree_tree])


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "repository")
    made.commit(FILES)
    made.check_out()
    return made


def listed(repository: Repository, build: Build, scratch: Path) -> dict[bytes, str]:
    """Mode and content of every path of the tree; the repository must stay as it is."""
    scratch.mkdir()
    before = repository.snapshot()
    ours, tree = build(Git(repository.folder), scratch)
    found = {}
    for entry in ours.run("ls-tree", "-r", "-z", tree).split(b"\0")[:-1]:
        about, _, path = entry.partition(b"\t")
        mode, kind, blob = about.decode().split(" ")
        content = ours.run("cat-file", "blob", blob) if kind == "blob" else blob.encode()
        found[path] = f"{mode} {content.decode('latin-1')}"
    assert repository.snapshot() == before
    return found


UNCHANGED = {
    b"a.py": "100644 a\n",
    b"folder/b.py": "100644 b\n",
    b"lib": f"160000 {'c' * 40}",
    b"link": "120000 a.py",
    b"run.sh": "100755 run\n",
}


@BOTH
def test_nothing_changed_is_the_tree_of_head(
    repository: Repository, tmp_path: Path, build: Build
) -> None:
    (tmp_path / "scratch").mkdir()
    _, tree = build(Git(repository.folder), tmp_path / "scratch")
    assert tree == repository.sha("rev-parse", "main^{tree}")


@BOTH
def test_an_empty_repository_is_an_empty_tree(tmp_path: Path, build: Build) -> None:
    repository = Repository(tmp_path / "empty")
    assert listed(repository, build, tmp_path / "scratch") == {}


@BOTH
def test_staged_files_are_seen(repository: Repository, tmp_path: Path, build: Build) -> None:
    repository.write({"a.py": b"A\n", "new.py": b"new\n", "folder/b.py": None})
    repository.git("add", "-A", "--", "a.py", "new.py", "folder")
    expected = {**UNCHANGED, b"a.py": "100644 A\n", b"new.py": "100644 new\n"}
    del expected[b"folder/b.py"]
    assert listed(repository, build, tmp_path / "scratch") == expected


def test_only_what_is_staged_is_seen_in_the_index(repository: Repository, tmp_path: Path) -> None:
    repository.write({"a.py": b"staged\n"})
    repository.git("add", "a.py")
    repository.write({"a.py": b"later\n", "new.py": b"new\n"})
    repository.write({"noted.py": b"noted\n"})
    repository.git("add", "-N", "noted.py")
    found = listed(repository, staged_tree, tmp_path / "scratch")
    assert found == {**UNCHANGED, b"a.py": "100644 staged\n"}


def test_files_are_taken_as_they_lie_there(repository: Repository, tmp_path: Path) -> None:
    repository.write({"a.py": b"A\r\n", "folder/b.py": None, "new/c.py": b"", "x\xff": b"\0"})
    (repository.folder / "run.sh").chmod(0o644)
    (repository.folder / "link").unlink()
    (repository.folder / "link").symlink_to("/etc/passwd")
    (repository.folder / "new" / "link").symlink_to("..")
    os.mkfifo(repository.folder / "pipe")
    assert listed(repository, worktree_tree, tmp_path / "scratch") == {
        b"a.py": "100644 A\r\n",
        b"lib": f"160000 {'c' * 40}",
        b"link": "120000 /etc/passwd",
        b"new/c.py": "100644 ",
        b"new/link": "120000 ..",
        b"run.sh": "100644 run\n",
        "x\xff".encode(): "100644 \0",
    }


ODD = [b"a\nb", b'"quoted"', b"caf\xe9", b"tab\t", b"cr\r", b"-x", b":(top)x", b" ", b"\\n", b"*"]


@BOTH
def test_odd_names_are_kept(repository: Repository, tmp_path: Path, build: Build) -> None:
    for number, name in enumerate(ODD):
        repository.write({name: b"%d\n" % number})
        (repository.folder / os.fsdecode(b"link-" + name)).symlink_to(os.fsdecode(name))
    if build is staged_tree:
        repository.git("add", "-A", "--", ".")
    found = listed(repository, build, tmp_path / "scratch")
    assert {name: found[name] for name in ODD} == {
        name: f"100644 {number}\n" for number, name in enumerate(ODD)
    }
    assert {name: found[b"link-" + name] for name in ODD} == {
        name: f"120000 {name.decode('latin-1')}" for name in ODD
    }


def test_a_repository_in_an_oddly_named_folder_is_read(tmp_path: Path) -> None:
    repository = Repository(tmp_path / 'a:b\n"c\\d')
    repository.commit({"a.py": "a\n"})
    repository.check_out()
    repository.write({"a.py": b"A\n", "b.py": b"b\n"})
    found = listed(repository, worktree_tree, tmp_path / "scratch")
    assert found == {b"a.py": "100644 A\n", b"b.py": "100644 b\n"}


def test_what_lies_behind_a_link_is_never_read(repository: Repository, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "b.py").write_text("secret\n")
    repository.write({"folder/b.py": None})
    (repository.folder / "folder").rmdir()
    (repository.folder / "folder").symlink_to(outside)
    found = listed(repository, worktree_tree, tmp_path / "scratch")
    assert b"folder/b.py" not in found
    assert found[b"folder"] == f"120000 {outside}"


def test_a_file_may_become_a_folder_and_a_folder_a_file(
    repository: Repository, tmp_path: Path
) -> None:
    repository.write({"a.py": None, "folder/b.py": None})
    (repository.folder / "folder").rmdir()
    repository.write({"a.py/x.py": b"x\n", "folder": b"file\n"})
    found = listed(repository, worktree_tree, tmp_path / "scratch")
    assert {name for name in found if name not in UNCHANGED} == {b"a.py/x.py", b"folder"}
    assert b"a.py" not in found


def test_what_is_ignored_is_left_out(repository: Repository, tmp_path: Path, home: Path) -> None:
    (repository.git_folder / "info").mkdir(exist_ok=True)
    (repository.git_folder / "info" / "exclude").write_text("by-info\n")
    (home / ".config" / "git").mkdir(parents=True)
    (home / ".config" / "git" / "ignore").write_text(".env\n")
    ignored = {"by-repository": b"", "by-info": b"", ".env": b"PASSWORD=x\n"}
    repository.write({".gitignore": b"by-repository\n", **ignored})
    found = listed(repository, worktree_tree, tmp_path / "scratch")
    assert set(found) == {*UNCHANGED, b".gitignore"}


def test_the_users_own_list_of_ignored_files_counts(
    repository: Repository, tmp_path: Path, home: Path
) -> None:
    (home / "ignored").write_text("*.private\n")
    (home / ".gitconfig").write_text("[core]\n\texcludesFile = ~/ignored\n")
    repository.write({"a.private": b"secret\n"})
    assert set(listed(repository, worktree_tree, tmp_path / "scratch")) == set(UNCHANGED)


def test_what_a_sparse_checkout_leaves_out_is_not_deleted(
    repository: Repository, tmp_path: Path
) -> None:
    repository.git("update-index", "--skip-worktree", "folder/b.py")
    repository.write({"folder/b.py": None})
    assert listed(repository, worktree_tree, tmp_path / "scratch") == UNCHANGED


@BOTH
def test_a_merge_conflict_is_told_with_the_next_step(
    repository: Repository, tmp_path: Path, build: Build
) -> None:
    blob = repository.blob(b"x\n")
    stages = "".join(f"100644 {blob} {stage}\ta.py\n" for stage in (1, 2, 3))
    repository.git("update-index", "--force-remove", "a.py")
    repository.git("update-index", "--index-info", stdin=stages.encode())
    with pytest.raises(UserError, match=r"(?i)conflict.*`git add`"):
        listed(repository, build, tmp_path / "scratch")


@BOTH
def test_no_setting_of_the_index_lets_us_write_into_the_repository(
    repository: Repository, tmp_path: Path, build: Build
) -> None:
    repository.configure(core_splitIndex="true", core_untrackedCache="true", index_version="4")
    repository.configure(feature_manyFiles="true", core_logAllRefUpdates="always")
    repository.write({"new.py": b"new\n"})
    repository.git("add", "new.py")
    assert listed(repository, build, tmp_path / "scratch")[b"new.py"] == "100644 new\n"


@BOTH
def test_a_linked_working_tree_has_an_index_of_its_own(
    repository: Repository, tmp_path: Path, build: Build
) -> None:
    other = tmp_path / "other"
    repository.git("update-index", "--force-remove", "lib")
    repository.git("worktree", "add", "-q", "-b", "topic", str(other), "main")
    (other / "a.py").write_bytes(b"other\n")
    repository.git("-C", str(other), "add", "a.py")
    linked = Git(other)
    (tmp_path / "scratch").mkdir()
    ours, tree = build(linked, tmp_path / "scratch")
    assert ours.run("cat-file", "blob", f"{tree}:a.py") == b"other\n"


@BOTH
def test_sha_256_is_as_good(tmp_path: Path, build: Build) -> None:
    repository = Repository(tmp_path / "repository", object_format="sha256")
    repository.write({"a.py": b"a\n"})
    repository.git("add", "a.py")
    assert listed(repository, build, tmp_path / "scratch") == {b"a.py": "100644 a\n"}


def test_objects_that_another_store_holds_are_seen(repository: Repository, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--shared", str(repository.folder), str(clone))
    (tmp_path / "scratch").mkdir()
    ours, tree = worktree_tree(Git(clone), tmp_path / "scratch")
    assert ours.run("cat-file", "blob", f"{tree}:a.py") == b"a\n"
