"""Every command of `tenet`, in one table."""

from importlib import metadata
from typing import Annotated

import typer

from bot.cli import beliefs, ci, doctor, evaluate, jobs, review, scan, service, waivers
from bot.cli.examples import epilog

commands = typer.Typer(
    name="tenet",
    help="Tenet holds a change against what a senior backend developer stands for.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
rules = typer.Typer(help="What Semgrep looks for.", no_args_is_help=True)
persona = typer.Typer(help="Who reviews, and by which principles.", no_args_is_help=True)
policy = typer.Typer(help="What a repository decides.", no_args_is_help=True)
tasks = typer.Typer(help="What the service has to do, and what failed.", no_args_is_help=True)
answers = typer.Typer(help="What people answered to findings.", no_args_is_help=True)


def _print_version(wanted: bool) -> None:  # noqa: FBT001  typer calls it so
    if wanted:
        typer.echo(f"tenet {metadata.version('tenet-review')}")
        raise typer.Exit


@commands.callback()
def tenet(
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Tenet holds a change against what a senior backend developer stands for."""


commands.command("review")(review.review)
commands.command("ci")(ci.ci)
commands.command("scan")(scan.scan)
commands.command("eval")(evaluate.evaluate)
commands.command("serve")(service.serve)
commands.command("worker")(service.worker)
commands.command("sandbox")(service.sandbox)
commands.command("doctor")(doctor.doctor)
commands.add_typer(rules, name="rules")
commands.add_typer(persona, name="persona")
commands.add_typer(policy, name="policy")
commands.add_typer(answers, name="waivers")
commands.add_typer(tasks, name="jobs")
rules.command("list")(beliefs.list_rules)
rules.command("show")(beliefs.show_rule)
rules.command("test")(beliefs.try_rules)
rules.command("coverage")(beliefs.show_coverage)
persona.command("show")(beliefs.show_persona)
policy.command("check")(beliefs.check_policy)
answers.command("list")(waivers.list_waivers)
tasks.command("list")(jobs.list_jobs)
tasks.command("show")(jobs.show_job)
tasks.command("retry")(jobs.retry_job)
tasks.command("cancel")(jobs.cancel_job)

for group, prefix in (
    (commands, ""),
    *((one.typer_instance, one.name) for one in commands.registered_groups),
):
    for command in group.registered_commands if group else ():
        command.epilog = epilog(f"{prefix} {command.name}".strip())
