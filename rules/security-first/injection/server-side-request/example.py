import httpx
import requests
from flask import request

HOSTS = {"a": "https://a.internal"}


def helper(address):
    # ok: server-side-request-python
    return requests.get(address)


@app.get("/fixed")
def fixed():
    # ok: server-side-request-python
    requests.get("https://api.internal/users/" + request.args["id"])
    # ok: server-side-request-python
    requests.get(f"https://api.internal/users/{request.args['id']}")
    # ok: server-side-request-python
    requests.get(f"{BASE_URL}/users/{request.args['id']}")
    # ok: server-side-request-python
    requests.get("https://api.internal/users", params={"name": request.args["name"]})
    # ok: server-side-request-python
    requests.get(HOSTS[request.args["host"]])
    # ok: server-side-request-python
    requests.post("https://api.internal/users", json=request.json)


@app.get("/fetched")
def fetched():
    # ruleid: server-side-request-python
    requests.get(request.args["url"])
    # ruleid: server-side-request-python
    requests.post(f"https://{request.args['host']}/hook", json={})
    address = request.form.get("address")
    # ruleid: server-side-request-python
    httpx.get(address, timeout=5)


@app.get("/later")
async def later(address: str):
    async with httpx.AsyncClient() as client:
        # ruleid: server-side-request-python
        return await client.get(address)


@app.get("/before")
def before():
    address = f"https://api.internal/users/{request.args['id']}"
    # ok: server-side-request-python
    requests.get(address)
    address = "https://{}/users".format(request.args["host"])
    # ruleid: server-side-request-python
    requests.get(address)


@app.get("/callback")
def callback(address):
    check_callback_url(address)
    # ok: server-side-request-python
    return requests.get(address, timeout=3)
