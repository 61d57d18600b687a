from pathlib import Path

import pytest

from bot.errors import UserError
from bot.sources import revisions
from bot.sources.git import Git
from bot.sources.revisions import Revisions
from tests.support.repositories import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """`main` went on after `topic` left it, and HEAD is on `topic`."""
    made = Repository(tmp_path / "repository")
    fork = made.commit({"a.py": "a\n"})
    made.commit({"a.py": "a\n", "b.py": "b\n"})
    made.commit({"a.py": "A\n"}, branch="topic", parents=[fork])
    made.git("symbolic-ref", "HEAD", "refs/heads/topic")
    return made


def git(repository: Repository) -> Git:
    return Git(repository.folder)


def sha(repository: Repository, name: str) -> str:
    return repository.sha("rev-parse", name)


def test_a_branch_is_compared_with_where_it_left_the_default_branch(
    repository: Repository,
) -> None:
    expected = Revisions(sha(repository, "main~1"), sha(repository, "topic"))
    assert revisions.current_branch(git(repository)) == expected
    assert revisions.of_branch(git(repository), "topic") == expected
    assert revisions.between(git(repository), "main", "topic") == expected
    assert revisions.of_range(git(repository), "main...topic") == expected
    assert revisions.of_range(git(repository), "main...") == expected


def test_two_dots_compare_as_they_are(repository: Repository) -> None:
    expected = Revisions(sha(repository, "main"), sha(repository, "topic"))
    assert revisions.of_range(git(repository), "main..topic") == expected
    assert revisions.of_range(git(repository), "main..") == expected
    turned = Revisions(expected.head, expected.base)
    assert revisions.of_range(git(repository), "..main") == turned


def test_a_detached_head_is_compared_like_a_branch(repository: Repository) -> None:
    repository.git("update-ref", "--no-deref", "HEAD", sha(repository, "topic"))
    repository.git("update-ref", "-d", "refs/heads/topic")
    found = revisions.current_branch(git(repository))
    assert found.base == sha(repository, "main~1")


def test_on_the_default_branch_itself_the_next_step_is_told(repository: Repository) -> None:
    repository.git("symbolic-ref", "HEAD", "refs/heads/main")
    with pytest.raises(UserError) as told:
        revisions.current_branch(git(repository))
    assert str(told.value) == (
        "You are on main, the default branch, so there is nothing to compare it with. "
        "Try `tenet review HEAD~1..HEAD`, `--staged` or `--worktree`."
    )


def test_the_default_branch_is_the_one_that_origin_names(repository: Repository) -> None:
    repository.git("update-ref", "refs/remotes/origin/release/1", sha(repository, "topic"))
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/release/1")
    assert revisions.of_branch(git(repository), "topic").base == sha(repository, "topic")
    repository.git("symbolic-ref", "HEAD", "refs/heads/1")
    repository.commit({"c.py": "c\n"}, branch="1", parents=[sha(repository, "topic")])
    assert revisions.current_branch(git(repository)).base == sha(repository, "topic")
    repository.git("update-ref", "refs/heads/release/1", sha(repository, "topic"))
    repository.git("symbolic-ref", "HEAD", "refs/heads/release/1")
    with pytest.raises(UserError, match=r"^You are on release/1, the default branch"):
        revisions.current_branch(git(repository))


def test_an_origin_that_names_a_branch_which_is_not_there_is_passed_over(
    repository: Repository,
) -> None:
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/gone")
    assert revisions.current_branch(git(repository)).base == sha(repository, "main~1")


def test_the_users_own_name_for_the_default_branch_counts(
    repository: Repository, home: Path
) -> None:
    repository.git("update-ref", "refs/heads/trunk", sha(repository, "topic"))
    (home / ".gitconfig").write_text("[init]\n\tdefaultBranch = trunk\n")
    assert revisions.current_branch(git(repository)).base == sha(repository, "topic")


def test_a_tag_called_as_the_default_branch_is_not_meant(repository: Repository) -> None:
    base = sha(repository, "main~1")
    repository.git("update-ref", "refs/tags/main", sha(repository, "topic"))
    assert revisions.current_branch(git(repository)).base == base


def test_without_a_default_branch_the_base_must_be_named(repository: Repository) -> None:
    repository.git("update-ref", "refs/heads/other", sha(repository, "main"))
    repository.git("update-ref", "-d", "refs/heads/main")
    with pytest.raises(UserError, match=r"`tenet review --base REF`\.$"):
        revisions.current_branch(git(repository))


def test_before_the_first_commit_there_is_nothing_to_review(tmp_path: Path) -> None:
    Repository(tmp_path / "empty")
    with pytest.raises(UserError, match=r"^This repository has no commit yet: commit something"):
        revisions.current_branch(Git(tmp_path / "empty"))


def test_before_the_first_commit_everything_is_compared_with_nothing(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "empty")
    assert revisions.last_commit(Git(repository.folder)) == repository.tree({})
    first = repository.commit({"a.py": "a\n"})
    assert revisions.last_commit(Git(repository.folder)) == first


@pytest.mark.parametrize(
    "name",
    ["nothing", "-x", "--help", "--output=/tmp/x", "", "a b", "HEAD:a.py", "a\nb", "caf\udce9"],
)
def test_an_unknown_revision_is_named_with_the_next_step(repository: Repository, name: str) -> None:
    with pytest.raises(UserError) as told:
        revisions.resolve(git(repository), name)
    assert str(told.value) == (
        f"There is no revision {name!r} in this repository. "
        "Check the spelling, or fetch it first (`git fetch`)."
    )


def test_a_tag_a_commit_and_a_tree_are_revisions(repository: Repository) -> None:
    repository.git("tag", "-a", "-m", "One", "v1", "main")
    commit, tree = sha(repository, "main"), sha(repository, "main^{tree}")
    for name in ("main", "v1", commit, commit[:12]):
        assert len(revisions.resolve(git(repository), name)) == len(commit)
    assert revisions.resolve(git(repository), "v1") == commit
    assert revisions.resolve(git(repository), tree) == tree


def test_trees_are_compared_as_they_are(repository: Repository) -> None:
    tree = repository.tree({})
    assert revisions.between(git(repository), tree, "topic") == Revisions(
        tree, sha(repository, "topic")
    )


def test_histories_that_share_nothing_can_be_compared_as_they_are(
    repository: Repository,
) -> None:
    other = repository.commit({"c.py": "c\n"}, branch="other", parents=[])
    with pytest.raises(UserError, match=r"share no history here. In a shallow clone run"):
        revisions.between(git(repository), "main", "other")
    assert revisions.of_range(git(repository), "main..other").head == other


def test_a_shallow_clone_is_told_to_fetch_the_rest(repository: Repository, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    url = f"file://{repository.folder}"
    repository.git("clone", "-q", "--bare", "--depth=1", "--no-single-branch", url, str(clone))
    with pytest.raises(UserError, match="git fetch --unshallow"):
        revisions.between(Git(clone), "main", "topic")
