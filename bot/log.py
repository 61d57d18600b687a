"""Structured logs that never contain a secret.

Everything goes through the standard library's logging, ours and the vendors' alike, to one handler
whose formatter cleans every value. structlog renders; it is imported with the first line that is
written, because importing it takes longer than most commands.
"""

import logging
import math
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from enum import StrEnum
from itertools import islice
from typing import Any, TextIO

from bot.review.redaction import redact


class LogFormat(StrEnum):
    """How a line is written: for machines, or for people."""

    JSON = "json"
    CONSOLE = "console"


class LogLevel(StrEnum):
    """From which level on lines are written."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


MAX_VALUE = 4_000  # characters of one value; strangers choose how long most of them are
MAX_TRACEBACK = 30_000
_MAX_DEPTH = 5
_MAX_ITEMS = 100
_SHORTEST_SECRET = 8  # a shorter one would be found in innocent words

# They bring handlers of their own, which would write past the filter.
_WITH_OWN_HANDLERS = ("uvicorn", "uvicorn.error", "uvicorn.access", "dbos")
# At `debug` they write whole requests.
_TALKATIVE = ("httpcore", "httpcore2", "httpx", "httpx2", "urllib3", "github", "asyncio")

# Controls, bidirectional marks, line separators and halves of characters: shown, never obeyed.
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_UNSAFE_IN_LINE = re.compile(rf"(?!\t){_UNSAFE.pattern}")


class Log:
    """What a module logs with: an event in a few constant words, and its values by name."""

    __slots__ = ("_logger",)

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(name)

    def debug(self, event: str, **values: object) -> None:
        """Something that only a developer wants to know."""
        self._write(logging.DEBUG, event, values)

    def info(self, event: str, **values: object) -> None:
        """Something that happened as it should."""
        self._write(logging.INFO, event, values)

    def warning(self, event: str, **values: object) -> None:
        """Something that the operator should look at some day."""
        self._write(logging.WARNING, event, values)

    def error(self, event: str, **values: object) -> None:
        """Something that the operator should look at now."""
        self._write(logging.ERROR, event, values)

    def exception(self, event: str, **values: object) -> None:
        """An error with the traceback of the exception that is being handled."""
        self._write(logging.ERROR, event, values, traceback=True)

    def _write(
        self, level: int, event: str, values: Mapping[str, object], *, traceback: bool = False
    ) -> None:
        if self._logger.isEnabledFor(level):
            # Percent signs stay as they are: without arguments, logging formats nothing.
            self._logger.log(level, event, extra={_VALUES: values}, exc_info=traceback)


_VALUES = "tenet_values"
# What other formatters, and uvicorn, leave on a record: the event once more.
_TWINS = ("message", "asctime", "color_message")


@contextmanager
def bound(**values: object) -> Iterator[None]:
    """Puts these values (delivery, repository, number, head) on every line within the block."""
    from structlog.contextvars import bound_contextvars  # noqa: PLC0415  late: see the module

    with bound_contextvars(**values):
        yield


def bind_further(**values: object) -> None:
    """Put a value on the lines to come, of a name that a block of `bound` has; it ends with it."""
    from structlog.contextvars import bind_contextvars  # noqa: PLC0415  late: see the module

    bind_contextvars(**values)


def configure(
    level: LogLevel = LogLevel.INFO,
    form: LogFormat | None = None,
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
) -> None:
    """Sends every log line of the process to standard error, or to `stream`.

    `form` is by default `console` on a terminal and `json` elsewhere. `secrets` are the values of
    the settings that must not be seen, whatever they look like. Calling it again replaces it.
    """
    target = sys.stderr if stream is None else stream
    handler = _Handler(target)
    handler.setFormatter(_Formatter(form or _fitting(target), target.isatty(), Cleaner(secrets)))
    root = logging.getLogger()
    for former in [one for one in root.handlers if isinstance(one, _Handler)]:
        root.removeHandler(former)
    root.addHandler(handler)
    root.setLevel(level.value.upper())
    for name in _WITH_OWN_HANDLERS:
        vendor = logging.getLogger(name)
        vendor.handlers = [logging.NullHandler()]  # one is enough to keep theirs away
        vendor.propagate = True
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)


def _fitting(stream: TextIO) -> LogFormat:
    return LogFormat.CONSOLE if stream.isatty() else LogFormat.JSON


class Cleaner:
    """Takes secrets and control characters out of values of any kind."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = sorted({one for one in secrets if len(one) >= _SHORTEST_SECRET}, key=len)
        self._known = re.compile("|".join(re.escape(one) for one in reversed(known)) or r"(?!)")

    def text(self, text: str) -> str:
        """One line of text that a log may hold."""
        return _escaped(_shortened(self._redacted(text), MAX_VALUE), _UNSAFE)

    def lines(self, text: str, mark: str = "") -> str:
        """A traceback: its lines stay, each behind a mark, so that none poses as a line of ours."""
        kept = _shortened(self._redacted(text), MAX_TRACEBACK).split("\n")
        return "\n".join(mark + _escaped(line, _UNSAFE_IN_LINE) for line in kept)

    def value(self, value: object, depth: int = 0) -> object:
        """The value as JSON knows it, clean."""
        if value is None or isinstance(value, int):
            return value
        if isinstance(value, float) and math.isfinite(value):
            return value
        if isinstance(value, bytes | bytearray):
            return self.text(value.decode("utf-8", "backslashreplace"))
        if isinstance(value, Mapping | list | tuple | set | frozenset):
            return self._collection(value, depth + 1)
        return self.text(str(value))

    def _collection(self, value: Collection[object], depth: int) -> object:
        if depth > _MAX_DEPTH:
            return "…"
        if isinstance(value, Mapping):
            pairs = islice(value.items(), _MAX_ITEMS)
            return {self.text(str(key)): self.value(one, depth) for key, one in pairs}
        return [self.value(one, depth) for one in islice(value, _MAX_ITEMS)]

    def _redacted(self, text: str) -> str:
        return redact(self._known.sub("[SECRET:setting]", text))


