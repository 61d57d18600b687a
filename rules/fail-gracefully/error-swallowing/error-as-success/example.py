from django.http import JsonResponse
from flask import Flask, jsonify

app = Flask(__name__)


@app.route("/status")
def with_a_status():
    try:
        return jsonify(load())
    except StoreError:
        # ok: error-as-success-python
        return jsonify({"error": "the store is closed"}), 503


@app.post("/raised")
def raised():
    try:
        return load()
    except StoreError as error:
        # ok: error-as-success-python
        raise HTTPException(503, "the store is closed") from error


def helper():
    try:
        return load()
    except StoreError as error:
        # ok: error-as-success-python
        return {"error": str(error)}


def django_with_a_status(request):
    try:
        return JsonResponse(load())
    except StoreError:
        # ok: error-as-success-python
        return JsonResponse({"error": "the store is closed"}, status=503)


@app.route("/fine")
def fine():
    try:
        data = load()
    except StoreError:
        raise
    # ok: error-as-success-python
    return {"error": None, "data": data}


@app.route("/orders")
def orders():
    try:
        return jsonify(load())
    except StoreError as error:
        # ruleid: error-as-success-python
        return jsonify({"error": str(error)})


@app.get("/orders/{number}")
async def order(number: int):
    try:
        return await load(number)
    except Exception as error:
        log.exception("no order")
        # ruleid: error-as-success-python
        return {"status": "failed", "error": str(error)}


def django_view(request):
    try:
        return JsonResponse(load())
    except StoreError:
        # ruleid: error-as-success-python
        return JsonResponse({"error": "the store is closed"})
