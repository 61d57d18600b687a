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

    fun parsed(text: String): UUID? {
        // ok: default-on-failure-kotlin
        return runCatching { UUID.fromString(text) }.getOrNull()
    }

    fun documented(id: String): Order? =
        try {
            store.load(id)
        // ok: default-on-failure-kotlin
        } catch (e: Exception) {
            // the cache is only a courtesy, the caller reads the database next
            null
        }

    fun fetched(id: String): Order? {
        // ruleid: default-on-failure-kotlin
        return runCatching { orderRepository.load(id) }.getOrNull()
    }

    fun read(path: Path): String {
        // ruleid: default-on-failure-kotlin
        return runCatching { path.readText() }.getOrDefault("")
    }

    fun reactive(id: String): Mono<Order> {
        // ok: default-on-failure-kotlin
        client.load(id).onErrorResume(NotFound::class.java) { Mono.empty() }
        // ruleid: default-on-failure-kotlin
        return client.load(id).onErrorResume { Mono.empty() }
    }

    fun columns(rows: ResultSet, names: List<String>) =
        names.mapNotNull {
            try {
                rows.findColumn(it)
            // ok: default-on-failure-kotlin
            } catch (_: SQLException) {
                null
            }
        }

    fun schema(connection: Connection): String =
        try {
            connection.schema
        // ok: default-on-failure-kotlin
        } catch (_: SQLException) {
            null
        } ?: connection.metaData.userName

    fun place(folder: File, name: String): File? {
        // ok: default-on-failure-kotlin
        return runCatching { File(folder, name).canonicalFile }.getOrNull()
    }
}
