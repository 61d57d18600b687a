"""The description of the API as a page, made from what FastAPI knows of the routes."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from bot.server.pages import Pages

# FastAPI promises it of every route that reads a header; ours look at them themselves.
_NEVER_SENT = "422"


def api_page(pages: Pages, described: Mapping[str, Any]) -> Response:
    """Every route of an OpenAPI description: its headers, and its answers with their meaning."""
    operations = [
        {
            "method": method.upper(),
            "path": path,
            "about": told.get("description", ""),
            "headers": [one["name"] for one in told.get("parameters", ()) if one["in"] == "header"],
            "answers": [
                (code, answer["description"])
                for code, answer in sorted(told["responses"].items())
                if code != _NEVER_SENT
            ],
        }
        for path, methods in described["paths"].items()
        for method, told in methods.items()
    ]
    return pages.show("docs.html", visitor=None, here="/docs", operations=operations)
