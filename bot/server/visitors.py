"""Who looks through the window, and what may be shown to them: asked of GitHub again and again."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.requests import Request

from bot.githubapp.person import Access
from bot.server.doorway import Session, Sessions, is_local

_FRESH = 60.0  # seconds that GitHub's answer on a permission counts


@dataclass(slots=True)
class Visitor:
    """Somebody who may look; an operator sees everything.

    `may` says what a person who signed in may do in a repository (None: an operator).
    """

    session: Session
    may: Callable[[int], Access] | None

    @property
    def login(self) -> str:
        """Who it is; empty for an operator."""
        return self.session.login

    @property
    def csrf(self) -> str:
        """What a form of theirs has to hold."""
        return self.session.csrf

    def shown(self, repositories: frozenset[int]) -> frozenset[int] | None:
        """Which of these repositories may be shown; None: every one there is."""
        if self.may is None:
            return None
        may = self.may
        return frozenset(one for one in repositories if may(one) >= Access.READ)

    def may_see(self, repository_id: int | None) -> bool:
        """Whether this repository may be shown; None: what belongs to no repository."""
        if self.may is None:
            return True
        return repository_id is not None and self.may(repository_id) >= Access.READ

    def may_act(self, repository_id: int | None) -> bool:
        """Whether this person may have something done again in this repository."""
        if self.may is None:
            return True
        return repository_id is not None and self.may(repository_id) >= Access.WRITE


@dataclass(slots=True)
class Visitors:
    """Tells who asks; permissions are asked again when they are older than a minute.

    Unless `trusts_local`, a person at this machine has to sign in like anybody else.
    """

    sessions: Sessions
    trusts_local: bool = True
    _seen: dict[tuple[str, int], tuple[float, Access]] = field(default_factory=dict)

    def who(self, request: Request) -> Visitor | None:
        """Who asks; None for whom nothing may be shown to."""
        session = self.sessions.find(request)
        local = self.trusts_local and is_local(request)
        if local or (session is not None and session.operator):
            return Visitor(session or self.sessions.open(request), None)
        if session is None or session.person is None:
            return None
        return Visitor(session, lambda repository_id: self._access(session, repository_id))

    def _access(self, session: Session, repository_id: int) -> Access:
        key, now = (session.id, repository_id), time.monotonic()
        known = self._seen.get(key)
        if known is not None and now - known[0] < _FRESH:
            return known[1]
        found = Access.NONE if session.person is None else session.person.access(repository_id)
        if len(self._seen) > _MOST_SEEN:
            self._seen.clear()
        self._seen[key] = (now, found)
        return found


_MOST_SEEN = 100_000
