package shop

class OrderStore(private val connection: Connection) {
    fun wrapped(order: Order) {
        try {
            connection.insert(order)
        // ok: lost-cause-kotlin
        } catch (e: SQLException) {
            throw StoreFailed("insert ${order.id}: ${e.message}", e)
        }
    }

    fun named(order: Order) {
        try {
            connection.insert(order)
        } catch (e: SQLException) {
            // ok: lost-cause-kotlin
            throw StoreFailed("insert", cause = e)
        }
    }

    fun recorded(order: Order) {
        try {
            connection.insert(order)
        } catch (e: SQLException) {
            log.error("insert {}", order.id, e)
            // ok: lost-cause-kotlin
            throw StoreFailed("insert")
        }
    }

    fun number(text: String): Int =
        try {
            text.toInt()
        } catch (e: NumberFormatException) {
            // ok: lost-cause-kotlin
            throw BadRequest("not a number")
        }

    fun format(file: File): Format =
        try {
            Format.of(file)
        } catch (e: Format.UnknownFormatException) {
            // ok: lost-cause-kotlin
            throw Exception("the format is not known")
        }

    fun passedOn(order: Order) {
        try {
            connection.insert(order)
        } catch (e: SQLException) {
            connection.rollback()
            // ok: lost-cause-kotlin
            throw e
        }
    }

    fun insert(order: Order) {
        try {
            connection.insert(order)
        } catch (e: SQLException) {
            // ruleid: lost-cause-kotlin
            throw StoreFailed("insert ${order.id}")
        }
    }

    fun update(order: Order) {
        try {
            connection.update(order)
        } catch (e: Exception) {
            connection.rollback()
            // ruleid: lost-cause-kotlin
            throw RuntimeException("update failed: ${e.message}")
        }
    }

    fun delete(order: Order) {
        try {
            connection.delete(order)
        } catch (ex: IOException) {
            if (order.open) {
                // ruleid: lost-cause-kotlin
                throw StoreFailed(ex.message ?: "delete")
            }
        }
    }

    fun translated(order: Order) {
        try {
            members.add(order)
        } catch (e: GroupManagedElsewhere) {
            // ok: lost-cause-kotlin
            throw GroupProblem("managed elsewhere: ${e.message}")
        }
    }

    fun late(order: Order) {
        try {
            connection.insert(order)
        } catch (e: SocketTimeoutException) {
            // ok: lost-cause-kotlin
            throw StoreTimeout()
        }
    }

    fun general(order: Order) {
        try {
            members.add(order)
        } catch (e: GroupManagedElsewhere) {
            // ruleid: lost-cause-kotlin
            throw IllegalStateException("order ${order.id}")
        }
    }
}
