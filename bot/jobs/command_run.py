"""One command carried out: may they ask, shown that it was read, done, each in a durable step."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import assert_never

from bot.errors import TenetError
from bot.githubapp.values import CommentAddress, PullRequest
from bot.jobs.engine import JobEngine
from bot.jobs.job import MAY_WRITE, Asked, Job, Parts, asked_for, pull_request_now, start_instead
from bot.log import bind_further
from bot.publishers import command_reply
from bot.review import records, replies
from bot.review.commands import Command, Malformed, Verb, parse
from bot.review.explanation import SaidFinding, explanation
from bot.store.answers import Answer, AnswerKind
from bot.store.reviews import PullRequestKey


@dataclass(frozen=True, slots=True)
class CommandRequest:
    """What somebody asked: the command line, who wrote it, and the comment it stands in."""

    pull_request: PullRequestKey
    comment: CommentAddress
    line: str
    author: str
    repository: str = ""  # its `owner/name` of that day, for people only
    delivery: str = ""  # the delivery that brought it, for people only


class CommandRun:
    """One run of the workflow; whatever is done outside is done in a step."""

    def __init__(self, engine: JobEngine, parts: Parts, request: CommandRequest) -> None:
        self._engine = engine
        self._parts = parts
        self._request = request
        self._github = parts.github(request.pull_request)
        self._heard = False

    def carry_out(self) -> str:
        """Do what was asked, and say in words what was done. Raises TenetError."""
        asked = parse(self._request.line)
        if not self._engine.step("may they ask", lambda: self._may(asked.verb)):
            return "not permitted"
        if isinstance(asked, Malformed):
            return self._answer(replies.malformed(asked))
        acknowledge = partial(command_reply.acknowledge, self._github, self._request.comment)
        self._heard = self._engine.step("acknowledge", acknowledge)
        return self._do(asked) if self._heard else "withdrawn"

    def give_up(self, reason: str) -> None:
        """End a command that cannot be carried out; whoever saw that it was read is told."""
        if self._heard:
            try:
                self._answer(replies.failed(reason), failed=True)
            except TenetError:
                log = logging.getLogger(__name__)
                log.exception("nobody hears that the command failed")

    def _do(self, command: Command) -> str:
        match command.verb:
            case Verb.REVIEW:
                return self._review(Asked.REVIEW)
            case Verb.FULL_REVIEW:
                return self._review(Asked.FULL_REVIEW)
            case Verb.EXPLAIN | Verb.WAIVE | Verb.FALSE_POSITIVE | Verb.REOPEN:
                return self._about_finding(command)
            case Verb.PAUSE:
                self._engine.step("pause", self._pause)
                return "paused"
            case Verb.RESUME:
                self._engine.step("resume", self._resume)
                return self._review(Asked.REVIEW)
            case Verb.HELP:
                return self._answer(replies.help_text())
            case unknown:
                assert_never(unknown)

    def _may(self, verb: Verb | None) -> bool:
        """Whether the person may ask this now; None: something that nobody can ask."""
        key, person = self._request.pull_request, self._request.author
        if self._github.permission(key.repository_id, person) in MAY_WRITE:
            return True
        if verb is not None and not verb.for_author:
            return False
        return self._github.pull_request(key.repository_id, key.number).author == person

    def _pause(self) -> None:
        now, person = self._parts.clock(), self._request.author
        self._parts.store.pauses.pause(self._request.pull_request, person, now)

    def _resume(self) -> None:
        self._parts.store.pauses.resume(self._request.pull_request)

    def _about_finding(self, command: Command) -> str:
        """Explain a finding, or keep what the person answers to it and decide again."""
        if command.verb is Verb.REOPEN:
            return self._reopen(command.fingerprint)
        record = self._engine.step("find it", lambda: self._find(command.fingerprint))
        if record is None:
            return self._answer(replies.not_said(command.fingerprint))
        said = records.read(SaidFinding, record)
        pull = self._pull_request()
        if command.verb is Verb.EXPLAIN:
            rule = said.placed.finding.rule_id
            page = None if rule is None else self._parts.rule_page(rule)
            return self._answer(explanation(said, page, pull.repository_url))
        if said.forbidden:
            return self._answer(replies.forbidden(command.fingerprint))
        self._engine.step("keep the answer", lambda: self._keep(command, said, pull))
        return self._start(pull, Asked.REVIEW) if pull.is_open else "answered"

    def _reopen(self, fingerprint: str) -> str:
        """Take an answer back, wherever in the repository it was given, and decide again."""
        taken = self._engine.step("take the answer back", lambda: self._take_back(fingerprint))
        if not taken:
            return self._answer(replies.not_answered(fingerprint))
        pull = self._pull_request()
        return self._start(pull, Asked.REVIEW) if pull.is_open else "taken back"

    def _take_back(self, fingerprint: str) -> bool:
        key, person = self._request.pull_request, self._request.author
        return self._parts.store.answers.take_back(key, fingerprint, person, self._parts.clock())

    def _find(self, fingerprint: str) -> str | None:
        return self._parts.store.said.find(self._request.pull_request, fingerprint)

    def _keep(self, command: Command, said: SaidFinding, pull: PullRequest) -> None:
        now = self._parts.clock()
        wrong = command.verb is Verb.FALSE_POSITIVE
        answer = Answer(
            pull_request=self._request.pull_request,
            repository=pull.repository,
            fingerprint=command.fingerprint,
            kind=AnswerKind.FALSE_POSITIVE if wrong else AnswerKind.WAIVER,
            rule_id=said.placed.finding.rule_id,
            owner=self._request.author,
            reason=command.reason,
            expires=None if wrong else now.date() + timedelta(days=command.days),
            answered_at=now,
        )
        self._parts.store.answers.give(answer)

    def _review(self, asked: Asked) -> str:
        """Review the head, unless that is what happens already."""
        pull = self._pull_request()
        if not pull.is_open:
            return self._answer(replies.closed())
        job = Job(self._request.pull_request, pull.head_sha)
        look = partial(self._engine.under_way, asked_for(job))
        under_way = self._engine.step("is it under way", look)
        # People ask again and again; what is under way says all that a new review would say.
        return "under way" if under_way and asked is Asked.REVIEW else self._start(pull, asked)

    def _start(self, pull: PullRequest, asked: Asked) -> str:
        """Start a review of the head, instead of the one that is under way."""
        key, comment = self._request.pull_request, self._request.comment
        delivery = self._request.delivery
        job = Job(key, pull.head_sha, asked=asked, repository=pull.repository, delivery=delivery)
        start_instead(self._engine, job, f"{comment.place}-{comment.id}")
        return "review started"

    def _pull_request(self) -> PullRequest:
        pull = pull_request_now(self._engine, self._github, self._request.pull_request)
        bind_further(head=pull.head_sha)
        return pull

    def _answer(self, text: str, *, failed: bool = False) -> str:
        key, comment = self._parts.store.marker_key(), self._request.comment
        answer = partial(command_reply.answer, self._github, comment, text, key, failed=failed)
        self._engine.step("answer", answer)
        return "answered"
