import base64
import json
import pickle

import yaml
from flask import request


def own_cache(path):
    with open(path, "rb") as file:
        # ok: unsafe-deserialization-python
        return pickle.load(file)


def helper(data):
    # ok: unsafe-deserialization-python
    return pickle.loads(data)


@app.post("/data")
def data_only():
    # ok: unsafe-deserialization-python
    json.loads(request.data)
    # ok: unsafe-deserialization-python
    yaml.safe_load(request.data)
    # ok: unsafe-deserialization-python
    yaml.load(request.data, Loader=yaml.SafeLoader)
    # ok: unsafe-deserialization-python
    pickle.loads(signer.unsign(request.cookies["cart"]))


@app.post("/objects")
def objects():
    # ruleid: unsafe-deserialization-python
    pickle.loads(request.data)
    # ruleid: unsafe-deserialization-python
    pickle.loads(base64.b64decode(request.cookies["cart"]))
    # ruleid: unsafe-deserialization-python
    yaml.load(request.data, Loader=yaml.Loader)
    # ruleid: unsafe-deserialization-python
    return yaml.unsafe_load(request.files["file"].read())


def read_config(text):
    # ruleid: unsafe-deserialization-parameter-python
    return yaml.load(text)


def django_view(request):
    cart = request.COOKIES.get("cart")
    # ruleid: unsafe-deserialization-python
    return pickle.loads(base64.b64decode(cart))


def consume(consumer):
    for message in consumer:
        # ruleid: unsafe-deserialization-python
        yield pickle.loads(message.value)
