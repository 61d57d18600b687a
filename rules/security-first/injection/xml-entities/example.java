package fixtures;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import org.dom4j.io.SAXReader;
import org.springframework.web.bind.annotation.*;

class Invoices {
  Document hardened(InputStream input) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    // ok: xml-entities-java
    return builder.parse(input);
  }

  XMLStreamReader stream(InputStream input) throws Exception {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    // ok: xml-entities-java
    return factory.createXMLStreamReader(input);
  }

  Document byHelper(InputStream input) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    secure(factory);
    // ok: xml-entities-java
    return factory.newDocumentBuilder().parse(input);
  }

  Document empty() throws Exception {
    // ok: xml-entities-java
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
  }

  @PostMapping("/invoices")
  void parsed(@RequestBody InputStream input) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    DocumentBuilder builder = factory.newDocumentBuilder();
    // ruleid: xml-entities-java
    builder.parse(input);
    // ruleid: xml-entities-java
    SAXParserFactory.newInstance().newSAXParser().parse(input, handler);
    // ruleid: xml-entities-java
    new SAXReader().read(input);
  }

  void streamed(HttpServletRequest request) throws Exception {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    // ruleid: xml-entities-java
    XMLStreamReader reader = factory.createXMLStreamReader(request.getInputStream());
  }
}
