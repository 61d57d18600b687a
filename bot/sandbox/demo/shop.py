"""The shop before and after the pull request, and what a review has to say about it.

A line that ends in `⟵ injection` (or another category) is one where a finding of that category is
expected; `⟵ stood before` and `⟵ fixed` tell readers of these files why nothing is said there.
Nobody but them sees the marks: they are taken off before the files go into a repository.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox.entries import Content
from bot.sandbox.github import Sandbox
from bot.sandbox.handles import SandboxRepository
from bot.sandbox.pull_handle import SandboxPullRequest

REPOSITORY = "acme/shop"
AUTHOR = "mona"
BRANCH = "order-exports"
TITLE = "Export orders, and call webhooks instead of polling"
BODY = (  # as on GitHub, a line break within a paragraph would be shown
    "Shops want their orders as files for their own accounting, and they want to hear about new "
    "ones without asking us every minute.\n"
    "\n"
    "- **orders**: `POST /exports/orders` writes a CSV file, `GET` shows what will be in it\n"
    "- **hooks**: takes events of the other services, and calls whoever listens to their topic\n"
    "- **storefront**: is called when an order is new, so the polling goes\n"
    "- **billing**, **notify**, **stock**: the same export for invoices, readers and articles\n"
    "\n"
    "`cents.ts` is `money.ts` now. A customer's invoices are found by a bound parameter."
)

_CATEGORIES = frozenset({"injection", "secrets", "error-swallowing"})
_SUFFIX = ".txt"
_MARK = re.compile(r"\s*⟵ (?P<what>[a-z -]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, order=True)
class Expected:
    """A finding that has to be said at this line of the head."""

    path: str
    line: int
    category: str


@dataclass(frozen=True, slots=True)
class Tree:
    """Every file of one side by its path, and the findings expected in them."""

    files: dict[str, Content]
    expected: tuple[Expected, ...]


def read_tree(side: str) -> Tree:
    """The shop as it is at `base` or at `head`."""
    folder = Path(__file__).with_name(side)
    files: dict[str, Content] = {}
    expected: list[Expected] = []
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if file.is_dir():
            continue
        if not path.endswith(_SUFFIX):
            files[path] = file.read_bytes()
            continue
        path = path.removesuffix(_SUFFIX)
        text = file.read_text(encoding="utf-8")
        files[path] = _MARK.sub("", text)
        expected += _expected(path, text)
    return Tree(files, tuple(expected))


def create_repository(github: Sandbox) -> SandboxRepository:
    """The shop as a git repository, with the change on a branch."""
    repository = github.create_repository(REPOSITORY, read_tree("base").files)
    repository.add_collaborator(AUTHOR)
    repository.commit(BRANCH, read_tree("head").files, TITLE, replace_all=True)
    return repository


def open_pull_request(repository: SandboxRepository) -> SandboxPullRequest:
    """Open the pull request, as its author does."""
    return repository.open_pull_request(TITLE, BODY, head=BRANCH, author=AUTHOR)


def _expected(path: str, text: str) -> list[Expected]:
    return [
        Expected(path, number, found["what"])
        for number, line in enumerate(text.split("\n"), 1)
        if (found := _MARK.search(line)) and found["what"] in _CATEGORIES
    ]
