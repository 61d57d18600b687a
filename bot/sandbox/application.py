"""The web application: the API, git, the pages and the sandbox's own switches."""

from collections.abc import Callable

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.api import Api
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.forms import Forms
from bot.sandbox.git_http import GitHttp
from bot.sandbox.page import HEADERS, STYLE, list_page, pull_page
from bot.sandbox.refusals import not_found
from bot.sandbox.server import HOST
from bot.sandbox.shapes import Json
from bot.sandbox.world import World


class _Pages:
    """What people look at."""

    def __init__(self, world: World) -> None:
        self._world = world

    def show_list(self, _: Request) -> Response:
        with self._world.lock:
            return HTMLResponse(list_page(self._world), headers=HEADERS)

    def show_pull(self, request: Request) -> Response:
        place = request.path_params
        with self._world.lock:
            repository = self._world.repository_named(f"{place['owner']}/{place['name']}")
            if repository is None or place["number"] not in repository.pulls:
                raise HTTPException(404)
            return HTMLResponse(pull_page(repository.pulls[place["number"]]), headers=HEADERS)

    def show_style(self, _: Request) -> Response:
        return Response(STYLE.read_bytes(), media_type="text/css", headers=HEADERS)


class _Switches:
    """What another process sets and asks, as the Python API does in this one."""

    def __init__(self, faults: Faults, credentials: Callable[[], Json]) -> None:
        self._faults = faults
        self._credentials = credentials

    async def add_fault(self, request: Request) -> Response:
        self._faults.put(Fault.model_validate_json(await request.body()))
        return JSONResponse({"waiting": len(self._faults.waiting())}, 201)

    def clear_faults(self, _: Request) -> Response:
        self._faults.clear()
        return Response(status_code=204)

    def show_app(self, _: Request) -> Response:
        return JSONResponse(self._credentials())


def build_application(
    world: World,
    api: Api,
    git: GitHttp,
    forms: Forms,
    faults: Faults,
    credentials: Callable[[], Json],
) -> Starlette:
    """All routes over one world; only calls that name this machine are answered."""
    pages, switches = _Pages(world), _Switches(faults, credentials)
    routes = [
        *api.routes(),
        *forms.routes(),
        Route("/", pages.show_list, methods=["GET"]),
        Route("/{owner}/{name}/pull/{number:int}", pages.show_pull, methods=["GET"]),
        Route("/_sandbox/page.css", pages.show_style, methods=["GET"]),
        Route("/_sandbox/app", switches.show_app, methods=["GET"]),
        Route("/_sandbox/faults", switches.add_fault, methods=["POST"]),
        Route("/_sandbox/faults", switches.clear_faults, methods=["DELETE"]),
        Route("/{owner}/{name}.git/info/refs", git.info_refs, methods=["GET"]),
        Route("/{owner}/{name}.git/git-upload-pack", git.upload_pack, methods=["POST"]),
    ]
    return Starlette(
        routes=routes,
        exception_handlers={HTTPException: _no_route, ValidationError: _bad_fault},
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])],
    )


async def _bad_fault(_: Request, error: Exception) -> Response:
    return JSONResponse({"message": str(error)}, 422)


async def _no_route(_: Request, error: Exception) -> Response:
    refused = not_found()
    status = error.status_code if isinstance(error, HTTPException) else refused.status
    return JSONResponse(refused.body(), status)