def _shortened(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    half = most // 2
    return f"{text[:half]} … {len(text) - most} characters left out … {text[-half:]}"


def _escaped(text: str, unsafe: re.Pattern[str]) -> str:
    return unsafe.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


class _Formatter(logging.Formatter):
    """Renders a record by structlog, which the first record imports."""

    def __init__(self, form: LogFormat, on_terminal: bool, cleaner: Cleaner) -> None:  # noqa: FBT001  built once
        super().__init__()
        self._form = form
        self._on_terminal = on_terminal
        self._cleaner = cleaner
        self._renderer: logging.Formatter | None = None

    def format(self, record: logging.LogRecord) -> str:
        if self._renderer is None:
            self._renderer = self._build()
        return self._renderer.format(record)

    def _build(self) -> logging.Formatter:
        import structlog  # noqa: PLC0415  late: see the module

        render: Any = structlog.processors.JSONRenderer()
        if self._form is LogFormat.CONSOLE:
            # Its own tracebacks show the values of variables, and so secrets.
            render = structlog.dev.ConsoleRenderer(
                colors=self._on_terminal, exception_formatter=structlog.dev.plain_traceback
            )
        return structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.add_logger_name,
                structlog.stdlib.add_log_level,
                structlog.contextvars.merge_contextvars,
                structlog.stdlib.ExtraAdder(),
                _unfold_values,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.format_exc_info,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                self._clean,
                render,
            ]
        )

    def _clean(
        self, _logger: object, _method: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        mark = "  | " if self._form is LogFormat.CONSOLE else ""
        cleaned: dict[str, Any] = {}
        for key, value in event.items():
            if key == "exception" and isinstance(value, str):
                cleaned[key] = self._cleaner.lines(value, mark)
            else:
                cleaned[self._cleaner.text(key)] = self._cleaner.value(value)
        return cleaned


def _unfold_values(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Values stand beside the event; none replaces what the line itself says."""
    for twin in _TWINS:
        event.pop(twin, None)
    for key, value in event.pop(_VALUES, {}).items():
        event[f"{key}_" if key in {"event", "level", "logger", "timestamp"} else key] = value
    return event


class _Handler(logging.StreamHandler[TextIO]):
    """Writes lines; a record that cannot be rendered is named, and its arguments are not shown."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  logging calls it so
        fault = sys.exc_info()[0]
        if fault is None or issubclass(fault, OSError):
            return  # the stream itself is gone: there is nowhere left to say so
        self.stream.write(f"A log line of {record.name} could not be written ({fault.__name__}).\n")


_PATH = 2  # where uvicorn gives it, behind the client and the method


def without_query(record: logging.LogRecord) -> bool:
    """A filter of uvicorn's access log: what stands behind the `?` may be a code of somebody's."""
    given = record.args
    path = given[_PATH] if isinstance(given, tuple) and len(given) > _PATH else None
    if isinstance(given, tuple) and isinstance(path, str):
        record.args = (*given[:_PATH], path.partition("?")[0], *given[_PATH + 1 :])
    return True
