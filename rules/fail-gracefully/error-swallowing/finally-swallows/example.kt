package shop

class OrderService(private val gateway: Gateway) {
    fun clean(order: Order): Receipt {
        try {
            return gateway.charge(order)
        // ok: finally-swallows-kotlin
        } finally {
            gateway.close()
        }
    }

    fun nested(order: Order): Receipt {
        try {
            return gateway.charge(order)
        // ok: finally-swallows-kotlin
        } finally {
            listeners.forEach { if (it.idle) { return@forEach } }
        }
    }

    fun after(order: Order): Order {
        try {
            gateway.charge(order)
        // ok: finally-swallows-kotlin
        } finally {
            gateway.close()
        }
        return order
    }

    fun charge(order: Order): Order {
        try {
            gateway.charge(order)
        // ruleid: finally-swallows-kotlin
        } finally {
            gateway.close()
            return order
        }
    }

    fun chargeWrapped(order: Order): Order? {
        try {
            gateway.charge(order)
        } catch (e: IOException) {
            throw PaymentFailed(order.id, e)
        // ruleid: finally-swallows-kotlin
        } finally {
            return null
        }
    }

    fun thrown(order: Order) {
        try {
            gateway.charge(order)
        // ruleid: finally-swallows-kotlin
        } finally {
            if (!order.charged) {
                throw NotCharged(order.id)
            }
        }
    }
}
