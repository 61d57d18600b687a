"""How GitHub writes pull requests, and what is said on them, down as JSON."""

from bot.sandbox.said import User
from bot.sandbox.shapes import (
    Json,
    Site,
    node_id,
    reactions,
    repository,
    stamp,
    user,
)
from bot.sandbox.tokens import permission_of
from bot.sandbox.world import Issue, PullRequest, Repository


def pull_request(site: Site, one: PullRequest) -> Json:
    """A `pull-request-simple`: what lists show."""
    where = one.repository
    url, page = pull_url(site, one), pull_page(site, one)
    issue = f"{site.repository_url(where)}/issues/{one.number}"
    links = {
        "self": url,
        "html": page,
        "issue": issue,
        "comments": f"{issue}/comments",
        "review_comments": f"{url}/comments",
        "review_comment": f"{site.repository_url(where)}/pulls/comments{{/number}}",
        "commits": f"{url}/commits",
        "statuses": f"{site.repository_url(where)}/statuses/{one.head_sha}",
    }
    return {
        "url": url,
        "id": one.id,
        "node_id": node_id("PullRequest", one.id),
        "html_url": page,
        "diff_url": f"{page}.diff",
        "patch_url": f"{page}.patch",
        **{f"{name}_url": href for name, href in links.items() if name not in {"self", "html"}},
        "number": one.number,
        "state": one.state,
        "locked": one.locked,
        "title": one.title,
        "user": user(site, one.user),
        "body": one.body,
        "labels": [_label(site, where, name) for name in one.labels],
        "milestone": None,
        "active_lock_reason": None,
        "created_at": stamp(one.created_at),
        "updated_at": stamp(one.updated_at),
        "closed_at": stamp(one.closed_at),
        "merged_at": stamp(one.merged_at),
        "merge_commit_sha": None,
        "assignee": None,
        "assignees": [],
        "requested_reviewers": [],
        "requested_teams": [],
        "draft": one.draft,
        "head": _side(site, one.head_repository, one.head_user, one.head, one.head_sha),
        "base": _side(site, where, where.owner, one.base, one.base_sha),
        "_links": {name: {"href": href} for name, href in links.items()},
        "author_association": association(where, one.user),
        "auto_merge": None,
    }


def full_pull_request(site: Site, one: PullRequest) -> Json:
    """A `pull-request`: with the numbers that only a single one shows."""
    files = one.files()
    return pull_request(site, one) | {
        "merged": one.merged_at is not None,
        "mergeable": None if one.state == "closed" else True,
        "rebaseable": None,
        "mergeable_state": "unknown" if one.state == "closed" else "clean",
        "merged_by": None,
        "comments": len(one.comments),
        "review_comments": len(one.review_comments),
        "maintainer_can_modify": False,
        "commits": len(one.commits()),
        "additions": sum(file.count("+") for file in files),
        "deletions": sum(file.count("-") for file in files),
        "changed_files": len(files),
    }


def issue(site: Site, one: PullRequest | Issue) -> Json:
    """An `issue`: a pull request is one too."""
    url = f"{site.repository_url(one.repository)}/issues/{one.number}"
    return {
        "url": url,
        "repository_url": site.repository_url(one.repository),
        "labels_url": f"{url}/labels{{/name}}",
        "comments_url": f"{url}/comments",
        "events_url": f"{url}/events",
        "html_url": f"{site.page(one.repository)}/issues/{one.number}",
        "id": one.id + 1_000_000,
        "node_id": node_id("Issue", one.id),
        "number": one.number,
        "title": one.title,
        "user": user(site, one.user),
        "labels": [_label(site, one.repository, name) for name in one.labels],
        "state": one.state,
        "state_reason": None,
        "locked": one.locked,
        "assignee": None,
        "assignees": [],
        "milestone": None,
        "comments": len(one.comments),
        "created_at": stamp(one.created_at),
        "updated_at": stamp(one.updated_at),
        "closed_at": stamp(one.closed_at),
        "author_association": association(one.repository, one.user),
        "active_lock_reason": None,
        "body": one.body,
        "reactions": reactions(url, []),
        "timeline_url": f"{url}/timeline",
        "performed_via_github_app": None,
        **(_as_pull_request(site, one) if isinstance(one, PullRequest) else {}),
    }


def _as_pull_request(site: Site, one: PullRequest) -> Json:
    return {
        "html_url": pull_page(site, one),
        "node_id": node_id("PullRequest", one.id),
        "draft": one.draft,
        "pull_request": {
            "url": pull_url(site, one),
            "html_url": pull_page(site, one),
            "diff_url": f"{pull_page(site, one)}.diff",
            "patch_url": f"{pull_page(site, one)}.patch",
            "merged_at": stamp(one.merged_at),
        },
    }


def association(where: Repository, who: User) -> str:
    """How somebody is related to a repository."""
    if who is where.owner:
        return "OWNER"
    if permission_of(where, who) in {"admin", "write"}:
        return "COLLABORATOR"
    return "CONTRIBUTOR" if any(pull.user is who for pull in where.pulls.values()) else "NONE"


def pull_url(site: Site, one: PullRequest) -> str:
    """Its address in the API."""
    return f"{site.repository_url(one.repository)}/pulls/{one.number}"


def pull_page(site: Site, one: PullRequest) -> str:
    """Its address for people."""
    return f"{site.page(one.repository)}/pull/{one.number}"


def _label(site: Site, where: Repository, name: str) -> Json:
    return {
        "id": sum(name.encode()),
        "node_id": node_id("Label", name),
        "url": f"{site.repository_url(where)}/labels/{name}",
        "name": name,
        "description": None,
        "color": "ededed",
        "default": False,
        "archived_by": None,
    }


def _side(site: Site, where: Repository | None, who: User, ref: str, sha: str) -> Json:
    return {
        "label": f"{who.login}:{ref}",
        "ref": ref,
        "sha": sha,
        "user": user(site, who),
        "repo": None if where is None else repository(site, where),
    }
