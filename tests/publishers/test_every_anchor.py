"""Every anchor that we send is one that GitHub's rules accept, and line N is line N."""

from dataclasses import replace
from itertools import combinations_with_replacement

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.githubapp.values import DraftComment
from bot.review.change import Change, Side
from bot.review.findings import Location
from bot.review.placement import place
from bot.review.verdict import Placement
from bot.sandbox.anchors import anchor
from bot.sandbox.diff import DiffFile, Diffs
from bot.sandbox.git_repository import GitRepository
from bot.sources.git import Git
from bot.sources.objects import changed_files
from tests.support.findings import FINDING
from tests.support.repositories import Repository

# Among plain lines, those that a reader of diffs could take for something else.
_PLAIN = ("a", "b", "c", "", " d", "e\r", "\r", "\u2028f", "\x0c", "é")
_ODD = ("@@ -1 +1 @@", "--- a/x", "+++ b/x", "-", "+", "\\ No newline at", "diff --git a/x b/x")
LINE = st.sampled_from((*_PLAIN, *_ODD))
BLOCK = st.lists(LINE, max_size=9)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """A file before and after: some lines replaced, at several places far from each other."""
    old: list[str] = []
    new: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        kept = draw(BLOCK)
        old += kept + draw(BLOCK)
        new += kept + draw(BLOCK)
        far = [f"far {number}" for number in range(draw(st.sampled_from([0, 3, 9])))]
        old += far
        new += far
    ends = st.sampled_from(["", "\n"])
    return "\n".join(old) + draw(ends), "\n".join(new) + draw(ends)


@pytest.fixture
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return Repository(tmp_path_factory.mktemp("anchors") / "repository", bare=True)


# Git is asked for many files at once, because its processes are what takes time.
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(kept=st.lists(edited(), min_size=6, max_size=9), moved=edited(), added=BLOCK, removed=BLOCK)
def test_every_anchor_is_accepted_and_its_lines_are_those_of_the_finding(
    repository: Repository,
    kept: list[tuple[str, str]],
    moved: tuple[str, str],
    added: list[str],
    removed: list[str],
) -> None:
    before = {"old.py": moved[0], "gone.py": "\n".join(removed)}
    after = {"new.py": moved[1], "fresh.py": "\n".join(added)}
    for number, (old, new) in enumerate(kept):
        before[f"kept{number}.py"], after[f"kept{number}.py"] = old, new
    base, head = repository.tree(before), repository.tree(after)
    files = changed_files(Git(repository.folder), base, head)
    change = Change("acme/shop", 1, base, head, files)
    githubs = {one.path: one for one in Diffs(GitRepository(repository.folder)).between(base, head)}
    for file in files:
        for side, path, texts in (
            (Side.LEFT, file.old_path, before),
            (Side.RIGHT, file.path, after),
        ):
            lines = texts.get(path, "").split("\n")
            numbers = {1, 2, len(lines) // 2 or 1, max(1, len(lines) - 1), len(lines), 99}
            for first, last in combinations_with_replacement(sorted(numbers), 2):
                where = Location(path, side, first, last)
                check(change, githubs[file.path], where, lines)


def check(change: Change, github: DiffFile, where: Location, lines: list[str]) -> None:
    """Place a finding at these lines, and ask what GitHub would say to that."""
    placement, anchored = place(replace(FINDING, location=where), change)
    shown = {
        number
        for one in github.lines
        if (number := one.number(where.side.value)) is not None
        and where.start_line <= number <= where.end_line
    }
    if not shown:
        assert (placement, anchored) in {(Placement.FILE, None), (Placement.SUMMARY, None)}
        return
    assert placement is Placement.INLINE
    assert anchored is not None
    told = DraftComment(anchored.path, "body", anchored).as_json()
    assert told["path"] == github.path
    side, last = str(told["side"]), int(str(told["line"]))
    start = (
        (str(told["start_side"]), int(str(told["start_line"]))) if "start_line" in told else None
    )
    accepted = anchor(github, side, last, start)
    assert {anchored.start_line, anchored.end_line} <= shown
    assert accepted.text == lines[last - 1]
    if start is not None:
        begin = github.find(*start)
        assert begin is not None
        assert begin.text == lines[start[1] - 1]
