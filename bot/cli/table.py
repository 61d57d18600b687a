"""Every command of `tenet`, in one table."""

import typer

from bot.cli import beliefs, ci, doctor, evaluate, jobs, review, scan, service, waivers

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
