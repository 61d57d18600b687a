"""`tenet waivers`: what people answered to findings on pull requests."""

import json
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.store.answers import Answer


def list_waivers(
    *, as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False
) -> None:
    """Every finding that somebody waived or called wrong in a comment.

    Also what has ended or was taken back, and by whom. They are read from the service's database;
    those in a policy file stand there.
    """
    from bot.cli.review import today
    from bot.cli.settings import settings
    from bot.store.database import look_into

    store = look_into(settings().database_url.get_secret_value())
    if store is None:
        answers: tuple[Answer, ...] = ()
    else:
        with closing(store):
            answers = store.answers.all()
    if as_json:
        typer.echo(json.dumps([_as_json(one, today()) for one in answers], indent=2))
        return
    for one in answers:
        typer.echo(_line(one, today()))
    if not answers:
        typer.echo("Nobody has waived a finding, or called one wrong.")


def _line(answer: "Answer", day: date) -> str:
    from bot.review.markdown import visible

    state = _state(answer, day)
    rule = answer.rule_id or "the model"
    where = f"{answer.repository}#{answer.pull_request.number}"
    said = f"{answer.owner}: {answer.reason}"
    return visible(f"{answer.fingerprint}  {answer.kind:<14}  {state:<19}  {rule}  {where}  {said}")


def _state(answer: "Answer", day: date) -> str:
    if answer.taken_back_at is not None:
        return f"taken back on {answer.taken_back_at.date()} by {answer.taken_back_by}"
    if answer.expires is None:
        return "for good"
    return f"{'until' if _in_force(answer, day) else 'ended on'} {answer.expires}"


def _as_json(answer: "Answer", day: date) -> dict[str, object]:
    taken_back = answer.taken_back_at
    return {
        "fingerprint": answer.fingerprint,
        "kind": answer.kind.value,
        "rule_id": answer.rule_id,
        "repository": answer.repository,
        "number": answer.pull_request.number,
        "owner": answer.owner,
        "reason": answer.reason,
        "expires": None if answer.expires is None else answer.expires.isoformat(),
        "in_force": _in_force(answer, day),
        "answered_at": answer.answered_at.isoformat(timespec="seconds"),
        "taken_back_by": answer.taken_back_by,
        "taken_back_at": None if taken_back is None else taken_back.isoformat(timespec="seconds"),
    }


def _in_force(answer: "Answer", day: date) -> bool:
    return answer.taken_back_at is None and (answer.expires is None or answer.expires >= day)
