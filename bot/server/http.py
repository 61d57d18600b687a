"""The HTTP routes: the webhook, and whether this process is alive and ready."""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import FastAPI, Header, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from bot import meters
from bot.errors import TenetError
from bot.server.api_page import api_page
from bot.server.intake import Answer, Intake, not_stored
from bot.server.metrics import CONTENT_TYPE
from bot.server.pages import Pages

MAX_BODY = 25 * 1024 * 1024  # bytes; GitHub sends no larger payload
ANSWER_SECONDS = 8.0  # GitHub gives up on a delivery after 10

Readiness = Callable[[], tuple[bool, Mapping[str, Any]]]


def create_app(
    intake: Intake, readiness: Readiness, version: str, metrics: Callable[[], bytes]
) -> FastAPI:
    """The application; `readiness` tells whether this process can do its part, and why not.

    `metrics` gives what Prometheus reads; it may raise TenetError.
    """
    app = FastAPI(title="Tenet", version=version, docs_url=None, redoc_url=None)

    @app.post("/webhook", status_code=202, responses=_WEBHOOK_ANSWERS)
    async def webhook(
        request: Request,
        x_github_event: Annotated[str | None, Header()] = None,  # noqa: ARG001  for the description
        x_github_delivery: Annotated[str | None, Header()] = None,  # noqa: ARG001  the same
        x_hub_signature_256: Annotated[str | None, Header()] = None,  # noqa: ARG001  the same
    ) -> JSONResponse:
        """Take in a delivery of GitHub; answered only after it is on disk."""
        started = time.monotonic()
        answer = await _taken_in(intake, request)
        meters.count(
            meters.DELIVERIES,
            outcome=_OUTCOMES.get(answer.status, answer.body.get("status", "other")),
        )
        meters.observe(meters.WEBHOOK_SECONDS, time.monotonic() - started)
        return _response(answer)

    @app.get("/healthz")
    async def healthz() -> Mapping[str, str]:
        """Whether this process is alive."""
        return {"status": "ok"}

    @app.get("/readyz", responses={503: {"description": "Not ready; `reasons` says why"}})
    async def readyz() -> JSONResponse:
        """Whether this process can do its part."""
        ready, details = await asyncio.to_thread(readiness)
        return JSONResponse(details, 200 if ready else 503)

    @app.get("/metrics", response_class=PlainTextResponse)
    async def numbers() -> Response:
        """What was counted, for Prometheus."""
        try:
            page = await asyncio.to_thread(metrics)
        except TenetError as exc:
            return PlainTextResponse(str(exc), 503)
        return Response(page, media_type=CONTENT_TYPE)

    @app.get("/docs", include_in_schema=False)
    def docs() -> Response:
        """What this server answers to other programs, for people."""
        return api_page(Pages(), app.openapi())

    return app


async def _taken_in(intake: Intake, request: Request) -> Answer:
    body: bytes | None = b""
    arrived = False
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            body = await _body(request)
            arrived = True
            if body is not None:
                return await intake.receive(request.headers, body)
    except TimeoutError:
        if arrived:  # it may still be stored, and is a duplicate when it is sent again
            return not_stored("It could not be stored in time.")
        return _hung_up(408, "The body did not arrive in time.")
    return _hung_up(413, "The body is larger than 25 MiB.")


async def _body(request: Request) -> bytes | None:
    """The body, or None as soon as it is too large."""
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared) > MAX_BODY:
        return None
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > MAX_BODY:
            return None
        chunks.append(chunk)
    return b"".join(chunks)


def _response(answer: Answer) -> JSONResponse:
    return JSONResponse(dict(answer.body), answer.status, dict(answer.headers))


def _hung_up(status: int, why: str) -> Answer:
    return Answer(status, {"detail": why}, {"Connection": "close"})


# How a call that was not taken in is counted.
_OUTCOMES = {
    400: "unreadable",
    401: "not signed",
    408: "too slow",
    413: "too large",
    503: "not stored",
}
_WEBHOOK_ANSWERS: dict[int | str, dict[str, Any]] = {
    400: {"description": "Unreadable"},
    401: {"description": "The signature is missing or wrong"},
    408: {"description": "The body did not arrive in time"},
    413: {"description": "The body is larger than 25 MiB"},
    503: {"description": "It could not be stored; try again after `Retry-After` seconds"},
}
