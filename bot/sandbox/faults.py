"""Making GitHub fail on purpose, and remembering what it was asked."""

import asyncio
import json
import re
import socket
import struct
import threading
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.sandbox.refusals import DOCUMENTATION

SECONDARY_LIMIT = (
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
)
_BAD_GATEWAY = b"<html><head><title>Unicorn!</title></head><body>502 Bad Gateway</body></html>"
_NO_LINGER = struct.pack("ii", 1, 0)


class Fault(BaseModel):
    """One thing that goes wrong, `times` times, for calls whose method and path match.

    Kinds: `status` answers with `status`, `headers` and `body`; `reset` closes the connection
    before the call is read; `lost-answer` applies the call and then closes the connection;
    `slow` waits `seconds` and then goes on as usual. `path` is a regular expression that is
    searched in path and query; `skip` calls go through first.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Literal["status", "reset", "lost-answer", "slow"] = "status"
    method: str = ".*"
    path: str = ""
    times: int = 1
    skip: int = 0
    status: int = 500
    headers: dict[str, str] = {}
    body: str | None = None
    seconds: float = 0.0

    def matches(self, method: str, target: str) -> bool:
        """Whether this call is one of those that fail."""
        return bool(re.fullmatch(self.method, method) and re.search(self.path, target))


@dataclass(frozen=True, slots=True)
class Seen:
    """One request that arrived; `status` is None when the connection was dropped."""

    method: str
    path: str
    query: str
    authorization: str | None
    at: float
    status: int | None
    body: bytes = field(repr=False)


class Faults:
    """The switch: add what shall go wrong; each fault is used up after its `times`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []

    def add(self, **fields: object) -> Fault:
        """`add(kind="reset", method="POST", path="/reviews$")`; see `Fault`."""
        return self.put(Fault.model_validate(fields))

    def put(self, fault: Fault) -> Fault:
        """Let this go wrong from now on."""
        with self._lock:
            self._waiting.append(fault)
        return fault

    def server_error(self, status: int = 502, *, method: str = ".*", path: str = "") -> None:
        """One 5xx; a 502 has a body of HTML, as GitHub's has."""
        self.add(status=status, method=method, path=path)

    def secondary_limit(
        self, *, status: int = 403, retry_after: str | None = "60", path: str = ""
    ) -> None:
        """One refusal by the secondary rate limit, with or without `Retry-After`."""
        headers = {} if retry_after is None else {"Retry-After": retry_after}
        self.add(status=status, path=path, headers=headers, body=_json(SECONDARY_LIMIT))

    def expired_token(self, *, path: str = "") -> None:
        """One 401 as for a token that ran out early."""
        self.add(status=401, path=path, body=_json("Bad credentials"))

    def redirect(self, to: str, *, status: int = 301, method: str = ".*", path: str = "") -> None:
        """One redirect to any address."""
        headers, body = {"Location": to}, _json("Moved Permanently")
        self.add(status=status, method=method, path=path, headers=headers, body=body)

    def clear(self) -> None:
        """Everything works again."""
        with self._lock:
            self._waiting.clear()

    def waiting(self) -> list[Fault]:
        """What has not happened yet."""
        with self._lock:
            return list(self._waiting)

    def take(self, method: str, target: str) -> Fault | None:
        """The fault for this call, which uses it up by one."""
        with self._lock:
            for fault in self._waiting:
                if not fault.matches(method, target):
                    continue
                if fault.skip > 0:
                    fault.skip -= 1
                    continue
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None


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
        watch = _Watch(receive, send, swallow=fault is not None and fault.kind == "lost-answer")
        if fault is not None and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        if fault is not None and fault.kind in {"status", "reset"}:
            await watch.drain()
        if fault is not None and fault.kind == "status":
            await _answer(fault, watch.send)
        elif fault is None or fault.kind != "reset":
            await self._inner(scope, watch.receive, watch.send)
        dropped = fault is not None and fault.kind in {"reset", "lost-answer"}
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
        if dropped:
            await self._drop(scope, receive)

    async def _drop(self, scope: Scope, receive: Receive) -> None:
        transport = self.transports[scope["client"]]
        raw = transport.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        transport.abort()
        while (await receive())["type"] != "http.disconnect":
            pass


class _Watch:
    """Sees what goes in and out; may swallow the answer."""

    def __init__(self, receive: Receive, send: Send, *, swallow: bool) -> None:
        self._receive, self._send, self._swallow = receive, send, swallow
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
        if not self._swallow:
            await self._send(message)

    async def drain(self) -> None:
        while (await self.receive()).get("more_body"):
            pass


async def _answer(fault: Fault, send: Send) -> None:
    body = _json("Server Error").encode() if fault.body is None else fault.body.encode()
    media_type = "application/json; charset=utf-8"
    if fault.body is None and fault.status == 502:  # noqa: PLR2004  the one that GitHub's proxy writes
        body, media_type = _BAD_GATEWAY, "text/html; charset=utf-8"
    headers = {"content-type": media_type, "content-length": str(len(body))}
    headers |= {name.lower(): value for name, value in fault.headers.items()}
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": fault.status, "headers": raw})
    await send({"type": "http.response.body", "body": body})


def _json(message: str) -> str:
    return json.dumps({"message": message, "documentation_url": DOCUMENTATION})
