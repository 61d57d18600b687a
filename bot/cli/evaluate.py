"""`tenet eval`: how good the model half is, on pull requests of which much is known."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.review import report_file, tell, today

_EXIT_INCOMPLETE = 3


class Format(StrEnum):
    """How the table is written."""

    TEXT = "text"
    JSON = "json"


def evaluate(
    manifest: Annotated[
        Path, typer.Argument(metavar="MANIFEST", help="A YAML file that lists pull requests.")
    ],
    *,
    judge: Annotated[
        bool, typer.Option("--judge", help="Let the model decide whether texts mean the same.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Take only so many, the first ones.")
    ] = None,
    max_usd: Annotated[
        float | None,
        typer.Option(min=0, help="Spend no more; by default TENET_BUDGET_USD_PER_DAY."),
    ] = None,
    replay: Annotated[
        str | None,
        typer.Option(metavar="RECORD", help="Take the answers of an earlier evaluation."),
    ] = None,
    output_format: Annotated[
        Format, typer.Option("--format", help="How to write the report.")
    ] = Format.TEXT,
) -> None:
    """Let the model review pull requests of which much is known, and count hits and misses.

    \b
    The manifest:
      version: 1
      pull_requests:
        - repository: repositories/shop    # below the manifest's folder
          base: main
          head: 4f2a91c
          title: Load orders               # without it: the commits' own words; also `body`
          expected:                        # what a reviewer should say
            - {path: src/load.py, lines: 10-12, text: The error is lost, principle: fail-gracefully}
          rejected:                        # what somebody said, and it was wrong
            - {path: src/load.py, lines: 30, text: Rename this.}

    Exit codes: 0 all measured, 2 wrong use, 3 some pull requests could not be measured.
    """  # noqa: D301  a backspace is how click is told to leave lines as they are
    from bot.app.evaluation import Evaluator
    from bot.app.reviewer import Bot
    from bot.manifest import read_manifest
    from bot.publishers import evaluation_json, evaluation_table
    from bot.settings import load_settings

    settings = load_settings(os.environ)
    cap = float(settings.budget_usd_per_day) if max_usd is None else max_usd
    evaluator = Evaluator(Bot(settings), judge=judge, max_usd=cap, replay=replay)
    done = evaluator.evaluate(read_manifest(manifest)[:limit], today(), tell)
    with report_file(None) as file:
        match output_format:
            case Format.TEXT:
                file.write(evaluation_table.render(done))
            case Format.JSON:
                file.write(evaluation_json.render(done))
    if done.record is not None:
        kept = f"The answers are kept: with `--replay {done.record}` the same command asks nobody"
        typer.echo(kept, err=True)
    raise typer.Exit(_EXIT_INCOMPLETE if done.failed else 0)
