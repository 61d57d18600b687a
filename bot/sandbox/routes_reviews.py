"""Reviews of a pull request, with the comments they bring."""

from bot.sandbox.call import Answer, Body, Call
from bot.sandbox.placing import CommentRequest, check_body, place
from bot.sandbox.refusals import Refusal, not_found, unprocessable
from bot.sandbox.said import Review, User
from bot.sandbox.shapes_talk import review as shape
from bot.sandbox.world import PullRequest

_STATES = {"COMMENT": "COMMENTED", "APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED"}
_PENDING = "User can only have one pending review per pull request"


class ReviewRequest(Body):
    """A new review; without an event it stays pending."""

    body: str | None = None
    event: str | None = None
    commit_id: str | None = None
    comments: list[CommentRequest] | None = None


class SubmitRequest(Body):
    """How a pending review is submitted."""

    event: str
    body: str | None = None


def list_reviews(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/pulls/{number}/reviews."""
    pull = call.pull()
    return call.page([shape(call.site, pull, one) for one in visible(call, pull)])


def get_review(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/pulls/{number}/reviews/{id}."""
    pull = call.pull()
    return Answer(shape(call.site, pull, _review(call, pull)))


def create_review(call: Call) -> Answer:
    """POST /repos/{owner}/{repo}/pulls/{number}/reviews: all of it, or nothing."""
    pull, me = call.pull(), call.person()
    wanted = call.read(ReviewRequest)
    comments = wanted.comments or []
    if pending_of(pull, me) is not None:
        raise unprocessable(_PENDING)
    _check_event(pull, me, wanted.event, wanted.body, has_comments=bool(comments))
    commit = wanted.commit_id or pull.head_sha
    check_commit(pull, commit)
    now = call.world.now()
    one = Review(
        id=call.world.new_id(),
        user=me,
        body=wanted.body or "",
        state="PENDING" if wanted.event is None else _STATES[wanted.event],
        commit_id=commit,
        submitted_at=None if wanted.event is None else now,
    )
    placed = [place(call, pull, one, comment) for comment in comments]
    pull.reviews.append(one)
    pull.review_comments.extend(placed)
    _remember_approval(call, one)
    return Answer(shape(call.site, pull, one))


def submit_review(call: Call) -> Answer:
    """POST /repos/{owner}/{repo}/pulls/{number}/reviews/{id}/events."""
    pull, me = call.pull(), call.person()
    one, wanted = _review(call, pull), call.read(SubmitRequest)
    if one.state != "PENDING":
        raise unprocessable("Review has already been submitted.")
    has_comments = any(comment.review is one for comment in pull.review_comments)
    _check_event(pull, me, wanted.event, wanted.body or one.body, has_comments=has_comments)
    one.body = wanted.body or one.body
    one.state, one.submitted_at = _STATES[wanted.event], call.world.now()
    _remember_approval(call, one)
    return Answer(shape(call.site, pull, one))


def delete_review(call: Call) -> Answer:
    """DELETE /repos/{owner}/{repo}/pulls/{number}/reviews/{id}: pending ones only."""
    pull = call.pull()
    one = _review(call, pull)
    if one.state != "PENDING":
        raise unprocessable("Can not delete a non-pending pull request review")
    pull.reviews.remove(one)
    pull.review_comments = [each for each in pull.review_comments if each.review is not one]
    return Answer(shape(call.site, pull, one))


def visible(call: Call, pull: PullRequest) -> list[Review]:
    """The reviews that the caller may see: nobody else's pending ones."""
    me = getattr(call.caller, "user", None)
    return [one for one in pull.reviews if one.state != "PENDING" or one.user is me]


def pending_of(pull: PullRequest, who: User) -> Review | None:
    """The review that somebody has begun and not submitted."""
    mine = (one for one in pull.reviews if one.state == "PENDING" and one.user is who)
    return next(mine, None)


def check_commit(pull: PullRequest, commit: str) -> None:
    """Refuse a commit that the pull request does not have."""
    if commit not in {pull.head_sha, *pull.commits()}:
        raise unprocessable("commit_id is not part of the pull request")


def _review(call: Call, pull: PullRequest) -> Review:
    wanted = int(call.parameters["id"])
    for one in visible(call, pull):
        if one.id == wanted:
            return one
    raise not_found()


def _check_event(
    pull: PullRequest, me: User, event: str | None, body: str | None, *, has_comments: bool
) -> None:
    if event is not None and event not in _STATES:
        raise Refusal(422, f"Variable $event of type PullRequestReviewEvent was {event}.")
    check_body(body or "", required=False)
    if event == "REQUEST_CHANGES" and not body:
        raise unprocessable("Can not request changes without a body")
    if event == "COMMENT" and not body and not has_comments:
        raise unprocessable("Can not create a review without a body or comments")
    if event in {"APPROVE", "REQUEST_CHANGES"} and me is pull.user:
        word = "approve" if event == "APPROVE" else "request changes on"
        raise unprocessable(f"Can not {word} your own pull request")


def _remember_approval(call: Call, one: Review) -> None:
    if one.state == "APPROVED":
        call.world.approvals.append(one)
