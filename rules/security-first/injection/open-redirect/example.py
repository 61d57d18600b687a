from urllib.parse import urlparse

from flask import redirect, request, url_for

PAGES = {"shop": "/shop", "help": "/help"}


@app.route("/own")
def own():
    # ok: open-redirect-python
    redirect(url_for("page", name=request.args["name"]))
    # ok: open-redirect-python
    redirect(f"/users/{request.args['name']}")
    # ok: open-redirect-python
    redirect("https://shop.example/?q=" + request.args["q"])
    # ok: open-redirect-python
    redirect(PAGES[request.args["page"]])
    # ok: open-redirect-python
    return redirect(request.url)


@app.route("/checked")
def checked():
    target = request.args.get("next", "/")
    if urlparse(target).netloc:
        abort(400)
    # ok: open-redirect-python
    return redirect(target)


@app.route("/asked")
def asked():
    target = request.args.get("next", "/")
    if not is_safe_url(target):
        target = "/"
    # ok: open-redirect-python
    return redirect(target)


@app.route("/anywhere")
def anywhere():
    # ruleid: open-redirect-python
    return redirect(request.args["next"])


@app.route("/after")
def after():
    target = request.form.get("next") or "/"
    # ruleid: open-redirect-python
    return redirect(target, code=303)


@app.route("/by-host")
def by_host():
    # ruleid: open-redirect-python
    return redirect("https://" + request.args["host"] + "/login")


@app.route("/header")
def header():
    response = make_response("", 302)
    # ruleid: open-redirect-python
    response.headers["Location"] = request.args["to"]
    return response


@app.get("/short/<code>")
def short(code):
    # ok: open-redirect-python
    return redirect(links.find_link(code).address)


@app.get("/style")
def style():
    # ok: open-redirect-python
    return redirect(get_style_url(request.args["theme"]))


@app.post("/judges")
def next_judge():
    # ok: open-redirect-python
    return redirect(f"{request.path}?page=2")
