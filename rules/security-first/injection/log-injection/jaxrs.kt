package fixtures

import jakarta.servlet.http.HttpServletRequest
import jakarta.ws.rs.GET
import jakarta.ws.rs.QueryParam
import org.springframework.web.reactive.function.server.ServerRequest

class Sources {
    @GET
    fun resource(@QueryParam("name") name: String) {
        // ok: log-injection-kotlin
        log.info("search")
        // ruleid: log-injection-kotlin
        log.info("search for $name")
    }

    fun servlet(request: HttpServletRequest) {
        val name = request.getParameter("name")
        // ok: log-injection-kotlin
        log.info("search")
        // ruleid: log-injection-kotlin
        log.info("search for $name")
    }

    fun reactive(request: ServerRequest) {
        val name = request.pathVariable("name")
        // ok: log-injection-kotlin
        log.info("search")
        // ruleid: log-injection-kotlin
        log.info("search for $name")
    }
}
