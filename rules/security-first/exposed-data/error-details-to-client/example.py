import traceback

from django.http import JsonResponse
from fastapi import Depends, FastAPI, HTTPException
from flask import jsonify

app = FastAPI()


@app.get("/fixed")
async def fixed():
    try:
        return await load()
    except Exception as error:
        log.exception("no orders")
        # ok: error-details-to-client-python
        raise HTTPException(500, "the orders cannot be read") from error


@app.get("/mail/debug")
async def debug_mail():
    try:
        return await send()
    except Exception as error:
        # ok: error-details-to-client-python
        return {"sent": False, "why": str(error)}


@app.get("/own-words")
async def own_words():
    try:
        return await load()
    except OrderClosed as error:
        # ok: error-details-to-client-python
        raise HTTPException(409, str(error)) from error


def logged():
    try:
        load()
    except Exception as error:
        # ok: error-details-to-client-python
        log.error(f"no orders: {error}")
        # ok: error-details-to-client-python
        log.error(traceback.format_exc())


def helper():
    try:
        return load()
    except Exception as error:
        # ok: error-details-to-client-python
        return str(error)


@app.get("/orders")
async def orders():
    try:
        return await load()
    except Exception as error:
        # ruleid: error-details-to-client-python
        raise HTTPException(status_code=500, detail=str(error)) from error


@app.get("/stores")
async def stores():
    try:
        return await load()
    except SQLAlchemyError as error:
        # ruleid: error-details-to-client-python
        raise HTTPException(500, f"database: {error}") from error


@app.route("/flask")
def flask_view():
    try:
        return jsonify(load())
    except Exception as error:
        # ruleid: error-details-to-client-python
        return jsonify({"message": str(error)}), 500


def django_view(request):
    try:
        return JsonResponse(load())
    except Exception:
        # ruleid: error-details-to-client-python
        return JsonResponse({"message": traceback.format_exc()}, status=500)


@app.errorhandler(Exception)
def any_error(error):
    # ruleid: error-details-to-client-python
    return jsonify(message=repr(error)), 500


@router.delete("/plugins/{name}", dependencies=[Depends(check_admin)])
async def remove_plugin(name: str):
    try:
        await plugins.remove(name)
    except Exception as error:
        # ok: error-details-to-client-python
        raise HTTPException(status_code=500, detail=str(error)) from error


@router.get("/plugins/{name}", dependencies=[Depends(check_account)])
async def read_plugin(name: str):
    try:
        return await plugins.read(name)
    except Exception as error:
        # ruleid: error-details-to-client-python
        raise HTTPException(status_code=500, detail=str(error)) from error
