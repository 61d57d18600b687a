"""A whole revision as one change."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.review.change import FileChange, FileStatus
from bot.sources.whole_tree import WholeTree
from bot.sources.worktree import LocalSource
from tests.support.repositories import Content, Repository, executable, link, submodule

FILES: dict[bytes, Content] = {
    b"a.py": "x = 1\ny = 2\n",
    b"no-newline.js": "f()",
    b"empty.go": "",
    b"run.sh": executable(b"#!/bin/sh\n"),
    b"logo.png": b"\x89PNG\0\n",
    b"to": link(b"a.py"),
    b"part": submodule("1" * 40),
    b"caf\xe9/\ttab\n.py": "\n\n\n",
    b"src/b.py": "z = 3\r\n",
    b"src-not/c.py": "",
}


def files_of(source: WholeTree | LocalSource) -> tuple[FileChange, ...]:
    with source.read() as (change, _):
        return change.files


def without_text(file: FileChange) -> FileChange:
    hunks = (
        replace(hunk, lines=tuple(replace(line, text="") for line in hunk.lines))
        for hunk in file.hunks
    )
    return replace(file, hunks=tuple(hunks))


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
def test_it_is_the_change_from_nothing_but_for_the_text(tmp_path: Path, object_format: str) -> None:
    repository = Repository(tmp_path, object_format=object_format)
    files = dict(FILES)
    if object_format == "sha256":
        files[b"part"] = submodule("1" * 64)
    head = repository.commit(files)
    nothing = repository.sha("hash-object", "-t", "tree", "--stdin")

    with WholeTree(tmp_path).read() as (change, _):
        assert (change.base_sha, change.head_sha) == (nothing, head)
        assert change.files == tuple(
            without_text(one) for one in files_of(LocalSource(tmp_path, range=f"{nothing}..{head}"))
        )
        assert len(change.files) == len(files)
        assert {one.status for one in change.files} == {FileStatus.ADDED}


def test_an_older_revision_is_the_one_that_is_named(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    old = repository.commit({"a.py": "x = 1\n"})
    repository.commit({"b.py": "x = 2\n"})

    assert [one.path for one in files_of(WholeTree(tmp_path, head=old))] == ["a.py"]
    assert [one.path for one in files_of(WholeTree(tmp_path, head="main~1"))] == ["a.py"]
    assert [one.path for one in files_of(WholeTree(tmp_path))] == ["b.py"]


def test_a_path_narrows_it(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit(FILES)
    (tmp_path / "src").mkdir()

    def below(path: Path) -> list[str]:
        return [one.path for one in files_of(WholeTree(path, path))]

    assert below(tmp_path / "src") == ["src/b.py"]
    assert len(below(tmp_path)) == len(FILES)


def test_a_part_that_the_revision_does_not_have_is_a_mistake(tmp_path: Path) -> None:
    Repository(tmp_path).commit({"a.py": "x = 1\n"})
    (tmp_path / "new").mkdir()

    with pytest.raises(UserError, match=r"^HEAD holds nothing at 'new': check the path, or commit"):
        files_of(WholeTree(tmp_path / "new", tmp_path / "new"))


def test_an_empty_revision_is_no_mistake(tmp_path: Path) -> None:
    Repository(tmp_path).commit({})

    assert files_of(WholeTree(tmp_path)) == ()


@pytest.mark.parametrize("head", ["HEAD", "nonsense", "--all"])
def test_a_revision_that_does_not_exist_is_a_mistake(tmp_path: Path, head: str) -> None:
    Repository(tmp_path)

    with pytest.raises(UserError, match=r"commit something|There is no revision"):
        files_of(WholeTree(tmp_path, head=head))


def test_what_is_read_of_the_base_is_read_from_the_same_revision(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({".github/tenet.yml": "version: 1\n"})

    with WholeTree(tmp_path).read() as (_, contents):
        assert contents.read_base(".github/tenet.yml") == b"version: 1\n"


def test_a_file_of_line_breaks_only_takes_no_space(tmp_path: Path) -> None:
    Repository(tmp_path).commit({"a.txt": "\n" * 3_000_000})

    (file,) = files_of(WholeTree(tmp_path))
    assert file.added == 3_000_000
    assert len(set(map(id, file.hunks[0].lines))) <= 1_000_000
