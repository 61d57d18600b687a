"""`tenet ci`: review the change that a CI job runs on."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.review import EXIT_CODE, Format, refuse_output, write_report
from bot.review.policy import FailOn
from bot.review.verdict import Verdict


def ci(
    *,
    base: Annotated[
        str | None, typer.Option(help="Compare with this revision, whatever the job runs on.")
    ] = None,
    head: Annotated[str | None, typer.Option(help="Review this revision.")] = None,
    output_format: Annotated[
        Format, typer.Option("--format", help="How to write the report.")
    ] = Format.TEXT,
    output: Annotated[Path | None, typer.Option(help="Write the report to this file.")] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="The severity from which findings fail the job.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail the job if not everything was looked at.")
    ] = False,
) -> None:
    """Review the change that a CI job runs on; the job is the check.

    In GitHub Actions a pull request's review is posted, if GITHUB_TOKEN may; else, and on a push or
    a merge group, its findings are annotations. GitLab CI and Jenkins say the change of a merge
    or pull request by their variables. Anywhere else name a base.

    What a shallow clone lacks is fetched beside it with the job's token, or read through the API.

    Exit codes: 0 passed, or not fully looked at where the policy says so, 1 findings at or above
    --fail-on, 2 wrong use, 3 not fully looked at, by --strict or the policy.
    """
    from bot.cli.job import UnwantedError, review_job
    from bot.cli.job_page import warn
    from bot.sources.deepening import NotThereError

    refuse_output(output)
    try:
        done = review_job(base, head, fail_on, with_flows=output_format is Format.SARIF)
    except UnwantedError as exc:
        warn(f"not reviewed: {exc}")
        return
    except NotThereError as exc:
        warn(
            f"nothing was looked at: {exc} Give the clone its history: `fetch-depth: 0` for "
            "actions/checkout, `GIT_DEPTH: 0` in GitLab CI."
        )
        raise typer.Exit(EXIT_CODE[Verdict.INCOMPLETE]) from exc
    write_report(done.review, output_format, output)
    if done.is_neutral and not strict:
        why = "; ".join(done.review.reasons)
        warn(f"not fully reviewed, {why}; `--strict` fails the job for it")
        return
    raise typer.Exit(EXIT_CODE[done.review.verdict])
