"""How GitHub writes comments, reviews and reactions down as JSON."""

from bot.sandbox.said import IssueComment, Reaction, Review, ReviewComment
from bot.sandbox.shapes import Json, Site, app, node_id, reactions, stamp, user
from bot.sandbox.shapes_pulls import association, pull_page, pull_url
from bot.sandbox.world import PullRequest


def reaction(site: Site, one: Reaction) -> Json:
    """A `reaction`."""
    return {
        "id": one.id,
        "node_id": node_id("Reaction", one.id),
        "user": user(site, one.user),
        "content": one.content,
        "created_at": stamp(one.created_at),
    }


def issue_comment(site: Site, on: PullRequest, one: IssueComment) -> Json:
    """An `issue-comment`."""
    base = site.repository_url(on.repository)
    url = f"{base}/issues/comments/{one.id}"
    return {
        "url": url,
        "html_url": f"{pull_page(site, on)}#issuecomment-{one.id}",
        "issue_url": f"{base}/issues/{on.number}",
        "id": one.id,
        "node_id": node_id("IssueComment", one.id),
        "user": user(site, one.user),
        "created_at": stamp(one.created_at),
        "updated_at": stamp(one.updated_at),
        "author_association": association(on.repository, one.user),
        "body": one.body,
        "reactions": reactions(url, one.reactions),
        "performed_via_github_app": app(site) if one.by_app else None,
    }


def review(site: Site, on: PullRequest, one: Review) -> Json:
    """A `pull-request-review`."""
    page = f"{pull_page(site, on)}#pullrequestreview-{one.id}"
    shape: Json = {
        "id": one.id,
        "node_id": node_id("PullRequestReview", one.id),
        "user": user(site, one.user),
        "body": one.body,
        "state": one.state,
        "html_url": page,
        "pull_request_url": pull_url(site, on),
        "author_association": association(on.repository, one.user),
        "_links": {"html": {"href": page}, "pull_request": {"href": pull_url(site, on)}},
        "commit_id": one.commit_id,
    }
    if one.submitted_at is not None:
        shape["submitted_at"] = stamp(one.submitted_at)
    return shape


def review_comment(site: Site, on: PullRequest, one: ReviewComment) -> Json:
    """A `pull-request-review-comment`."""
    url = f"{site.repository_url(on.repository)}/pulls/comments/{one.id}"
    page = f"{pull_page(site, on)}#discussion_r{one.id}"
    of_file = one.subject == "file"
    current = 1 if of_file else _position(on, one)
    shape: Json = {
        "url": url,
        "pull_request_review_id": one.review.id,
        "id": one.id,
        "node_id": node_id("PullRequestReviewComment", one.id),
        "diff_hunk": one.diff_hunk,
        "path": one.path,
        "commit_id": one.commit_id,
        "original_commit_id": one.original_commit_id,
        "user": user(site, one.user),
        "body": one.body,
        "created_at": stamp(one.created_at),
        "updated_at": stamp(one.updated_at),
        "html_url": page,
        "pull_request_url": pull_url(site, on),
        "author_association": association(on.repository, one.user),
        "_links": {
            "self": {"href": url},
            "html": {"href": page},
            "pull_request": {"href": pull_url(site, on)},
        },
        "reactions": reactions(url, one.reactions),
        "start_line": one.start_line,
        "original_start_line": one.original_start_line,
        "start_side": one.start_side,
        "line": one.line,
        "original_line": one.original_line,
        "side": one.side,
        "original_position": one.original_position,
        "position": current,
        "subject_type": one.subject,
    }
    if one.in_reply_to is not None:
        shape["in_reply_to_id"] = one.in_reply_to
    return shape


def _position(on: PullRequest, one: ReviewComment) -> int | None:
    if one.line is None:
        return None
    file = next((file for file in on.files() if file.path == one.path), None)
    found = None if file is None else file.find(one.side, one.line)
    return None if found is None else found.position
