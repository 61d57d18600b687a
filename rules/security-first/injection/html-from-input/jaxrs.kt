package fixtures

import jakarta.ws.rs.GET
import jakarta.ws.rs.QueryParam
import jakarta.ws.rs.core.Response
import org.springframework.web.reactive.function.server.ServerRequest
import org.springframework.web.reactive.function.server.ServerResponse

class Greetings {
    @GET
    fun escaped(@QueryParam("name") name: String): Response {
        // ok: html-from-input-kotlin
        return Response.ok("<h1>${escapeHtml(name)}</h1>").build()
    }

    @GET
    fun hello(@QueryParam("name") name: String): Response {
        // ruleid: html-from-input-kotlin
        return Response.ok("<h1>Hello $name</h1>").build()
    }

    fun reactive(request: ServerRequest): Mono<ServerResponse> {
        val name = request.queryParam("name").orElse("")
        // ruleid: html-from-input-kotlin
        return ServerResponse.ok().contentType(MediaType.TEXT_HTML).bodyValue("<h1>Hello $name</h1>")
    }
}
