package fixtures

import jakarta.servlet.http.HttpServletRequest
import jakarta.ws.rs.GET
import jakarta.ws.rs.HeaderParam
import jakarta.ws.rs.QueryParam
import org.springframework.web.reactive.function.server.ServerRequest
import org.springframework.web.reactive.function.server.ServerResponse

class Tools {
    @GET
    fun checked(@QueryParam("host") host: String) {
        if (!host.matches(Regex("[a-z0-9.]+"))) throw BadRequestException()
        // ok: command-building-kotlin, command-building-parameter-kotlin
        Runtime.getRuntime().exec("ping $host")
    }

    @GET
    fun ping(@QueryParam("host") host: String, @HeaderParam("X-Options") options: String?) {
        // ruleid: command-building-kotlin
        Runtime.getRuntime().exec("ping " + options + " " + host)
    }

    fun servlet(request: HttpServletRequest) {
        val runtime = Runtime.getRuntime()
        // ruleid: command-building-kotlin
        runtime.exec("ping ${request.getParameter("host")}")
    }

    fun reactive(request: ServerRequest): Mono<ServerResponse> {
        val host = request.queryParam("host").get()
        // ruleid: command-building-kotlin
        ProcessBuilder(listOf("sh", "-c", "ping $host")).start()
        return ServerResponse.ok().build()
    }
}
