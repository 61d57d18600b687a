"""What people answered on pull requests, on the command line."""

import json
import os
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from bot.store.answers import Answer, AnswerKind
from bot.store.database import open_store
from bot.store.reviews import PullRequestKey
from tests.support import commands

MARK = "f0123456789abcdef"
RULE = "command-building-python"
WAIVER = Answer(
    pull_request=PullRequestKey("https://api.github.com", 99, 7, 12),
    repository="acme/shop",
    fingerprint=MARK,
    kind=AnswerKind.WAIVER,
    rule_id=RULE,
    owner="wanda",
    reason="The \x1b[2J reader.",
    expires=date(2020, 12, 22),
    answered_at=datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
)
WRONG = replace(
    WAIVER, fingerprint="f1", kind=AnswerKind.FALSE_POSITIVE, reason="A number.", expires=None
)


def tenet(folder: Path, *words: str) -> str:
    done = commands.run(
        words, {"PATH": os.environ["PATH"], "HOME": str(folder), "TENET_DATA_DIR": str(folder)}
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def answered(folder: Path, *, taken_back: bool = False) -> None:
    with closing(open_store(f"sqlite:///{folder}/tenet.db")) as store:
        store.answers.give(WAIVER)
        store.answers.give(WRONG)
        if taken_back:
            moment = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
            store.answers.take_back(WRONG.pull_request, "f1", "william", moment)


def test_answers_are_listed_for_people_and_for_programs(tmp_path: Path) -> None:
    answered(tmp_path)

    where = f"{RULE}  acme/shop#12"
    assert tenet(tmp_path, "waivers", "list").splitlines() == [
        f"{MARK}  waiver          ended on 2020-12-22  {where}  wanda: The \\x1b[2J reader.",
        f"f1  false-positive  for good             {where}  wanda: A number.",
    ]
    first, second = json.loads(tenet(tmp_path, "waivers", "list", "--json"))
    assert first == {
        "fingerprint": MARK,
        "kind": "waiver",
        "rule_id": RULE,
        "repository": "acme/shop",
        "number": 12,
        "owner": "wanda",
        "reason": "The \x1b[2J reader.",
        "expires": "2020-12-22",
        "in_force": False,
        "answered_at": "2026-11-22T12:00:00+00:00",
        "taken_back_by": None,
        "taken_back_at": None,
    }
    assert (second["kind"], second["expires"], second["in_force"]) == ("false-positive", None, True)


def test_what_was_taken_back_is_listed_with_who_did_it(tmp_path: Path) -> None:
    answered(tmp_path, taken_back=True)

    assert "f1  false-positive  taken back on 2026-11-23 by william  " in (
        tenet(tmp_path, "waivers", "list")
    )
    _, wrong = json.loads(tenet(tmp_path, "waivers", "list", "--json"))
    assert (wrong["owner"], wrong["taken_back_by"], wrong["in_force"]) == (
        "wanda",
        "william",
        False,
    )
    assert wrong["taken_back_at"] == "2026-11-23T12:00:00+00:00"
    assert "Called wrong: 0 times\n" in tenet(tmp_path, "rules", "show", RULE)


def test_what_was_called_wrong_stands_on_the_page_of_its_rule(tmp_path: Path) -> None:
    answered(tmp_path)

    assert "Called wrong: 1 time\n" in tenet(tmp_path, "rules", "show", RULE)


def test_where_there_is_no_database_none_is_made(tmp_path: Path) -> None:
    assert json.loads(tenet(tmp_path, "waivers", "list", "--json")) == []
    assert "Nobody has waived" in tenet(tmp_path, "waivers", "list")
    assert "not known here" in tenet(tmp_path, "rules", "show", RULE)
    assert not list(tmp_path.rglob("*.db"))
