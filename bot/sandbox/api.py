"""The REST API: from a request to the handler in the table, and back."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.call import Answer, Call
from bot.sandbox.refusals import Refusal
from bot.sandbox.registration import Registrations
from bot.sandbox.routes import GRAPHQL, REPOSITORY, TOP, Handler
from bot.sandbox.shapes import Site
from bot.sandbox.webhooks import Webhooks
from bot.sandbox.world import World

ROOT = "/api/v3"
_PREFIXES = ("/repos/{owner}/{name}", "/repositories/{repository_id:int}")


class Api:
    """Every endpoint over one world."""

    def __init__(
        self, world: World, site: Site, webhooks: Webhooks, registrations: Registrations
    ) -> None:
        self._world = world
        self._site = site
        self._webhooks = webhooks
        self._registrations = registrations

    def routes(self) -> list[BaseRoute]:
        """The table as routes: those of a repository by its name and by its number."""
        found: list[BaseRoute] = [self._route(*GRAPHQL, None)]
        found += [self._route(method, ROOT + path, each, None) for method, path, each in TOP]
        conversions = ROOT + "/app-manifests/{code}/conversions"
        found.append(self._route("POST", conversions, self._registrations.convert, None))
        for prefix in _PREFIXES:
            for method, path, handler, permission in REPOSITORY:
                found.append(self._route(method, ROOT + prefix + path, handler, permission))
        return found

    def _route(self, method: str, path: str, handler: Handler, permission: str | None) -> Route:
        async def endpoint(request: Request) -> Response:
            body = await request.body()
            return await run_in_threadpool(self._answer, request, body, handler, permission)

        return Route(path, endpoint, methods=[method])

    def _answer(
        self, request: Request, body: bytes, handler: Handler, permission: str | None
    ) -> Response:
        with self._world.lock:
            try:
                call = self._call(request, body)
                if permission is not None:
                    call.repository()
                    call.require(permission)
                answer = handler(call)
            except Refusal as refused:
                answer = Answer(refused.body(), refused.status, headers=refused.headers)
        return self._response(answer)

    def _call(self, request: Request, body: bytes) -> Call:
        return Call(
            world=self._world,
            site=self._site,
            webhooks=self._webhooks,
            caller=self._site.app.caller(request.headers.get("authorization")),
            method=request.method,
            url=str(request.url),
            parameters={name: str(value) for name, value in request.path_params.items()},
            query=dict(request.query_params),
            accept=request.headers.get("accept", ""),
            body=body,
        )

    def _response(self, answer: Answer) -> Response:
        now = int(self._world.now().timestamp())
        headers = {
            "X-GitHub-Media-Type": "github.v3; format=json",
            "X-GitHub-Request-Id": f"SAND:{self._world.new_id():X}",
            "X-RateLimit-Limit": "5000",
            "X-RateLimit-Remaining": "4999",
            "X-RateLimit-Reset": str(now + 3600),
            "X-RateLimit-Resource": "core",
            "X-RateLimit-Used": "1",
            **answer.headers,
        }
        if isinstance(answer.value, bytes):
            return Response(answer.value, answer.status, headers, answer.media_type)
        if answer.value is None:
            return Response(status_code=answer.status, headers=headers)
        return JSONResponse(answer.value, answer.status, headers, answer.media_type)
