package fixtures

import io.ktor.server.application.call
import io.ktor.server.routing.Route
import javax.xml.xpath.XPath
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.RequestParam

class Catalogue(private val xpath: XPath, private val document: Document) {
    fun bound(name: String, index: Int) {
        // ok: xpath-query-kotlin, xpath-query-parameter-kotlin
        xpath.evaluate("//product[1]", document)
        // ok: xpath-query-kotlin, xpath-query-parameter-kotlin
        xpath.evaluate("//product[$index]", document)
        // ok: xpath-query-kotlin, xpath-query-parameter-kotlin
        regex.compile("//product[@name='$name']")
    }

    // ok: xpath-query-kotlin, xpath-query-parameter-kotlin
    fun wrapper(expression: String) = xpath.compile(expression)

    fun built(name: String) {
        // ruleid: xpath-query-parameter-kotlin
        xpath.evaluate("//product[@name='$name']", document)
        val expression = "//product[@name='" + name + "']"
        // ruleid: xpath-query-parameter-kotlin
        XPathFactory.newInstance().newXPath().compile(expression)
        // ruleid: xpath-query-parameter-kotlin
        document.selectNodes("//product[@name='$name']")
    }

    @GetMapping("/find")
    // ruleid: xpath-query-kotlin
    fun find(@RequestParam path: String) = xpath.evaluate(path, document)
}

fun Route.catalogue(xpath: XPath, document: Document) {
    get("/find") {
        val name = call.parameters["name"]
        // ruleid: xpath-query-kotlin
        xpath.evaluate("//product[@name='$name']", document)
    }
}
