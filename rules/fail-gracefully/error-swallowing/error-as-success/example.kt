package shop

import io.ktor.http.HttpStatusCode
import io.ktor.server.application.call
import io.ktor.server.response.respond
import io.ktor.server.routing.Route
import jakarta.servlet.http.HttpServletResponse
import jakarta.ws.rs.core.Response
import org.springframework.http.HttpStatus
import org.springframework.http.ResponseEntity
import org.springframework.web.bind.annotation.PostMapping
import org.springframework.web.reactive.function.server.ServerResponse

class OrderController(private val orders: Orders) {
    @PostMapping("/failed")
    fun failed(order: Order): ResponseEntity<Any> =
        try {
            ResponseEntity.ok(orders.place(order))
        } catch (e: Exception) {
            log.error("place order", e)
            // ok: error-as-success-kotlin
            ResponseEntity.status(HttpStatus.BAD_GATEWAY).body("failed")
        }

    @PostMapping("/narrow")
    fun narrow(order: Order): ResponseEntity<Any> =
        try {
            ResponseEntity.ok(orders.place(order))
        } catch (e: AlreadyPlaced) {
            // ok: error-as-success-kotlin
            ResponseEntity.ok(e.order)
        }

    @PostMapping("/after")
    fun after(order: Order): ResponseEntity<Any> {
        try {
            orders.place(order)
        } catch (e: Exception) {
            throw PlaceFailed(order.id, e)
        }
        // ok: error-as-success-kotlin
        return ResponseEntity.ok(order)
    }

    @PostMapping("/orders")
    fun place(order: Order): ResponseEntity<Any> =
        try {
            ResponseEntity.ok(orders.place(order))
        } catch (e: Exception) {
            log.error("place order", e)
            // ruleid: error-as-success-kotlin
            ResponseEntity.ok(mapOf("success" to false, "error" to e.message))
        }
}

fun Route.orders(orders: Orders) {
    post("/orders") {
        try {
            call.respond(orders.place(call.receive()))
        } catch (e: Exception) {
            // ruleid: error-as-success-kotlin
            call.respond(HttpStatusCode.OK, Answer(success = false))
        }
    }
}

fun Application.failures() {
    install(StatusPages) {
        exception<Throwable> { call, cause ->
            log.error("failed", cause)
            // ruleid: error-as-success-kotlin
            call.respond(HttpStatusCode.OK, Answer(success = false))
        }
        exception<NotFound> { call, cause ->
            // ok: error-as-success-kotlin
            call.respond(HttpStatusCode.NotFound, Answer(success = false))
        }
    }
}

class OrderResource(private val orders: Orders) {
    fun place(order: Order): Response =
        try {
            Response.ok(orders.place(order)).build()
        } catch (e: Exception) {
            log.error("place order", e)
            // ok: error-as-success-kotlin
            Response.serverError().build()
        }

    fun cancel(order: Order): Response =
        try {
            Response.ok(orders.cancel(order)).build()
        } catch (e: Exception) {
            // ruleid: error-as-success-kotlin
            Response.ok(Answer(success = false)).build()
        }

    suspend fun reactive(order: Order): ServerResponse =
        try {
            ServerResponse.ok().bodyValueAndAwait(orders.place(order))
        } catch (e: Exception) {
            // ruleid: error-as-success-kotlin
            ServerResponse.ok().bodyValueAndAwait(Answer(success = false))
        }

    fun servlet(order: Order, response: HttpServletResponse) {
        try {
            orders.place(order)
        } catch (e: Exception) {
            log.error("place order", e)
            // ruleid: error-as-success-kotlin
            response.status = HttpServletResponse.SC_OK
        }
    }
}
