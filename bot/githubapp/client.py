"""GitHub as one installation or one person sees it."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Self
from urllib.parse import quote

from bot.errors import OperatorError, TransientError, UserError
from bot.githubapp import answers, threads
from bot.githubapp.app_identity import App, checked_name
from bot.githubapp.auth import InstallationToken, PersonalToken
from bot.githubapp.basic import basic_authorization
from bot.githubapp.pace import Pace, Turns
from bot.githubapp.refusals import NotFoundError
from bot.githubapp.transport import MAX_PAGES, PER_PAGE, Transport
from bot.githubapp.values import (
    Annotation,
    CheckOutput,
    CheckRun,
    CommentAddress,
    CommentPlace,
    DraftComment,
    IssueComment,
    PostedReview,
    PullRequest,
    ReviewComment,
    TreeEntry,
)
from bot.review.buttons import Button
from bot.review.change import CommitMessage, Issue
from bot.review.said import closed_issues


class GitHub:
    """One authenticated view; any thread may use it, and one for each installation is enough.

    Repositories are addressed by id, because a renamed one answers a read with another branch
    and a write with a success that is none. Every method raises OperatorError, NotFoundError,
    RefusedError or TransientError; after a TransientError nobody knows whether a write arrived.
    """

    def __init__(self, transport: Transport, app: App | None, login: str | None = None) -> None:
        self._transport = transport
        self._app = app
        self._login = login

    @classmethod
    def for_installation(
        cls,
        app_id: int,
        key_pem: str,
        installation_id: int,
        api_url: str,
        *,
        pause: float = 1.0,
        backoff: float = 0.5,
        turns: Turns | None = None,
    ) -> Self:
        """The view of one installation of the App. `pause` is in seconds between two writes.

        `turns` are those that other processes take, who talk for the same installation.
        """
        app = App(app_id, key_pem, api_url, pause=pause, backoff=backoff)
        credentials = InstallationToken(lambda: app.new_token(installation_id))
        pace = Pace.of(api_url, f"installation {installation_id}", turns)
        transport = Transport(api_url, credentials, pace, pause=pause, backoff=backoff)
        return cls(transport, app)

    @classmethod
    def for_token(
        cls,
        token: str,
        api_url: str,
        *,
        login: str | None = None,
        pause: float = 1.0,
        backoff: float = 0.5,
    ) -> Self:
        """The view of whoever holds this token.

        `login` is for tokens that may not ask whose they are: the one of a workflow run writes
        as `github-actions[bot]`.
        """
        credentials = PersonalToken(token)
        who = hashlib.sha256(credentials.token().encode()).hexdigest()
        transport = Transport(
            api_url, credentials, Pace.of(api_url, who), pause=pause, backoff=backoff
        )
        return cls(transport, app=None, login=login)

    @property
    def app_id(self) -> int | None:
        """The App's id; None for a personal token."""
        return None if self._app is None else self._app.id

    def own_login(self) -> str:
        """The name that stands on what we write."""
        if self._login is None:
            if self._app is not None:
                self._login = self._app.login()
            else:
                self._login = answers.read(answers.User, self._transport.read("/user")).login
        return self._login

    def git_authorization(self) -> str:
        """The value for git's `http.extraHeader`; a secret, good for an hour at most."""
        return basic_authorization("x-access-token", self._transport.credentials.token())

    def pull_request(self, repository_id: int, number: int) -> PullRequest:
        """A pull request as it is now."""
        answer = self._transport.read(f"/repositories/{repository_id}/pulls/{number}")
        return answers.read(answers.PullRequest, answer).value()

    def pull_request_by_name(self, repository: str, number: int) -> PullRequest:
        """A pull request of `owner/name`, for people who have nothing but its address."""
        answer = self._transport.read(f"/repos/{checked_name(repository)}/pulls/{number}")
        return answers.read(answers.PullRequest, answer).value()

    def open_pull_requests(self, repository_id: int) -> tuple[PullRequest, ...]:
        """The open pull requests of a repository, the newest first."""
        path = f"/repositories/{repository_id}/pulls"
        found = self._transport.read_all(path, {"state": "open"})
        return tuple(answers.read(answers.PullRequest, one).value() for one in found)

    def repositories(self) -> tuple[int, ...]:
        """The ids of the repositories that this installation covers."""
        found = self._transport.read_all("/installation/repositories", key="repositories")
        return tuple(answers.read(answers.Identified, one).id for one in found)

    def heads_since(self, repository_id: int, since: datetime) -> Mapping[int, str]:
        """The heads of the open pull requests that somebody touched since then, by number."""
        path, order = f"/repositories/{repository_id}/pulls", {"sort": "updated"}
        heads: dict[int, str] = {}
        for page in range(1, MAX_PAGES + 1):
            wanted = {"state": "open", "direction": "desc", "per_page": str(PER_PAGE)}
            answer = self._transport.read(path, {**order, **wanted, "page": str(page)})
            listed = answer if isinstance(answer, list) else []
            found = [answers.read(answers.ListedPull, one) for one in listed]
            heads |= {one.number: one.head.sha for one in found if one.updated_at >= since}
            if len(found) < PER_PAGE or found[-1].updated_at < since:
                break
        return heads

    def commit_messages(self, repository_id: int, number: int) -> tuple[CommitMessage, ...]:
        """What the commits of a pull request say, the oldest first; GitHub lists 250 of them."""
        found = self._transport.read_all(f"{_pull(repository_id, number)}/commits")
        return tuple(answers.read(answers.ListedCommit, one).value() for one in found)

    def closed_issues(self, pull: PullRequest) -> tuple[Issue, ...]:
        """The issues that a pull request says it closes, but for those that cannot be read."""
        found = []
        for number in closed_issues(pull.repository, pull.body):
            try:
                answer = self._transport.read(f"/repositories/{pull.repository_id}/issues/{number}")
            except OperatorError:  # gone, elsewhere, or not for us
                continue
            found.append(answers.read(answers.Issue, answer).value())
        return tuple(found)

    def merge_base(self, repository_id: int, base_sha: str, head_sha: str) -> str:
        """The SHA where two commits parted; NotFoundError where they have nothing in common."""
        path = f"/repositories/{repository_id}/compare/{base_sha}...{head_sha}"
        # One commit a page, because we want none of them.
        answer = self._transport.read(path, {"per_page": "1"})
        return answers.read(answers.Comparison, answer).merge_base_commit.sha

    def tree_of(self, repository_id: int, commit_sha: str) -> str:
        """The SHA of a commit's tree."""
        answer = self._transport.read(f"/repositories/{repository_id}/git/commits/{commit_sha}")
        return answers.read(answers.GitCommit, answer).tree.sha

    def tree(self, repository_id: int, tree_sha: str) -> tuple[TreeEntry, ...]:
        """Everything below a tree, folders too; UserError where GitHub cannot list it whole."""
        path = f"/repositories/{repository_id}/git/trees/{tree_sha}"
        answer = answers.read(answers.Tree, self._transport.read(path, {"recursive": "1"}))
        if answer.truncated:
            raise UserError("The repository has more files than GitHub's API lists.")
        return answer.value()

    def blob(self, repository_id: int, blob_sha: str) -> bytes:
        """A file's bytes by their SHA; GitHub gives up to 100 MB this way."""
        answer = self._transport.read(f"/repositories/{repository_id}/git/blobs/{blob_sha}")
        return _decoded(blob_sha, answers.read(answers.Blob, answer).content)

    def file(self, repository_id: int, path: str, ref: str) -> bytes | None:
        """A file's bytes at a revision; None where there is none, or it is no plain file.

        UserError for one that is larger than the 1 MB that GitHub hands out this way.
        """
        steps = path.split("/")
        if not path.isprintable() or set(steps) & {"", ".", ".."}:
            return None
        try:
            answer = self._transport.read(
                f"/repositories/{repository_id}/contents/{quote(path)}", {"ref": ref}
            )
        except NotFoundError:
            return None
        if isinstance(answer, list):
            return None
        return _bytes(path, answers.read(answers.Content, answer))

    def shared_file(self, repository: str, path: str) -> bytes | None:
        """A file of the `.github` repository of whoever owns this one; None where we see none.

        OperatorError where we are refused, UserError for a file that is too large.
        """
        owner = checked_name(repository).partition("/")[0]
        try:
            answer = self._transport.read(f"/repos/{owner}/.github")
            found = answers.read(answers.Repository, answer)
            return self.file(found.id, path, found.default_branch)
        except NotFoundError:  # nobody has to have one, or to show it to us
            return None

    def review_comments(self, repository_id: int, number: int) -> tuple[ReviewComment, ...]:
        """Every comment on lines and files, the oldest first."""
        found = self._transport.read_all(f"{_pull(repository_id, number)}/comments")
        return tuple(answers.read(answers.ReviewComment, one).value() for one in found)

    def reviews(self, repository_id: int, number: int) -> tuple[PostedReview, ...]:
        """Every review, the oldest first."""
        found = self._transport.read_all(f"{_pull(repository_id, number)}/reviews")
        return tuple(answers.read(answers.Review, one).value() for one in found)

    def create_review(
        self,
        repository_id: int,
        number: int,
        commit_id: str,
        body: str,
        comments: Sequence[DraftComment],
    ) -> PostedReview:
        """Say all of these comments at once, or none of them when one is refused.

        A review only ever comments: whether to approve is for people. ValueError for a comment
        on a file, which cannot be part of a review.
        """
        if any(one.anchor is None for one in comments):
            raise ValueError("A comment on a file cannot be part of a review.")
        answer = self._transport.write(
            "POST",
            f"{_pull(repository_id, number)}/reviews",
            {
                "commit_id": commit_id,
                "event": "COMMENT",
                "body": body,
                "comments": [one.as_json() for one in comments],
            },
        )
        return answers.read(answers.Review, answer).value()

    def create_review_comment(
        self, repository_id: int, number: int, commit_id: str, comment: DraftComment
    ) -> ReviewComment:
        """Say one comment by itself."""
        path = f"{_pull(repository_id, number)}/comments"
        answer = self._transport.write("POST", path, {"commit_id": commit_id, **comment.as_json()})
        return answers.read(answers.ReviewComment, answer).value()

    def edit_review_comment(self, repository_id: int, comment_id: int, body: str) -> None:
        """Say something else in the place of a comment on lines or on a file."""
        path = f"/repositories/{repository_id}/pulls/comments/{comment_id}"
        self._transport.write("PATCH", path, {"body": body})

    def delete_review_comment(self, repository_id: int, comment_id: int) -> None:
        """Take back a comment on lines or on a file; nothing where it is gone already."""
        path = f"/repositories/{repository_id}/pulls/comments/{comment_id}"
        with suppress(NotFoundError):
            self._transport.write("DELETE", path, {})

    def threads_beside(self, comment: str) -> Mapping[str, str]:
        """The threads of a pull request, by the `node_id` of their first comment.

        `comment` is the `node_id` of any comment on its diff.
        """
        return threads.threads_beside(self._transport, comment)

    def resolve_thread(self, thread: str) -> None:
        """Resolve a thread; OperatorError without the permission, which we do not ask for."""
        threads.resolve(self._transport, thread)

    def minimize_comment(self, comment: str) -> None:
        """Fold up a comment on the diff, or a review, as resolved; `comment` is its `node_id`."""
        threads.minimize(self._transport, comment)

    def issue_comments(self, repository_id: int, number: int) -> tuple[IssueComment, ...]:
        """Every comment of the conversation, the oldest first."""
        path = f"/repositories/{repository_id}/issues/{number}/comments"
        found = self._transport.read_all(path)
        return tuple(answers.read(answers.IssueComment, one).value() for one in found)

    def create_issue_comment(self, repository_id: int, number: int, body: str) -> IssueComment:
        """Say something in the conversation."""
        path = f"/repositories/{repository_id}/issues/{number}/comments"
        answer = self._transport.write("POST", path, {"body": body})
        return answers.read(answers.IssueComment, answer).value()

    def edit_issue_comment(self, repository_id: int, comment_id: int, body: str) -> IssueComment:
        """Say something else in its place."""
        path = f"/repositories/{repository_id}/issues/comments/{comment_id}"
        answer = self._transport.write("PATCH", path, {"body": body})
        return answers.read(answers.IssueComment, answer).value()

    def delete_issue_comment(self, repository_id: int, comment_id: int) -> None:
        """Take back a comment in the conversation; nothing where it is gone already."""
        path = f"/repositories/{repository_id}/issues/comments/{comment_id}"
        with suppress(NotFoundError):
            self._transport.write("DELETE", path, {})

    def permission(self, repository_id: int, login: str) -> str:
        """What somebody may do here: `admin`, `write`, `read` or `none`.

        Whoever maintains may `write`, and whoever triages may `read`:
        https://docs.github.com/rest/collaborators/collaborators#get-repository-permissions-for-a-user
        """
        path = f"/repositories/{repository_id}/collaborators/{quote(login, safe='')}/permission"
        try:
            answer = self._transport.read(path)
        except NotFoundError:
            return "none"
        return answers.read(answers.Permission, answer).permission

    def react(self, comment: CommentAddress, emoji: str) -> None:
        """Put an emoji under a comment; GitHub keeps one of each kind from us, however often.

        https://docs.github.com/rest/reactions/reactions#create-reaction-for-an-issue-comment
        """
        kind = "issues" if comment.place is CommentPlace.CONVERSATION else "pulls"
        path = f"/repositories/{comment.repository_id}/{kind}/comments/{comment.id}/reactions"
        self._transport.write("POST", path, {"content": emoji})

    def reply(self, comment: CommentAddress, body: str) -> None:
        """Answer a comment where it stands: in its thread of the diff, or in the conversation."""
        where = (comment.repository_id, comment.number)
        if comment.place is CommentPlace.CONVERSATION:
            self.create_issue_comment(*where, body)
            return
        path = f"{_pull(*where)}/comments/{comment.thread_id}/replies"
        self._transport.write("POST", path, {"body": body})

    def check_runs(self, repository_id: int, sha: str, name: str) -> tuple[CheckRun, ...]:
        """The newest check run of each App that has this name on a commit."""
        path = f"/repositories/{repository_id}/commits/{sha}/check-runs"
        found = self._transport.read_all(path, {"check_name": name}, key="check_runs")
        return tuple(answers.read(answers.CheckRun, one).value() for one in found)

    def annotations(self, repository_id: int, check_run_id: int) -> tuple[Annotation, ...]:
        """What a check run has been given so far."""
        path = f"/repositories/{repository_id}/check-runs/{check_run_id}/annotations"
        found = self._transport.read_all(path)
        return tuple(answers.read(answers.Annotation, one).value() for one in found)

    def create_check_run(
        self,
        repository_id: int,
        sha: str,
        name: str,
        output: CheckOutput,
        details_url: str | None = None,
    ) -> CheckRun:
        """Begin a check run, which is in progress."""
        body = {
            "name": name,
            "head_sha": sha,
            "status": "in_progress",
            "output": output.as_json(),
            **({"details_url": details_url} if details_url else {}),
        }
        answer = self._transport.write("POST", f"/repositories/{repository_id}/check-runs", body)
        return answers.read(answers.CheckRun, answer).value()

    def update_check_run(
        self,
        repository_id: int,
        check_run_id: int,
        output: CheckOutput,
        conclusion: str | None = None,
        buttons: Sequence[Button] = (),
    ) -> CheckRun:
        """Change what a check run says; with a conclusion it is completed, with these buttons."""
        body: dict[str, object] = {"output": output.as_json()}
        if conclusion is not None:
            told = [
                {"identifier": one.value, "label": one.label, "description": one.description}
                for one in buttons
            ]
            body |= {"status": "completed", "conclusion": conclusion, "actions": told}
        return self._change_check_run(repository_id, check_run_id, body)

    def begin_check_run_again(
        self, repository_id: int, check_run_id: int, output: CheckOutput
    ) -> CheckRun:
        """Take back a check run's conclusion: it is in progress again."""
        body = {"output": output.as_json(), "status": "in_progress", "actions": []}
        return self._change_check_run(repository_id, check_run_id, body)

    def _change_check_run(
        self, repository_id: int, check_run_id: int, body: Mapping[str, object]
    ) -> CheckRun:
        path = f"/repositories/{repository_id}/check-runs/{check_run_id}"
        return answers.read(answers.CheckRun, self._transport.write("PATCH", path, body)).value()


def _pull(repository_id: int, number: int) -> str:
    return f"/repositories/{repository_id}/pulls/{number}"


def _bytes(path: str, content: answers.Content) -> bytes | None:
    if content.type != "file":
        return None
    if content.encoding != "base64" or content.content is None:
        raise UserError(f"{path} is larger than 1 MB, which is too large to be read.")
    return _decoded(path, content.content)


def _decoded(name: str, text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except ValueError as exc:
        raise TransientError(f"GitHub's answer for {name} cannot be read.") from exc
