"""Who is known at the door, and for how long."""

import pytest
from starlette.requests import Request

from bot.server.doorway import MOST_SESSIONS, Sessions, is_local


def request(cookie: str = "", host: str = "127.0.0.1:8000", version: str = "1.1") -> Request:
    headers = [(b"host", host.encode()), (b"cookie", f"tenet_session={cookie}".encode())]
    return Request(
        {
            "type": "http",
            "method": "GET",
            "path": "/",
            "headers": headers,
            "client": ("127.0.0.1", 5),
            "http_version": version,
        }
    )


def test_strangers_push_out_strangers_and_nobody_who_is_known() -> None:
    sessions = Sessions()
    operator = sessions.open(request())
    operator.operator = True
    stranger = sessions.open(request())
    for _ in range(MOST_SESSIONS):
        sessions.open(request())

    assert sessions.find(request(operator.id)) is operator
    assert sessions.find(request(stranger.id)) is None


def test_a_state_comes_back_once_and_old_ones_are_forgotten() -> None:
    session = Sessions().open(request())
    first = session.start("secret")
    others = [session.start() for _ in range(10)]

    assert session.finish(first) is None
    assert session.finish(others[0]) == ""
    assert session.finish(others[0]) is None


def test_a_new_name_of_a_session_ends_the_old_one() -> None:
    sessions = Sessions()
    old = sessions.open(request())
    new = sessions.renew(old)

    assert sessions.find(request(old.id)) is None
    assert sessions.find(request(new.id)) is new
    assert new.csrf != old.csrf


@pytest.mark.parametrize(
    ("host", "version", "local"),
    [
        ("127.0.0.1:8000", "1.1", True),
        ("localhost", "1.1", True),
        ("[::1]:8000", "1.1", True),
        ("127.0.0.1:8000", "1.0", False),
        ("localhost.evil.example", "1.1", False),
        ("0.0.0.0:8000", "1.1", False),
        ("", "1.1", False),
        ("[", "1.1", False),
    ],
)
def test_only_a_name_of_this_machine_is_local(host: str, version: str, *, local: bool) -> None:
    assert is_local(request(host=host, version=version)) is local
