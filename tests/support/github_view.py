"""How tests look at the small GitHub: as our App, and at what it was asked."""

from urllib.request import urlopen

from bot.githubapp.client import GitHub
from bot.sandbox import Sandbox
from bot.sandbox.faults import Seen


def view(sandbox: Sandbox, *, pause: float = 0) -> GitHub:
    """Our App's view, which waits for nothing."""
    app = sandbox.app
    return GitHub.for_installation(
        app.id, app.private_key_pem, app.installation_id, sandbox.api_url, pause=pause, backoff=0
    )


def asked(sandbox: Sandbox, method: str, path_end: str) -> list[Seen]:
    """The requests so far of this method, whose path ends like this."""
    # A request is remembered right after it was answered: one more answer makes sure of it.
    with urlopen(f"{sandbox.api_url}/meta") as answer:  # noqa: S310  an address of our own
        answer.read()
    return [one for one in sandbox.requests if one.method == method and one.path.endswith(path_end)]
