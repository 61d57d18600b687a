"""Every endpoint: its path, what answers it, and the permission it needs."""

from collections.abc import Callable

from bot.sandbox import (
    routes_app,
    routes_checks,
    routes_code,
    routes_comments,
    routes_graphql,
    routes_objects,
    routes_pulls,
    routes_reviews,
    routes_talk,
)
from bot.sandbox.call import Answer, Call

Handler = Callable[[Call], Answer]

TOP: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "/app", routes_app.get_app),
    ("GET", "/app/installations", routes_app.list_installations),
    ("GET", "/app/installations/{id:int}", routes_app.get_installation),
    ("POST", "/app/installations/{id:int}/access_tokens", routes_app.create_token),
    ("GET", "/app/hook/config", routes_app.get_hook_config),
    ("GET", "/app/hook/deliveries", routes_app.list_deliveries),
    ("GET", "/app/hook/deliveries/{id:int}", routes_app.get_delivery),
    ("POST", "/app/hook/deliveries/{id:int}/attempts", routes_app.redeliver),
    ("GET", "/installation/repositories", routes_app.list_reached_repositories),
    ("GET", "/user", routes_app.get_user),
    ("GET", "/rate_limit", routes_app.get_rate_limit),
    ("GET", "/meta", routes_app.get_meta),
)

# Beside the REST API, not below it.
GRAPHQL: tuple[str, str, Handler] = ("POST", "/api/graphql", routes_graphql.graphql)

_READ, _CODE = "metadata:read", "contents:read"
_PULL, _PULL_WRITE = "pull_requests:read", "pull_requests:write"
_ISSUE, _ISSUE_WRITE = "issues:read|pull_requests:read", "issues:write|pull_requests:write"
_CHECK, _CHECK_WRITE = "checks:read", "checks:write"
_REVIEW = "/pulls/{number:int}/reviews"
_LINES, _LINE = "/pulls/{number:int}/comments", "/pulls/comments/{id:int}"
_TALK, _SAID = "/issues/{number:int}/comments", "/issues/comments/{id:int}"
_RUN = "/check-runs/{id:int}"

# Below /repos/{owner}/{name} and /repositories/{repository_id} alike.
REPOSITORY: tuple[tuple[str, str, Handler, str | None], ...] = (
    ("GET", "", routes_code.get_repository, _READ),
    ("GET", "/installation", routes_app.get_repository_installation, None),
    ("GET", "/collaborators/{login}/permission", routes_code.get_permission, _READ),
    ("GET", "/contents", routes_code.get_content, _CODE),
    ("GET", "/contents/{path:path}", routes_code.get_content, _CODE),
    ("GET", "/git/ref/{ref:path}", routes_code.get_reference, _CODE),
    ("GET", "/git/commits/{sha}", routes_objects.get_commit, _CODE),
    ("GET", "/git/trees/{sha}", routes_objects.get_tree, _CODE),
    ("GET", "/git/blobs/{sha}", routes_objects.get_blob, _CODE),
    ("GET", "/compare/{basehead:path}", routes_code.compare, _CODE),
    ("GET", "/commits/{ref:path}/check-runs", routes_checks.list_check_runs, _CHECK),
    ("GET", "/commits/{ref:path}/pulls", routes_pulls.list_pulls_of_commit, _PULL),
    ("GET", "/commits/{ref:path}", routes_code.get_commit, _CODE),
    ("GET", "/pulls", routes_pulls.list_pulls, _PULL),
    ("GET", "/pulls/{number:int}", routes_pulls.get_pull, _PULL),
    ("GET", "/pulls/{number:int}/files", routes_pulls.list_files, _PULL),
    ("GET", "/pulls/{number:int}/commits", routes_pulls.list_commits, _PULL),
    ("GET", _REVIEW, routes_reviews.list_reviews, _PULL),
    ("POST", _REVIEW, routes_reviews.create_review, _PULL_WRITE),
    ("GET", _REVIEW + "/{id:int}", routes_reviews.get_review, _PULL),
    ("DELETE", _REVIEW + "/{id:int}", routes_reviews.delete_review, _PULL_WRITE),
    ("POST", _REVIEW + "/{id:int}/events", routes_reviews.submit_review, _PULL_WRITE),
    ("GET", _REVIEW + "/{id:int}/comments", routes_comments.list_comments_of_review, _PULL),
    ("GET", _LINES, routes_comments.list_review_comments, _PULL),
    ("POST", _LINES, routes_comments.create_review_comment, _PULL_WRITE),
    ("POST", _LINES + "/{id:int}/replies", routes_comments.reply_to_review_comment, _PULL_WRITE),
    ("GET", _LINE, routes_comments.get_review_comment, _PULL),
    ("PATCH", _LINE, routes_comments.edit_review_comment, _PULL_WRITE),
    ("DELETE", _LINE, routes_comments.delete_review_comment, _PULL_WRITE),
    ("GET", _LINE + "/reactions", routes_talk.list_review_comment_reactions, _PULL),
    ("POST", _LINE + "/reactions", routes_talk.react_to_review_comment, _PULL_WRITE),
    ("GET", "/issues/{number:int}", routes_pulls.get_issue, _ISSUE),
    ("GET", _TALK, routes_talk.list_issue_comments, _ISSUE),
    ("POST", _TALK, routes_talk.create_issue_comment, _ISSUE_WRITE),
    ("GET", _SAID, routes_talk.get_issue_comment, _ISSUE),
    ("PATCH", _SAID, routes_talk.edit_issue_comment, _ISSUE_WRITE),
    ("DELETE", _SAID, routes_talk.delete_issue_comment, _ISSUE_WRITE),
    ("GET", _SAID + "/reactions", routes_talk.list_issue_comment_reactions, _ISSUE),
    ("POST", _SAID + "/reactions", routes_talk.react_to_issue_comment, _ISSUE_WRITE),
    ("POST", "/check-runs", routes_checks.create_check_run, _CHECK_WRITE),
    ("GET", _RUN, routes_checks.get_check_run, _CHECK),
    ("PATCH", _RUN, routes_checks.update_check_run, _CHECK_WRITE),
    ("GET", _RUN + "/annotations", routes_checks.list_annotations, _CHECK),
)
