import html

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response

app = FastAPI()


@app.get("/data")
async def data(name: str):
    # ok: html-from-input-python
    return f"Hello {name}"


@app.get("/number")
async def number(count: int):
    # ok: html-from-input-python
    return HTMLResponse(f"<b>{count}</b>")


@app.get("/escaped")
async def escaped(name: str):
    # ok: html-from-input-python
    return HTMLResponse(f"<h1>{html.escape(name)}</h1>")


@app.get("/hello")
async def hello(name: str):
    # ruleid: html-from-input-python
    return HTMLResponse(f"<h1>Hello {name}</h1>")


@app.get("/raw")
async def raw(name: str):
    # ruleid: html-from-input-python
    return Response(content="<p>" + name + "</p>", media_type="text/html")
