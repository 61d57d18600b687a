package shop

class OrderService(private val store: Store) {
    fun logged(order: Order) {
        // ok: discarded-error-kotlin
        runCatching { store.save(order) }
            .onFailure { log.error("save order {}", order.id, it) }
    }

    fun used(order: Order): Boolean {
        // ok: discarded-error-kotlin
        val result = runCatching { store.save(order) }
        return result.isSuccess
    }

    fun returned(id: String): Result<Order> {
        // ok: discarded-error-kotlin
        return runCatching { store.load(id) }
    }

    // ok: discarded-error-kotlin
    fun expression(id: String) = runCatching { store.load(id) }

    fun mapped(ids: List<String>) = ids.map { id ->
        // ok: discarded-error-kotlin
        runCatching { store.load(id) }
    }

    fun save(order: Order) {
        // ruleid: discarded-error-kotlin
        runCatching { store.save(order) }
        store.count()
    }

    fun saveAll(orders: List<Order>) {
        for (order in orders) {
            // ruleid: discarded-error-kotlin
            runCatching {
                store.save(order)
            }
        }
    }

    fun restarted() {
        // ok: discarded-error-kotlin
        runCatching { server?.stop() }
        server = start()
    }

    fun warm(order: Order) {
        // ruleid: discarded-error-kotlin
        runCatching { store.warm(order) }.getOrNull()
        store.count()
    }
}
