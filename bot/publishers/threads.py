"""Threads kept in step with their findings: one that is gone is acknowledged and folded up."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.errors import OperatorError
from bot.githubapp.client import GitHub
from bot.githubapp.values import PullRequest
from bot.publishers.newest_head import is_newest
from bot.review import words
from bot.review.marker import MarkerKind, Seal
from bot.review.threads import Thread, sort_out
from bot.review.verdict import PlacedFinding, Review

LookUp = Callable[[str], PlacedFinding | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the threads, by fingerprint.

    `followed` are findings that keep the thread that they had under another path, `answered`
    those that are gone and that people talk about.
    """

    followed: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    superseded: bool = False


def keep(
    github: GitHub,
    pull_request: PullRequest,
    review: Review,
    marker_key: bytes | None,
    said: LookUp,
) -> Kept:
    """Acknowledge what is gone, and let findings take their threads along.

    `said` gives a finding as it was said. It can be called again after a TransientError: what was
    done is found by its marker. What GitHub does not let us fold up stays open.
    """
    seal = Seal(marker_key, pull_request.repository_id, pull_request.number)
    threads = _ours(github, pull_request, seal)
    known = {one.fingerprint: said(one.fingerprint) for one in threads}
    sorted_out = sort_out(
        threads, review, {name: one for name, one in known.items() if one is not None}
    )
    edits = [
        *(
            (thread, words.file_comment(one, seal))
            for thread, one in sorted_out.followed
            if not thread.answered
        ),
        *(
            (thread, words.settled_comment(one, review.change.head_sha, seal))
            for thread, one in sorted_out.settled
        ),
    ]
    settled = [thread for thread, _ in sorted_out.settled]
    kept = Kept(
        tuple(one.fingerprint for _, one in sorted_out.followed),
        tuple(one.fingerprint for one in settled),
        tuple(one.fingerprint for one in sorted_out.answered),
    )
    if not edits:
        return kept
    folding = _Folding(github, settled)
    for thread, body in edits:
        if not is_newest(github, pull_request, review.change.head_sha):
            return Kept(superseded=True)
        # First folded up, then marked: whoever is interrupted between the two does both again.
        folding.fold(thread)
        github.edit_review_comment(pull_request.repository_id, thread.id, body)
    return kept


class _Folding:
    """Folds threads up: resolved where we may, minimised where we may not."""

    def __init__(self, github: GitHub, threads: list[Thread]) -> None:
        self._github = github
        self._wanted = {one.node_id for one in threads if one.node_id}
        self._by_comment: Mapping[str, str] | None = None

    def fold(self, thread: Thread) -> None:
        """Nothing for a thread that stays open; a refusal costs nobody the acknowledgement."""
        if thread.node_id not in self._wanted:
            return
        try:
            if not self._is_resolved(thread):
                self._github.minimize_comment(thread.node_id)
        except OperatorError:
            logging.getLogger(__name__).warning("a thread could not be folded up", exc_info=True)

    def _is_resolved(self, thread: Thread) -> bool:
        """Whether it could be resolved; after one refusal nobody asks again in this review."""
        if self._by_comment is None:
            self._by_comment = self._github.threads_beside(thread.node_id)
        name = self._by_comment.get(thread.node_id)
        if name is None:
            return False
        try:
            self._github.resolve_thread(name)
        except OperatorError:
            self._by_comment = {}
            return False
        return True


def _ours(github: GitHub, pull_request: PullRequest, seal: Seal) -> list[Thread]:
    """The threads that we began, and that are not settled yet."""
    me = github.own_login()
    comments = github.review_comments(pull_request.repository_id, pull_request.number)
    answered = {one.reply_to for one in comments if one.author != me}
    found = []
    for one in comments:
        marker = seal.read(one.body) if one.author == me else None
        if marker is not None and marker.kind is MarkerKind.FINDING:
            found.append(Thread(one.id, one.node_id, marker.data, one.id in answered))
    return found
