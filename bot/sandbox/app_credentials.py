"""The App as its operator knows it: what it may do, and its secrets."""

from dataclasses import dataclass

PERMISSIONS = {
    "metadata": "read",
    "contents": "read",
    "pull_requests": "write",
    "checks": "write",
    "issues": "read",
}


@dataclass(frozen=True, slots=True)
class AppCredentials:
    """What the operator of the App knows."""

    id: int
    client_id: str
    slug: str
    private_key_pem: str
    webhook_secret: str
    installation_id: int
