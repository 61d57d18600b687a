"""A repository and a pull request with a bit of everything in its diff."""

from dataclasses import dataclass

import httpx

from bot.sandbox import Sandbox, SandboxPullRequest, SandboxRepository

LINES = [f"line {number}" for number in range(1, 41)]


def text(changes: dict[int, str | None]) -> str:
    """Forty lines, some of them changed (None removes one)."""
    kept = [changes.get(number, line) for number, line in enumerate(LINES, 1)]
    return "".join(f"{line}\n" for line in kept if line is not None)


@dataclass
class Scene:
    """acme/shop#1 changes lines 5 and 30 of app.py, removes 20, and adds new.py and a link."""

    github: Sandbox
    repository: SandboxRepository
    pull: SandboxPullRequest
    bot: httpx.Client
    app: httpx.Client

    def review(self, *comments: dict[str, object], **fields: object) -> httpx.Response:
        body = {"event": "COMMENT", "comments": list(comments)} | fields
        return self.bot.post("/repos/acme/shop/pulls/1/reviews", json=body)

    def check(self, **fields: object) -> httpx.Response:
        body = {"name": "Tenet", "head_sha": self.pull.head_sha} | fields
        return self.bot.post("/repos/acme/shop/check-runs", json=body)
