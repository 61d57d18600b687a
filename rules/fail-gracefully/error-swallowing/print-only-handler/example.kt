package shop

class OrderService(private val gateway: Gateway) {
    fun logged(order: Order) {
        try {
            gateway.charge(order)
        // ok: print-only-handler-kotlin
        } catch (e: IOException) {
            log.error("charge {}", order.id, e)
        }
    }

    fun passedOn(order: Order) {
        try {
            gateway.charge(order)
        // ok: print-only-handler-kotlin
        } catch (e: IOException) {
            e.printStackTrace()
            throw PaymentFailed(order.id, e)
        }
    }

    fun counted(order: Order) {
        try {
            gateway.charge(order)
        // ok: print-only-handler-kotlin
        } catch (e: IOException) {
            e.printStackTrace()
            failures.increment()
        }
    }

    fun charge(order: Order) {
        try {
            gateway.charge(order)
        // ruleid: print-only-handler-kotlin
        } catch (e: IOException) {
            e.printStackTrace()
        }
    }

    fun load(id: String): Order? =
        try {
            store.load(id)
        // ruleid: print-only-handler-kotlin
        } catch (e: Exception) {
            println("failed")
            e.printStackTrace()
            null
        }

    fun refund(order: Order) {
        try {
            gateway.refund(order)
        // ruleid: print-only-handler-kotlin
        } catch (e: IOException) {
            System.err.println("refund failed: ${e.message}")
        }
    }

    fun answered(order: Order): Answer =
        try {
            Answer.of(gateway.refund(order))
        // ok: print-only-handler-kotlin
        } catch (e: IOException) {
            println("refund failed")
            Answer.failed(e)
        }
}
