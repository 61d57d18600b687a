package shop

import io.ktor.server.application.call
import io.ktor.server.response.respond
import io.ktor.server.routing.Route
import org.jetbrains.exposed.sql.selectAll
import org.springframework.data.domain.Pageable
import org.springframework.web.bind.annotation.GetMapping

class Orders(private val orderRepository: OrderRepository) {
    @GetMapping("/page")
    // ok: unbounded-query-kotlin
    fun page(page: Pageable) = orderRepository.findAll(page)

    @GetMapping("/mine")
    // ok: unbounded-query-kotlin
    fun mine(user: User) = orderRepository.findAllByOwner(user.id)

    // ok: unbounded-query-kotlin
    fun warmUp() = orderRepository.findAll().forEach(cache::put)

    @GetMapping("/orders")
    // ruleid: unbounded-query-kotlin
    fun all() = orderRepository.findAll()
}

fun Route.orders() {
    get("/orders") {
        // ok: unbounded-query-kotlin
        call.respond(transaction { OrderTable.selectAll().limit(100).map(::toOrder) })
        // ruleid: unbounded-query-kotlin
        call.respond(transaction { OrderTable.selectAll().map(::toOrder) })
    }
}
