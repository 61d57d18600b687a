import xml.sax
from xml.sax.handler import feature_external_ges


def kept(text):
    reader = xml.sax.make_parser()
    # ok: xml-entities-parameter-python
    reader.parse(text)
    reader.setFeature(feature_external_ges, False)
    # ok: xml-entities-parameter-python
    reader.parse(text)
    # ok: xml-entities-parameter-python
    return xml.sax.parseString(text, Handler())


def followed(text):
    reader = xml.sax.make_parser()
    reader.setFeature(feature_external_ges, True)
    # ruleid: xml-entities-parameter-python
    return reader.parse(text)


def followed_too(document):
    reader = xml.sax.make_parser()
    reader.setFeature(feature_external_ges, True)
    # ruleid: xml-entities-parameter-python
    return reader.parse(io.StringIO(document))
