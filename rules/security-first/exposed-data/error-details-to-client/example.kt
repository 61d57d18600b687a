package shop

import io.ktor.http.HttpStatusCode
import io.ktor.server.application.call
import io.ktor.server.plugins.statuspages.StatusPages
import io.ktor.server.response.respond
import io.ktor.server.response.respondText
import jakarta.servlet.http.HttpServletResponse
import org.springframework.http.ResponseEntity
import org.springframework.web.bind.annotation.ExceptionHandler
import org.springframework.web.bind.annotation.GetMapping

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
