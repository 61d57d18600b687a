import ast
import importlib
import json

import yaml
from flask import request

MODULES = {"csv": "shop.csv"}
OPERATIONS = {"add": add, "multiply": multiply}


def parsed(text, frame, model):
    # ok: code-evaluation-parameter-python
    ast.literal_eval(text)
    # ok: code-evaluation-parameter-python
    eval("1 + 1")
    # ok: code-evaluation-python
    frame.eval(text)
    # ok: code-evaluation-python
    model.eval()
    # ok: code-evaluation-python
    OPERATIONS[text](1, 2)


def a_file_of_our_own(path):
    with open(path) as file:
        # ok: code-evaluation-parameter-python
        exec(compile(file.read(), path, "exec"))


@app.post("/parsed")
def from_the_request():
    # ok: code-evaluation-python
    json.loads(request.data)
    # ok: code-evaluation-python
    yaml.safe_load(request.data)
    # ok: code-evaluation-python
    yaml.load(request.data, Loader=yaml.SafeLoader)
    # ok: code-evaluation-python
    importlib.import_module(MODULES[request.args["module"]])
    size = "small" if 7 * 6 > 40 else request.args["size"]
    # ok: code-evaluation-python
    eval(size)


def evaluated(text):
    # ruleid: code-evaluation-parameter-python
    eval(text)
    # ruleid: code-evaluation-parameter-python
    eval(f"{text} + 1")
    # ruleid: code-evaluation-parameter-python
    exec(text, {})


@app.post("/evaluated")
def evaluated_from_the_request():
    # ruleid: code-evaluation-python
    eval(request.form["formula"])
    # ruleid: code-evaluation-python
    importlib.import_module(request.args["module"])
    # ruleid: code-evaluation-python
    globals()[request.args["name"]]()
    # ruleid: code-evaluation-python
    frame.query(request.json["filter"])


def event_handler(event, context):
    # ruleid: code-evaluation-python
    return eval(event["body"])


def a_recipe(path, recipe):
    found = {}
    # ok: code-evaluation-parameter-python
    exec(recipe, {"days": days}, found)
    with codecs.open(path, encoding="utf-8") as file:
        # ok: code-evaluation-parameter-python
        exec(compile(file.read(), path, "exec"))
    return found
