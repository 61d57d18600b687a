"""A line means one command, or says what is wrong with it; everything else asks nothing of us."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.commands import (
    MAX_LINE,
    MAX_REASON,
    Command,
    Malformed,
    Verb,
    command_line,
    parse,
)

MARK = "f0123456789abcdef"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "tenet review",
        "Please do\n/tenet review",
        "\n/tenet review",
        "> /tenet review",
        ">/tenet review",
        "    /tenet review",
        "\t/tenet review",
        "\u00a0/tenet review",
        "```\n/tenet review\n```",
        "~~~\n/tenet review",
        "`/tenet review`",
        "<!-- /tenet review -->",
        "- /tenet review",
        "/tenet-review",
        "/tenetreview",
        "/tenet/review",
        "/tenet\u200b review",
        "/reviews",
        "/\u0442enet review",
        "//tenet review",
        "@tenet review",
        "\u202e/tenet review",
    ],
)
def test_what_is_not_the_first_plain_line_asks_nothing(body: str) -> None:
    assert command_line(body) is None


@pytest.mark.parametrize(
    ("body", "command"),
    [
        ("/tenet review", Command(Verb.REVIEW)),
        ("/Tenet REVIEW  ", Command(Verb.REVIEW)),
        ("   /tenet\u00a0review\r\nplease", Command(Verb.REVIEW)),
        ("/tenet review full\rplease", Command(Verb.FULL_REVIEW)),
        ("/review", Command(Verb.REVIEW)),
        ("/review full", Command(Verb.FULL_REVIEW)),
        ("/review review full", Command(Verb.FULL_REVIEW)),
        ("/review help", Command(Verb.HELP)),
        ("/tenet", Command(Verb.HELP)),
        ("/tenet help", Command(Verb.HELP)),
        ("/tenet pause", Command(Verb.PAUSE)),
        ("/tenet resume", Command(Verb.RESUME)),
        (f"/tenet explain {MARK}", Command(Verb.EXPLAIN, MARK)),
        (f"/tenet explain `{MARK}`", Command(Verb.EXPLAIN, MARK)),
        (f"/tenet reopen `{MARK}`", Command(Verb.REOPEN, MARK)),
        (f"/tenet waive {MARK} 30d the  reader", Command(Verb.WAIVE, MARK, 30, "the reader")),
        (f"/tenet waive {MARK.upper()} 365D a", Command(Verb.WAIVE, MARK, 365, "a")),
        (
            f"/tenet false-positive {MARK} it is a number",
            Command(Verb.FALSE_POSITIVE, MARK, 0, "it is a number"),
        ),
        (
            f"/tenet waive {MARK} 1d see ghp_{'a' * 36}",
            Command(Verb.WAIVE, MARK, 1, "see [SECRET:github-token]"),
        ),
    ],
)
def test_a_command_is_read(body: str, command: Command) -> None:
    line = command_line(body)
    assert line is not None
    assert parse(line) == command


@pytest.mark.parametrize(
    ("body", "verb", "why"),
    [
        ("/tenet full", None, "no such command"),
        ("/tenet rewiev", None, "no such command"),
        ("/tenet -- help", None, "no such command"),
        ("/review please", None, "no such command"),
        ("/tenet review now", Verb.REVIEW, "Nothing may follow"),
        ("/tenet review full now", Verb.FULL_REVIEW, "Nothing may follow"),
        ("/tenet pause 3d", Verb.PAUSE, "Nothing may follow"),
        ("/tenet explain", Verb.EXPLAIN, "fingerprint is needed"),
        ("/tenet explain f1", Verb.EXPLAIN, "fingerprint is needed"),
        (f"/tenet explain {MARK} why", Verb.EXPLAIN, "Nothing may follow"),
        ("/tenet reopen", Verb.REOPEN, "fingerprint is needed"),
        (f"/tenet reopen {MARK} please", Verb.REOPEN, "Nothing may follow"),
        ("/tenet waive", Verb.WAIVE, "fingerprint is needed"),
        (f"/tenet waive {MARK}", Verb.WAIVE, "How long"),
        (f"/tenet waive {MARK} for ever", Verb.WAIVE, "How long"),
        (f"/tenet waive {MARK} 0d mine", Verb.WAIVE, "How long"),
        (f"/tenet waive {MARK} 366d mine", Verb.WAIVE, "How long"),
        (f"/tenet waive {MARK} -3d mine", Verb.WAIVE, "How long"),
        (f"/tenet waive {MARK} \u0663d mine", Verb.WAIVE, "How long"),
        (f"/tenet waive {MARK} {'9' * 9_000}d mine", Verb.WAIVE, "How long"),
        (f"/tenet waive {MARK} 30d", Verb.WAIVE, "A reason is needed"),
        (f"/tenet waive {MARK} 30d --- \u200b", Verb.WAIVE, "A reason is needed"),
        (f"/tenet false-positive {MARK}", Verb.FALSE_POSITIVE, "A reason is needed"),
        (
            f"/tenet false-positive {MARK} {'x' * (MAX_REASON + 1)}",
            Verb.FALSE_POSITIVE,
            "longer than 500",
        ),
        (f"/tenet waive {MARK} 1d {'x ' * 30_000}", Verb.WAIVE, "longer than 500"),
    ],
)
def test_a_malformed_command_says_what_is_wrong(body: str, verb: Verb | None, why: str) -> None:
    line = command_line(body)
    assert line is not None
    asked = parse(line)
    assert isinstance(asked, Malformed)
    assert asked.verb is verb
    assert why in asked.why


def test_nothing_of_a_long_line_but_its_beginning_is_kept() -> None:
    token = "ghp_" + "a" * 36
    line = command_line(f"/tenet waive {MARK} 1d {'x' * (MAX_LINE - 40)} {token} {'y' * 50_000}")
    assert line is not None
    assert len(line) == MAX_LINE
    assert token[:10] not in line


@given(st.text(max_size=200), st.sampled_from(["", "/tenet ", "/review ", f"/tenet waive {MARK} "]))
def test_any_text_is_read_or_asks_nothing_and_is_kept_the_same(text: str, begin: str) -> None:
    line = command_line(begin + text)
    if line is not None:
        assert command_line(line) == line
        assert isinstance(parse(line), Command | Malformed)


def test_only_some_commands_are_for_an_author_without_write_access() -> None:
    assert [one.value for one in Verb if one.for_author] == ["review", "explain", "help"]
