package fixtures

import javax.xml.parsers.DocumentBuilderFactory
import javax.xml.stream.XMLInputFactory
import org.springframework.web.bind.annotation.PostMapping
import org.springframework.web.bind.annotation.RequestBody

class Feeds {
    fun hardened(input: InputStream): Document {
        val factory = DocumentBuilderFactory.newInstance()
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true)
        // ok: xml-entities-kotlin
        return factory.newDocumentBuilder().parse(input)
    }

    fun applied(input: InputStream): Document {
        val factory = DocumentBuilderFactory.newInstance().apply {
            isNamespaceAware = true
            setFeature("http://apache.org/xml/features/disallow-doctype-decl", true)
        }
        // ok: xml-entities-kotlin
        return factory.newDocumentBuilder().parse(input)
    }

    fun configured(input: InputStream, settings: DocumentBuilderFactory.() -> Unit): Document {
        val factory = DocumentBuilderFactory.newInstance().apply(settings)
        // ok: xml-entities-kotlin
        return factory.newDocumentBuilder().parse(input)
    }

    // ok: xml-entities-kotlin
    fun empty(): Document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument()

    fun events(input: InputStream) {
        val factory = XMLInputFactory.newInstance()
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false)
        // ok: xml-entities-kotlin
        factory.createXMLEventReader(input)
    }

    @PostMapping("/feed")
    fun parsed(@RequestBody body: String): Document {
        val factory = DocumentBuilderFactory.newInstance()
        factory.isNamespaceAware = true
        val builder = factory.newDocumentBuilder()
        // ruleid: xml-entities-kotlin
        return builder.parse(body.byteInputStream())
    }

    // ruleid: xml-entities-kotlin
    fun short(input: InputStream) = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(input)

    fun streamed(input: InputStream) {
        // ruleid: xml-entities-kotlin
        XMLInputFactory.newInstance().createXMLStreamReader(input)
        // ruleid: xml-entities-kotlin
        SAXReader().read(input)
    }
}
