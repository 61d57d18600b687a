package fixtures

import jakarta.servlet.http.HttpServletRequest
import jakarta.ws.rs.GET
import jakarta.ws.rs.QueryParam
import org.springframework.web.reactive.function.server.ServerRequest

class Sources {
    @GET
    fun resource(@QueryParam("name") name: String) {
        // ok: xpath-query-kotlin, xpath-query-parameter-kotlin
        xpath.evaluate("//product", document)
        // ruleid: xpath-query-kotlin
        xpath.evaluate("//product[@name='$name']", document)
    }

    fun servlet(request: HttpServletRequest) {
        val name = request.getParameter("name")
        // ok: xpath-query-kotlin, xpath-query-parameter-kotlin
        xpath.evaluate("//product", document)
        // ruleid: xpath-query-kotlin
        xpath.evaluate("//product[@name='$name']", document)
    }

    fun reactive(request: ServerRequest) {
        val name = request.pathVariable("name")
        // ok: xpath-query-kotlin, xpath-query-parameter-kotlin
        xpath.evaluate("//product", document)
        // ruleid: xpath-query-kotlin
        xpath.evaluate("//product[@name='$name']", document)
    }
}
