import jinja2
from flask import render_template, render_template_string, request

PAGE = "<h1>{{ name }}</h1>"


@app.get("/constant")
def constant():
    # ok: template-from-input-python
    render_template_string(PAGE, name=request.args["name"])
    # ok: template-from-input-python
    render_template("page.html", name=request.args["name"])
    # ok: template-from-input-python
    jinja2.Template("<h1>{{ name }}</h1>").render(name=request.args["name"])


def helper(environment, text):
    # ok: template-from-input-python
    return environment.from_string(text)


@app.get("/built")
def built():
    # ruleid: template-from-input-python
    render_template_string("<h1>" + request.args["name"] + "</h1>")
    # ruleid: template-from-input-python
    render_template_string(f"<h1>{request.args['name']}</h1>")
    # ruleid: template-from-input-python
    return jinja2.Template(request.form["page"]).render()


def greeting(environment, name):
    # ruleid: template-from-input-parameter-python
    return environment.from_string("Hello %s" % name).render()


def of_the_settings(settings):
    # ok: template-from-input-python
    return settings.GREETINGS[request.args["language"]].format(request.args["name"])
