"""A change read from a GitHub pull request, through a bare mirror of its repository."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.githubapp.values import PullRequest
from bot.review.change import Change, CommitMessage
from bot.sources.mirror import Remote, mirror
from bot.sources.objects import ObjectContents, changed_files


@dataclass(frozen=True, slots=True)
class PullRequestSource:
    """What a pull request changes since its merge base; policy is read at the tip of its base.

    `folder` is where the mirror of this repository lies; it holds no commit but the three, so the
    messages of the others are given.
    """

    pull_request: PullRequest
    merge_base: str
    remote: Remote
    folder: Path
    commits: tuple[CommitMessage, ...] = ()

    @contextmanager
    def read(self) -> Iterator[tuple[Change, ObjectContents]]:
        """The change and its contents. Raises TransientError when GitHub gives no commits."""
        pull = self.pull_request
        git = mirror(self.folder, self.remote, (self.merge_base, pull.head_sha, pull.base_sha))
        change = Change(
            repository=pull.repository,
            number=pull.number,
            base_sha=self.merge_base,
            head_sha=pull.head_sha,
            files=changed_files(git, self.merge_base, pull.head_sha),
            title=pull.title,
            body=pull.body,
            leaks=pull.leaks,
            commits=self.commits,
        )
        yield change, ObjectContents(git, pull.base_sha)
