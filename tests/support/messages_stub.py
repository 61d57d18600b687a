"""A small Messages API over real HTTP, which answers as a test wants it to.

It answers at the paths of every provider, and tells of the models that it was given.
"""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, ClassVar, Self

_PATH = re.compile(r"/v1/messages$|/models/[^/]+:streamRawPredict$")
CHUNK = 40  # characters of an answer in one event


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived: headers in lower case, the body read, its raw text, the path."""

    headers: Mapping[str, str]
    body: Mapping[str, Any]
    raw: str
    path: str

    @property
    def system(self) -> str:
        """The system text."""
        return "\n".join(block["text"] for block in self.body["system"])

    @property
    def schema(self) -> Mapping[str, Any]:
        """The schema of the answer; where the API does not hold it to one, that of the prompt."""
        held: Mapping[str, Any] | None = self.body["output_config"].get("format")
        told: Mapping[str, Any] = (
            held["schema"] if held else json.loads(self.system.split("\n")[-2])
        )
        return told

    @property
    def is_second_look(self) -> bool:
        """Whether findings are to be disproved."""
        return "verdicts" in self.schema["properties"]

    @property
    def user(self) -> str:
        """The one user turn."""
        (message,) = self.body["messages"]
        assert message["role"] == "user"
        return str(message["content"])


@dataclass(frozen=True, slots=True)
class Message:
    """A whole message; `events` are how many events of it are sent before `ending` happens."""

    text: str
    stop_reason: str | None = "end_turn"
    input_tokens: int = 1_000
    output_tokens: int = 200
    events: int | None = None
    ending: "StreamError | HangUp | None" = None
    pause: float = 0.0  # seconds before each event


@dataclass(frozen=True, slots=True)
class HttpError:
    """An error answer; `body` is JSON that stands instead of Anthropic's."""

    status: int
    type: str = "api_error"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: object = None


@dataclass(frozen=True, slots=True)
class StreamError:
    """An error event inside a stream that began with status 200."""

    type: str = "overloaded_error"


@dataclass(frozen=True, slots=True)
class HangUp:
    """The connection ends, before or inside an answer."""


@dataclass(frozen=True, slots=True)
class Raw:
    """Any bytes with status 200."""

    data: bytes
    content_type: str = "text/event-stream"


Response = Message | HttpError | HangUp | Raw
Answer = Response | Mapping[str, Any]
Answers = Answer | Sequence[Answer] | Callable[[Asked], Answer]


def ruling(index: int, *, survives: bool = True, **more: object) -> dict[str, Any]:
    """What the second reader says of one finding: certain, if nothing else is said."""
    return {
        "index": index,
        "evidence_quote": "",
        "ground": None,
        "survives": survives,
        "confidence": 100,
    } | more


def all_survive(asked: Asked) -> Answer:
    """A second reader who finds nothing wrong with any finding."""
    findings = re.findall(r"^FINDING (\d+)$", asked.user, re.MULTILINE)
    return {"verdicts": [ruling(int(number)) for number in findings]}


class MessagesStub:
    """`with MessagesStub(answer) as model:` serves at `model.url` and keeps `model.requests`.

    `answer` is one answer for every call, a list with one for each, or a function of the request;
    a mapping is sent as a message that holds it as JSON. `second` is the same for second looks,
    whose requests are in `model.second_looks`. `models` are what is told of each model by name.
    """

    def __init__(
        self,
        answer: Answers,
        second: Answers = all_survive,
        *,
        models: Mapping[str, Mapping[str, Any] | HttpError | Raw] | None = None,
    ) -> None:
        self._answers = {False: answer, True: second}
        self.models = models or {}
        self.requests: list[Asked] = []
        self.second_looks: list[Asked] = []
        self._lock = threading.Lock()
        handler = type("_BoundHandler", (_Handler,), {"stub": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def respond(self, asked: Asked) -> Response:
        """What is answered to this request."""
        kept = self.second_looks if asked.is_second_look else self.requests
        with self._lock:
            kept.append(asked)
            number = len(kept) - 1
        answer = self._answers[asked.is_second_look]
        if callable(answer):
            answer = answer(asked)
        elif isinstance(answer, Sequence):
            answer = answer[number]
        return Message(json.dumps(answer)) if isinstance(answer, Mapping) else answer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stub: ClassVar[MessagesStub]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
        """Tests want no access log."""

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["content-length"])).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        if not _PATH.search(self.path) or not headers.keys() & {"authorization", "x-api-key"}:
            self._error(HttpError(404, "not_found_error"))
            return
        response = self.stub.respond(Asked(headers, json.loads(raw), raw, self.path))
        try:
            self._send(response)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def do_GET(self) -> None:
        name = self.path.removeprefix("/v1/models/")
        told = self.stub.models.get(name, HttpError(404, "not_found_error"))
        self._send(
            Raw(json.dumps(told).encode(), "application/json")
            if isinstance(told, Mapping)
            else told
        )

    def _send(self, response: Response) -> None:
        match response:
            case Message():
                self._stream(response)
            case HttpError():
                self._error(response)
            case Raw():
                self._head(200, response.content_type, {"content-length": str(len(response.data))})
                self.wfile.write(response.data)
            case HangUp():
                self.close_connection = True

    def _head(self, status: int, content_type: str, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        all_headers = {"content-type": content_type, "request-id": "req_stub", **headers}
        for name, value in all_headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _error(self, error: HttpError) -> None:
        body = {"type": "error", "error": {"type": error.type, "message": "made up"}}
        data = json.dumps(error.body or body).encode()
        self._head(
            error.status,
            "application/json",
            {**error.headers, "content-length": str(len(data))},
        )
        self.wfile.write(data)

    def _stream(self, message: Message) -> None:
        self._head(200, "text/event-stream", {"transfer-encoding": "chunked"})
        for event in list(_events(message))[: message.events]:
            time.sleep(message.pause)
            self._chunk(event)
        match message.ending:
            case StreamError():
                error = {"type": message.ending.type, "message": "made up"}
                self._chunk({"type": "error", "error": error})
            case HangUp():
                self.close_connection = True
                return
        self.wfile.write(b"0\r\n\r\n")

    def _chunk(self, event: Mapping[str, Any]) -> None:
        data = f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode()
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()


def _events(message: Message) -> Iterator[Mapping[str, Any]]:
    """The events of a message, in the real API's order."""
    usage = {"input_tokens": message.input_tokens, "output_tokens": 1}
    start: dict[str, Any] = {
        "id": "msg_stub",
        "type": "message",
        "role": "assistant",
        "model": "claude-sonnet-5-5",
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": usage,
    }
    yield {"type": "message_start", "message": start}
    if message.text:
        block = {"type": "text", "text": ""}
        yield {"type": "content_block_start", "index": 0, "content_block": block}
        yield {"type": "ping"}
        for at in range(0, len(message.text), CHUNK):
            delta = {"type": "text_delta", "text": message.text[at : at + CHUNK]}
            yield {"type": "content_block_delta", "index": 0, "delta": delta}
        yield {"type": "content_block_stop", "index": 0}
    yield {
        "type": "message_delta",
        "delta": {"stop_reason": message.stop_reason, "stop_sequence": None},
        "usage": {"output_tokens": message.output_tokens},
    }
    yield {"type": "message_stop"}
