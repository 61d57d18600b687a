"""Who talks to the sandbox GitHub in tests: plain HTTP, PyGithub, and a webhook's receiver."""

import base64
import json
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import github
import httpx
import jwt

from bot.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # loading them takes 50 ms


def app_jwt(sandbox: Sandbox, **changed: object) -> str:
    """The App's JWT as GitHub wants it; `changed` claims replace or (None) remove ours."""
    now = int(sandbox.world.now().timestamp())
    claims: dict[str, Any] = {"iss": str(sandbox.app.id), "iat": now - 60, "exp": now + 300}
    claims |= changed
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(kept, sandbox.app.private_key_pem, algorithm="RS256")


def installation_token(
    sandbox: Sandbox, installation_id: int | None = None, **wanted: object
) -> str:
    """A token of the first installation, or of another one."""
    number = installation_id or sandbox.app.installation_id
    with rest(sandbox, app_jwt(sandbox)) as client:
        answer = client.post(f"/app/installations/{number}/access_tokens", json=wanted)
    token = answer.raise_for_status().json()["token"]
    assert isinstance(token, str)
    return token


def rest(sandbox: Sandbox, token: str | None = None) -> httpx.Client:
    """A client of the API that follows no redirect."""
    headers = {"Accept": "application/vnd.github+json"}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    return httpx.Client(
        base_url=sandbox.api_url,
        headers=headers,
        timeout=20,
        trust_env=False,
        verify=_NO_CERTIFICATES,
    )


def pygithub(sandbox: Sandbox, installation_id: int | None = None) -> github.Github:
    """PyGithub as the installed App, without its pauses and without retries."""
    auth = github.Auth.AppAuth(sandbox.app.id, sandbox.app.private_key_pem)
    integration = github.GithubIntegration(
        auth=auth,
        base_url=sandbox.api_url,
        retry=0,
        seconds_between_requests=0,
        seconds_between_writes=0,
    )
    return integration.get_github_for_installation(installation_id or sandbox.app.installation_id)


def git_environment(token: str | None) -> dict[str, str]:
    """git's environment, with the token in a header as a bot sends it."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "GIT_TERMINAL_PROMPT": "0"}
    if token is not None:
        secret = base64.b64encode(f"x-access-token:{token}".encode()).decode()
        environment |= {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "http.extraHeader",
            "GIT_CONFIG_VALUE_0": f"Authorization: Basic {secret}",
        }
    return environment


class Receiver:
    """A webhook's receiver that answers `status` and keeps what came."""

    def __init__(self, status: int = 202) -> None:
        self.calls: list[tuple[Mapping[str, str], bytes]] = []
        calls = self.calls

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                calls.append((dict(self.headers.items()), body))
                self.send_response(status)
                self.end_headers()
                self.wfile.write(b'{"status": "accepted"}')

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name in http.server
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}/webhook"

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

    def wait_for(self, count: int) -> list[dict[str, Any]]:
        """The bodies, once there are this many."""
        deadline = time.monotonic() + 10
        while len(self.calls) < count and time.monotonic() < deadline:
            time.sleep(0.01)
        return [json.loads(body) for _, body in self.calls]
