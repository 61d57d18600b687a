package shop

class OrderService(private val store: Store) {
    fun number(text: String): Int? =
        try {
            text.toInt()
        // ok: default-on-failure-kotlin
        } catch (e: NumberFormatException) {
            null
        }

    fun logged(id: String): Order? =
        try {
            store.load(id)
        // ok: default-on-failure-kotlin
        } catch (e: Exception) {
            log.error("load order {}", id, e)
            null
        }

    fun isAlive(): Boolean {
        return try {
            store.ping()
            true
        // ok: default-on-failure-kotlin
        } catch (e: Exception) {
            false
        }
    }

    fun answered(id: String): Answer =
        try {
            Answer.of(store.load(id))
        // ok: default-on-failure-kotlin
        } catch (e: Exception) {
            Answer.failed(e)
        }

    fun load(id: String): Order? =
        try {
            store.load(id)
        // ruleid: default-on-failure-kotlin
        } catch (e: Exception) {
            null
        }

    fun save(order: Order): Boolean {
        try {
            store.save(order)
            return true
        // ruleid: default-on-failure-kotlin
        } catch (e: SQLException) {
            // not saved
            return false
        }
    }

    suspend fun all(): List<Order> {
        return try {
            store.all()
        // ruleid: default-on-failure-kotlin
        } catch (t: Throwable) { emptyList() } finally { store.close() }
    }
}
