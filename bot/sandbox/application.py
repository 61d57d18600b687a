"""The web application: the API, git, the pages and the sandbox's own switches."""

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.call import Answer, Call
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.git_http import GitHttp
from bot.sandbox.refusals import Refusal, not_found
from bot.sandbox.routes import REPOSITORY, TOP, Handler
from bot.sandbox.shapes import Json, Site
from bot.sandbox.webhooks import Webhooks
from bot.sandbox.world import World

API = "/api/v3"
_PREFIXES = ("/repos/{owner}/{name}", "/repositories/{repository_id:int}")


def build_application(
    world: World, site: Site, webhooks: Webhooks, faults: Faults, credentials: Callable[[], Json]
) -> Starlette:
    """All routes over one world."""

    def api(method: str, path: str, handler: Handler, permission: str | None) -> Route:
        async def endpoint(request: Request) -> Response:
            body = await request.body()
            return await run_in_threadpool(_answer, request, body, handler, permission)

        return Route(API + path, endpoint, methods=[method])

    def _answer(
        request: Request, body: bytes, handler: Handler, permission: str | None
    ) -> Response:
        with world.lock:
            try:
                answer = _call(request, body, handler, permission)
            except Refusal as refused:
                answer = Answer(refused.body(), refused.status, headers=refused.headers)
        return _response(world, answer)

    def _call(request: Request, body: bytes, handler: Handler, permission: str | None) -> Answer:
        call = Call(
            world=world,
            site=site,
            webhooks=webhooks,
            caller=site.app.caller(request.headers.get("authorization")),
            method=request.method,
            url=str(request.url),
            parameters={name: str(value) for name, value in request.path_params.items()},
            query=dict(request.query_params),
            accept=request.headers.get("accept", ""),
            body=body,
        )
        if permission is not None:
            call.repository()
            call.require(permission)
        return handler(call)

    async def set_fault(request: Request) -> Response:
        faults.put(Fault.model_validate_json(await request.body()))
        return JSONResponse({"waiting": len(faults.waiting())}, 201)

    async def clear_faults(_: Request) -> Response:
        faults.clear()
        return Response(status_code=204)

    async def show_credentials(_: Request) -> Response:
        return JSONResponse(credentials())

    git = GitHttp(world, site.app)
    routes: list[BaseRoute] = [api(*each, None) for each in TOP]
    routes += [
        api(method, prefix + path, handler, permission)
        for prefix in _PREFIXES
        for method, path, handler, permission in REPOSITORY
    ]
    routes += [
        Route("/_sandbox/app", show_credentials, methods=["GET"]),
        Route("/_sandbox/faults", set_fault, methods=["POST"]),
        Route("/_sandbox/faults", clear_faults, methods=["DELETE"]),
        Route("/{owner}/{name}.git/info/refs", git.info_refs, methods=["GET"]),
        Route("/{owner}/{name}.git/git-upload-pack", git.upload_pack, methods=["POST"]),
    ]
    return Starlette(routes=routes, exception_handlers={HTTPException: _no_route})


async def _no_route(_: Request, error: Exception) -> Response:
    refused = not_found()
    status = error.status_code if isinstance(error, HTTPException) else refused.status
    return JSONResponse(refused.body(), status)


def _response(world: World, answer: Answer) -> Response:
    now = int(world.now().timestamp())
    headers = {
        "X-GitHub-Media-Type": "github.v3; format=json",
        "X-GitHub-Request-Id": f"SAND:{world.new_id():X}",
        "X-RateLimit-Limit": "5000",
        "X-RateLimit-Remaining": "4999",
        "X-RateLimit-Reset": str(now + 3600),
        "X-RateLimit-Resource": "core",
        "X-RateLimit-Used": "1",
        **answer.headers,
    }
    if isinstance(answer.value, bytes):
        return Response(answer.value, answer.status, headers, answer.media_type)
    if answer.status == 204:  # noqa: PLR2004  an answer without a body
        return Response(status_code=204, headers=headers)
    return JSONResponse(answer.value, answer.status, headers, answer.media_type)
