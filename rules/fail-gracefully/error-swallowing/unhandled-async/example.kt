package shop

import java.util.concurrent.CompletableFuture
import org.springframework.web.reactive.function.client.WebClient

class Notices(private val webClient: WebClient) {
    fun handled(order: Order) {
        // ok: unhandled-async-kotlin
        CompletableFuture.runAsync { send(order) }
            .exceptionally { log.error("notice for {}", order.id, it); null }
    }

    fun returned(order: Order): CompletableFuture<Receipt> {
        // ok: unhandled-async-kotlin
        return CompletableFuture.supplyAsync { send(order) }
    }

    fun consumed(order: Order) {
        // ok: unhandled-async-kotlin
        webClient.post().uri("/notices").retrieve().toBodilessEntity().subscribe({}, { log.error("notice", it) })
        // ok: unhandled-async-kotlin
        eventBus.subscribe()
    }

    fun started(order: Order) {
        // ruleid: unhandled-async-kotlin
        CompletableFuture.runAsync {
            send(order)
        }
        log.info("started")
    }

    fun subscribed(order: Order) {
        // ruleid: unhandled-async-kotlin
        webClient.post().uri("/notices").bodyValue(order).retrieve().toBodilessEntity().subscribe()
    }
}
