"""Findings said at their lines and files: once each, and never on an old head."""

import logging
from collections.abc import Collection
from dataclasses import dataclass

from bot.errors import OperatorError
from bot.githubapp.client import GitHub
from bot.githubapp.refusals import RefusedError
from bot.githubapp.values import DraftComment, PullRequest
from bot.publishers.newest_head import is_newest
from bot.review import words
from bot.review.marker import Marker, MarkerKind, Seal
from bot.review.verdict import PlacedFinding, Placement, Review


@dataclass(frozen=True, slots=True)
class Said:
    """What became of the findings, by fingerprint.

    `refused` are those that GitHub did not take: the summary has to say them. `superseded` means
    that the pull request moved on or was closed, and that nothing more was said.
    """

    posted: tuple[str, ...] = ()
    already_said: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    superseded: bool = False


def publish(
    github: GitHub,
    pull_request: PullRequest,
    review: Review,
    marker_key: bytes | None,
    elsewhere: Collection[str] = (),
) -> Said:
    """Say every introduced finding that has a place at lines or on a file, and is not said yet.

    `elsewhere` are fingerprints of findings that stand in a thread which names another one.
    After a TransientError this can be called again: what arrived is found by its marker. The
    lines go into one review; what GitHub refuses there is tried one by one.
    """
    placed = [one for one in review.introduced if one.placement is not Placement.SUMMARY]
    if not placed:
        return Said()
    seal = Seal(marker_key, pull_request.repository_id, pull_request.number)
    known = _known(github, pull_request, seal)
    known |= {Marker(MarkerKind.FINDING, one) for one in elsewhere}
    fresh = [one for one in placed if Marker(MarkerKind.FINDING, one.fingerprint) not in known]
    sayable = [one for one in fresh if _is_text(one)]
    round_ = _Round(github, pull_request, review.change.head_sha, seal)
    round_.refused += [one.fingerprint for one in fresh if one not in sayable]
    inline = [one for one in sayable if one.anchor is not None]
    others = [one for one in sayable if one.anchor is None]
    if Marker(MarkerKind.REVIEW, review.change.head_sha) in known or not round_.say_together(
        inline
    ):
        others = [*inline, *others]
    round_.say_one_by_one(others)
    if round_.posted:
        _take_back_doubles(github, pull_request, seal)
    already = tuple(one.fingerprint for one in placed if one not in fresh)
    return Said(tuple(round_.posted), already, tuple(round_.refused), round_.superseded)


class _Round:
    """One attempt to say something, and what has become of it so far."""

    def __init__(self, github: GitHub, pull_request: PullRequest, head: str, seal: Seal) -> None:
        self._github = github
        self._pull_request = pull_request
        self._where = (pull_request.repository_id, pull_request.number)
        self._head = head
        self._seal = seal
        self.posted: list[str] = []
        self.refused: list[str] = []
        self.superseded = False

    def say_together(self, findings: list[PlacedFinding]) -> bool:
        """Say all of them in one review; False when GitHub refused it."""
        if not findings or not self._is_current():
            return True
        body = words.review_body(len(findings), self._head, self._seal)
        drafts = [self._draft(one) for one in findings]
        try:
            self._github.create_review(*self._where, self._head, body, drafts)
        except RefusedError:
            return False
        self.posted += [one.fingerprint for one in findings]
        return True

    def say_one_by_one(self, findings: list[PlacedFinding]) -> None:
        """Say each by itself, and go on after a refused one."""
        for one in findings:
            if not self._is_current():
                return
            try:
                self._github.create_review_comment(*self._where, self._head, self._draft(one))
            except RefusedError:
                self.refused.append(one.fingerprint)
            else:
                self.posted.append(one.fingerprint)

    def _is_current(self) -> bool:
        if not self.superseded:
            self.superseded = not is_newest(self._github, self._pull_request, self._head)
        return not self.superseded

    def _draft(self, one: PlacedFinding) -> DraftComment:
        if one.anchor is not None:
            body = words.inline_comment(one, self._seal)
            return DraftComment(one.anchor.path, body, one.anchor)
        path = one.finding.location.path if one.finding.location else ""
        return DraftComment(path, words.file_comment(one, self._seal), None)


def _take_back_doubles(github: GitHub, pull_request: PullRequest, seal: Seal) -> None:
    """Leave the oldest comment on each finding.

    Two workers may both have found nothing said. Each of them looks again after it spoke, so that
    whoever looks last sees both, and they agree on which one stays.
    """
    where, me = (pull_request.repository_id, pull_request.number), github.own_login()
    said: set[Marker] = set()
    comments = sorted(github.review_comments(*where), key=lambda one: one.id)
    answered = {one.reply_to for one in comments}
    doubles: set[int] = set()
    for one in comments:
        marker = seal.read(one.body) if one.author == me else None
        if marker is None or marker.kind is not MarkerKind.FINDING:
            continue
        if marker in said and one.id not in answered:
            github.delete_review_comment(pull_request.repository_id, one.id)
            doubles.add(one.id)
        said.add(marker)
    emptied = {one.review_id for one in comments if one.id in doubles}
    emptied -= {one.review_id for one in comments if one.id not in doubles}
    if emptied:
        _fold_up(github, pull_request, emptied)


def _fold_up(github: GitHub, pull_request: PullRequest, emptied: Collection[int | None]) -> None:
    """Fold up reviews that have no comment any more: GitHub lets nobody delete them."""
    me = github.own_login()
    for one in github.reviews(pull_request.repository_id, pull_request.number):
        if one.id not in emptied or not one.node_id or one.author != me:
            continue
        try:
            github.minimize_comment(one.node_id)
        except OperatorError:
            logging.getLogger(__name__).warning("a review could not be folded up", exc_info=True)


def _known(github: GitHub, pull_request: PullRequest, seal: Seal) -> set[Marker | None]:
    """The markers of everything that we said on this pull request before."""
    where = (pull_request.repository_id, pull_request.number)
    me = github.own_login()
    comments = {seal.read(one.body) for one in github.review_comments(*where) if one.author == me}
    reviews = {seal.read(one.body) for one in github.reviews(*where) if one.author == me}
    return comments | reviews


def _is_text(one: PlacedFinding) -> bool:
    """Whether its path can be sent at all: git's paths are bytes, GitHub's JSON is text."""
    path = one.finding.location.path if one.finding.location else ""
    return path.encode("utf-8", "replace").decode() == path
