"""Comments on lines of the diff."""

from bot.sandbox import shapes_talk
from bot.sandbox.call import Answer, Body, Call
from bot.sandbox.placing import CommentRequest, check_body, place
from bot.sandbox.refusals import Refusal, not_found, validation_failed
from bot.sandbox.routes_reviews import check_commit, pending_of
from bot.sandbox.said import Review, ReviewComment
from bot.sandbox.world import PullRequest


class SingleCommentRequest(CommentRequest):
    """A comment by itself names its commit; a reply names what it answers."""

    path: str = ""
    commit_id: str | None = None
    in_reply_to: int | None = None


class TextRequest(Body):
    """Just a text."""

    body: str


def list_review_comments(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/pulls/{number}/comments."""
    pull = call.pull()
    shown = [one for one in pull.review_comments if one.review.state != "PENDING"]
    return call.page([shapes_talk.review_comment(call.site, pull, one) for one in shown])


def list_comments_of_review(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/pulls/{number}/reviews/{id}/comments."""
    pull, wanted = call.pull(), int(call.parameters["id"])
    found = [one for one in pull.review_comments if one.review.id == wanted]
    return call.page([shapes_talk.review_comment(call.site, pull, one) for one in found])


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
    fields |= {"created_at": now, "updated_at": now, "reactions": [], "minimized": None}
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
    shape = shapes_talk.review_comment(call.site, pull, comment)
    payload = call.webhooks.payloads.review_comment("created", pull, comment, comment.user)
    call.webhooks.announce("pull_request_review_comment", "created", pull.repository, payload)
    return Answer(shape, 201)


def get_review_comment(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/pulls/comments/{id}."""
    pull, comment = find_review_comment(call)
    return Answer(shapes_talk.review_comment(call.site, pull, comment))


def edit_review_comment(call: Call) -> Answer:
    """PATCH /repos/{owner}/{repo}/pulls/comments/{id}."""
    pull, comment = find_review_comment(call)
    call.must_own(comment.user)
    body = call.read(TextRequest).body
    check_body(body)
    comment.body, comment.updated_at = body, call.world.now()
    return Answer(shapes_talk.review_comment(call.site, pull, comment))


def delete_review_comment(call: Call) -> Answer:
    """DELETE /repos/{owner}/{repo}/pulls/comments/{id}."""
    pull, comment = find_review_comment(call)
    call.must_own(comment.user)
    pull.review_comments.remove(comment)
    return Answer(status=204)


def find_review_comment(call: Call) -> tuple[PullRequest, ReviewComment]:
    """The comment in the path, with its pull request."""
    wanted = int(call.parameters["id"])
    for pull in call.repository().pulls.values():
        for one in pull.review_comments:
            if one.id == wanted:
                return pull, one
    raise not_found()
