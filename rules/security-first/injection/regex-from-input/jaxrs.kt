package fixtures

import jakarta.servlet.http.HttpServletRequest
import jakarta.ws.rs.GET
import jakarta.ws.rs.QueryParam
import org.springframework.web.reactive.function.server.ServerRequest

class Sources {
    @GET
    fun resource(@QueryParam("name") name: String) {
        // ok: regex-from-input-kotlin
        Regex(Regex.escape(name))
        // ruleid: regex-from-input-kotlin
        Regex(name)
    }

    fun servlet(request: HttpServletRequest) {
        val name = request.getParameter("name")
        // ok: regex-from-input-kotlin
        Regex(Regex.escape(name))
        // ruleid: regex-from-input-kotlin
        Regex(name)
    }

    fun reactive(request: ServerRequest) {
        val name = request.pathVariable("name")
        // ok: regex-from-input-kotlin
        Regex(Regex.escape(name))
        // ruleid: regex-from-input-kotlin
        Regex(name)
    }
}
