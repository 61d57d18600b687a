import xml.sax
from io import BytesIO
from xml.sax.handler import feature_external_ges

import defusedxml.ElementTree
import lxml.etree
from flask import request
from lxml import etree

SAFE = etree.XMLParser(resolve_entities=False, no_network=True)


@app.post("/safe")
def safe():
    # ok: xml-entities-python, xml-entities-parser-python
    etree.fromstring(request.data, parser=SAFE)
    # ok: xml-entities-python, xml-entities-parser-python
    defusedxml.ElementTree.fromstring(request.data)
    # ok: xml-entities-python, xml-entities-parser-python
    etree.parse("settings.xml")
    # ok: xml-entities-parser-python
    etree.XMLParser(remove_blank_text=True)
    reader = xml.sax.make_parser()
    reader.setFeature(feature_external_ges, False)
    # ok: xml-entities-python
    reader.parse(BytesIO(request.data))


@app.post("/open")
def as_it_comes():
    # ruleid: xml-entities-python
    etree.fromstring(request.data)
    # ruleid: xml-entities-python
    tree = lxml.etree.parse(request.files["file"])
    # ruleid: xml-entities-parser-python
    parser = etree.XMLParser(resolve_entities=True)
    # ruleid: xml-entities-parser-python
    other = etree.XMLParser(load_dtd=True, no_network=False)
    return tree, parser, other


@app.post("/read")
def read():
    reader = xml.sax.make_parser()
    reader.setFeature(feature_external_ges, True)
    # ruleid: xml-entities-python
    reader.parse(request.stream)
