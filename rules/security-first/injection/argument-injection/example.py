import asyncio
import subprocess

from flask import request


@app.post("/clone")
def separated():
    # ok: argument-injection-python
    subprocess.run(["git", "clone", "--", request.form["address"]], check=True)
    # ok: argument-injection-python
    subprocess.run(["git", "log", "--max-count=10", f"refs/heads/{request.form['branch']}"], check=True)
    # ok: argument-injection-python
    subprocess.run(["tar", "-C", "/srv/" + request.form["name"], "-xf", "a.tar"], check=True)
    # ok: argument-injection-python
    subprocess.run(["git", "log", "-n", int(request.form["count"])], check=True)
    # ok: argument-injection-python
    subprocess.run(["cowsay", request.form["words"]], check=True)


@app.post("/refused")
def refused():
    branch = request.form["branch"]
    if branch.startswith("-"):
        abort(400)
    # ok: argument-injection-python
    subprocess.run(["git", "checkout", branch], check=True)


def helper(branch):
    # ok: argument-injection-python
    subprocess.run(["git", "checkout", branch], check=True)


@app.post("/open")
def as_it_is():
    # ruleid: argument-injection-python
    subprocess.run(["git", "clone", request.form["address"], "/srv/copy"], check=True)
    branch = request.form["branch"]
    # ruleid: argument-injection-python
    subprocess.check_output(["git", "log", branch])
    # ruleid: argument-injection-python
    subprocess.Popen(["/usr/bin/curl", "-s", request.args.get("url")])


async def aiohttp_view(request):
    # ruleid: argument-injection-python
    await asyncio.create_subprocess_exec("wget", "-q", request.query["url"])
