"""`tenet rules`, `tenet persona` and `tenet policy`: what the reviewer believes, made readable."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.review.principles import Rule


def list_rules() -> None:
    """One line a rule: id, severity, principle, title."""
    rules = _all_rules()
    width = max(len(rule.id) for rule in rules)
    for rule in rules:
        typer.echo(f"{rule.id:<{width}}  {rule.severity:<7}  {rule.principle:<15}  {rule.title}")


def show_rule(rule_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """A rule's page: what it finds, why it matters, how to fix it."""
    from bot.rulebook import rule_page

    page = rule_page(rule_id, cache_folder=_cache())
    rule = next(one for one in _all_rules() if one.id == rule_id)
    about = (
        ("Rule", rule.id),
        ("Severity", f"{rule.severity} (confidence {rule.confidence})"),
        ("Principle", f"{rule.principle} ({rule.category})"),
        ("CWE", ", ".join(rule.cwe)),
        ("Languages", ", ".join(rule.languages)),
        ("Called wrong", _called_wrong(rule.id)),
    )
    for name, value in about:
        typer.echo(f"{name + ':':<14}{value}")
    typer.echo(f"\n{page.rstrip()}")


def _all_rules() -> Sequence["Rule"]:
    """The rules for Semgrep and those of the guard against removed protections, by id."""
    from bot.rulebook import load_protections, load_rules

    removed = (one.rule for one in load_protections())
    return sorted((*load_rules(cache_folder=_cache()), *removed), key=lambda one: one.id)


def _called_wrong(rule_id: str) -> str:
    """How often people called a finding of the rule a false positive, as far as is known here."""
    from bot.cli.settings import settings
    from bot.errors import TenetError
    from bot.review.reasons import counted
    from bot.store.database import look_into

    try:
        store = look_into(settings().database_url.get_secret_value())
        if store is None:
            return "not known here: there is no database of a service"
        with closing(store):
            return counted(store.answers.false_positives(rule_id), "time")
    except TenetError as exc:
        return f"not known now: {exc}"


def try_rules(
    folder: Annotated[Path | None, typer.Argument(help="A folder of rules; nothing: ours.")] = None,
) -> None:
    """Run every rule on its fixtures, as the bot would."""
    from bot.cli.settings import settings
    from bot.engines.scanner import semgrep_process
    from bot.rule_fixtures import check_fixtures
    from bot.rulebook import load_rules, rules_folder

    if folder is None:
        load_rules()  # a rule of ours that the bot would refuse is refused here, too
    start = semgrep_process.command(settings().semgrep)
    report = check_fixtures(folder or rules_folder(), start)
    for problem in report.problems:
        typer.echo(problem)
    typer.echo(
        f"{len(report.rule_ids)} rules, {len(report.marks)} marks, {len(report.problems)} problems"
    )
    raise typer.Exit(1 if report.problems else 0)


def show_coverage() -> None:
    """How many rules look for what in which language and framework; empty cells are shown."""
    from bot.rulebook import COLUMNS, Cell, pack_matrix

    matrix = pack_matrix(_cache())
    weaknesses = [
        ("", *COLUMNS),
        *(
            (f"{family} / {topic}", *(counts.get(one, 0) for one in COLUMNS))
            for (family, topic), counts in sorted(matrix.weaknesses.items())
        ),
    ]
    _show_table(weaknesses)
    for language in COLUMNS:
        rows = [
            (
                name or "any",
                *(matrix.cells.get(Cell(family, language, name), 0) for family in matrix.families),
            )
            for name in (None, *matrix.frameworks(language))
        ]
        typer.echo()
        _show_table([(language, *matrix.families), *rows])
    for cell in matrix.empty:
        typer.echo(f"Empty, and promised: {cell}")
    raise typer.Exit(1 if matrix.empty else 0)


def _show_table(rows: Sequence[tuple[object, ...]]) -> None:
    """Columns under their heads; a zero is shown as a dash."""
    texts = [[str(cell) if cell != 0 else "-" for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for first, *others in texts:
        cells = (f"{cell:>{width}}" for cell, width in zip(others, widths[1:], strict=True))
        typer.echo(f"{first:<{widths[0]}}  {'  '.join(cells)}".rstrip())


def show_persona(
    file: Annotated[str | None, typer.Argument(help="A persona file; nothing: ours.")] = None,
) -> None:
    """What was understood of a persona: its principles, and what enforces each."""
    from bot.rulebook import load_persona, load_rules, principle_coverage

    persona = load_persona(Path(file)) if file else load_persona()
    typer.echo(f"{persona.name}: {persona.description}")
    typer.echo(f"Model: {persona.model or 'sonnet'}\n")
    kind = None
    for one in principle_coverage(persona, load_rules(cache_folder=_cache())):
        if one.principle.kind is not kind:
            kind = one.principle.kind
            typer.echo(f"{kind.value.capitalize()}:")
        by = [f"{len(one.rules)} rules"] if one.rules else []
        by += list(one.checks)
        by += ["the model, by its page"] if one.rubric else []
        typer.echo(f"  {one.principle.id:<22} {one.principle.title}")
        typer.echo(f"  {'':<22} enforced by {', '.join(by) if by else 'NOTHING'}")


def check_policy(
    file: Annotated[Path, typer.Argument(help="The policy file.")] = Path(".github/tenet.yml"),
) -> None:
    """Say whether a policy file is right, and if not, which line and why."""
    from bot.app.reviewer import read_file
    from bot.policy_file import parse_policy

    parse_policy(read_file(file), str(file))
    typer.echo(f"{file} is right.")


def _cache() -> Path:
    from bot.app.reviewer import rule_cache
    from bot.cli.settings import settings

    return rule_cache(settings())
