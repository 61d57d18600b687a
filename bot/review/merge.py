"""Joining what several engines say, and what base and head say, into one list."""

from collections.abc import Collection, Mapping, Sequence

from bot.review import known_secrets
from bot.review.change import Change
from bot.review.findings import MODEL, Finding, Status
from bot.review.fingerprint import fingerprints


def without_twins(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without what the model says of lines that a check has spoken of already."""
    checked = [finding for finding in findings if finding.source != MODEL]
    return [
        finding
        for finding in findings
        if finding.source != MODEL or not any(_same(finding, one) for one in checked)
    ]


def compare(
    change: Change,
    findings: Sequence[Finding],
    baseline: Sequence[Finding],
    unseen: Collection[str] = frozenset(),
) -> tuple[tuple[Finding, str, Status], ...]:
    """Each finding with its fingerprint and status, those that only the base has included.

    `unseen` are paths of the head that were not looked at as a whole: what is missing there may
    still stand, so it is not called fixed. A secret is never fixed by removing it: what the
    change takes away is introduced on the left side, unless it only moved.
    """
    head_paths = {file.old_path: file.path for file in change.files}
    of_base = fingerprints(baseline, head_paths)
    of_head = _fingerprints_of_head(change, findings)
    known = set(of_base)
    stand = set(of_head)
    gone = [
        (finding, mark)
        for finding, mark in zip(baseline, of_base, strict=True)
        if mark not in stand and _head_path(finding, head_paths) not in unseen
    ]
    new = [pair for pair in zip(findings, of_head, strict=True) if pair[1] not in known]
    moved = known_secrets.moved([one for one, _ in new], [one for one, _ in gone])
    known |= {mark for index, (_, mark) in enumerate(new) if index in moved}
    return (
        *(
            (finding, mark, Status.PREEXISTING if mark in known else Status.INTRODUCED)
            for finding, mark in zip(findings, of_head, strict=True)
        ),
        *(
            (finding, mark, Status.FIXED)
            for finding, mark in gone
            if finding.category != known_secrets.CATEGORY
        ),
        *(
            (finding, mark, Status.INTRODUCED)
            for finding, mark in known_secrets.removed(
                change, findings, [one for one in gone if one[0].category == known_secrets.CATEGORY]
            )
        ),
    )


def _fingerprints_of_head(change: Change, findings: Sequence[Finding]) -> tuple[str, ...]:
    """A fingerprint for each; of equal findings those on added lines are counted last.

    So it is the new copy that is new, also where it stands above the old one.
    """
    added = {
        file.path: {line.new for hunk in file.hunks for line in hunk.lines if line.old is None}
        for file in change.files
    }

    def on_added_line(finding: Finding) -> bool:
        where = finding.location
        if where is None or where.path not in added:
            return False
        return not added[where.path].isdisjoint(range(where.start_line, where.end_line + 1))

    order = sorted(range(len(findings)), key=lambda index: on_added_line(findings[index]))
    marks = fingerprints([findings[index] for index in order], {})
    by_index = dict(zip(order, marks, strict=True))
    return tuple(by_index[index] for index in range(len(findings)))


def _head_path(finding: Finding, head_paths: Mapping[str, str]) -> str:
    path = finding.location.path if finding.location is not None else ""
    return head_paths.get(path, path)


def _same(one: Finding, other: Finding) -> bool:
    mine, theirs = one.location, other.location
    return (
        mine is not None
        and theirs is not None
        and one.principle == other.principle
        and (mine.path, mine.side) == (theirs.path, theirs.side)
        and mine.start_line <= theirs.end_line
        and theirs.start_line <= mine.end_line
    )
