"""What a job of GitHub Actions shows of a review: its summary, its outputs, annotations."""

import sys
from collections.abc import Mapping
from pathlib import Path

import typer

from bot.publishers import markdown_report, workflow_commands
from bot.publishers.terminal import inert
from bot.review.phrases import per_severity
from bot.review.verdict import Review

_COUNTS = ("errors", "warnings", "notes")


def warn(words: str) -> None:
    """A warning on standard error, which steers no job."""
    typer.echo(f"tenet: warning: {inert(words)}", err=True)


def summarise(text: str, environ: Mapping[str, str]) -> None:
    """Show a text of Markdown on the job's page, where the job has one."""
    _append(environ.get("GITHUB_STEP_SUMMARY", ""), text, "the job's summary")


def summary_of(review: Review, repository_url: str | None) -> str:
    """The whole review as the job's page shows it."""
    return markdown_report.render(review, repository_url)


def put_out(verdict: str, review: Review | None, environ: Mapping[str, str]) -> None:
    """Give later steps the verdict and the number of findings, where the job has outputs."""
    numbers = per_severity(review.introduced) if review else (0, 0, 0)
    counts = zip(_COUNTS, numbers, strict=True)
    lines = [f"verdict={verdict}", *(f"{name}={number}" for name, number in counts)]
    text = "".join(f"{line}\n" for line in lines)
    _append(environ.get("GITHUB_OUTPUT", ""), text, "the step's outputs")


def annotate(review: Review, environ: Mapping[str, str]) -> None:
    """Let GitHub's runner show the findings beside the code, where one listens.

    It reads standard error as it reads standard output, which the report has for itself.
    """
    if environ.get("GITHUB_ACTIONS") == "true":
        sys.stderr.write(workflow_commands.render(review))


def _append(path: str, text: str, what: str) -> None:
    if not path:
        return
    try:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as exc:
        warn(f"{what} cannot be written ({exc.strerror})")
