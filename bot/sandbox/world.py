"""What this small GitHub knows: who is there, their repositories, and what was said on them."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

from bot.sandbox.diff import DiffFile, Diffs
from bot.sandbox.git_repository import GitRepository
from bot.sandbox.said import CheckRun, IssueComment, Review, ReviewComment, User

Clock = Callable[[], datetime]


@dataclass(slots=True, eq=False)
class PullRequest:
    """One pull request; `head_repository` is None when the fork was deleted."""

    id: int
    number: int
    repository: "Repository"
    title: str
    body: str | None
    user: User
    base: str
    base_sha: str
    head: str
    head_sha: str
    head_repository: "Repository | None"
    head_user: User
    created_at: datetime
    updated_at: datetime
    draft: bool = False
    labels: list[str] = field(default_factory=list)
    state: str = "open"
    locked: bool = False
    merged_at: datetime | None = None
    closed_at: datetime | None = None
    former_heads: list[str] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    review_comments: list[ReviewComment] = field(default_factory=list)
    comments: list[IssueComment] = field(default_factory=list)

    def merge_base(self) -> str:
        """Where the head parted from the base."""
        return self.repository.git.merge_base(self.base_sha, self.head_sha)

    def files(self) -> tuple[DiffFile, ...]:
        """The files that it changes, from the merge base to the head."""
        return self.repository.diffs.between(self.merge_base(), self.head_sha)

    def commits(self) -> list[str]:
        """Its commits, oldest first."""
        return self.repository.git.commits(self.base_sha, self.head_sha)


@dataclass(slots=True, eq=False)
class Issue:
    """An issue that is no pull request."""

    id: int
    number: int
    repository: "Repository"
    title: str
    body: str | None
    user: User
    created_at: datetime
    updated_at: datetime
    labels: list[str] = field(default_factory=list)
    state: str = "open"
    locked: bool = False
    closed_at: datetime | None = None
    comments: list[IssueComment] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Repository:
    """One repository; `collaborators` maps a login to its permission."""

    id: int
    owner: User
    name: str
    git: GitRepository
    diffs: Diffs
    created_at: datetime
    private: bool = True
    default_branch: str = "main"
    parent: "Repository | None" = None
    collaborators: dict[str, str] = field(default_factory=dict)
    pulls: dict[int, PullRequest] = field(default_factory=dict)
    issues: dict[int, Issue] = field(default_factory=dict)
    check_runs: dict[int, CheckRun] = field(default_factory=dict)
    check_suites: dict[str, int] = field(default_factory=dict)

    @property
    def full_name(self) -> str:
        """`owner/name`."""
        return f"{self.owner.login}/{self.name}"

    @property
    def next_number(self) -> int:
        """The number of the next issue or pull request, which count together."""
        return max((*self.pulls, *self.issues), default=0) + 1


@dataclass(slots=True, eq=False)
class Installation:
    """The App on one account; `repositories` holds their ids."""

    id: int
    account: User
    permissions: dict[str, str]
    created_at: datetime
    repositories: set[int] = field(default_factory=set)
    suspended_at: datetime | None = None


@dataclass(slots=True, eq=False)
class Delivery:
    """One attempt to hand a webhook over; `status_code` is 0 when nobody answered."""

    id: int
    guid: str
    event: str
    action: str | None
    url: str
    payload: bytes
    headers: dict[str, str]
    delivered_at: datetime
    installation_id: int | None
    repository_id: int | None
    redelivery: bool = False
    duration: float = 0.0
    status_code: int = 0
    status: str = "pending"
    response_body: str = ""


class World:
    """Everything there is; whoever reads or changes it holds `lock`."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.lock = threading.RLock()
        self.folder = folder
        self.now = clock
        self.users: dict[str, User] = {}
        self.repositories: dict[int, Repository] = {}
        self.former_names: dict[str, int] = {}
        self.installations: dict[int, Installation] = {}
        self.deliveries: list[Delivery] = []
        self.approvals: list[Review] = []
        self._ids = count(10_001)

    def new_id(self) -> int:
        """A number that nothing else has."""
        return next(self._ids)

    def user(self, login: str, kind: str = "User") -> User:
        """The user with this login, made when there is none yet."""
        known = self.users.get(login.lower())
        if known is None:
            kind = "Bot" if login.endswith("[bot]") else kind
            known = self.users[login.lower()] = User(self.new_id(), login, kind)
        return known

    def add_repository(self, full_name: str, *, private: bool = True) -> Repository:
        """A new, empty repository."""
        owner, _, name = full_name.partition("/")
        number = self.new_id()
        git = GitRepository.create(self.folder / "repositories" / f"{number}.git")
        repository = Repository(
            id=number,
            owner=self.user(owner, "Organization"),
            name=name,
            git=git,
            diffs=Diffs(git),
            created_at=self.now(),
            private=private,
        )
        self.repositories[number] = repository
        return repository

    def repository_named(self, full_name: str) -> Repository | None:
        """The repository that has this name now."""
        wanted = full_name.lower()
        found = (r for r in self.repositories.values() if r.full_name.lower() == wanted)
        return next(found, None)

    def installation_of(self, repository: Repository) -> Installation | None:
        """The installation that reaches a repository."""
        found = (i for i in self.installations.values() if repository.id in i.repositories)
        return next(found, None)

    def pulls_from(self, repository: Repository, branch: str) -> Iterator[PullRequest]:
        """The open pull requests whose head is this branch."""
        for base in self.repositories.values():
            for pull in base.pulls.values():
                here = pull.head_repository is repository and pull.head == branch
                if here and pull.state == "open":
                    yield pull
