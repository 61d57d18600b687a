import re

from flask import request

NAME = re.compile(r"^[a-z]{1,40}$")


def helper(pattern, text):
    # ok: regex-from-input-python
    return re.search(pattern, text)


@app.get("/escaped")
def escaped():
    term = request.args["term"]
    # ok: regex-from-input-python
    re.search(re.escape(term), TEXT)
    # ok: regex-from-input-python
    re.match(r"^[a-z]+$", term)
    # ok: regex-from-input-python
    re.match(r"^(\w+)@(\w+)$", term)
    # ok: regex-from-input-python
    users.find({"name": {"$regex": re.escape(term)}})
    # ok: regex-from-input-python
    NAME.match(term)


@app.get("/open")
def from_the_request():
    # ruleid: regex-from-input-python
    re.search(request.args["pattern"], TEXT)
    # ruleid: regex-from-input-python
    re.compile(f"^{request.args['start']}")
    # ruleid: regex-from-input-python
    users.find({"name": {"$regex": request.args["name"]}})
    # ruleid: regex-from-input-python
    re.match(r"^(\w+)+@", request.args["mail"])


@router.get("/items")
async def items(pattern: str):
    # ruleid: regex-from-input-python
    return re.fullmatch(pattern, TEXT)


def django_view(request):
    # ruleid: regex-from-input-python
    return re.sub(request.GET["what"], "", TEXT)
