import json
import logging
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.log import Cleaner, Log, LogFormat, LogLevel, bound, configure, without_query

TOKEN = "ghs_" + "a1B2c3D4" * 5
MODEL_KEY = "sk-ant-" + "x9Y8z7" * 5
WEBHOOK_SECRET = "correct horse battery staple, twice over"
PEM_BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n" * 3
PEM = f"-----BEGIN PRIVATE KEY-----\n{PEM_BODY}-----END PRIVATE KEY-----\n"
CANARIES = (TOKEN, MODEL_KEY, WEBHOOK_SECRET, PEM, "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj")


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def stream() -> Iterator[StringIO]:
    """Where lines go, with the process's own logging put back afterwards."""
    names = ("", "uvicorn", "uvicorn.error", "uvicorn.access", "dbos")
    before = {
        name: (one.handlers[:], one.level, one.propagate)
        for name in names
        for one in (logging.getLogger(name),)
    }
    yield StringIO()
    logging.captureWarnings(False)
    for name, (handlers, level, propagate) in before.items():
        one = logging.getLogger(name)
        one.handlers[:], one.propagate = handlers, propagate
        one.setLevel(level)


def run(script: str) -> subprocess.CompletedProcess[str]:
    """What a fresh Python says that runs this script."""
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )


def written(stream: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_holds_event_level_logger_time_and_values(stream: StringIO) -> None:
    configure(stream=stream)
    Log("bot.server").info("delivery accepted", delivery="72d3162e", size=12, took=0.5, late=False)
    [line] = written(stream)
    assert str(line.pop("timestamp")).endswith("Z")
    assert line == {
        "event": "delivery accepted",
        "level": "info",
        "logger": "bot.server",
        "delivery": "72d3162e",
        "size": 12,
        "took": 0.5,
        "late": False,
    }


def test_a_value_never_replaces_what_the_line_itself_says(stream: StringIO) -> None:
    configure(stream=stream)
    Log("bot").warning("100% odd: %s", level="debug", logger="root")
    [line] = written(stream)
    assert (line["event"], line["level"], line["logger"]) == ("100% odd: %s", "warning", "bot")
    assert (line["level_"], line["logger_"]) == ("debug", "root")


def test_bound_values_stand_on_every_line_of_the_block_also_of_vendors(stream: StringIO) -> None:
    configure(stream=stream)
    with bound(delivery="72d3162e", repository=7, number=3, head="abc"):
        Log("bot").info("inside")
        logging.getLogger("vendor").info("inside")
    Log("bot").info("outside")
    first, second, third = written(stream)
    for line in (first, second):
        assert (line["delivery"], line["repository"]) == ("72d3162e", 7)
        assert (line["number"], line["head"]) == (3, "abc")
    assert "delivery" not in third


def test_lines_below_the_level_are_not_written(stream: StringIO) -> None:
    configure(LogLevel.WARNING, stream=stream)
    Log("bot").info("quiet")
    logging.getLogger("vendor").info("quiet")
    Log("bot").error("loud")
    assert [line["event"] for line in written(stream)] == ["loud"]


def in_the_event(canary: str) -> None:
    Log("bot").info(f"cloning with {canary}")


def in_a_value(canary: str) -> None:
    Log("bot").info("cloning", url=f"https://x-access-token:{canary}@github.com/a/b")


def in_a_nested_value(canary: str) -> None:
    Log("bot").info("cloning", options={"environment": [("TOKEN", canary)], canary: 1})


def in_bytes(canary: str) -> None:
    Log("bot").info("cloning", body=canary.encode())


def in_an_object(canary: str) -> None:
    Log("bot").info("cloning", fault=ValueError(canary))


def refuse(what: str) -> None:
    raise ValueError(what)


def in_a_traceback(canary: str) -> None:
    try:
        try:
            refuse(f"refused: {canary}")
        except ValueError as exc:
            raise RuntimeError("cloning failed") from exc
    except RuntimeError:
        Log("bot").exception("cloning failed")


def in_a_vendors_argument(canary: str) -> None:
    logging.getLogger("uvicorn.error").warning("bad header %s", canary)


def in_a_vendors_extra(canary: str) -> None:
    logging.getLogger("dbos").warning("step failed", extra={"step_input": canary})


def in_a_vendors_traceback(canary: str) -> None:
    try:
        refuse(canary)
    except ValueError:
        logging.getLogger("urllib3.connectionpool").exception("broken")


def in_bound_values(canary: str) -> None:
    with bound(delivery=canary):
        Log("bot").info("accepted")


def in_a_warning(canary: str) -> None:
    warnings.warn(f"deprecated: {canary}", stacklevel=1)


LEAKS = [
    in_the_event,
    in_a_value,
    in_a_nested_value,
    in_bytes,
    in_an_object,
    in_a_traceback,
    in_a_vendors_argument,
    in_a_vendors_extra,
    in_a_vendors_traceback,
    in_bound_values,
    in_a_warning,
]


@pytest.mark.parametrize("form", list(LogFormat))
@pytest.mark.parametrize("canary", [TOKEN, MODEL_KEY, WEBHOOK_SECRET, PEM])
@pytest.mark.parametrize("leak", LEAKS)
@pytest.mark.filterwarnings("always::UserWarning")
def test_no_secret_is_ever_written(
    stream: StringIO, leak: Callable[[str], None], canary: str, form: LogFormat
) -> None:
    configure(LogLevel.DEBUG, form, secrets=(WEBHOOK_SECRET,), stream=stream)
    leak(canary)
    assert stream.getvalue()
    assert not [one for one in CANARIES if one in stream.getvalue()]


def test_a_traceback_is_written_without_the_values_of_variables(stream: StringIO) -> None:
    configure(form=LogFormat.CONSOLE, stream=stream)
    hidden = "a value that only a variable holds"
    try:
        refuse("refused")
    except ValueError:
        Log("bot").exception("failed")
    assert "ValueError: refused" in stream.getvalue()
    assert hidden not in stream.getvalue()


HOSTILE = "x\r\n2027-01-31 [info] forged\n::error::forged\x1b]8;;http://evil\x07\x9b31m\u202e"


@pytest.mark.parametrize("form", list(LogFormat))
def test_a_hostile_value_writes_one_line_and_no_control_character(
    stream: StringIO, form: LogFormat
) -> None:
    configure(form=form, stream=stream)
    Log("bot").info("read", path=f"{HOSTILE}\udcff")
    logging.getLogger("uvicorn.access").info("%s", HOSTILE)
    assert len(stream.getvalue().split("\n")) == 3
    assert not [sign for sign in stream.getvalue() if sign != "\n" and not sign.isprintable()]
    stream.getvalue().encode()


def test_a_hostile_exception_poses_as_no_line_of_ours(stream: StringIO) -> None:
    configure(form=LogFormat.CONSOLE, stream=stream)
    try:
        refuse(HOSTILE)
    except ValueError:
        Log("bot").exception("failed")
    first, *others = stream.getvalue().rstrip("\n").split("\n")
    assert "failed" in first
    assert all(line.startswith("  | ") for line in others)
    assert "\x1b" not in stream.getvalue()


def test_a_pipe_gets_json_on_standard_error() -> None:
    script = "import bot.log as l; l.configure(); l.Log('bot').info('started')"
    done = run(script)
    assert done.stdout == ""
    assert json.loads(done.stderr)["event"] == "started"


def test_a_terminal_gets_lines_for_people(stream: StringIO) -> None:
    terminal = Terminal()
    configure(stream=terminal)
    Log("bot").info("started")
    assert stream.getvalue() == ""
    assert "started" in terminal.getvalue()
    assert not terminal.getvalue().startswith("{")


def test_configuring_again_replaces_the_former_stream(stream: StringIO) -> None:
    configure(stream=stream)
    second = StringIO()
    configure(stream=second)
    Log("bot").info("once")
    assert stream.getvalue() == ""
    assert len(written(second)) == 1


def test_values_are_short_and_shallow(stream: StringIO) -> None:
    deep: list[object] = []
    for _ in range(2000):
        deep = [deep]
    configure(stream=stream)
    Log("bot").info("flood", text="a" * 10**6, many=[1] * 10**5, deep=deep, odd=float("nan"))
    [line] = written(stream)
    assert len(stream.getvalue()) < 6_000
    assert " … 996000 characters left out … " in str(line["text"])
    assert (line["deep"], line["odd"]) == ([[[[["…"]]]]], "nan")


def test_a_line_that_cannot_be_rendered_is_named_without_its_arguments() -> None:
    # In a process of its own: pytest's handlers refuse such a line before ours sees it.
    script = (
        "import logging, bot.log as l; l.configure();"
        f"logging.getLogger('vendor').warning('%d', {TOKEN!r})"
    )
    assert run(script).stderr == "A log line of vendor could not be written (TypeError).\n"


@given(st.text())
def test_clean_text_is_printable_whatever_comes(text: str) -> None:
    cleaned = Cleaner(("secret-value",)).text(f"{text}secret-value{text}")
    assert "secret-value" not in cleaned
    assert not set(cleaned) & {"\n", "\r", "\x1b", "\x07", "\x9b", "\u202e", "\u2028"}
    cleaned.encode()


def test_structlog_is_imported_with_the_first_line_only() -> None:
    script = (
        "import sys, bot.log as l; l.configure(); before = 'structlog' in sys.modules;"
        "l.Log('bot').info('started'); print(before, 'structlog' in sys.modules)"
    )
    done = run(script)
    assert done.stdout == "False True\n"


def test_the_access_log_does_not_say_what_stands_behind_an_address() -> None:
    given = ("127.0.0.1:1", "GET", "/sign-in/done?code=c0de&state=5", "1.1", 303)
    record = logging.LogRecord("uvicorn.access", 20, "", 1, '%s - "%s %s HTTP/%s" %d', given, None)

    assert without_query(record)
    assert record.getMessage() == '127.0.0.1:1 - "GET /sign-in/done HTTP/1.1" 303'
