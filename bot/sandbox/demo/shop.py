"""The shop before and after the pull request, and what a review has to say about it.

A line that ends in `⟵ injection` (or another category) is one where a finding of that category is
expected; `⟵ stood before` and `⟵ fixed` tell readers of these files why nothing is said there.
Nobody but them sees the marks: they are taken off before the files go into a repository.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox.entries import Content

REPOSITORY = "acme/shop"
AUTHOR = "mona"
BRANCH = "order-exports"
TITLE = "Export orders, and call webhooks instead of polling"
BODY = """\
Shops want their orders as files for their own accounting, and they want to hear about new ones
without asking us every minute.

- **orders**: `POST /exports/orders` writes a CSV file, `GET` shows what will be in it
- **hooks**: other systems register an address for a topic and are called
- **storefront**: is called by the order service, so the polling goes
- **billing**, **notify**, **stock**: the same export for invoices, readers and articles

`cents.ts` is `money.ts` now. The invoices of a customer are found by a bound parameter."""

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


def _expected(path: str, text: str) -> list[Expected]:
    return [
        Expected(path, number, found["what"])
        for number, line in enumerate(text.split("\n"), 1)
        if (found := _MARK.search(line)) and found["what"] in _CATEGORIES
    ]
