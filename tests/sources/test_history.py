"""What git knows behind a revision is asked for in small pieces, and unknown is never none."""

import stat
import subprocess
import time
from pathlib import Path

import pytest

from bot.review.history import History, PastCommit
from bot.sources.git import Git
from bot.sources.history import GitHistory, Limits, UnknownHistory
from bot.sources.worktree import LocalSource
from tests.support.repositories import Content, Repository, link, submodule

DAY = "2023-11-14"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def history_of(repository: Repository, base: str, limits: Limits | None = None) -> GitHistory:
    return GitHistory(Git(repository.folder), base, limits=limits)


def subjects_of(history: History, *paths: str) -> dict[str, list[str]]:
    known = history.subjects(paths)
    assert known is not None
    return {path: [one.subject for one in commits] for path, commits in known.items()}


def test_each_line_has_the_commit_that_wrote_it(repository: Repository) -> None:
    first = repository.commit({"a.py": "one\ntwo\nthree\n"}, message="Begin")
    second = repository.commit({"a.py": "one\nTWO\nthree\n"}, message="Fix two\n\nAnd more.")
    later = repository.commit({"a.py": "changed\n"}, message="Later")

    known = history_of(repository, second).commits_of_lines("a.py", [1, 2])

    assert later not in repr(known)
    assert known == {1: PastCommit(first, "Begin", DAY), 2: PastCommit(second, "Fix two", DAY)}


def test_lines_keep_their_commit_when_the_file_is_renamed(repository: Repository) -> None:
    text = "".join(f"line {number}\n" for number in range(20))
    first = repository.commit({"old.py": text}, message="Begin")
    base = repository.commit({"new.py": text}, message="Rename it")
    assert history_of(repository, base).commits_of_lines("new.py", [7]) == {
        7: PastCommit(first, "Begin", DAY)
    }


def test_the_newest_five_commits_of_each_path_are_known(repository: Repository) -> None:
    for number in range(7):
        files = {"a.py": f"{number}\n", "b.py": "b\n", "c/d.py": f"{number > 3}\n"}
        base = repository.commit(files, message=f"Say {number}")

    known = subjects_of(history_of(repository, base), "a.py", "b.py", "c/d.py", "none.py")

    assert known == {
        "a.py": ["Say 6", "Say 5", "Say 4", "Say 3", "Say 2"],
        "b.py": ["Say 0"],
        "c/d.py": ["Say 4", "Say 0"],
    }


def test_the_files_of_the_revision_are_known_with_their_blobs(repository: Repository) -> None:
    files: dict[str | bytes, Content] = {
        "a.py": "a\n",
        "b/c.py": "c\n",
        b"\xff\n.py": "x\n",
        "link": link(b"a.py"),
        "lib": submodule("c" * 40),
    }
    base = repository.commit(files)
    assert history_of(repository, base).files() == {
        "a.py": repository.blob(b"a\n"),
        "b/c.py": repository.blob(b"c\n"),
        "\udcff\n.py": repository.blob(b"x\n"),
    }


