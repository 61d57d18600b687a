"""A change read from GitHub, such as a pull request's, through a store of its objects."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Protocol

from bot.errors import TenetError, TransientError
from bot.review.change import Change, CommitMessage, Issue, Leak
from bot.review.history import History
from bot.sources import mirror_room
from bot.sources.by_api import Api, ApiStore
from bot.sources.git import GitFailedError
from bot.sources.history import GitHistory
from bot.sources.mirror import Mirror, Remote
from bot.sources.mirror_room import Place
from bot.sources.mirrored_history import MirroredHistory
from bot.sources.objects import ObjectContents, changed_blobs, changed_files
from bot.sources.store import ObjectStore


class Compared(Protocol):
    """What is compared, as a pull request says it; `base_sha` is where the policy is read."""

    @property
    def repository(self) -> str:
        """`owner/name`."""
        ...

    @property
    def number(self) -> int | None:
        """The pull request's number, if it is one."""
        ...

    @property
    def base_sha(self) -> str:
        """The tip of the base."""
        ...

    @property
    def head_sha(self) -> str:
        """What is reviewed."""
        ...

    @property
    def title(self) -> str:
        """What the author calls it."""
        ...

    @property
    def body(self) -> str:
        """What the author says of it."""
        ...

    @property
    def leaks(self) -> tuple[Leak, ...]:
        """Which secrets were taken out of title and body."""
        ...


@dataclass(frozen=True, slots=True)
class Between:
    """Two revisions of a repository, about which nobody said anything."""

    repository: str
    base_sha: str
    head_sha: str
    number: None = None
    title: str = ""
    body: str = ""
    leaks: tuple[Leak, ...] = ()


@dataclass(frozen=True, slots=True)
class PullRequestSource:
    """What a pull request changes since its merge base; policy is read at the tip of its base.

    `commits` is what its commits say, and `issues` are those that it closes, if anybody asks.
    """

    pull_request: Compared
    merge_base: str
    remote: Remote
    api: Api
    place: Place
    commits: tuple[CommitMessage, ...] = ()
    issues: tuple[Issue, ...] = ()

    @contextmanager
    def read(self) -> Iterator[tuple[Change, ObjectContents]]:
        """The change and its contents. Raises TransientError when GitHub does not give them."""
        with ExitStack() as held:
            yield self._read(held)

    def _read(self, held: ExitStack) -> tuple[Change, ObjectContents]:
        by_git = Mirror(self.place.folder, self.remote)
        by_api = ApiStore(self.place.folder_by_api, self.api, self.place.repository_id)
        if by_api.knows(self._shas):
            return self._read_from(by_api, held)
        try:
            return self._read_from(by_git, held)
        except TransientError as refused:
            logging.getLogger(__name__).warning("%s GitHub's API is asked instead.", refused)
            try:
                return self._read_from(by_api, held)
            except TenetError as exc:
                raise TransientError(f"{refused} GitHub's API did not help: {exc}") from exc

    @property
    def _shas(self) -> tuple[str, str, str]:
        return self.merge_base, self.pull_request.head_sha, self.pull_request.base_sha

    def _read_from(self, store: ObjectStore, held: ExitStack) -> tuple[Change, ObjectContents]:
        mirror_room.begin_anew_if_full(store.folder)
        held.enter_context(mirror_room.in_use(store.folder))
        try:
            found = self._change(store)
        except GitFailedError:
            # Only a damaged store fails here. The next one is whole, or something else is wrong.
            with mirror_room.being_filled(store.folder):
                mirror_room.discard(store.folder)
            try:
                found = self._change(store)
            except GitFailedError as exc:
                raise TransientError(f"The change could not be read: {exc}") from exc
        if store.has_grown:
            mirror_room.make_room(self.place.mirrors)
        return found

    def _change(self, store: ObjectStore) -> tuple[Change, ObjectContents]:
        pull = self.pull_request
        merge_base, head, base = store.revisions(self._shas)
        # All at once: git by itself would ask for them in several requests.
        store.fetch_blobs(changed_blobs(store.git, merge_base, head))
        change = Change(
            repository=pull.repository,
            number=pull.number,
            base_sha=self.merge_base,
            head_sha=pull.head_sha,
            files=changed_files(store.git, merge_base, head),
            title=pull.title,
            body=pull.body,
            leaks=pull.leaks,
            commits=self.commits,
            issues=self.issues,
        )
        history = self._history(store) if isinstance(store, Mirror) else None
        return change, ObjectContents(store.git, base, store.fetch_blobs, history)

    def _history(self, store: Mirror) -> History:
        return MirroredHistory(
            self.place.folder_of_history,
            self.remote,
            self.merge_base,
            GitHistory(store.git, self.merge_base),
        )
