package shop

import org.slf4j.LoggerFactory

class OrderService(private val store: Store) {
    private val log = LoggerFactory.getLogger(javaClass)

    fun logged(order: Order) {
        try {
            store.save(order)
        // ok: silent-handler-kotlin
        } catch (e: Exception) {
            log.error("save order {}", order.id, e)
        }
    }

    fun wrapped(order: Order) {
        try {
            store.save(order)
        // ok: silent-handler-kotlin
        } catch (e: IOException) {
            throw StoreFailed(order.id, e)
        }
    }

    fun documented(path: Path) {
        try {
            Files.delete(path)
        // ok: silent-handler-kotlin
        } catch (e: NoSuchFileException) {
            // somebody else was faster
        }
    }

    fun letGo(connection: Connection) {
        try {
            connection.close()
        // ok: silent-handler-kotlin
        } catch (e: Exception) {
        }
    }

    fun broad(order: Order) {
        try {
            store.save(order)
        // ruleid: silent-handler-kotlin
        } catch (e: Exception) {
        }
    }

    fun commented(order: Order) {
        try {
            store.save(order)
        // ruleid: silent-handler-kotlin
        } catch (_: Throwable) {
            // ignore
        } finally {
            store.close()
        }
    }

    fun narrow(order: Order) {
        try {
            store.save(order)
        // ruleid: silent-handler-kotlin
        } catch (e: IOException) { }
    }

    fun all(orders: List<Order>) {
        for (order in orders) {
            try {
                store.save(order)
            // ruleid: silent-handler-kotlin
            } catch (e: RuntimeException) {
                continue
            }
        }
    }

    fun explained(order: Order) {
        try {
            store.warm(order)
        // ok: silent-handler-kotlin
        } catch (e: Exception) {
            // the cache is optional, the next read fills it
        }
    }

    fun unexplained(order: Order) {
        try {
            store.save(order)
        // ruleid: silent-handler-kotlin
        } catch (e: Exception) {
            // Swallow the exception silently
        }
    }

    fun results(order: Order) {
        // ok: silent-handler-kotlin
        runCatching { store.save(order) }.onFailure { log.error("save", it) }
        // ruleid: silent-handler-kotlin
        runCatching { store.save(order) }.onFailure { }
        // ruleid: silent-handler-kotlin
        changes.catch { _ -> }.launchIn(scope)
    }

    fun date(text: String): LocalDate? {
        for (format in formats) {
            try {
                return format.read(text) { LocalDate.from(it) }
            // ok: silent-handler-kotlin
            } catch (_: RuntimeException) {
            }
        }
        return null
    }

    fun picture(id: Long): Picture {
        try {
            return kept.read(id)
        // ok: silent-handler-kotlin
        } catch (_: Exception) {
            // ignored, it is drawn again
        }
        return draw(id)
    }

    fun first(hosts: List<Host>): Answer? {
        for (host in hosts) {
            try {
                return client.get(host)
            // ruleid: silent-handler-kotlin
            } catch (_: Exception) {
            }
        }
        return null
    }
}
