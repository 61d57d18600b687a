r"""A small GitHub on this machine, to try the bot and to test it.

    with Sandbox() as github:
        repo = github.create_repository("acme/shop", {"app.py": "print('hello')\n"})
        repo.commit("change", {"app.py": "print('bye')\n"}, "Say bye")
        pull = repo.open_pull_request("Say bye", head="change", author="mona")
        ...                                     # point a client at github.api_url, with github.app
        delivery = github.deliver("pull_request", "opened", pull, to="http://127.0.0.1:8000/webhook")
        assert delivery.status_code == 202
        github.faults.add(kind="lost-answer", method="POST", path="/reviews$")
        pull.push({"app.py": "print('so long')\n"})
        print(pull.shown().comments)            # also .reviews, .summaries, .checks

`github.url` is the web and git root, `github.app` has id, slug, private_key_pem, webhook_secret
and installation_id. With `Sandbox(webhook_url=...)` opening, pushing and closing deliver by
themselves. Deliveries stand in `github.deliveries`, requests in `github.requests`.
"""

from bot.sandbox.entries import executable, submodule, symlink
from bot.sandbox.faults import Fault, Faults, Seen
from bot.sandbox.github import Sandbox
from bot.sandbox.handles import SandboxRepository
from bot.sandbox.pull_handle import SandboxPullRequest
from bot.sandbox.shown import Shown

__all__ = [
    "Fault",
    "Faults",
    "Sandbox",
    "SandboxPullRequest",
    "SandboxRepository",
    "Seen",
    "Shown",
    "executable",
    "submodule",
    "symlink",
]
