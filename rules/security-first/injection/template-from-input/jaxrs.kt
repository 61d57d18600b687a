package fixtures

import jakarta.servlet.http.HttpServletRequest
import jakarta.ws.rs.GET
import jakarta.ws.rs.QueryParam
import org.springframework.web.reactive.function.server.ServerRequest

class Sources {
    @GET
    fun resource(@QueryParam("name") name: String) {
        // ok: template-from-input-kotlin
        Velocity.evaluate(context, out, "tag", TEMPLATE)
        // ruleid: template-from-input-kotlin
        Velocity.evaluate(context, out, "tag", name)
    }

    fun servlet(request: HttpServletRequest) {
        val name = request.getParameter("name")
        // ok: template-from-input-kotlin
        Velocity.evaluate(context, out, "tag", TEMPLATE)
        // ruleid: template-from-input-kotlin
        Velocity.evaluate(context, out, "tag", name)
    }

    fun reactive(request: ServerRequest) {
        val name = request.pathVariable("name")
        // ok: template-from-input-kotlin
        Velocity.evaluate(context, out, "tag", TEMPLATE)
        // ruleid: template-from-input-kotlin
        Velocity.evaluate(context, out, "tag", name)
    }
}
