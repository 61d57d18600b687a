"""Comments in the conversation, and the reactions to every comment."""

from bot.sandbox import shapes_talk
from bot.sandbox.call import Answer, Body, Call
from bot.sandbox.placing import MAX_BODY
from bot.sandbox.refusals import Refusal, not_found, validation_failed
from bot.sandbox.routes_comments import TextRequest, find_review_comment
from bot.sandbox.said import IssueComment, Reaction
from bot.sandbox.shapes import Json
from bot.sandbox.tokens import InstallationCaller
from bot.sandbox.world import PullRequest

_EMOJI = {"+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"}


class ReactionRequest(Body):
    """One emoji."""

    content: str


def list_issue_comments(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/issues/{number}/comments."""
    pull = call.pull()
    return call.page([shapes_talk.issue_comment(call.site, pull, one) for one in pull.comments])


def create_issue_comment(call: Call) -> Answer:
    """POST /repos/{owner}/{repo}/issues/{number}/comments."""
    pull, me, body = call.pull(), call.person(), call.read(TextRequest).body
    _check_issue_body(body)
    if pull.locked and not isinstance(call.caller, InstallationCaller):
        raise Refusal(403, "Unable to create comment because issue is locked.")
    now = call.world.now()
    by_app = isinstance(call.caller, InstallationCaller)
    comment = IssueComment(call.world.new_id(), me, body, now, now, by_app)
    pull.comments.append(comment)
    return Answer(_announce(call, "created", pull, comment), 201)


def get_issue_comment(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/issues/comments/{id}."""
    pull, comment = _issue_comment(call)
    return Answer(shapes_talk.issue_comment(call.site, pull, comment))


def edit_issue_comment(call: Call) -> Answer:
    """PATCH /repos/{owner}/{repo}/issues/comments/{id}."""
    pull, comment = _issue_comment(call)
    call.must_own(comment.user)
    body = call.read(TextRequest).body
    _check_issue_body(body)
    comment.body, comment.updated_at = body, call.world.now()
    return Answer(_announce(call, "edited", pull, comment))


def delete_issue_comment(call: Call) -> Answer:
    """DELETE /repos/{owner}/{repo}/issues/comments/{id}."""
    pull, comment = _issue_comment(call)
    call.must_own(comment.user)
    pull.comments.remove(comment)
    return Answer(status=204)


def react_to_review_comment(call: Call) -> Answer:
    """POST /repos/{owner}/{repo}/pulls/comments/{id}/reactions."""
    return _react(call, find_review_comment(call)[1].reactions)


def react_to_issue_comment(call: Call) -> Answer:
    """POST /repos/{owner}/{repo}/issues/comments/{id}/reactions."""
    return _react(call, _issue_comment(call)[1].reactions)


def list_review_comment_reactions(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/pulls/comments/{id}/reactions."""
    return call.page(
        [shapes_talk.reaction(call.site, r) for r in find_review_comment(call)[1].reactions]
    )


def list_issue_comment_reactions(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/issues/comments/{id}/reactions."""
    return call.page(
        [shapes_talk.reaction(call.site, r) for r in _issue_comment(call)[1].reactions]
    )


def _react(call: Call, given: list[Reaction]) -> Answer:
    me, content = call.person(), call.read(ReactionRequest).content
    if content not in _EMOJI:
        raise validation_failed("Reaction", "content", "content is not included in the list")
    for old in given:
        if old.user is me and old.content == content:
            return Answer(shapes_talk.reaction(call.site, old))
    new = Reaction(call.world.new_id(), me, content, call.world.now())
    given.append(new)
    return Answer(shapes_talk.reaction(call.site, new), 201)


def _check_issue_body(body: str) -> None:
    if not body.strip():
        raise validation_failed("IssueComment", "body", "body can't be blank")
    if len(body) > MAX_BODY:
        sentence = f"body is too long (maximum is {MAX_BODY} characters)"
        raise validation_failed("IssueComment", "body", sentence)


def _announce(call: Call, action: str, pull: PullRequest, comment: IssueComment) -> Json:
    shape = shapes_talk.issue_comment(call.site, pull, comment)
    payload = call.webhooks.payloads.comment(action, pull, comment.user, shape)
    if action == "edited":
        payload["changes"] = {}
    call.webhooks.announce("issue_comment", action, pull.repository, payload)
    return shape


def _issue_comment(call: Call) -> tuple[PullRequest, IssueComment]:
    wanted = int(call.parameters["id"])
    for pull in call.repository().pulls.values():
        for one in pull.comments:
            if one.id == wanted:
                return pull, one
    raise not_found()
