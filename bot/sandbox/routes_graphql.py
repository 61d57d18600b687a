"""The few GraphQL documents that a review bot needs: threads read, resolved and minimised."""

import re
from collections.abc import Callable, Iterator, Mapping

from pydantic import Field

from bot.sandbox.call import Answer, Body, Call
from bot.sandbox.said import Review, ReviewComment
from bot.sandbox.shapes import Json, node_id
from bot.sandbox.tokens import InstallationCaller, PersonCaller, permission_of
from bot.sandbox.world import PullRequest, Repository

_CLASSIFIERS = {"ABUSE", "DUPLICATE", "LOW_QUALITY", "OFF_TOPIC", "OUTDATED", "RESOLVED", "SPAM"}
_PAGE = 100


class GraphQlRequest(Body):
    """A document and its variables; no other place for a value is understood here."""

    query: str
    variables: dict[str, object] = Field(default_factory=dict)


class _Error(Exception):
    """GraphQL's way to say no: status 200 and an error with a type."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def graphql(call: Call) -> Answer:
    """POST /graphql."""
    call.person()
    wanted = call.read(GraphQlRequest)
    for field, answer in _FIELDS.items():
        if re.search(rf"\b{field}\b", wanted.query):
            try:
                return Answer({"data": answer(call, wanted.variables)})
            except _Error as error:
                told = {"type": error.kind, "path": [field], "message": str(error)}
                return Answer({"data": {field: None}, "errors": [told]})
    return Answer({"errors": [{"message": "The sandbox does not know this document."}]})


def _minimize(call: Call, variables: Mapping[str, object]) -> Json:
    where, comment = _to_hide(call, variables)
    classifier = str(variables.get("classifier"))
    if classifier not in _CLASSIFIERS:
        raise _Error("INVALID", "classifier is not a ReportedContentClassifiers")
    _must(call, where, "pull_requests", own=call.person() is comment.user)
    comment.minimized = classifier.lower()
    shown = {"isMinimized": True, "minimizedReason": comment.minimized}
    return {"minimizeComment": {"minimizedComment": shown}}


def _to_hide(
    call: Call, variables: Mapping[str, object]
) -> tuple[Repository, ReviewComment | Review]:
    """The comment of this id, or the review that some comments came with, or come no more."""
    for where, pull in _pulls(call):
        for review in pull.reviews:
            if node_id("PullRequestReview", review.id) == variables.get("id"):
                return where, review
    where, _, comment = _find(call, variables, "PullRequestReviewComment")
    return where, comment


def _resolve(call: Call, variables: Mapping[str, object]) -> Json:
    where, _, first = _find(call, variables, "PullRequestReviewThread")
    _must(call, where, "contents", own=False)
    first.resolved = True
    return {"resolveReviewThread": {"thread": {"isResolved": True}}}


def _threads(call: Call, variables: Mapping[str, object]) -> Json:
    _, pull, _ = _find(call, variables, "PullRequestReviewComment")
    after = variables.get("after")
    start = int(after) if isinstance(after, str) else 0
    firsts = [one for one in pull.review_comments if one.in_reply_to is None]
    nodes = [
        {
            "id": node_id("PullRequestReviewThread", one.id),
            "isResolved": one.resolved,
            "comments": {"nodes": [{"id": node_id("PullRequestReviewComment", one.id)}]},
        }
        for one in firsts[start : start + _PAGE]
    ]
    more = start + _PAGE < len(firsts)
    page = {"hasNextPage": more, "endCursor": str(start + _PAGE)}
    return {"node": {"pullRequest": {"reviewThreads": {"nodes": nodes, "pageInfo": page}}}}


# Which field of a document is answered by what.
_FIELDS: Mapping[str, Callable[[Call, Mapping[str, object]], Json]] = {
    "minimizeComment": _minimize,
    "resolveReviewThread": _resolve,
    "reviewThreads": _threads,
}


def _find(
    call: Call, variables: Mapping[str, object], kind: str
) -> tuple[Repository, PullRequest, ReviewComment]:
    """The comment of this id, or the first comment of the thread of this id."""
    for where, pull, comment in _reached(call):
        if node_id(kind, comment.id) == variables.get("id"):
            return where, pull, comment
    raise _Error("NOT_FOUND", "Could not resolve to a node with the global id.")


def _reached(call: Call) -> Iterator[tuple[Repository, PullRequest, ReviewComment]]:
    for where, pull in _pulls(call):
        for comment in pull.review_comments:
            yield where, pull, comment


def _pulls(call: Call) -> Iterator[tuple[Repository, PullRequest]]:
    caller = call.caller
    for where in call.world.repositories.values():
        if isinstance(caller, InstallationCaller | PersonCaller) and caller.reaches(where):
            for pull in where.pulls.values():
                yield where, pull


def _must(call: Call, where: Repository, permission: str, *, own: bool) -> None:
    caller = call.caller
    if isinstance(caller, InstallationCaller):
        allowed = caller.may(permission, "write")
    else:
        allowed = own or permission_of(where, call.person()) in {"write", "admin"}
    if not allowed:
        raise _Error("FORBIDDEN", "Resource not accessible by integration")
