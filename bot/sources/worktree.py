"""A change read from a local git repository."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from bot.errors import UserError
from bot.review.change import MAX_COMMITS, Change, CommitMessage, FileChange
from bot.review.leaks import commit_message
from bot.sources import revisions, working_copy
from bot.sources.deepening import deepened
from bot.sources.git import SHA, Git, GitFailedError
from bot.sources.history import GitHistory
from bot.sources.mirror import Remote
from bot.sources.objects import ObjectContents, changed_files
from bot.sources.repository import is_in, name_of, part_of, repository_at
from bot.sources.revisions import Revisions

_TOLD = 50  # commits whose messages say what the change is about


class Against(Enum):
    """What stands as the head of a local review."""

    COMMITS = auto()
    STAGED = auto()
    WORKTREE = auto()


@dataclass(frozen=True, slots=True)
class LocalSource:
    """A local repository, and which of its changes is meant.

    `folder` is where the user stands; `path` narrows to what lies below it; `range` is `A..B` or
    `A...B`, else `base` and `head` name revisions. What a shallow clone lacks of these is fetched
    from `remote`, if there is one.
    """

    folder: Path
    path: Path | None = None
    range: str | None = None
    base: str | None = None
    head: str | None = None
    against: Against = Against.COMMITS
    remote: Remote | None = None

    @contextmanager
    def read(self) -> Iterator[tuple[Change, ObjectContents]]:
        """The change and its contents. Raises UserError for every mistake of the user."""
        git = repository_at(self.folder, "tenet review")
        with tempfile.TemporaryDirectory(prefix="tenet-") as private:
            scratch = Path(private)
            theirs, found = self._revisions(git, scratch)
            store = theirs.objects_only(scratch / "store")
            part = part_of(git, self.path)
            files = tuple(one for one in _changed_files(store, found) if is_in(one.path, part))
            commits = _messages(theirs, found)
            title, body = _said(commits)
            change = Change(
                repository=name_of(git, self.folder),
                number=None,
                base_sha=found.base,
                head_sha=found.head,
                files=files,
                title=title,
                body=body,
                commits=commits,
            )
            history = GitHistory(store, found.base, lambda: theirs.path("shallow"))
            yield change, ObjectContents(store, found.base, history=history)

    def _revisions(self, git: Git, scratch: Path) -> tuple[Git, Revisions]:
        if self.against is Against.COMMITS:
            if self.range is not None:
                return git, revisions.of_range(git, self.range)
            if self.base is not None:
                return self._between(git, self.base, self.head or "HEAD", scratch)
            if self.head is not None:
                return git, revisions.of_branch(git, self.head)
            return git, revisions.current_branch(git)
        if git.ask("rev-parse", "--is-bare-repository") == "true":
            raise UserError("A bare repository has no working tree: give a range A..B instead.")
        base = revisions.resolve(git, self.base) if self.base else revisions.last_commit(git)
        build = (
            working_copy.staged_tree
            if self.against is Against.STAGED
            else working_copy.worktree_tree
        )
        ours, tree = build(git, scratch)
        return ours, Revisions(base, tree)

    def _between(self, git: Git, base: str, head: str, scratch: Path) -> tuple[Git, Revisions]:
        try:
            return git, revisions.between(git, base, head)
        except UserError:
            if self.remote is None or not _may_lack_something(git, base, head):
                raise
        return deepened(git, scratch / "deepened", self.remote, base, head)


def _may_lack_something(git: Git, base: str, head: str) -> bool:
    """Whether a fetch can help: in a shallow clone, and for a SHA or a branch of the origin's."""
    named = (SHA.fullmatch(one) or "origin/" in one for one in (base, head))
    return git.ask("rev-parse", "--is-shallow-repository") == "true" or any(named)


def _changed_files(store: Git, found: Revisions) -> tuple[FileChange, ...]:
    try:
        return changed_files(store, found.base, found.head)
    except GitFailedError as exc:
        raise UserError(
            f"Not all of this change can be read here ({exc}). If this is a partial clone, "
            f"`git diff {found.base} {found.head}` fetches the rest; if not, try `git fsck`."
        ) from exc


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # one that nobody may look at
        return False


def _messages(git: Git, found: Revisions) -> tuple[CommitMessage, ...]:
    """What the commits of the change say, the newest first."""
    log = git.ask(
        "log",
        "--no-show-signature",
        "--encoding=UTF-8",
        f"-n{MAX_COMMITS}",
        "--format=%H%n%B%x00",
        f"{found.base}..{found.head}",
    )
    commits = (one.strip().partition("\n") for one in (log or "").split("\0") if one.strip())
    return tuple(commit_message(sha, text) for sha, _, text in commits)


def _said(commits: Sequence[CommitMessage]) -> tuple[str, str]:
    """What the author wrote: the newest subject as title, the messages as body."""
    messages = [one.text.strip() for one in commits[:_TOLD] if one.text.strip()]
    title = messages[0].splitlines()[0] if messages else ""
    return title, "\n\n".join(messages)
