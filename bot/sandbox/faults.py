"""What goes wrong on purpose, and what a request looked like."""

import json
import re
import threading
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.sandbox.refusals import DOCUMENTATION

SECONDARY_LIMIT = (
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
)


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
    authorization: str | None = field(repr=False)
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
        self.add(status=status, path=path, headers=headers, body=github_message(SECONDARY_LIMIT))

    def expired_token(self, *, path: str = "") -> None:
        """One 401 as for a token that ran out early."""
        self.add(status=401, path=path, body=github_message("Bad credentials"))

    def redirect(self, to: str, *, status: int = 301, method: str = ".*", path: str = "") -> None:
        """One redirect to any address."""
        headers, body = {"Location": to}, github_message("Moved Permanently")
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


def github_message(message: str) -> str:
    """A body as GitHub's errors have it."""
    return json.dumps({"message": message, "documentation_url": DOCUMENTATION})
