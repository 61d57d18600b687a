"""Comments: on lines of the diff, in the conversation, and the reactions to both."""

from bot.sandbox import shapes, shapes_pulls
from bot.sandbox.call import Answer, Body, Call
from bot.sandbox.placing import MAX_BODY, CommentRequest, check_body, place
from bot.sandbox.refusals import Refusal, not_found, validation_failed
from bot.sandbox.routes_reviews import check_commit, pending_of
from bot.sandbox.shapes import Json
from bot.sandbox.tokens import InstallationCaller
from bot.sandbox.world import IssueComment, PullRequest, Reaction, Review, ReviewComment

_EMOJI = {"+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"}


class SingleCommentRequest(CommentRequest):
    """A comment by itself names its commit; a reply names what it answers."""

    path: str = ""
    commit_id: str | None = None
    in_reply_to: int | None = None


class TextRequest(Body):
    """Just a text."""

    body: str


class ReactionRequest(Body):
    """One emoji."""

    content: str


def list_review_comments(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/pulls/{number}/comments."""
    pull = call.pull()
    shown = [one for one in pull.review_comments if one.review.state != "PENDING"]
    return call.page([shapes_pulls.review_comment(call.site, pull, one) for one in shown])


def list_comments_of_review(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/pulls/{number}/reviews/{id}/comments."""
    pull, wanted = call.pull(), int(call.parameters["id"])
    found = [one for one in pull.review_comments if one.review.id == wanted]
    return call.page([shapes_pulls.review_comment(call.site, pull, one) for one in found])


def create_review_comment(call: Call) -> Answer:
    """POST /repos/{owner}/{repo}/pulls/{number}/comments."""
    pull, wanted = call.pull(), call.read(SingleCommentRequest)
    if wanted.in_reply_to is not None:
        return _reply(call, pull, wanted.in_reply_to, wanted.body)
    if wanted.commit_id is None or not wanted.path:
        raise Refusal(422, 'Invalid request.\n\n"commit_id", "path" wasn\'t supplied.')
    review = _review_of_one(call, pull, wanted.commit_id)
    try:
        check_commit(pull, wanted.commit_id)
        comment = place(call, pull, review, wanted)
    except Refusal as refused:
        text = str((refused.errors or [refused.message])[0])
        field = "commit_id" if "commit_id" in text else "pull_request_review_thread.line"
        raise validation_failed("PullRequestReviewComment", field, text) from refused
    return _say(call, pull, review, comment)


def reply_to_review_comment(call: Call) -> Answer:
    """POST /repos/{owner}/{repo}/pulls/{number}/comments/{id}/replies."""
    body = call.read(TextRequest).body
    return _reply(call, call.pull(), int(call.parameters["id"]), body)


def _reply(call: Call, pull: PullRequest, to: int, body: str) -> Answer:
    first = next((one for one in pull.review_comments if one.id == to), None)
    if first is None:
        raise not_found()
    check_body(body)
    review = _review_of_one(call, pull, first.commit_id)
    now = call.world.now()
    fields = {name: getattr(first, name) for name in ReviewComment.__slots__}
    fields |= {"id": call.world.new_id(), "user": review.user, "body": body, "review": review}
    fields |= {"created_at": now, "updated_at": now, "reactions": []}
    fields["in_reply_to"] = first.in_reply_to or first.id
    return _say(call, pull, review, ReviewComment(**fields))


def _review_of_one(call: Call, pull: PullRequest, commit: str) -> Review:
    me = call.person()
    if pending_of(pull, me) is not None:
        sentence = "user_id can only have one pending review per pull request"
        raise validation_failed("PullRequestReview", "user_id", sentence)
    return Review(call.world.new_id(), me, "", "COMMENTED", commit, call.world.now())


def _say(call: Call, pull: PullRequest, review: Review, comment: ReviewComment) -> Answer:
    pull.reviews.append(review)
    pull.review_comments.append(comment)
    shape = shapes_pulls.review_comment(call.site, pull, comment)
    payload = call.webhooks.review_comment_payload("created", pull, comment, comment.user)
    call.webhooks.announce("pull_request_review_comment", "created", pull.repository, payload)
    return Answer(shape, 201)


def get_review_comment(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/pulls/comments/{id}."""
    pull, comment = _review_comment(call)
    return Answer(shapes_pulls.review_comment(call.site, pull, comment))


def edit_review_comment(call: Call) -> Answer:
    """PATCH /repos/{owner}/{repo}/pulls/comments/{id}."""
    pull, comment = _review_comment(call)
    call.must_own(comment.user)
    body = call.read(TextRequest).body
    check_body(body)
    comment.body, comment.updated_at = body, call.world.now()
    return Answer(shapes_pulls.review_comment(call.site, pull, comment))


def delete_review_comment(call: Call) -> Answer:
    """DELETE /repos/{owner}/{repo}/pulls/comments/{id}."""
    pull, comment = _review_comment(call)
    call.must_own(comment.user)
    pull.review_comments.remove(comment)
    return Answer(status=204)


def list_issue_comments(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/issues/{number}/comments."""
    pull = call.pull()
    return call.page([shapes_pulls.issue_comment(call.site, pull, one) for one in pull.comments])


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
    return Answer(shapes_pulls.issue_comment(call.site, pull, comment))


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
    return _react(call, _review_comment(call)[1].reactions)


def react_to_issue_comment(call: Call) -> Answer:
    """POST /repos/{owner}/{repo}/issues/comments/{id}/reactions."""
    return _react(call, _issue_comment(call)[1].reactions)


def list_review_comment_reactions(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/pulls/comments/{id}/reactions."""
    return call.page([shapes.reaction(call.site, r) for r in _review_comment(call)[1].reactions])


def list_issue_comment_reactions(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/issues/comments/{id}/reactions."""
    return call.page([shapes.reaction(call.site, r) for r in _issue_comment(call)[1].reactions])


def _react(call: Call, given: list[Reaction]) -> Answer:
    me, content = call.person(), call.read(ReactionRequest).content
    if content not in _EMOJI:
        raise validation_failed("Reaction", "content", "content is not included in the list")
    for old in given:
        if old.user is me and old.content == content:
            return Answer(shapes.reaction(call.site, old))
    new = Reaction(call.world.new_id(), me, content, call.world.now())
    given.append(new)
    return Answer(shapes.reaction(call.site, new), 201)


def _check_issue_body(body: str) -> None:
    if not body.strip():
        raise validation_failed("IssueComment", "body", "body can't be blank")
    if len(body) > MAX_BODY:
        sentence = f"body is too long (maximum is {MAX_BODY} characters)"
        raise validation_failed("IssueComment", "body", sentence)


def _announce(call: Call, action: str, pull: PullRequest, comment: IssueComment) -> Json:
    shape = shapes_pulls.issue_comment(call.site, pull, comment)
    payload = call.webhooks.comment_payload(action, pull, comment.user, shape)
    if action == "edited":
        payload["changes"] = {}
    call.webhooks.announce("issue_comment", action, pull.repository, payload)
    return shape


def _review_comment(call: Call) -> tuple[PullRequest, ReviewComment]:
    wanted = int(call.parameters["id"])
    for pull in call.repository().pulls.values():
        for one in pull.review_comments:
            if one.id == wanted:
                return pull, one
    raise not_found()


def _issue_comment(call: Call) -> tuple[PullRequest, IssueComment]:
    wanted = int(call.parameters["id"])
    for pull in call.repository().pulls.values():
        for one in pull.comments:
            if one.id == wanted:
                return pull, one
    raise not_found()
