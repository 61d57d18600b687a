"""Whether a delivery was signed by somebody who knows our webhook secret."""

import hashlib
import hmac
from collections.abc import Iterable

_PREFIX = "sha256="


def sign(secret: str, body: bytes) -> str:
    """The `X-Hub-Signature-256` header that GitHub sends with this body."""
    return _PREFIX + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def verified(body: bytes, signature: str | None, secrets: Iterable[str]) -> bool:
    """Whether one of the secrets signed these raw bytes; two are known during a rotation.

    Every secret is tried in constant time, whatever the header holds. An empty secret never
    verifies: with it, anybody could sign.
    """
    # As bytes, because `compare_digest` refuses text that is not ASCII.
    given = (signature or "").encode("utf-8", "backslashreplace")
    matches = [hmac.compare_digest(given, sign(one, body).encode()) for one in secrets if one]
    return any(matches)
