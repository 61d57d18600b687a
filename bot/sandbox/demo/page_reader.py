"""Where a comment stands on the page that people look at."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_COMMENT_ID = re.compile(r"discussion_r(\d+)")
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})


@dataclass(slots=True)
class OnPage:
    """One comment as it stands below a line of a file; `line` is the number on the head's side."""

    id: int
    path: str
    line: int
    text: str = ""


@dataclass(slots=True)
class _Cell:
    """The text of an element while it is open; `depth` is how deep it stands in the page."""

    depth: int
    text: str = ""


@dataclass(slots=True)
class _Place:
    """Where the reader is: in which file, below which line."""

    path: str = ""
    numbers: list[str] = field(default_factory=list)


def comments_on(page: str) -> dict[int, OnPage]:
    """Every comment in the diff of a page, by its id."""
    reader = _PageReader()
    reader.feed(page)
    reader.close()
    return {one.id: one for one in reader.found}


class _PageReader(HTMLParser):
    """Follows files and rows, and remembers what stood above each comment."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[OnPage] = []
        self._depth = 0
        self._place = _Place()
        self._name: _Cell | None = None  # of the file
        self._number: _Cell | None = None  # of the line
        self._comment: tuple[int, OnPage] | None = None  # with the depth where it began

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        self._depth += 1
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        if tag == "article":
            self._place = _Place()
        elif tag == "code" and not self._place.path and self._comment is None:
            self._name = _Cell(self._depth)
        elif tag == "tr" and "thread" not in classes and self._comment is None:
            self._place.numbers = []
        elif tag == "td" and "number" in classes:
            self._number = _Cell(self._depth)
        elif comment_id := _COMMENT_ID.fullmatch(given.get("id", "")):
            here = OnPage(int(comment_id[1]), self._place.path, self._head_line())
            self.found.append(here)
            self._comment = (self._depth, here)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self._name and self._name.depth == self._depth:
            # A renamed file shows both of its names.
            self._place.path = self._name.text.split(" → ")[-1]
            self._name = None
        if self._number and self._number.depth == self._depth:
            self._place.numbers.append(self._number.text)
            self._number = None
        if self._comment and self._comment[0] == self._depth:
            self._comment = None
        self._depth -= 1

    def handle_data(self, data: str) -> None:
        for cell in (self._name, self._number):
            if cell:
                cell.text += data
        if self._comment:
            self._comment[1].text += data

    def _head_line(self) -> int:
        last = self._place.numbers[-1:] or [""]
        return int(last[0]) if last[0].isdecimal() else 0
