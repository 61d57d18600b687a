"""The webhook's door, over real HTTP: what is let in lies on disk, what is not leaves no trace."""

import json
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
import uvicorn

from bot.githubapp.signature import sign
from bot.server.http import MAX_BODY, create_app
from bot.server.inbox import Inbox
from bot.server.intake import Intake
from bot.store.database import Store, open_store
from tests.support.service import free_port

SECRET, PREVIOUS = "s" * 32, "p" * 32
PAYLOAD = {
    "action": "opened",
    "pull_request": {"number": 7, "head": {"sha": "a" * 40}, "user": {"login": "mona"}},
    "repository": {"id": 1, "full_name": "acme/shop"},
    "installation": {"id": 2},
}
BODY = json.dumps(PAYLOAD).encode()


@dataclass
class Door:
    url: str
    store: Store
    database: Path
    woken: int = 0

    def wake(self) -> None:
        self.woken += 1

    def knock(
        self,
        body: bytes = BODY,
        headers: Mapping[str, str] | None = None,
        secret: str = SECRET,
    ) -> requests.Response:
        sent = {
            "X-GitHub-Event": "pull_request",
            "X-GitHub-Delivery": "1",
            "X-Hub-Signature-256": sign(secret, body),
            **(headers or {}),
        }
        return requests.post(f"{self.url}/webhook", data=body, headers=sent, timeout=30)

    @property
    def kept(self) -> list[str]:
        return [one.id for one in self.store.deliveries.undispatched(100)]


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    database = tmp_path / "tenet.db"
    store = open_store(f"sqlite:///{database}")
    port = free_port()
    opened = Door(f"http://127.0.0.1:{port}", store, database)
    inbox = Inbox(store.deliveries, opened.wake)
    inbox.start()
    intake = Intake(
        inbox=inbox,
        secrets=(SECRET, PREVIOUS),
        host="https://api.github.com",
        clock=lambda: datetime(2026, 1, 1, tzinfo=UTC),
    )
    app = create_app(intake, lambda: (True, {"ready": True}), "0", lambda: b"")
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield opened
    server.should_exit = True
    thread.join()
    inbox.stop()
    store.close()


def test_a_signed_delivery_is_accepted_when_it_lies_on_disk(door: Door) -> None:
    answer = door.knock()

    assert answer.status_code == 202
    assert answer.json() == {"delivery": "1", "status": "accepted"}
    assert door.kept == ["1"]
    assert door.woken == 1


def test_the_same_delivery_again_is_a_duplicate(door: Door) -> None:
    door.knock()

    assert door.knock().json() == {"delivery": "1", "status": "duplicate"}
    assert door.kept == ["1"]
    assert door.woken == 1


@pytest.mark.parametrize(
    ("said", "status", "kept"),
    [("/tenet help", "accepted", ["1"]), ("Thank you, /tenet help", "ignored", [])],
)
def test_of_comments_only_commands_lie_on_disk(
    door: Door, said: str, status: str, kept: list[str]
) -> None:
    comment = {"id": 3, "body": said, "user": {"login": "mona", "type": "User"}}
    payload = {
        "action": "created",
        "issue": {"number": 7, "pull_request": {}},
        "comment": comment,
        "repository": PAYLOAD["repository"],
        "installation": PAYLOAD["installation"],
    }
    answer = door.knock(json.dumps(payload).encode(), {"X-GitHub-Event": "issue_comment"})

    assert answer.json()["status"] == status
    assert door.kept == kept


def test_the_previous_secret_counts_during_a_rotation(door: Door) -> None:
    assert door.knock(secret=PREVIOUS).status_code == 202


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Hub-Signature-256": ""},
        {"X-Hub-Signature-256": sign("x" * 32, BODY)},
        {"X-Hub-Signature-256": sign(SECRET, BODY)[:-1]},
        {"X-Hub-Signature-256": sign(SECRET, BODY + b" ")},
        {"X-Hub-Signature-256": "sha1=" + "0" * 40},
    ],
    ids=["none", "another secret", "cut", "another body", "another hash"],
)
def test_an_unsigned_delivery_leaves_no_trace(door: Door, headers: dict[str, str]) -> None:
    answer = door.knock(headers=headers)

    assert answer.status_code == 401
    assert door.kept == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b'{"a": NaN}',
        b'{"a": 1, "a": 2}',
        b"[" * 100_000,
        b'"\\ud800"',
        b"\xff\xfe",
        b"payload=%7B%7D",
        BODY.replace(b'"number": 7', b'"number": -7'),
    ],
)
def test_an_unreadable_body_is_refused_in_one_sentence(door: Door, body: bytes) -> None:
    answer = door.knock(body)

    assert answer.status_code == 400
    assert answer.json()["detail"].endswith(".")
    assert door.kept == []


@pytest.mark.parametrize("missing", ["X-GitHub-Event", "X-GitHub-Delivery"])
def test_a_delivery_without_its_headers_is_refused(door: Door, missing: str) -> None:
    assert door.knock(headers={missing: ""}).status_code == 400


@pytest.mark.parametrize("event", ["ping", "push", "star"])
def test_an_event_that_asks_nothing_is_not_kept(door: Door, event: str) -> None:
    answer = door.knock(headers={"X-GitHub-Event": event})

    assert answer.json()["status"] == "ignored"
    assert door.kept == []


def test_a_body_that_says_it_is_too_large_is_refused_unread(door: Door) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(door.url).port or 0), 10) as raw:
        head = f"POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: {MAX_BODY + 1}\r\n\r\n"
        raw.sendall(head.encode())
        assert raw.recv(100).startswith(b"HTTP/1.1 413")


def test_a_body_that_turns_out_too_large_is_refused(door: Door) -> None:
    chunk = b"x" * 1_000_000
    body = (chunk for _ in range(MAX_BODY // len(chunk) + 2))
    try:
        answer = requests.post(f"{door.url}/webhook", data=body, timeout=30)
    except requests.ConnectionError:
        # The server hung up on us while we were still sending, as it may.
        pass
    else:
        assert answer.status_code == 413
    assert door.kept == []


def test_a_body_that_never_ends_does_not_hold_the_door(door: Door) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(door.url).port or 0), 30) as raw:
        raw.sendall(b"POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")
        assert requests.get(f"{door.url}/healthz", timeout=5).status_code == 200
        assert raw.recv(100).startswith(b"HTTP/1.1 408")


def test_what_cannot_be_stored_is_not_acknowledged(door: Door) -> None:
    with closing(sqlite3.connect(door.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        started = time.monotonic()
        answer = door.knock()
        waited = time.monotonic() - started
        other.execute("ROLLBACK")

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert waited < 10  # GitHub gives up then
    assert door.knock().json()["status"] == "accepted"


def test_people_read_what_the_server_answers_without_anything_from_elsewhere(door: Door) -> None:
    page = requests.get(f"{door.url}/docs", timeout=10)

    assert page.status_code == 200
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    for said in ("POST /webhook", "x-hub-signature-256", "The signature is missing or wrong"):
        assert said in page.text
    described = requests.get(f"{door.url}/openapi.json", timeout=10).json()
    assert all(path in page.text for path in described["paths"])
    assert "http://" not in page.text
    assert "https://" not in page.text
