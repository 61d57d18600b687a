import logging

from flask import request

logger = logging.getLogger(__name__)


def helper(name):
    # ok: log-injection-python
    logger.info("name %s", name)


@app.get("/fields")
def fields():
    # ok: log-injection-python
    logger.info("searched", extra={"term": request.args["term"]})
    # ok: log-injection-python
    logger.info("searched", term=request.args["term"])
    # ok: log-injection-python
    logger.info("page %d", int(request.args["page"]))
    # ok: log-injection-python
    logger.info("term %r", request.args["term"])
    # ok: log-injection-python
    logger.info("term %s", request.args["term"].replace("\n", " "))


@app.get("/texts")
def texts():
    # ruleid: log-injection-python
    logger.info("term %s", request.args["term"])
    # ruleid: log-injection-python
    logging.warning(f"refused {request.headers['X-Name']}")


def django_view(request):
    name = request.GET.get("name")
    # ruleid: log-injection-python
    logger.error("no user " + name)


@router.get("/users/{name}")
async def by_name(name: str):
    # ruleid: log-injection-python
    logger.info(f"reading {name}")
