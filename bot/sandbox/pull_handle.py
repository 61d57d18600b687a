"""A pull request in the hands of a test or a demo."""

from collections.abc import Mapping

from bot.sandbox.branches import announce, commit_to
from bot.sandbox.entries import Content
from bot.sandbox.said import CheckRun, IssueComment, User
from bot.sandbox.shapes import Json
from bot.sandbox.shapes_talk import issue_comment
from bot.sandbox.shown import Shown, show
from bot.sandbox.webhooks import Webhooks
from bot.sandbox.world import PullRequest, World


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
        return commit_to(
            self.world, self.webhooks, source, self.state.head, files, message, base=base
        )

    def close(self, *, merged: bool = False) -> None:
        """Close it and announce that."""
        with self.world.lock:
            now = self.world.now()
            self.state.state, self.state.closed_at = "closed", now
            self.state.merged_at = now if merged else None
            announce(self.webhooks, self.state, "closed")

    def reopen(self) -> None:
        """Open it again and announce that."""
        with self.world.lock:
            self.state.state, self.state.closed_at = "open", None
            announce(self.webhooks, self.state, "reopened")

    def ready_for_review(self) -> None:
        """End the draft and announce that."""
        with self.world.lock:
            self.state.draft = False
            announce(self.webhooks, self.state, "ready_for_review")

    def change_base(self, base: str) -> None:
        """Aim it at another branch and announce that."""
        with self.world.lock:
            pull = self.state
            old = {"ref": {"from": pull.base}, "sha": {"from": pull.base_sha}}
            pull.base, pull.base_sha = base, pull.repository.git.need(base)
            announce(self.webhooks, self.state, "edited", {"changes": {"base": old}})

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
            shape = issue_comment(self.webhooks.site, self.state, one)
            payload = self.webhooks.payloads.comment("created", self.state, who, shape)
            where = self.state.repository
            self.webhooks.announce("issue_comment", "created", where, payload)
            return one.id

    def rerun(self, author: str = "octocat", *, suite: bool = False) -> None:
        """Click on "Re-run" at the newest check of the head, or at all of its checks."""
        self._ask_of_check("check_suite" if suite else "check_run", "rerequested", author, {})

    def click(self, button: str, author: str = "octocat") -> None:
        """Click on a button of the newest check of the head, by its identifier."""
        more: Json = {"requested_action": {"identifier": button}}
        self._ask_of_check("check_run", "requested_action", author, more)

    def _ask_of_check(self, event: str, action: str, author: str, more: Json) -> None:
        with self.world.lock:
            payload = self.payload(event, action, sender=author) | more
            self.webhooks.announce(event, action, self.state.repository, payload)

    def payload(self, event: str, action: str, *, sender: str | None = None) -> Json:
        """A real payload about this pull request, for `Sandbox.deliver`."""
        who = self.world.user(sender) if sender else self.state.user
        payloads = self.webhooks.payloads
        if event == "pull_request":
            return self._pull_payload(action, who)
        if event == "issue_comment":
            last = self.state.comments[-1]
            shape = issue_comment(self.webhooks.site, self.state, last)
            return payloads.comment(action, self.state, who, shape)
        if event == "pull_request_review_comment":
            return payloads.review_comment(action, self.state, self.state.review_comments[-1], who)
        where = self.state.repository
        if event == "check_run":
            newest = max(where.check_runs.values(), key=self._newness).id
            return payloads.check(action, where, newest, who)
        if event == "check_suite":
            return payloads.suite(action, self.state, who)
        return payloads.basic(action, where, who)

    def _newness(self, run: CheckRun) -> tuple[bool, int]:
        return run.head_sha == self.state.head_sha, run.id

    def _pull_payload(self, action: str, who: User) -> Json:
        shape = self.webhooks.payloads.pull(action, self.state, who)
        if action == "synchronize":
            before = [self.state.base_sha, *self.state.former_heads][-1]
            shape |= {"before": before, "after": self.state.head_sha}
        return shape

    def shown(self) -> Shown:
        """What a person sees now."""
        with self.world.lock:
            return show(self.state)
