import html

from flask import Flask, jsonify, make_response, render_template, request
from markupsafe import Markup, escape

app = Flask(__name__)


@app.route("/escaped")
def escaped():
    # ok: html-from-input-python
    return f"<h1>{escape(request.args['name'])}</h1>"


@app.route("/template")
def template():
    # ok: html-from-input-python
    return render_template("page.html", name=request.args["name"])


@app.route("/data")
def data():
    # ok: html-from-input-python
    return {"name": f"Hello {request.args['name']}"}


@app.route("/json")
def as_json():
    # ok: html-from-input-python
    return jsonify(name="Hello " + request.args["name"])


@app.route("/number")
def number():
    # ok: html-from-input-python
    return "Page %d" % int(request.args["page"])


@app.route("/count/<int:number>")
def count(number):
    # ok: html-from-input-python
    return f"<b>{number}</b>"


@app.route("/hello")
def hello():
    # ruleid: html-from-input-python
    return f"<h1>Hello {request.args['name']}</h1>"


@app.route("/hello/<name>")
def hello_by_name(name):
    page = "<h1>Hello " + name + "</h1>"
    # ruleid: html-from-input-python
    return page


@app.route("/search")
def search():
    # ruleid: html-from-input-python
    return make_response("<p>Nothing for %s</p>" % request.args.get("q"))


@app.route("/marked")
def marked():
    # ruleid: html-from-input-python
    return render_template("page.html", name=Markup(request.args["name"]))


@app.route("/quoted")
def quoted():
    name = html.escape(request.form["name"])
    # ok: html-from-input-python
    return "<p>{}</p>".format(name)


@app.route("/code")
def code():
    # ok: html-from-input-python
    return Markup(drawer.code_svg(request.args["text"]).decode())
