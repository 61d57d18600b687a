import elementpath
from flask import request
from lxml import etree


def variables(tree, name):
    # ok: xpath-query-python
    tree.xpath("//user[@name=$name]", name=name)
    # ok: xpath-query-python
    tree.xpath("//user")
    # ok: xpath-query-python
    etree.XPath("//user[@name=$name]")(tree, name=name)
    # ok: xpath-query-python
    tree.xpath(f"//user[{int(name)}]")


def scraper(response, name):
    # ok: xpath-query-python
    return response.xpath(f"//div[@id='{name}']")


def refused(tree, name):
    if "'" in name:
        raise ValueError(name)
    # ok: xpath-query-python
    return tree.xpath(f"//user[@name='{name}']")


def built(tree, name):
    # ruleid: xpath-query-parameter-python
    tree.xpath(f"//user[@name='{name}']")
    # ruleid: xpath-query-parameter-python
    etree.XPath("//user[@name='" + name + "']")


@app.get("/users")
def from_the_request():
    query = "//user[@name='%s']" % request.args["name"]
    # ruleid: xpath-query-python
    elementpath.select(ROOT, query)
    # ruleid: xpath-query-python
    return root.findall(f".//user[@name='{request.args['name']}']")
