"""The threads of a diff as only GraphQL knows them: which there are, resolved, minimised."""

from collections.abc import Mapping

from bot.githubapp import answers
from bot.githubapp.answers import Answer
from bot.githubapp.transport import MAX_PAGES, Transport

_THREADS = """
query($id: ID!, $after: String) { node(id: $id) { ... on PullRequestReviewComment { pullRequest {
  reviewThreads(first: 100, after: $after) {
    nodes { id comments(first: 1) { nodes { id } } }
    pageInfo { hasNextPage endCursor }
  }
} } } }
"""
_RESOLVE = """
mutation($id: ID!) { resolveReviewThread(input: {threadId: $id}) { thread { isResolved } } }
"""
_MINIMIZE = """
mutation($id: ID!, $classifier: ReportedContentClassifiers!) {
  minimizeComment(input: {subjectId: $id, classifier: $classifier}) {
    minimizedComment { isMinimized }
  }
}
"""


class _Node(Answer):
    id: str


class _Comments(Answer):
    nodes: list[_Node]


class _Thread(Answer):
    id: str
    comments: _Comments


class _Page(Answer):
    hasNextPage: bool  # noqa: N815  GitHub's name
    endCursor: str | None = None  # noqa: N815  GitHub's name


class _Threads(Answer):
    nodes: list[_Thread]
    pageInfo: _Page  # noqa: N815  GitHub's name


class _PullRequest(Answer):
    reviewThreads: _Threads  # noqa: N815  GitHub's name


class _Comment(Answer):
    pullRequest: _PullRequest  # noqa: N815  GitHub's name


class _Answer(Answer):
    node: _Comment


def threads_beside(transport: Transport, comment: str) -> Mapping[str, str]:
    """The threads of the pull request that has this comment, by the id of their first comment."""
    found: dict[str, str] = {}
    after: str | None = None
    for _ in range(MAX_PAGES):
        data = transport.graphql(_THREADS, {"id": comment, "after": after})
        page = answers.read(_Answer, data).node.pullRequest.reviewThreads
        for thread in page.nodes:
            found |= {first.id: thread.id for first in thread.comments.nodes}
        after = page.pageInfo.endCursor
        if not page.pageInfo.hasNextPage or after is None:
            break
    return found


def resolve(transport: Transport, thread: str) -> None:
    """Resolve a thread. It seems to need the permission to write contents, which few will give."""
    transport.graphql(_RESOLVE, {"id": thread})


def minimize(transport: Transport, comment: str) -> None:
    """Fold up a comment of ours as resolved."""
    transport.graphql(_MINIMIZE, {"id": comment, "classifier": "RESOLVED"})
