"""The pages for people: templates in which everything is escaped, and what stands above them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bot.review.markdown import visible
from bot.review.phrases import principle_name

_HERE = Path(__file__).parent
_ASSETS = {"tenet.css": "text/css", "tenet.svg": "image/svg+xml"}
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Not `no-referrer`: with it a browser does not say where a form of our own comes from.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class Pages:
    """Renders the templates of one folder; safe for threads."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_harmless,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters.update(moment=_moment, principle=principle_name, plural=_plural)

    def show(
        self, template: str, status: int = 200, *, forms_to: Sequence[str] = (), **values: object
    ) -> Response:
        """A page; `forms_to` are the foreign origins that its forms may be sent to."""
        text = self._templates.get_template(template).render(values)
        targets = " ".join(("'self'", *forms_to))
        policy = (
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
            f"frame-ancestors 'none'; form-action {targets}"
        )
        return HTMLResponse(text, status, _HEADERS | {"Content-Security-Policy": policy})

    def problem(self, said: str, status: int, back: str = "/") -> Response:
        """A page that says what is wrong, and what to do."""
        return self.show("problem.html", status, said=said, back=back, visitor=None)

    def routes(self) -> list[BaseRoute]:
        """What the pages need beside themselves."""
        return [Route(f"/static/{name}", _asset, name=name) for name in _ASSETS]


def path_of(request: Request) -> str:
    """The path that was asked for; `request.url` fails where the `Host` is none."""
    path: str = request.scope["path"]
    return path


def _asset(request: Request) -> Response:
    name = path_of(request).rpartition("/")[2]
    headers = _HEADERS | {"Cache-Control": "max-age=300"}
    return Response((_HERE / "static" / name).read_bytes(), 200, headers, _ASSETS[name])


def _harmless(value: object) -> object:
    """What strangers wrote, with everything shown that hides or steers; it is escaped after."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value, keep="\n\t")
    return value


def _moment(value: datetime | None) -> str:
    return "" if value is None else value.astimezone(UTC).strftime("%d %b %Y, %H:%M UTC")


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
