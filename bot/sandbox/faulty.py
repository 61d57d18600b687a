"""The application behind the switch: fails on purpose, and remembers what it was asked."""

import asyncio
import socket
import struct
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.sandbox.faults import Fault, Faults, Seen, github_message

_BAD_GATEWAY = b"<html><head><title>Unicorn!</title></head><body>502 Bad Gateway</body></html>"
_NO_LINGER = struct.pack("ii", 1, 0)


class FaultyApplication:
    """The application behind the switch."""

    def __init__(self, inner: ASGIApp, faults: Faults, seen: list[Seen]) -> None:
        self._inner = inner
        self._faults = faults
        self._seen = seen
        self.transports: dict[object, asyncio.Transport] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call, or fail on purpose."""
        if scope["type"] != "http" or scope["path"].startswith("/_sandbox/"):
            await self._inner(scope, receive, send)
            return
        query = scope["query_string"].decode()
        fault = self._faults.take(scope["method"], f"{scope['path']}?{query}".rstrip("?"))
        dropped = fault is not None and fault.kind in {"reset", "lost-answer"}
        watch = _Watch(receive, send, lambda: self._note(scope, query, watch, dropped=dropped))
        watch.swallow = dropped
        if fault is not None and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        if fault is not None and fault.kind in {"status", "reset"}:
            await watch.drain()
        if fault is not None and fault.kind == "status":
            await _answer(fault, watch.send)
        elif fault is None or fault.kind != "reset":
            await self._inner(scope, watch.receive, watch.send)
        watch.end()
        if dropped:
            await self._drop(scope, receive)

    def _note(self, scope: Scope, query: str, watch: "_Watch", *, dropped: bool) -> None:
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        self._seen.append(
            Seen(
                method=scope["method"],
                path=scope["path"],
                query=query,
                authorization=headers.get("authorization"),
                at=asyncio.get_running_loop().time(),
                status=None if dropped else watch.status,
                body=watch.body,
            )
        )

    async def _drop(self, scope: Scope, receive: Receive) -> None:
        transport = self.transports[scope["client"]]
        raw = transport.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        transport.abort()
        while (await receive())["type"] != "http.disconnect":
            pass


class _Watch:
    """Sees what goes in and out; may swallow the answer.

    `note` is called once, before the end of the answer goes out: whoever has an answer finds the
    request in the list.
    """

    def __init__(self, receive: Receive, send: Send, note: Callable[[], None]) -> None:
        self._receive, self._send, self._note = receive, send, note
        self._noted = False
        self.swallow = False
        self.status: int | None = None
        self.body = b""

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self.body += message.get("body", b"")
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        elif not message.get("more_body"):
            self.end()
        if not self.swallow:
            await self._send(message)

    def end(self) -> None:
        """The answer is whole, or there will be none."""
        if not self._noted:
            self._noted = True
            self._note()

    async def drain(self) -> None:
        while (await self.receive()).get("more_body"):
            pass


async def _answer(fault: Fault, send: Send) -> None:
    body = github_message("Server Error").encode() if fault.body is None else fault.body.encode()
    media_type = "application/json; charset=utf-8"
    if fault.body is None and fault.status == 502:  # noqa: PLR2004  the one that GitHub's proxy writes
        body, media_type = _BAD_GATEWAY, "text/html; charset=utf-8"
    headers = {"content-type": media_type, "content-length": str(len(body))}
    headers |= {name.lower(): value for name, value in fault.headers.items()}
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": fault.status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
