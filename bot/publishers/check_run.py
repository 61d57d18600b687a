"""The check run of a head: opened when a review begins, and always brought to an end."""

from collections.abc import Sequence

from bot.githubapp.client import GitHub
from bot.githubapp.refusals import RefusedError
from bot.githubapp.values import Annotation, CheckOutput, CheckRun, PullRequest
from bot.review import words
from bot.review.change import Change, FileChange, Side
from bot.review.findings import ANNOTATION_LEVEL
from bot.review.policy import OnIncomplete
from bot.review.verdict import PlacedFinding, Review, Verdict
from bot.review.words import CHECK_NAME, CheckText

MAX_ANNOTATIONS = 50  # per request: https://docs.github.com/rest/checks/runs
_COMPLETED = "completed"
_NEUTRAL = "neutral"


def open(  # noqa: A001  it is read as `check_run.open`
    github: GitHub, pull_request: PullRequest, sha: str, details_url: str | None = None
) -> CheckRun:
    """Our check run of this commit, begun when there is none yet."""
    found = _find(github, pull_request, sha)
    if found is not None:
        return found
    return github.create_check_run(
        pull_request.repository_id, sha, CHECK_NAME, _output(words.reviewing()), details_url
    )


def conclude(
    github: GitHub,
    pull_request: PullRequest,
    review: Review,
    on_incomplete: OnIncomplete,
    details_url: str | None = None,
) -> CheckRun:
    """Say what the review came to, with every introduced finding as an annotation.

    It can be called again after a TransientError, and with a later review of the same commit:
    annotations that are there already are not sent twice.
    """
    run = open(github, pull_request, review.change.head_sha, details_url)
    text = words.check(review, pull_request.repository_url)
    conclusion = _conclusion(review.verdict, on_incomplete)
    there = {_key(one) for one in github.annotations(pull_request.repository_id, run.id)}
    wanted = (_annotation(one, review.change) for one in review.introduced)
    missing = [one for one in wanted if one is not None and _key(one) not in there]
    if not missing and _shows(run, text, conclusion):
        return run
    try:
        return _complete(github, pull_request, run, text, conclusion, missing)
    except RefusedError:
        # One bad annotation must not cost the verdict; the text names every finding anyway.
        return _complete(github, pull_request, run, text, conclusion, [])


def supersede(
    github: GitHub, pull_request: PullRequest, sha: str, by_sha: str | None
) -> CheckRun | None:
    """End the check of a commit that is no longer the head; `by_sha` None: it was closed.

    None where no check was open: then there is nothing to end.
    """
    return _end(github, pull_request, sha, words.superseded(by_sha))


def cancel(github: GitHub, pull_request: PullRequest, sha: str) -> CheckRun | None:
    """End the check of a review that was cancelled; None where there is none."""
    return _end(github, pull_request, sha, words.cancelled())


def pause(github: GitHub, pull_request: PullRequest, sha: str) -> CheckRun:
    """Say on a new head that reviews are paused."""
    return _leave(github, pull_request, sha, words.paused())


def decline(github: GitHub, pull_request: PullRequest, sha: str, reason: str) -> CheckRun:
    """Say why a review that somebody asked for is not done."""
    return _leave(github, pull_request, sha, words.declined(reason))


def give_up(
    github: GitHub, pull_request: PullRequest, sha: str, reason: str, on_incomplete: OnIncomplete
) -> CheckRun:
    """Say that the review could not be finished, and why."""
    run = open(github, pull_request, sha)
    conclusion = _conclusion(Verdict.INCOMPLETE, on_incomplete)
    return _complete(github, pull_request, run, words.given_up(reason), conclusion, [])


def _end(github: GitHub, pull_request: PullRequest, sha: str, text: CheckText) -> CheckRun | None:
    """End a check that is open without a review."""
    run = _find(github, pull_request, sha)
    if run is None or run.status == _COMPLETED:
        return run
    return _complete(github, pull_request, run, text, _NEUTRAL, [])


def _leave(github: GitHub, pull_request: PullRequest, sha: str, text: CheckText) -> CheckRun:
    """End a check without a review; what an earlier review came to stays."""
    run = open(github, pull_request, sha)
    if run.status == _COMPLETED:
        return run
    return _complete(github, pull_request, run, text, _NEUTRAL, [])


def _find(github: GitHub, pull_request: PullRequest, sha: str) -> CheckRun | None:
    # Anybody may call a check `Tenet`: ours is the one of our App.
    found = github.check_runs(pull_request.repository_id, sha, CHECK_NAME)
    return next((one for one in found if one.app_id == github.app_id), None)


def _conclusion(verdict: Verdict, on_incomplete: OnIncomplete) -> str:
    match verdict:
        case Verdict.PASSED:
            return "success"
        case Verdict.FAILED:
            return "failure"
        case Verdict.INCOMPLETE:
            return "action_required" if on_incomplete is OnIncomplete.BLOCK else _NEUTRAL


def _complete(
    github: GitHub,
    pull_request: PullRequest,
    run: CheckRun,
    text: CheckText,
    conclusion: str,
    annotations: Sequence[Annotation],
) -> CheckRun:
    """Send annotations in batches; the conclusion goes with the last one."""
    batches = [
        tuple(annotations[start : start + MAX_ANNOTATIONS])
        for start in range(0, len(annotations), MAX_ANNOTATIONS)
    ] or [()]
    for batch in batches[:-1]:
        github.update_check_run(pull_request.repository_id, run.id, _output(text, batch))
    last = _output(text, batches[-1])
    return github.update_check_run(pull_request.repository_id, run.id, last, conclusion)


def _output(text: CheckText, annotations: tuple[Annotation, ...] = ()) -> CheckOutput:
    return CheckOutput(text.title, text.summary, text.text, annotations)


def _shows(run: CheckRun, text: CheckText, conclusion: str) -> bool:
    shown = (run.title, run.summary, run.text, run.conclusion)
    return shown == (text.title, text.summary, text.text, conclusion)


def _key(one: Annotation) -> tuple[str, int, int, str]:
    return one.path, one.start_line, one.end_line, one.title


def _annotation(placed: PlacedFinding, change: Change) -> Annotation | None:
    """The finding on lines of the head; None where it has no file, or a path that is no text."""
    finding, location = placed.finding, placed.finding.location
    if location is None or not _is_text(location.path):
        return None
    first, last = location.start_line, location.end_line
    file = change.file(location.path)
    if location.side is Side.LEFT and file is not None and file.new_blob is not None:
        first = last = _line_at_head(file, first)
    return Annotation(
        location.path,
        first,
        last,
        ANNOTATION_LEVEL[finding.severity],
        words.annotation_title(placed),
        words.annotation_message(placed),
    )


def _line_at_head(file: FileChange, old: int) -> int:
    """Where a line of the base stands at the head, or the line that it was removed behind."""
    shift = 0
    for hunk in file.hunks:
        if old < hunk.old_start:
            break
        last = hunk.new_start
        for line in hunk.lines:
            last = line.new or last
            if line.old == old:
                return max(1, last)
        shift += hunk.new_count - hunk.old_count
    return max(1, old + shift)


def _is_text(path: str) -> bool:
    return path.encode("utf-8", "replace").decode() == path
