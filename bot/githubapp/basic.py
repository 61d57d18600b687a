"""The header by which git shows who asks."""

import base64


def basic_authorization(user: str, password: str) -> str:
    """A whole HTTP header, as git's `http.extraHeader` takes it; a secret."""
    pair = base64.b64encode(f"{user}:{password}".encode()).decode()
    return f"Authorization: Basic {pair}"
