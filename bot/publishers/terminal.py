"""The review as text: coloured on a terminal, readable without."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import IO

from rich.console import Console
from rich.style import Style
from rich.text import Text

from bot.review.change import Side
from bot.review.coverage import Coverage
from bot.review.findings import Location, Severity, Status
from bot.review.markdown import visible
from bot.review.reasons import counted
from bot.review.verdict import PlacedFinding, Review, Verdict

_SEVERITY_STYLE = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.NOTE: "bold blue",
}
_VERDICT_STYLE = {
    Verdict.PASSED: "bold green",
    Verdict.FAILED: "bold red",
    Verdict.INCOMPLETE: "bold yellow",
}
_COMMAND = re.compile(r"\A(\s*):(?=:)")
_MAX_PATHS = 5  # named for one reason why files were not looked at


def write(
    review: Review, file: IO[str], *, colour: bool | None = None, root: Path | None = None
) -> None:
    """Print the review; `colour` None lets the terminal and NO_COLOR decide.

    On a terminal the places are links to the files below `root`, the reviewed working tree.
    """
    console = Console(
        file=file,
        force_terminal=colour,
        no_color=None if colour is None else not colour,
        highlight=False,
        soft_wrap=True,
        markup=False,
        emoji=False,
    )
    # Written by us and not by rich, which ends the process when nobody reads any more.
    with console.capture() as printed:
        for line in _lines(review, root):
            console.print(line)
    file.write(printed.get())


def _lines(review: Review, root: Path | None) -> Iterable[Text]:
    for one in review.introduced:
        yield from _finding(one, root)
    others = _others(review)
    if others:
        yield Text(others, "dim")
    for suppressed in review.suppressed:
        yield _line("suppressed ", suppressed.path, f" ({suppressed.how}): {suppressed.reason}")
    yield from _not_looked_at([one for one in review.coverage if one.gap is not None])
    for notice in review.notices:
        yield Text(inert(notice), "yellow")
    yield from _conclusion(review)


def _finding(one: PlacedFinding, root: Path | None) -> Iterable[Text]:
    finding = one.finding
    where = finding.location
    head = Text()
    head.append(finding.severity.value, _SEVERITY_STYLE[finding.severity])
    head.append(f"  {inert(finding.title)}  ", "bold")
    head.append(inert(f"{finding.principle} · {finding.rule_id or finding.source}"), "dim")
    yield head
    if where is not None:
        side = " (before this change)" if where.side is Side.LEFT else ""
        place = Text("  ")
        place.append(f"{inert(where.path)}:{where.start_line}", _place_style(where, root))
        place.append(side, "cyan")
        yield place
        for number, line in enumerate(finding.quote.split("\n"), where.start_line):
            frame = Text(f"  {number:>5} │ ", "dim")
            frame.append(inert(line.expandtabs(4)), "not dim")
            yield frame
    for line in finding.message.strip().splitlines():
        yield Text(f"  {inert(line)}")
    if finding.suggestion is not None:
        yield Text("  Instead:", "dim")
        for line in finding.suggestion.replacement.split("\n"):
            yield Text(f"        + {inert(line.expandtabs(4))}", "green")
    yield Text()


def _place_style(where: Location, root: Path | None) -> Style:
    """Cyan, and a link where the file can be opened: its address has no sign that steers."""
    return Style(color="cyan", link=_address(where, root) if root is not None else None)


def _address(where: Location, root: Path) -> str | None:
    try:
        file = (root / where.path).resolve()
        is_there = file.is_relative_to(root.resolve()) and file.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return None
    return file.as_uri() if is_there and where.side is Side.RIGHT else None


def _others(review: Review) -> str:
    counts = [
        (sum(one.status is status for one in review.findings), words)
        for status, words in (
            (Status.PREEXISTING, "stood there before"),
            (Status.FIXED, "fixed by this change"),
        )
    ]
    return "; ".join(f"{counted(count, 'finding')} {words}" for count, words in counts if count)


def _not_looked_at(gaps: Sequence[Coverage]) -> Iterable[Text]:
    def kind(one: Coverage) -> tuple[bool, str, str]:
        return not one.blocks, one.engine, one.reason or ""

    for (harmless, engine, reason), group in groupby(sorted(gaps, key=kind), key=kind):
        paths = [inert(one.path) for one in group]
        named = ", ".join(paths[:_MAX_PATHS])
        more = f" and {len(paths) - _MAX_PATHS} more" if len(paths) > _MAX_PATHS else ""
        style = "dim" if harmless else "yellow"
        yield Text(f"not looked at by {engine} ({inert(reason)}): {named}{more}", style)


def _conclusion(review: Review) -> Iterable[Text]:
    change = review.change
    added, removed = (
        sum(file.added for file in change.files),
        sum(file.removed for file in change.files),
    )
    verdict = Text()
    verdict.append(review.verdict.value, _VERDICT_STYLE[review.verdict])
    if review.reasons:
        verdict.append(f": {'; '.join(inert(one) for one in review.reasons)}")
    yield verdict
    looked = f"{counted(len(change.files), 'file')}, +{added} -{removed}"
    by = [f"semgrep {review.tool.semgrep}"]
    if review.usage.model_calls:
        by.append(f"{review.tool.model} (${review.usage.cost_usd:.4f})")
    between = f"{change.base_sha[:10]}..{change.head_sha[:10]}"
    yield Text(f"{between}: {looked} · {inert(', '.join(by))}", "dim")


def inert(text: str) -> str:
    """The text with all that hides or steers made visible, also what steers a CI job.

    GitHub's runner obeys `::` where a printed line begins, and `##[` anywhere in it:
    https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
    """
    text = visible(text).replace("##[", r"#\x23[")
    return _COMMAND.sub(r"\1\\x3a", text)


def _line(label: str, path: str, rest: str) -> Text:
    return Text(f"{label}{inert(path)}{inert(rest)}", "dim")
