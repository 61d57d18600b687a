"""`tenet review`: review a local change, or a pull request by its URL."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated
from urllib.parse import urlsplit

import typer

from bot.errors import UserError
from bot.pipeline import Source
from bot.pipeline import review as review_change
from bot.review.policy import FailOn
from bot.review.verdict import Review, Verdict

MAX_SHOWN = 100  # characters of what somebody typed
EXIT_CODE = {Verdict.PASSED: 0, Verdict.FAILED: 1, Verdict.INCOMPLETE: 3}


class Format(StrEnum):
    """How a report is written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    MARKDOWN = "markdown"
    HTML = "html"


def review(
    target: Annotated[
        str | None,
        typer.Argument(
            help="A path, a range A..B or A...B, or the URL of a pull request; "
            "nothing: this branch against the default branch."
        ),
    ] = None,
    *,
    base: Annotated[str | None, typer.Option(help="Compare with this revision.")] = None,
    head: Annotated[str | None, typer.Option(help="Review this revision.")] = None,
    staged: Annotated[bool, typer.Option("--staged", help="Review what is staged.")] = False,
    worktree: Annotated[
        bool, typer.Option("--worktree", help="Review the files as they are, untracked ones too.")
    ] = False,
    persona: Annotated[Path | None, typer.Option(help="Review as this persona.")] = None,
    policy: Annotated[Path | None, typer.Option(help="Use this policy file.")] = None,
    rules: Annotated[list[Path] | None, typer.Option(help="Add a folder of Semgrep rules.")] = None,
    replay: Annotated[
        str | None,
        typer.Option(metavar="RUN", help="Take the model's answers from an earlier review."),
    ] = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="Rules only.")] = False,
    output_format: Annotated[
        Format, typer.Option("--format", help="How to write the report.")
    ] = Format.TEXT,
    output: Annotated[Path | None, typer.Option(help="Write the report to this file.")] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="The severity from which findings fail the review.")
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Post it to the pull request.")
    ] = False,
) -> None:
    """Review a change and say what breaks a principle.

    Exit codes: 0 passed, 1 findings at or above --fail-on, 2 wrong use, 3 not fully looked at.
    """
    from bot.app.reviewer import Bot, Wishes
    from bot.settings import load_settings

    refuse_output(output)
    off = "--no-model was given" if no_model else None
    wishes = Wishes(
        persona, policy, tuple(rules or ()), off, fail_on, replay, output_format is Format.SARIF
    )
    bot = Bot(load_settings(os.environ), wishes)
    if target is not None and _is_url(target):
        _refuse_with_url(base=base, head=head, staged=staged, worktree=worktree)
        from bot.cli.pull_request import review_url

        done = review_url(bot, target, publish=publish)
    else:
        if publish:
            raise UserError("--publish posts to a pull request: give its URL as the target.")
        if replay and not (target or base or head or staged or worktree):
            run = bot.run(replay)
            target = f"{run.base_sha}..{run.head_sha}"
        source = _local_source(target, base, head, staged=staged, worktree=worktree)
        done = review_change(source, bot.appoint, today(), tell)
    write_report(done, output_format, output)
    if done.run is not None and replay is None:
        kept = f"The model's answers are kept: `tenet review --replay {done.run}` repeats this"
        typer.echo(kept, err=True)
    raise typer.Exit(EXIT_CODE[done.verdict])


def today() -> date:
    """The day by which waivers expire."""
    return datetime.now(UTC).date()


def tell(words: str) -> None:
    """Progress, on standard error; overwritten on a terminal, a plain line elsewhere."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[2K{words}…")
        sys.stderr.flush()
    else:
        sys.stderr.write(f"{words}\n")


def write_report(done: Review, output_format: Format, output: Path | None) -> None:
    """The report, to a file or to standard output, and nothing else there."""
    with report_file(output) as file:
        _render(done, output_format, file)


@contextmanager
def report_file(output: Path | None) -> Iterator[IO[str]]:
    """Where a report goes: a file, or standard output. Raises UserError if it cannot be written."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[2K")
    try:
        with _opened(output) as file:
            yield file
    except BrokenPipeError:
        # Who stops reading (`tenet review | head`) has seen enough: the exit code says the rest.
        return
    except OSError as exc:
        where = str(output) if output else "Standard output"
        raise UserError(
            f"{where} cannot be written ({exc.strerror}): name another file by --output."
        ) from exc


def _opened(output: Path | None) -> IO[str]:
    if output is None:
        return os.fdopen(os.dup(1), "w", encoding="utf-8")
    return output.open("w", encoding="utf-8")


def _render(done: Review, output_format: Format, file: IO[str]) -> None:
    from bot.publishers import json_report, markdown_report, sarif_report, terminal

    match output_format:
        case Format.TEXT:
            terminal.write(done, file, root=_root() if done.change.number is None else None)
        case Format.JSON:
            file.write(json_report.render(done))
        case Format.SARIF:
            file.write(sarif_report.render(done, _page_of))
        case Format.MARKDOWN:
            file.write(markdown_report.render(done))
        case Format.HTML:
            from bot.publishers import html_report

            file.write(html_report.render(done))


def _root() -> Path | None:
    """The top of the working tree that the user stands in."""
    here = Path.cwd()
    return next((one for one in (here, *here.parents) if (one / ".git").exists()), None)


def _page_of(rule_id: str) -> str | None:
    """The page of one of our own rules, or None."""
    from bot.app.reviewer import rule_cache
    from bot.rulebook import rule_page
    from bot.settings import load_settings

    try:
        return rule_page(rule_id, cache_folder=rule_cache(load_settings(os.environ)))
    except UserError:
        return None


def refuse_output(output: Path | None) -> None:
    """Raise UserError for a file that cannot be written, before a review is paid for."""
    if output is None:
        return
    place = output if output.exists() else output.absolute().parent
    if output.is_dir() or not place.exists() or not os.access(place, os.W_OK):
        raise UserError(f"{output} cannot be written: name another file by --output.")


def _local_source(
    target: str | None, base: str | None, head: str | None, *, staged: bool, worktree: bool
) -> Source:
    from bot.sources.worktree import Against, LocalSource

    if staged and worktree:
        raise UserError("--staged and --worktree are two different heads: choose one.")
    against = Against.STAGED if staged else Against.WORKTREE if worktree else Against.COMMITS
    if head is not None and against is not Against.COMMITS:
        raise UserError("--head names a revision, which --staged and --worktree do not review.")
    path = Path(target) if target is not None and os.path.lexists(target) else None
    if target is not None and path is None and ".." in target:
        if base or head or against is not Against.COMMITS:
            raise UserError("A range says base and head already: leave the other options out.")
        return LocalSource(Path.cwd(), range=target)
    if target is not None and path is None:
        raise UserError(
            f"{target[:MAX_SHOWN]!r} is no path here, no range A..B and no URL of a pull request. "
            "A single revision is named by --head."
        )
    return LocalSource(path or Path.cwd(), path, None, base, head, against)


def _is_url(target: str) -> bool:
    return urlsplit(target).scheme in {"http", "https"}


def _refuse_with_url(**given: str | bool | None) -> None:
    for name, value in given.items():
        if value:
            raise UserError(f"--{name} has no meaning for a pull request: leave it out.")
