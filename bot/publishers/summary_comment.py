"""The one summary of a pull request, edited in place."""

from collections.abc import Iterable
from enum import StrEnum

from bot.githubapp.client import GitHub
from bot.githubapp.values import IssueComment, PullRequest
from bot.publishers.newest_head import is_newest
from bot.review import since, words
from bot.review.marker import MarkerKind, Seal
from bot.review.verdict import Review


class Written(StrEnum):
    """What became of the summary."""

    CREATED = "created"
    EDITED = "edited"
    UNCHANGED = "unchanged"
    SUPERSEDED = "superseded"


def publish(
    github: GitHub,
    pull_request: PullRequest,
    review: Review,
    marker_key: bytes | None,
    refused: Iterable[str] = (),
    left: Iterable[str] = (),
) -> Written:
    """Write the summary, unless it stands there already or the pull request has moved on.

    `refused` are the fingerprints of findings that GitHub did not take as comments, `left` those
    of findings that are gone and that people talk about.
    """
    seal = Seal(marker_key, pull_request.repository_id, pull_request.number)
    ours = _ours(github, pull_request, seal)
    marker = None if ours is None else seal.read(ours.body)
    body = words.summary(
        review,
        pull_request.repository_url,
        seal,
        frozenset(refused),
        last=None if marker is None else since.read(marker.data),
        left=frozenset(left),
    )
    if ours is not None and _same(ours.body, body):
        return Written.UNCHANGED
    if not is_newest(github, pull_request, review.change.head_sha):
        return Written.SUPERSEDED
    if ours is None:
        github.create_issue_comment(pull_request.repository_id, pull_request.number, body)
        _take_back_doubles(github, pull_request, seal)
        return Written.CREATED
    github.edit_issue_comment(pull_request.repository_id, ours.id, body)
    return Written.EDITED


def _take_back_doubles(github: GitHub, pull_request: PullRequest, seal: Seal) -> None:
    """Leave the oldest: another worker may have written one while we looked for it."""
    for one in _all_ours(github, pull_request, seal)[1:]:
        github.delete_issue_comment(pull_request.repository_id, one.id)


def _ours(github: GitHub, pull_request: PullRequest, seal: Seal) -> IssueComment | None:
    return next(iter(_all_ours(github, pull_request, seal)), None)


def _all_ours(github: GitHub, pull_request: PullRequest, seal: Seal) -> list[IssueComment]:
    """Our summaries, the oldest first; there is one, but for a moment."""
    me, found = github.own_login(), []
    for one in github.issue_comments(pull_request.repository_id, pull_request.number):
        marker = seal.read(one.body) if one.author == me else None
        if marker is not None and marker.kind is MarkerKind.SUMMARY:
            found.append(one)
    return sorted(found, key=lambda one: one.id)


def _same(there: str, body: str) -> bool:
    return there.replace("\r\n", "\n").strip() == body.strip()
