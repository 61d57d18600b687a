import os

from fastapi import FastAPI
from flask import Flask

app = Flask(__name__)
# ok: debug-mode-python, debug-mode-flag-python
app.config["DEBUG"] = os.environ.get("APP_DEBUG") == "1"
# ok: debug-mode-python, debug-mode-flag-python
api = FastAPI(title="shop", debug=False)
# ok: debug-mode-python, debug-mode-flag-python
runner.run(task, debug=True)

# ruleid: debug-mode-python
app.config["DEBUG"] = True
# ruleid: debug-mode-flag-python
open_api = FastAPI(title="shop", debug=True)


def start(debug):
    if debug:
        # ok: debug-mode-python, debug-mode-flag-python
        app.debug = True
    # ok: debug-mode-python, debug-mode-flag-python
    app.run(debug=debug)


if __name__ == "__main__":
    # ruleid: debug-mode-flag-python
    app.run(host="0.0.0.0", debug=True)


def on_this_machine():
    # ok: debug-mode-python, debug-mode-flag-python
    app.run(debug=True, host="127.0.0.1")


def told(app):
    # ruleid: debug-mode-python
    app.debug = True
