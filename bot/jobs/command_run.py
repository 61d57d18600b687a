"""One command carried out: may they ask, shown that it was read, done, each in a durable step."""

from dataclasses import dataclass
from functools import partial

from bot.githubapp.values import CommentAddress, PullRequest
from bot.jobs.engine import JobEngine
from bot.jobs.job import Asked, Job, Parts, lane, start, workflow_id
from bot.publishers import command_reply
from bot.review import records, replies
from bot.review.commands import Command, Malformed, Verb, parse
from bot.store.reviews import PullRequestKey

_MAY_WRITE = {"admin", "write"}


@dataclass(frozen=True, slots=True)
class CommandRequest:
    """What somebody asked: the command line, who wrote it, and the comment it stands in."""

    pull_request: PullRequestKey
    comment: CommentAddress
    line: str
    author: str


class CommandRun:
    """One run of the workflow; whatever is done outside is done in a step."""

    def __init__(self, engine: JobEngine, parts: Parts, request: CommandRequest) -> None:
        self._engine = engine
        self._parts = parts
        self._request = request
        self._github = parts.github(request.pull_request)

    def carry_out(self) -> str:
        """Do what was asked, and say in words what was done. Raises TenetError."""
        asked = parse(self._request.line)
        if not self._engine.step("may they ask", lambda: self._may(asked.verb)):
            return "not permitted"
        if isinstance(asked, Malformed):
            return self._answer(replies.malformed(asked))
        read = partial(command_reply.acknowledge, self._github, self._request.comment)
        if not self._engine.step("acknowledge", read):
            return "withdrawn"
        return self._do(asked)

    def _do(self, command: Command) -> str:
        match command.verb:
            case Verb.REVIEW:
                return self._review(Asked.REVIEW)
            case Verb.FULL_REVIEW:
                return self._review(Asked.FULL_REVIEW)
            case _:
                return self._answer(replies.help_text())

    def _may(self, verb: Verb | None) -> bool:
        """Whether the person may ask this now; None: something that nobody can ask."""
        key, person = self._request.pull_request, self._request.author
        if self._github.permission(key.repository_id, person) in _MAY_WRITE:
            return True
        if verb is not None and not verb.for_author:
            return False
        return self._github.pull_request(key.repository_id, key.number).author == person

    def _review(self, asked: Asked) -> str:
        """Start a review of the head, instead of the one that is under way."""
        key, step = self._request.pull_request, self._engine.step
        pull = records.read(PullRequest, step("read pull request", self._read_pull_request))
        if not pull.is_open:
            return self._answer(replies.closed())
        job = Job(key, pull.head_sha, asked=asked)
        if asked is Asked.REVIEW and step("is it under way", lambda: self._runs(job)):
            return "under way"
        again = f"{asked} {self._request.comment.place}-{self._request.comment.id}"
        start(self._engine, job, again)
        but = workflow_id(job, again)
        step("cancel others", lambda: len(self._engine.cancel(f"{lane(key)}@", but=but)))
        return "review started"

    def _read_pull_request(self) -> str:
        key = self._request.pull_request
        return records.write(self._github.pull_request(key.repository_id, key.number))

    def _runs(self, job: Job) -> bool:
        running = self._parts.store.reviews.running(job.pull_request)
        return any(one.head_sha == job.head_sha for one in running)

    def _answer(self, text: str) -> str:
        key = self._parts.store.marker_key()
        answer = partial(command_reply.answer, self._github, self._request.comment, text, key)
        self._engine.step("answer", answer)
        return "answered"
