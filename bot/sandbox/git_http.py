"""Fetching over smart HTTP: git's own server behind GitHub's door."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from bot.sandbox.git_repository import GIT, git_environment
from bot.sandbox.refusals import Refusal
from bot.sandbox.tokens import App, AppCaller, InstallationCaller
from bot.sandbox.world import Repository, World

_CHUNK = 65_536
_ASK = {"WWW-Authenticate": 'Basic realm="GitHub"'}


class GitHttp:
    """Answers `info/refs` and `git-upload-pack`; nothing can be pushed."""

    def __init__(self, world: World, app: App) -> None:
        self._world = world
        self._app = app

    async def info_refs(self, request: Request) -> Response:
        """GET /{owner}/{name}.git/info/refs?service=git-upload-pack."""
        return await self._serve(request, "info/refs")

    async def upload_pack(self, request: Request) -> Response:
        """POST /{owner}/{name}.git/git-upload-pack."""
        return await self._serve(request, "git-upload-pack")

    async def _serve(self, request: Request, action: str) -> Response:
        if action == "info/refs" and request.query_params.get("service") != "git-upload-pack":
            return PlainTextResponse("Nothing can be pushed here.\n", 403)
        try:
            repository = await run_in_threadpool(self._admit, request)
        except Refusal as refused:
            headers = _ASK if refused.status == 401 else {}  # noqa: PLR2004  ask for a password
            return PlainTextResponse(refused.message + "\n", refused.status, headers)
        return await _run_backend(request, repository, action)

    def _admit(self, request: Request) -> Repository:
        name = f"{request.path_params['owner']}/{request.path_params['name']}"
        with self._world.lock:
            caller = self._app.caller(request.headers.get("authorization"))
            found = self._world.repository_named(name)
            if found is not None and caller is None and not found.private:
                return found
            if caller is None or isinstance(caller, AppCaller):
                raise Refusal(401, "Invalid username or token.")
            if found is None or not caller.reaches(found):
                raise Refusal(404, "Repository not found.")
            if isinstance(caller, InstallationCaller) and not caller.may("contents", "read"):
                raise Refusal(403, "Resource not accessible by integration")
            return found


async def _run_backend(request: Request, repository: Repository, action: str) -> Response:
    folder = repository.git.folder
    wanted = {
        "CONTENT_TYPE": request.headers.get("content-type"),
        "CONTENT_LENGTH": request.headers.get("content-length"),
        "HTTP_CONTENT_ENCODING": request.headers.get("content-encoding"),
        "GIT_PROTOCOL": request.headers.get("git-protocol"),
    }
    environment = git_environment() | {
        "GIT_PROJECT_ROOT": str(folder.parent),
        "GIT_HTTP_EXPORT_ALL": "1",
        "PATH_INFO": f"/{folder.name}/{action}",
        "REQUEST_METHOD": request.method,
        "QUERY_STRING": request.url.query,
        "REMOTE_ADDR": "127.0.0.1",
        **{name: value for name, value in wanted.items() if value is not None},
    }
    process = await asyncio.create_subprocess_exec(
        *(GIT, "http-backend"),
        env=environment,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    feeding = asyncio.create_task(_feed(request, process))
    status, headers = await _read_head(process)
    return StreamingResponse(_stream(process, feeding), status, headers)


async def _feed(request: Request, process: asyncio.subprocess.Process) -> None:
    if process.stdin is None:
        return
    with suppress(BrokenPipeError, ConnectionResetError):
        async for chunk in request.stream():
            process.stdin.write(chunk)
            await process.stdin.drain()
    process.stdin.close()


async def _read_head(process: asyncio.subprocess.Process) -> tuple[int, dict[str, str]]:
    status, headers = 200, {}
    while process.stdout is not None:
        line = (await process.stdout.readline()).decode("latin-1").strip()
        if not line:
            break
        name, _, value = line.partition(": ")
        if name.lower() == "status":
            status = int(value.split(" ")[0])
        else:
            headers[name] = value
    return status, headers


async def _stream(
    process: asyncio.subprocess.Process, feeding: asyncio.Task[None]
) -> AsyncIterator[bytes]:
    ended = process.stdout is None
    try:
        while process.stdout is not None and not ended:
            chunk = await process.stdout.read(_CHUNK)
            ended = not chunk
            yield chunk
    finally:
        feeding.cancel()
        # Killing one that ends by itself would take its end away from asyncio.
        if not ended:
            with suppress(ProcessLookupError):
                process.kill()
        await process.wait()
