"""A repository in the hands of a test or a demo."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.sandbox.branches import announce, commit_to, keep_head
from bot.sandbox.entries import Content, folder_entries
from bot.sandbox.pull_handle import SandboxPullRequest
from bot.sandbox.webhooks import Webhooks
from bot.sandbox.world import Issue, PullRequest, Repository, World


class SandboxRepository:
    """One repository; `state` is what the world knows of it."""

    def __init__(self, world: World, webhooks: Webhooks, state: Repository) -> None:
        self.world = world
        self.webhooks = webhooks
        self.state = state

    @property
    def id(self) -> int:
        """The repository's number."""
        return self.state.id

    @property
    def full_name(self) -> str:
        """`owner/name`."""
        return self.state.full_name

    def commit(
        self,
        branch: str,
        files: Mapping[str, Content],
        message: str = "A change",
        *,
        base: str | Sequence[str] | None = None,
        replace_all: bool = False,
    ) -> str:
        """Commit files to a branch and return the commit's id; None removes a path.

        `base` names what the commit stands on (several: a merge); without it that is the
        branch, or `main` for a new branch. A `base` on an existing branch is a force-push.
        """
        return commit_to(
            self.world,
            self.webhooks,
            self.state,
            branch,
            files,
            message,
            base=base,
            replace_all=replace_all,
        )

    def import_folders(self, base_dir: Path, head_dir: Path, head: str = "change") -> str:
        """Put one folder on `main` and another on a branch, whose name comes back."""
        base = self.commit("main", folder_entries(base_dir), "Before", replace_all=True)
        self.commit(head, folder_entries(head_dir), "After", base=base, replace_all=True)
        return head

    def open_pull_request(
        self,
        title: str = "A change",
        body: str | None = None,
        head: str = "change",
        base: str = "main",
        *,
        author: str = "octocat",
        draft: bool = False,
        labels: Sequence[str] = (),
        fork: "SandboxRepository | None" = None,
    ) -> "SandboxPullRequest":
        """Open a pull request from a branch, here or in a fork, and announce it."""
        with self.world.lock:
            source = (fork or self).state
            now = self.world.now()
            number = self.state.next_number
            pull = PullRequest(
                id=self.world.new_id(),
                number=number,
                repository=self.state,
                title=title,
                body=body,
                user=self.world.user(author),
                base=base,
                base_sha=self.state.git.need(base),
                head=head,
                head_sha=source.git.need(head),
                head_repository=source,
                head_user=source.owner,
                created_at=now,
                updated_at=now,
                draft=draft,
                labels=list(labels),
            )
            self.state.pulls[number] = pull
            keep_head(pull)
            announce(self.webhooks, pull, "opened")
            return SandboxPullRequest(self.world, self.webhooks, pull)

    def open_issue(self, title: str, body: str | None = None, *, author: str = "octocat") -> int:
        """Open an issue, and return its number."""
        with self.world.lock:
            number, now = self.state.next_number, self.world.now()
            self.state.issues[number] = Issue(
                id=self.world.new_id(),
                number=number,
                repository=self.state,
                title=title,
                body=body,
                user=self.world.user(author),
                created_at=now,
                updated_at=now,
            )
            return number

    def pull(self, number: int) -> "SandboxPullRequest":
        """The pull request of this number."""
        return SandboxPullRequest(self.world, self.webhooks, self.state.pulls[number])

    def add_collaborator(self, login: str, permission: str = "write") -> None:
        """Give somebody a role: admin, maintain, write, triage, read or none."""
        with self.world.lock:
            self.world.user(login)
            self.state.collaborators[login] = permission
