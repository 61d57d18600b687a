"""A repository and a pull request in the hands of a test or a demo."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.sandbox import shapes_pulls
from bot.sandbox.anchors import follow_push
from bot.sandbox.git_repository import Content, folder_entries
from bot.sandbox.shapes import Json
from bot.sandbox.shown import Shown, show
from bot.sandbox.webhooks import Webhooks
from bot.sandbox.world import IssueComment, PullRequest, Repository, User, World


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
        with self.world.lock:
            git = self.state.git
            if base is None:
                found = git.resolve(branch) or git.resolve(self.state.default_branch)
                parents = [found] if found else []
            else:
                names = [base] if isinstance(base, str) else list(base)
                parents = [git.need(name) for name in names]
            sha = git.commit(
                branch,
                files,
                message,
                seconds=int(self.world.now().timestamp()),
                parents=parents,
                replace_all=replace_all,
            )
            self._moved(branch, sha)
            return sha

    def _moved(self, branch: str, sha: str) -> None:
        for pull in self.world.pulls_from(self.state, branch):
            SandboxPullRequest(self.world, self.webhooks, pull).take_head(sha)
        for pull in self.state.pulls.values():
            if pull.base == branch and pull.state == "open":
                pull.base_sha = sha

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
            number = max(self.state.pulls, default=0) + 1
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
            handle = SandboxPullRequest(self.world, self.webhooks, pull)
            handle.keep_head()
            handle.announce("opened")
            return handle

    def pull(self, number: int) -> "SandboxPullRequest":
        """The pull request of this number."""
        return SandboxPullRequest(self.world, self.webhooks, self.state.pulls[number])

    def add_collaborator(self, login: str, permission: str = "write") -> None:
        """Give somebody a role: admin, maintain, write, triage, read or none."""
        with self.world.lock:
            self.world.user(login)
            self.state.collaborators[login] = permission


class SandboxPullRequest:
    """One pull request; `state` is what the world knows of it."""

    def __init__(self, world: World, webhooks: Webhooks, state: PullRequest) -> None:
        self.world = world
        self.webhooks = webhooks
        self.state = state

    @property
    def number(self) -> int:
        """Its number in the repository."""
        return self.state.number

    @property
    def head_sha(self) -> str:
        """The commit at its head."""
        return self.state.head_sha

    @property
    def base_sha(self) -> str:
        """The commit at the head of its base branch."""
        return self.state.base_sha

    def push(
        self,
        files: Mapping[str, Content],
        message: str = "More",
        *,
        base: str | None = None,
    ) -> str:
        """Commit to its branch (with `base`: a force-push) and announce it."""
        source = self.state.head_repository
        if source is None:
            raise ValueError("The head repository was deleted")
        handle = SandboxRepository(self.world, self.webhooks, source)
        return handle.commit(self.state.head, files, message, base=base)

    def take_head(self, sha: str) -> None:
        """Move the head, carry the comments along, and announce it."""
        pull = self.state
        before, before_base = pull.head_sha, pull.merge_base()
        if sha == before:
            return
        pull.former_heads.append(before)
        pull.head_sha, pull.updated_at = sha, self.world.now()
        self.keep_head()
        for comment in pull.review_comments:
            follow_push(pull, comment, before, before_base)
        self.announce("synchronize", {"before": before, "after": sha})

    def keep_head(self) -> None:
        """Keep `refs/pull/N/head`, with the fork's objects where there is a fork."""
        pull = self.state
        git, name = pull.repository.git, f"refs/pull/{pull.number}/head"
        if pull.head_repository in {None, pull.repository}:
            git.run("update-ref", name, pull.head_sha)
        elif pull.head_repository is not None:
            git.fetch(pull.head_repository.git, pull.head_sha, name)

    def close(self, *, merged: bool = False) -> None:
        """Close it and announce that."""
        with self.world.lock:
            now = self.world.now()
            self.state.state, self.state.closed_at = "closed", now
            self.state.merged_at = now if merged else None
            self.announce("closed")

    def reopen(self) -> None:
        """Open it again and announce that."""
        with self.world.lock:
            self.state.state, self.state.closed_at = "open", None
            self.announce("reopened")

    def ready_for_review(self) -> None:
        """End the draft and announce that."""
        with self.world.lock:
            self.state.draft = False
            self.announce("ready_for_review")

    def change_base(self, base: str) -> None:
        """Aim it at another branch and announce that."""
        with self.world.lock:
            pull = self.state
            old = {"ref": {"from": pull.base}, "sha": {"from": pull.base_sha}}
            pull.base, pull.base_sha = base, pull.repository.git.need(base)
            self.announce("edited", {"changes": {"base": old}})

    def delete_fork(self) -> None:
        """Delete the head repository: `head.repo` is null from now on."""
        with self.world.lock:
            self.state.head_repository = None

    def comment(self, body: str, author: str = "octocat") -> int:
        """Say something in the conversation as a person; the comment's id comes back."""
        with self.world.lock:
            now, who = self.world.now(), self.world.user(author)
            one = IssueComment(self.world.new_id(), who, body, now, now)
            self.state.comments.append(one)
            shape = shapes_pulls.issue_comment(self.webhooks.site, self.state, one)
            payload = self.webhooks.comment_payload("created", self.state, who, shape)
            where = self.state.repository
            self.webhooks.announce("issue_comment", "created", where, payload)
            return one.id

    def announce(self, action: str, more: Mapping[str, object] | None = None) -> None:
        """Deliver a `pull_request` event by itself, if there is somewhere to."""
        if self.webhooks.active:
            payload = self.webhooks.pull_payload(action, self.state, self.state.user)
            where = self.state.repository
            self.webhooks.announce("pull_request", action, where, payload | dict(more or {}))

    def payload(self, event: str, action: str, *, sender: str | None = None) -> Json:
        """A real payload about this pull request, for `Sandbox.deliver`."""
        who = self.world.user(sender) if sender else self.state.user
        if event == "pull_request":
            return self._pull_payload(action, who)
        if event == "issue_comment":
            last = self.state.comments[-1]
            shape = shapes_pulls.issue_comment(self.webhooks.site, self.state, last)
            return self.webhooks.comment_payload(action, self.state, who, shape)
        if event == "pull_request_review_comment":
            return self.webhooks.review_comment_payload(
                action, self.state, self.state.review_comments[-1], who
            )
        where = self.state.repository
        if event == "check_run":
            newest = max(where.check_runs)
            return self.webhooks.check_payload(action, where, newest, who)
        if event == "check_suite":
            return self.webhooks.suite_payload(action, self.state, who)
        return self.webhooks.payload(action, where, who)

    def _pull_payload(self, action: str, who: User) -> Json:
        shape = self.webhooks.pull_payload(action, self.state, who)
        if action == "synchronize":
            before = [*self.state.former_heads, self.state.base_sha][0]
            shape |= {"before": before, "after": self.state.head_sha}
        return shape

    def shown(self) -> Shown:
        """What a person sees now."""
        with self.world.lock:
            return show(self.state)
