"""The check run of a head: opened when a review begins, and always brought to an end."""

from collections.abc import Sequence

from bot.githubapp.client import GitHub
from bot.githubapp.refusals import RefusedError
from bot.githubapp.values import Annotation, CheckOutput, CheckRun, PullRequest
from bot.publishers.annotation import annotation
from bot.review import words
from bot.review.buttons import Button
from bot.review.policy import OnIncomplete
from bot.review.verdict import Review, Verdict
from bot.review.words import CHECK_NAME, CheckText

MAX_ANNOTATIONS = 50  # per request: https://docs.github.com/rest/checks/runs
_COMPLETED = "completed"
_NEUTRAL = "neutral"


def open(  # noqa: A001  it is read as `check_run.open`
    github: GitHub,
    pull_request: PullRequest,
    sha: str,
    details_url: str | None = None,
    *,
    anew: bool = False,
) -> CheckRun:
    """Our check run of this commit, begun when there is none yet.

    `anew` begins a finished one again: who asked for that waits for it, and GitHub, too.
    """
    found = _find(github, pull_request, sha)
    if found is not None and anew and found.status == _COMPLETED:
        reviewing = _output(words.reviewing())
        return github.begin_check_run_again(pull_request.repository_id, found.id, reviewing)
    if found is not None:
        return found
    return github.create_check_run(
        pull_request.repository_id, sha, CHECK_NAME, _output(words.reviewing()), details_url
    )


def is_open(github: GitHub, pull_request: PullRequest, sha: str) -> bool | None:
    """Whether our check of a commit has still to come to its end; None where there is none."""
    found = _find(github, pull_request, sha)
    return None if found is None else found.status != _COMPLETED


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
    wanted = (annotation(one, review.change) for one in review.introduced)
    missing = [one for one in wanted if one is not None and _key(one) not in there]
    if not missing and _shows(run, text, conclusion):
        return run
    buttons = tuple(Button) if review.introduced else (Button.REVIEW_AGAIN,)
    try:
        return _complete(github, pull_request, run, text, conclusion, missing, buttons)
    except RefusedError:
        # One bad annotation must not cost the verdict; the text names every finding anyway.
        return _complete(github, pull_request, run, text, conclusion, [], buttons)


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
    again = (Button.REVIEW_AGAIN,)
    return _complete(github, pull_request, run, words.given_up(reason), conclusion, [], again)


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
    return _complete(github, pull_request, run, text, _NEUTRAL, [], (Button.REVIEW_AGAIN,))


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
    buttons: Sequence[Button] = (),
) -> CheckRun:
    """Send annotations in batches; the conclusion goes with the last one."""
    batches = [
        tuple(annotations[start : start + MAX_ANNOTATIONS])
        for start in range(0, len(annotations), MAX_ANNOTATIONS)
    ] or [()]
    for batch in batches[:-1]:
        github.update_check_run(pull_request.repository_id, run.id, _output(text, batch))
    last = _output(text, batches[-1])
    return github.update_check_run(pull_request.repository_id, run.id, last, conclusion, buttons)


def _output(text: CheckText, annotations: tuple[Annotation, ...] = ()) -> CheckOutput:
    return CheckOutput(text.title, text.summary, text.text, annotations)


def _shows(run: CheckRun, text: CheckText, conclusion: str) -> bool:
    shown = (run.title, run.summary, run.text, run.conclusion)
    return shown == (text.title, text.summary, text.text, conclusion)


def _key(one: Annotation) -> tuple[str, int, int, str]:
    return one.path, one.start_line, one.end_line, one.title
