"""A pull request reviewed by its address, with the token of whoever asks."""

import os
import re
from urllib.parse import urlsplit

from bot import process
from bot.app.reviewer import Bot
from bot.cli.review import tell, today
from bot.errors import TransientError, UserError
from bot.githubapp.client import GitHub
from bot.githubapp.values import PullRequest
from bot.pipeline import Appoint, Reviewer
from bot.pipeline import review as review_change
from bot.policy_file import has_policy
from bot.publishers import review_comments, summary_comment
from bot.review.contents import Contents
from bot.review.verdict import Review
from bot.settings import Settings
from bot.sources.mirror import Remote
from bot.sources.mirror_room import Place
from bot.sources.pull_request import PullRequestSource
from bot.sources.shared_policy import NO_POLICY, SharedPolicy, read_shared_policy, unread

_PATH = re.compile(r"/(?P<repository>[^/]+/[^/]+)/pull/(?P<number>[1-9]\d{0,8})(?:/.*)?")
_GH_SECONDS = 10.0


def review_url(bot: Bot, url: str, *, publish: bool) -> Review:
    """Review a pull request, and post the review when that is wished for."""
    settings = bot.settings
    root, repository, number = _parsed(url)
    own = root == settings.server_url
    token = _token(settings if own else None, urlsplit(root).hostname or "")
    github = GitHub.for_token(token, settings.api_url if own else _api_of(root))
    tell(f"Reading {repository}#{number}")
    pull = github.pull_request_by_name(repository, number)

    def appoint(contents: Contents) -> Reviewer:
        return bot.appoint(contents, shared=shared_policy(github, pull.repository, contents))

    done = review_pull_request(settings, root, github, pull, appoint)
    if publish:
        post(github, pull, done)
    return done


def review_pull_request(
    settings: Settings, root: str, github: GitHub, pull: PullRequest, appoint: Appoint
) -> Review:
    """The review of a pull request of the GitHub whose web root this is."""
    source = PullRequestSource(
        pull,
        github.merge_base(pull.repository_id, pull.base_sha, pull.head_sha),
        Remote(pull.git_url(root), github.git_authorization()),
        github,
        Place(settings.data_dir / "mirrors", root, "own", pull.repository_id),
        github.commit_messages(pull.repository_id, pull.number),
        github.closed_issues(pull),
    )
    return review_change(source, appoint, today(), tell)


def shared_policy(github: GitHub | None, repository: str, contents: Contents) -> SharedPolicy:
    """The organisation's policy, where the base has none; whatever fails, the review goes on."""
    if has_policy(contents):
        return NO_POLICY
    if github is None:
        return unread("there is no GITHUB_TOKEN.")
    try:
        return read_shared_policy(github, repository)
    except TransientError as exc:
        return unread(str(exc))


def post(github: GitHub, pull: PullRequest, done: Review, *, with_summary: bool = True) -> None:
    """Post comments, and the summary where it is wanted.

    Raises UserError where the pull request moved on meanwhile.
    """
    tell("Posting the review")
    said = review_comments.publish(github, pull, done, None)
    if said.superseded:
        raise UserError("The pull request moved on while it was reviewed: review it again.")
    if with_summary:
        summary_comment.publish(github, pull, done, None, said.refused)


def _parsed(url: str) -> tuple[str, str, int]:
    """The web root, `owner/name` and number that a pull request's address holds."""
    parts = urlsplit(url)
    found = _PATH.fullmatch(parts.path)
    if found is None or "@" in parts.netloc:
        raise UserError(
            f"{url} is no pull request's address. It looks like "
            "https://github.com/OWNER/NAME/pull/NUMBER."
        )
    return f"{parts.scheme}://{parts.netloc}", found["repository"], int(found["number"])


def _api_of(root: str) -> str:
    """The API of a host that the settings do not name, which never gets their token."""
    if not root.startswith("https://"):
        raise UserError(f"{root} is not asked without TLS: use its https address.")
    return "https://api.github.com" if root == "https://github.com" else f"{root}/api/v3"


def _token(settings: Settings | None, host: str) -> str:
    """The token from the settings for their own host, else the one that `gh` has for this host."""
    if settings is not None and settings.github_token is not None:
        return settings.github_token.get_secret_value()
    try:
        asked = process.run(
            ["gh", "auth", "token", "--hostname", host], env=os.environ, timeout=_GH_SECONDS
        )
        token = asked.stdout.decode("utf-8", "replace").strip() if asked.code == 0 else ""
    except FileNotFoundError:
        token = ""
    if not token:
        raise UserError(
            f"There is no token for {host}. Set GITHUB_TOKEN (and GITHUB_SERVER_URL and "
            "GITHUB_API_URL for an enterprise server), or run `gh auth login`."
        )
    return token
