"""Our side of a conversation: a reaction to a command, and at most one answer to it."""

import logging

from bot.errors import OperatorError
from bot.githubapp.client import GitHub
from bot.githubapp.refusals import NotFoundError
from bot.githubapp.values import CommentAddress, CommentPlace, PullRequest
from bot.review.fitting import paragraphs
from bot.review.marker import Marker, MarkerKind, Seal

SEEN = "eyes"


def acknowledge(github: GitHub, comment: CommentAddress) -> bool:
    """Show that the command was read; False where its comment is gone again."""
    try:
        github.react(comment, SEEN)
    except NotFoundError:
        return False
    except OperatorError:
        # An emoji that may not be put there must not cost what was asked for.
        logging.getLogger(__name__).warning("a reaction was refused", exc_info=True)
    return True


def answer(
    github: GitHub,
    comment: CommentAddress,
    text: str,
    marker_key: bytes | None,
    *,
    failed: bool = False,
) -> None:
    """Answer a command where it stands, unless that was done before.

    That it `failed` is said once, too, and keeps nobody from the answer of a later attempt.
    """
    name = f"{comment.place}-{comment.id}{'-failed' if failed else ''}"
    _answer_once(github, comment, text, marker_key, name)


def answer_click(
    github: GitHub, pull: PullRequest, text: str, marker_key: bytes | None, click: str
) -> None:
    """Answer a click on a check in the conversation, unless that was done before."""
    nowhere = CommentAddress(pull.repository_id, pull.number, CommentPlace.CONVERSATION, 0, 0)
    _answer_once(github, nowhere, text, marker_key, f"check-{click}")


def _answer_once(
    github: GitHub, comment: CommentAddress, text: str, marker_key: bytes | None, asked_in: str
) -> None:
    seal = Seal(marker_key, comment.repository_id, comment.number)
    marker = Marker(MarkerKind.COMMAND, asked_in)
    if marker not in _said(github, comment, seal):
        github.reply(comment, paragraphs(text, seal.mark(marker.kind, marker.data)))


def _said(github: GitHub, comment: CommentAddress, seal: Seal) -> set[Marker | None]:
    """The markers of what we said where the comment stands."""
    me, where = github.own_login(), (comment.repository_id, comment.number)
    in_conversation = comment.place is CommentPlace.CONVERSATION
    there = github.issue_comments(*where) if in_conversation else github.review_comments(*where)
    return {seal.read(one.body) for one in there if one.author == me}
