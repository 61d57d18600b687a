"""`tenet scan`: the whole repository, by the rules alone."""

import os
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.progress import shown
from bot.cli.review import EXIT_CODE, MAX_SHOWN, Format, refuse_output, today, write_report
from bot.errors import UserError
from bot.pipeline import review as review_change
from bot.review.policy import FailOn


def scan(
    path: Annotated[
        Path | None, typer.Argument(help="A repository, or what lies below a path of it.")
    ] = None,
    *,
    head: Annotated[str, typer.Option(help="Scan this revision.")] = "HEAD",
    policy: Annotated[Path | None, typer.Option(help="Use this policy file.")] = None,
    rules: Annotated[list[Path] | None, typer.Option(help="Add a folder of Semgrep rules.")] = None,
    output_format: Annotated[
        Format, typer.Option("--format", help="How to write the report.")
    ] = Format.TEXT,
    output: Annotated[Path | None, typer.Option(help="Write the report to this file.")] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="The severity from which findings fail the scan.")
    ] = None,
) -> None:
    """Scan every file of a revision by the rules; the model does not look.

    An interrupted scan goes on where it was, and only what changed is scanned again.

    Exit codes: 0 passed, 1 findings at or above --fail-on, 2 wrong use, 3 not fully looked at.
    """
    from bot.app.reviewer import Bot, Wishes
    from bot.app.scanner import appoint
    from bot.settings import load_settings
    from bot.sources.whole_tree import WholeTree

    refuse_output(output)
    if path is not None and not os.path.lexists(path):
        raise UserError(f"{str(path)[:MAX_SHOWN]!r} is no path here: check it.")
    wishes = Wishes(None, policy, tuple(rules or ()), None, fail_on)
    bot = Bot(load_settings(os.environ), wishes)
    source = WholeTree(path or Path.cwd(), path, head)
    with shown() as progress:
        done = review_change(
            source,
            lambda contents: appoint(bot, contents, progress.count),
            today(),
            progress.say,
        )
    write_report(done, output_format, output)
    raise typer.Exit(EXIT_CODE[done.verdict])
