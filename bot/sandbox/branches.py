"""What happens when a branch moves: heads follow, comments are carried along, events go out."""

from collections.abc import Mapping, Sequence

from bot.sandbox.anchors import follow_push
from bot.sandbox.entries import Content
from bot.sandbox.webhooks import Webhooks
from bot.sandbox.world import PullRequest, Repository, World


def commit_to(
    world: World,
    webhooks: Webhooks,
    where: Repository,
    branch: str,
    files: Mapping[str, Content],
    message: str,
    *,
    base: str | Sequence[str] | None = None,
    replace_all: bool = False,
) -> str:
    """Commit files to a branch and let the open pull requests from it follow."""
    with world.lock:
        git = where.git
        if base is None:
            found = git.resolve(branch) or git.resolve(where.default_branch)
            parents = [found] if found else []
        else:
            names = [base] if isinstance(base, str) else list(base)
            parents = [git.need(name) for name in names]
        seconds = int(world.now().timestamp())
        sha = git.commit(
            branch, files, message, seconds=seconds, parents=parents, replace_all=replace_all
        )
        for pull in world.pulls_from(where, branch):
            _take_head(world, webhooks, pull, sha)
        return sha


def _take_head(world: World, webhooks: Webhooks, pull: PullRequest, sha: str) -> None:
    before, before_base = pull.head_sha, pull.merge_base()
    if sha == before:
        return
    pull.former_heads.append(before)
    pull.head_sha, pull.updated_at = sha, world.now()
    pull.base_sha = pull.repository.git.need(pull.base)  # as GitHub: only a push refreshes it
    keep_head(pull)
    for comment in pull.review_comments:
        follow_push(pull, comment, before, before_base)
    announce(webhooks, pull, "synchronize", {"before": before, "after": sha})


def keep_head(pull: PullRequest) -> None:
    """Keep `refs/pull/N/head`, with the fork's objects where there is a fork."""
    git, name = pull.repository.git, f"refs/pull/{pull.number}/head"
    if pull.head_repository in {None, pull.repository}:
        git.run("update-ref", name, pull.head_sha)
    elif pull.head_repository is not None:
        git.fetch(pull.head_repository.git, pull.head_sha, name)


def announce(
    webhooks: Webhooks, pull: PullRequest, action: str, more: Mapping[str, object] | None = None
) -> None:
    """Deliver a `pull_request` event by itself, if there is somewhere to."""
    if webhooks.active:
        payload = webhooks.payloads.pull(action, pull, pull.user) | dict(more or {})
        webhooks.announce("pull_request", action, pull.repository, payload)
