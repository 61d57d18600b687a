package fixtures

import jakarta.ws.rs.GET
import jakarta.ws.rs.QueryParam
import jakarta.ws.rs.core.Response
import io.ktor.server.application.call
import io.ktor.server.response.respondRedirect
import io.ktor.server.routing.Route
import org.springframework.web.reactive.function.server.ServerRequest
import org.springframework.web.reactive.function.server.ServerResponse

class Handlers {
    fun fixed(request: ServerRequest): Mono<ServerResponse> {
        val id = request.pathVariable("id")
        // ok: open-redirect-kotlin
        return ServerResponse.seeOther(URI.create("/orders/$id")).build()
    }

    fun next(request: ServerRequest): Mono<ServerResponse> {
        val next = request.queryParam("next").orElse("/")
        // ruleid: open-redirect-kotlin
        return ServerResponse.temporaryRedirect(URI.create(next)).build()
    }
}

class Resource {
    @GET
    // ok: open-redirect-kotlin
    fun home(@QueryParam("id") id: Long): Response = Response.seeOther(URI("/users/$id")).build()

    @GET
    fun next(@QueryParam("next") next: String): Response {
        // ruleid: open-redirect-kotlin
        return Response.seeOther(URI(next)).build()
    }
}

fun Route.redirects() {
    get("/own") {
        // ok: open-redirect-kotlin
        call.respondRedirect("/users/${call.parameters["id"]}")
    }
    get("/next") {
        val next = call.request.queryParameters["next"] ?: "/"
        // ruleid: open-redirect-kotlin
        call.respondRedirect(next)
    }
}
