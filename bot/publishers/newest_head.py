"""Whether a commit is still what an open pull request is about."""

from bot.githubapp.client import GitHub
from bot.githubapp.values import PullRequest


def is_newest(github: GitHub, pull_request: PullRequest, sha: str) -> bool:
    """Asked right before each write, because people push while we think."""
    now = github.pull_request(pull_request.repository_id, pull_request.number)
    return now.is_open and now.head_sha == sha