HOSTILE = ["-L1,1", "--help", ":(glob)*", "a\nb\t.py", "\x01" + "a" * 40 + " 1 x", ":1 2 3", "*"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_a_name(repository: Repository, name: str) -> None:
    first = repository.commit({name: "a\n", "other.py": "a\n"}, message="Begin")
    second = repository.commit({name: "a\n", "other.py": "b\n"}, message="Go on")
    history = history_of(repository, second)
    assert history.commits_of_lines(name, [1]) == {1: PastCommit(first, "Begin", DAY)}
    assert subjects_of(history, name) == {name: ["Begin"]}


def test_a_hostile_subject_is_one_short_line(repository: Repository) -> None:
    message = "\x01" + "a" * 40 + " 1 x\x00\r\x1b[2J" + "long " * 1_000
    base = repository.commit({"a.py": "a\n"}, message=message.replace("\x00", ""))
    history = history_of(repository, base)
    by_log = history.subjects(["a.py"])
    by_blame = history.commits_of_lines("a.py", [1])
    assert by_log
    assert by_blame
    for commit in (*by_log["a.py"], by_blame[1]):
        assert commit.sha == base
        assert len(commit.subject) <= 200
        assert "\n" not in commit.subject


def test_a_commit_from_no_time_at_all_has_no_day(repository: Repository) -> None:
    tree = repository.tree({"a.py": "a\n"})
    raw = (
        f"tree {tree}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 99999999999999999 +0000\n\nBegin\n"
    )
    base = repository.sha("hash-object", "-w", "-t", "commit", "--stdin", stdin=raw.encode())
    known = history_of(repository, base).commits_of_lines("a.py", [1])
    assert known
    assert known[1].subject == "Begin"


@pytest.mark.parametrize("lines", [[5], [0], [1, 5]])
def test_lines_that_are_not_there_are_unknown(repository: Repository, lines: list[int]) -> None:
    base = repository.commit({"a.py": "a\n"})
    assert not history_of(repository, base).commits_of_lines("a.py", lines)
    assert history_of(repository, base).commits_of_lines("b.py", [1]) is None
    assert history_of(repository, base).commits_of_lines("a\0.py", [1]) is None
    assert history_of(repository, base).commits_of_lines("a.py", []) == {}


def test_behind_a_tree_lies_no_history_but_its_files(repository: Repository) -> None:
    history = history_of(repository, repository.tree({"a.py": "a\n"}))
    assert history.commits_of_lines("a.py", [1]) is None
    assert history.subjects(["a.py"]) is None
    assert list(history.files() or ()) == ["a.py"]


def shallow_copy(repository: Repository, folder: Path, depth: int) -> Path:
    subprocess.run(
        ["git", "clone", "-q", f"--depth={depth}", repository.folder.as_uri(), str(folder)],
        check=True,
        capture_output=True,
    )
    return folder


def test_where_a_shallow_history_ends_nothing_is_claimed(
    repository: Repository, tmp_path: Path
) -> None:
    repository.commit({"a.py": "one\ntwo\n", "b.py": "b\n"}, message="Begin")
    repository.commit({"a.py": "one\nTWO\n", "b.py": "b\n"}, message="Fix two")
    base = repository.commit({"a.py": "one\nTWO\n", "b.py": "B\n"}, message="Say B")
    repository.commit({"a.py": "ONE\nTWO\n", "b.py": "B\n"}, message="Say one")
    folder = shallow_copy(repository, tmp_path / "shallow", 3)
    before = Repository(folder).snapshot()

    with LocalSource(folder, range=f"{base}..HEAD").read() as (_, contents):
        history = contents.history()
        assert history.commits_of_lines("a.py", [1, 2]) == {}
        assert history.commits_of_lines("b.py", [1]) == {1: PastCommit(base, "Say B", DAY)}
        assert subjects_of(history, "a.py", "b.py") == {"b.py": ["Say B"]}
        assert history.subjects(["a.py"]) is None
    assert Repository(folder).snapshot() == before


def test_the_history_of_a_local_change_is_that_of_its_base(repository: Repository) -> None:
    base = repository.commit({"a.py": "one\n"}, message="Begin")
    repository.commit({"a.py": "two\n"}, branch="change", parents=[base], message="Change")
    with LocalSource(repository.folder, base="main", head="change").read() as (_, contents):
        history = contents.history()
        assert history.commits_of_lines("a.py", [1]) == {1: PastCommit(base, "Begin", DAY)}
        assert subjects_of(history, "a.py") == {"a.py": ["Begin"]}


def test_a_git_that_hangs_is_not_waited_for(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = repository.commit({"a.py": "one\n"})
    hanging = tmp_path / "bin" / "git"
    hanging.parent.mkdir()
    hanging.write_text("#!/bin/sh\nexec sleep 900\n")
    hanging.chmod(hanging.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{hanging.parent}:/usr/bin:/bin")
    history = history_of(repository, base, Limits(question=0.2, all=0.5))

    started = time.monotonic()
    for _ in range(20):
        assert history.commits_of_lines("a.py", [1]) is None
        assert history.subjects(["a.py"]) is None
        assert history.files() is None
    assert time.monotonic() - started < 100


def test_what_was_read_elsewhere_has_no_history() -> None:
    history: History = UnknownHistory()
    assert history.files() is None
    assert history.commits_of_lines("a.py", [1]) is None
    assert history.subjects(["a.py"]) is None
