package shop

import io.ktor.http.HttpStatusCode
import io.ktor.server.application.call
import io.ktor.server.plugins.statuspages.StatusPages
import io.ktor.server.response.respond
import io.ktor.server.response.respondText
import jakarta.servlet.http.HttpServletResponse
import jakarta.ws.rs.core.Response
import jakarta.ws.rs.ext.ExceptionMapper
import org.springframework.http.ResponseEntity
import org.springframework.web.bind.annotation.ExceptionHandler
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.reactive.function.server.ServerResponse

class Orders(private val store: Store) {
    @GetMapping("/fixed")
    fun fixed(): ResponseEntity<Any> =
        try {
            ResponseEntity.ok(store.all())
        } catch (e: Exception) {
            log.error("orders", e)
            // ok: error-details-to-client-kotlin
            ResponseEntity.status(500).body("orders cannot be read")
        }

    @GetMapping("/narrow")
    fun narrow(): ResponseEntity<Any> =
        try {
            ResponseEntity.ok(store.all())
        } catch (e: InvalidFilter) {
            // ok: error-details-to-client-kotlin
            ResponseEntity.badRequest().body(e.message)
        }

    @GetMapping("/orders")
    fun all(): ResponseEntity<Any> =
        try {
            ResponseEntity.ok(store.all())
        } catch (e: Exception) {
            // ruleid: error-details-to-client-kotlin
            ResponseEntity.status(500).body("failed: ${e.message}")
        }

    fun servlet(response: HttpServletResponse) {
        try {
            store.all()
        } catch (e: SQLException) {
            // ruleid: error-details-to-client-kotlin
            response.sendError(500, e.message)
        }
    }

    @ExceptionHandler(Exception::class)
    // ruleid: error-details-to-client-kotlin
    fun failed(e: Exception) = ResponseEntity.status(500).body(mapOf("error" to e.message))
}

fun Application.failures() {
    install(StatusPages) {
        exception<InvalidFilter> { call, cause ->
            // ok: error-details-to-client-kotlin
            call.respond(HttpStatusCode.BadRequest, cause.message ?: "")
        }
        exception<Throwable> { call, cause ->
            log.error("failed", cause)
            // ruleid: error-details-to-client-kotlin
            call.respondText("500: $cause", status = HttpStatusCode.InternalServerError)
        }
    }
}

class Failures : ExceptionMapper<Throwable> {
    // ruleid: error-details-to-client-kotlin
    override fun toResponse(e: Throwable): Response = Response.serverError().entity(e.message).build()
}

class OrderHandler(private val store: Store) {
    suspend fun all(): ServerResponse =
        try {
            ServerResponse.ok().bodyValueAndAwait(store.all())
        } catch (e: Exception) {
            // ruleid: error-details-to-client-kotlin
            ServerResponse.status(500).bodyValueAndAwait(e.stackTraceToString())
        }
}
