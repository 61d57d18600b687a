"""Spans for OpenTelemetry where the operator wants them: one for a job, one for each of its steps.

They say what took how long and which pull request it was for, and nothing that anybody wrote.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.errors import OperatorError

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer

_TIMEOUT = 5  # seconds for one delivery to the collector; it is given up at the end of the process
_tracers: "list[Tracer]" = []  # none, or the one that was set up


def set_up(endpoint: str, version: str) -> Callable[[], None]:
    """Send spans to the collector at this address from now on, until what is returned is called.

    Raises OperatorError without the packages of the extra `otel`.
    """
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415  an extra
            OTLPSpanExporter,
        )
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415  the same
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415  the same
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415  the same
    except ImportError as exc:
        raise OperatorError(
            "OTEL_EXPORTER_OTLP_ENDPOINT is set and OpenTelemetry is not installed: "
            "`pip install 'tenet-review[otel]'`, or unset it."
        ) from exc
    about = Resource.create({"service.name": "tenet", "service.version": version})
    provider = TracerProvider(resource=about, shutdown_on_exit=False)
    exporter = OTLPSpanExporter(endpoint=f"{endpoint}/v1/traces", timeout=_TIMEOUT)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    _tracers.append(provider.get_tracer("tenet"))

    def end() -> None:
        _tracers.clear()
        provider.shutdown()

    return end


@contextmanager
def span(name: str, **attributes: object) -> Iterator[None]:
    """What happens within is one span; one that ends with an error is marked by its kind."""
    if not _tracers:
        yield
        return
    from opentelemetry.trace import StatusCode  # noqa: PLC0415  an extra

    known = {key: str(value) for key, value in attributes.items() if value is not None}
    with _tracers[-1].start_as_current_span(
        name, attributes=known, record_exception=False, set_status_on_exception=False
    ) as one:
        try:
            yield
        except BaseException as exc:
            # The kind alone: what an error says may hold what somebody wrote.
            one.set_status(StatusCode.ERROR, type(exc).__name__)
            raise
