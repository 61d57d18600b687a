from fastapi import FastAPI
from fastapi.responses import RedirectResponse

app = FastAPI()


@app.get("/number")
async def number(page: int):
    # ok: open-redirect-python
    return RedirectResponse(f"/pages/{page}")


@app.get("/inside")
async def inside(name: str):
    # ok: open-redirect-python
    return RedirectResponse(url=f"/users/{name}")


@app.get("/chosen")
async def chosen(target: str):
    if target not in ALLOWED_TARGETS:
        target = "/"
    # ok: open-redirect-python
    return RedirectResponse(target)


@app.get("/anywhere")
async def anywhere(target: str):
    # ruleid: open-redirect-python
    return RedirectResponse(target)


@app.get("/later")
async def later(next_url: str = "/"):
    # ruleid: open-redirect-python
    return RedirectResponse(url=next_url, status_code=303)


@app.get("/authorize")
async def authorize(return_to: str, factor: Factor):
    address, state = await factor.start(return_to=return_to)
    # ok: open-redirect-python
    return RedirectResponse(address, status_code=303)
