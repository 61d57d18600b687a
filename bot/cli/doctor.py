"""`tenet doctor`: is everything there that a review needs, and if not, what to do."""

import json
import os
from dataclasses import asdict
from typing import Annotated

import typer

_WRONG = 2


def doctor(
    *, as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False
) -> None:
    """Look at the installation, and say what to do about what is wrong."""
    from bot.app.doctor import examine
    from bot.app.health import State
    from bot.cli.settings import set_up_log
    from bot.settings import right_settings

    settings, wrong = right_settings(os.environ)
    set_up_log(settings)
    checks = examine(settings, wrong)
    if as_json:
        typer.echo(json.dumps({"checks": [asdict(one) for one in checks]}, indent=2))
    else:
        for one in checks:
            typer.echo(f"{one.status:<8} {one.name:<10} {one.found}")
            if one.next_step:
                typer.echo(f"{'':<20}{one.next_step}")
    raise typer.Exit(_WRONG if any(one.status is State.FAILED for one in checks) else 0)
