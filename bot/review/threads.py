"""What becomes of threads that we began: their finding stands, went with its file, or is gone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.review import known_secrets
from bot.review.change import Change, FileChange, FileStatus
from bot.review.coverage import CoverageStatus, Gap
from bot.review.findings import Finding, Status
from bot.review.fingerprint import same_code
from bot.review.redaction import redact
from bot.review.verdict import PlacedFinding, Review


@dataclass(frozen=True, slots=True)
class Thread:
    """One comment of ours about a finding; `answered` when somebody else wrote below it.

    `id` and `node_id` are GitHub's names of the comment.
    """

    id: int
    node_id: str
    fingerprint: str
    answered: bool


@dataclass(frozen=True, slots=True)
class Threads:
    """What a review does to the threads: `followed` are those whose file was renamed meanwhile.

    `answered` are gone, too, and left to the people who talk there.
    """

    followed: tuple[tuple[Thread, PlacedFinding], ...] = ()
    settled: tuple[tuple[Thread, PlacedFinding], ...] = ()
    answered: tuple[Thread, ...] = ()


def sort_out(
    threads: Iterable[Thread], review: Review, said: Mapping[str, PlacedFinding]
) -> Threads:
    """What becomes of each thread; those that are not named in the answer stay as they are.

    `said` are the findings as they were said, by fingerprint, with paths that were redacted.
    Nothing is called gone where nobody looked, and a secret stays in the history.
    """
    stand = {one.fingerprint for one in review.findings if one.status is not Status.FIXED}
    stand |= {one.fingerprint for one in review.suppressed}
    threads = tuple(threads)
    told = {one.fingerprint for one in threads}
    homeless = [one for one in review.introduced if one.fingerprint not in told]
    followed, settled, answered = [], [], []
    for thread in threads:
        before = said.get(thread.fingerprint)
        if before is None or thread.fingerprint in stand:
            continue
        heir = next((one for one in homeless if _followed(before, one, review.change)), None)
        if heir is not None:
            homeless.remove(heir)
            followed.append((thread, heir))
        elif not _is_gone(before.finding, review):
            continue
        elif thread.answered:
            answered.append(thread)
        else:
            settled.append((thread, before))
    return Threads(tuple(followed), tuple(settled), tuple(answered))


def _followed(before: PlacedFinding, now: PlacedFinding, change: Change) -> bool:
    """Whether it is the same finding, in the same code, of a file that has another path now."""
    old, new = before.finding.location, now.finding.location
    if old is None or new is None or old.side is not new.side:
        return False
    kept = any(
        redact(file.path) == old.path
        for file in change.files
        if file.status is not FileStatus.DELETED
    )
    return not kept and same_code(before.finding, now.finding)


def _is_gone(finding: Finding, review: Review) -> bool:
    if finding.location is None or finding.category == known_secrets.CATEGORY:
        return False
    file = _file(finding.location.path, review.change)
    # A file that the change does not touch any more is as it was before the change.
    return file is None or any(
        one.status is CoverageStatus.REVIEWED or one.gap is Gap.DELETED
        for one in review.coverage
        if one.path == file.path and one.engine == finding.source
    )


def _file(path: str, change: Change) -> FileChange | None:
    for file in change.files:
        if path in {redact(file.path), redact(file.old_path)}:
            return file
    return None
