package fixtures

import jakarta.servlet.http.HttpServletRequest
import jakarta.ws.rs.GET
import jakarta.ws.rs.QueryParam
import org.springframework.web.reactive.function.server.ServerRequest

class Sources {
    @GET
    fun resource(@QueryParam("name") name: String) {
        // ok: unsafe-deserialization-kotlin
        mapper.readValue(name, Order::class.java)
        // ruleid: unsafe-deserialization-kotlin
        XStream().fromXML(name)
    }

    fun servlet(request: HttpServletRequest) {
        val name = request.getParameter("name")
        // ok: unsafe-deserialization-kotlin
        mapper.readValue(name, Order::class.java)
        // ruleid: unsafe-deserialization-kotlin
        XStream().fromXML(name)
    }

    fun reactive(request: ServerRequest) {
        val name = request.pathVariable("name")
        // ok: unsafe-deserialization-kotlin
        mapper.readValue(name, Order::class.java)
        // ruleid: unsafe-deserialization-kotlin
        XStream().fromXML(name)
    }
}
